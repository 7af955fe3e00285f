"""The commands: each reads its options, calls the package, and prints."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.groups import with_options
from lepton.cli.money import MoneyFlags
from lepton.cli.output import columns, metric_rows, print_json, say, shown_progress, warn
from lepton.cli.task import TaskFlags
from lepton.cli.worth_options import ListFlags
from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.data import Dataset, Task
    from lepton.models import Model

__all__ = ["app"]

SAMPLE = "sample:"
MOST_PORT = 65_535

app = typer.Typer(
    help="What an AI model is worth to the business, and why anyone should believe it.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _lepton(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        import lepton

        say(f"lepton {lepton.__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        say(context.get_help())


@app.command()
@with_options(roles=TaskFlags)
def train(
    file: o.TrainFile,
    out: o.TrainOut,
    roles: TaskFlags,
    family: o.Family = "xgboost",
    device: o.Device = "auto",
    seed: o.Seed = 0,
    as_json: o.AsJson = False,
) -> None:
    """Train a model on a table, and keep it in a folder.

    Its figures, and its money later, come from rows held out: rows it has never seen.
    """
    import lepton

    folder = _free_folder(out)
    data, task = _data_and_task(file, roles)
    show = None if as_json else shown_progress()
    model = lepton.train(data, task, family, device=device, seed=seed, on_progress=show)
    model.save(folder)
    told = {key: model.info[key] for key in ("family", "device", "n_train", "n_test")}
    told |= {"metrics": model.metrics, "seconds": model.info["seconds"]}
    told |= {"notes": list(model.info["notes"]), "out": str(folder)}
    if as_json:
        print_json(told)
    else:
        _say_trained(model, folder)


@app.command()
def explain(folder: o.ModelFolder, rows: o.Rows = None, as_json: o.AsJson = False) -> None:
    """Tell which columns matter to a model, and how much.

    How much is the mean absolute SHAP value over the rows.
    """
    import lepton
    from lepton.explanation import importance, is_sampled

    model = _model(folder)
    data = None if rows is None else lepton.load(rows, reading=model.problem.reading)
    found = lepton.explain(model, model.sample if data is None else data.frame)
    told = {"base_value": _base_value(model, found), "importance": importance(found).to_dict()}
    told["estimated_by_sampling"] = is_sampled(found)
    told |= {} if data is None else {"notes": list(data.notes)}
    if as_json:
        print_json(told)
        return
    from lepton.plots.format import number

    warn(*told.get("notes", ()))
    unit = "the target's unit" if model.problem.kind == "regression" else "log-odds"
    table = [("column", "importance"), *((k, number(v)) for k, v in told["importance"].items())]
    how = " Estimated by sampling." if is_sampled(found) else ""
    say(f"Mean absolute SHAP value over {len(found.values):,} rows, in {unit}.{how}", "")
    say(*columns(table))


@app.command()
@with_options(money=MoneyFlags, listed=ListFlags)
def score(
    folder: o.ModelFolder,
    file: o.ScoreFile,
    out: o.ScoreOut,
    money: MoneyFlags,
    listed: ListFlags,
    as_json: o.AsJson = False,
) -> None:
    """Score the rows of a file, and say on which to act.

    Without money there is only a score; the money options are those of lepton value.
    """
    from lepton.cli.listing import score_list

    told = score_list(folder, file, out, money=money.filled(), listed=listed)
    if as_json:
        print_json(told)
        return
    warn(*told["notes"])
    say(f"{told['rows']:,} rows scored: {told['out']}")
    if told["act"] is not None:
        from lepton.cli.listing import decided_lines

        say(*decided_lines(told))


@app.command()
def samples(as_json: o.AsJson = False) -> None:
    """List the built-in samples; train on one with sample:KEY."""
    import lepton

    names = ("title", "question", "rows", "columns", "kind", "licence")
    found = [{"key": str(s), **{n: getattr(s, n) for n in names}} for s in lepton.samples()]
    if as_json:
        print_json({"samples": found})
    else:
        say(*(f"{s['key']:<12} {s['rows']:>7,} rows  {s['question']}" for s in found))


@app.command(name="app")
def start_app(
    port: Annotated[int, typer.Option(min=1, max=MOST_PORT, help="Port to serve on.")] = 8501,
) -> None:
    """Start the app in the browser."""
    from lepton.cli.serve import serve

    raise typer.Exit(serve(port))


def _data_and_task(file: str, roles: TaskFlags) -> "tuple[Dataset, Task]":
    """The table and what to predict; a sample brings its own task unless a target is named."""
    import lepton

    if file.startswith(SAMPLE):
        sample = lepton.load_sample(file.removeprefix(SAMPLE))
        if roles.target is None:
            _refuse_roles(roles)
            return sample, sample.task
        return sample, roles.task()
    if roles.target is None:
        raise InputError(must("target", "a column of the file", "none", "Add --target COL."))
    return lepton.load(file), roles.task()


def _refuse_roles(roles: TaskFlags) -> None:
    given = [f"--{name}" for name, chosen in roles.others().items() if chosen]
    if given:
        then = "Name the --target as well, or leave them out to use the sample's own task."
        raise InputError(must("options of a sample", "complete", ", ".join(given), then))


def _free_folder(out: str) -> Path:
    """Refuse a folder with other people's files before anybody waits for a training."""
    folder = Path(out).expanduser()
    taken = folder.is_dir() and any(folder.iterdir()) and not (folder / "manifest.json").is_file()
    if taken or (folder.exists() and not folder.is_dir()):
        rule = "a new folder, an empty one, or one with a model in it"
        raise InputError(must("out", rule, folder, "Choose another folder."))
    return folder


def _model(folder: str) -> "Model":
    from lepton.models import Model

    return Model.load(Path(folder).expanduser())


def _base_value(model: "Model", found: Any) -> float | dict[str, float]:
    """Where every row starts before its columns speak; one per class where there are several."""
    import numpy as np

    mean = np.atleast_1d(np.mean(found.base_values, axis=0))
    if mean.size == 1:
        return float(mean[0])
    return dict(zip(model.problem.classes, mean.tolist(), strict=True))


def _say_trained(model: "Model", folder: Path) -> None:
    from lepton.plots.format import duration

    info = model.info
    where = "a GPU" if info["device"] == "cuda" else "the processor"
    say(
        f"{info['title']}, trained on {where} in {duration(info['seconds'])}: "
        f"learned from {info['n_train']:,} rows, judged on {info['n_test']:,} it had not seen.",
        "",
    )
    say(*columns(metric_rows(model.metrics, model.baseline_metrics)))
    notes = [f"  {note}" for note in info["notes"]]
    say("", *(["Notes", *notes, ""] if notes else []), f"The model is in {folder}")
