"""``lepton value-classes``: what sorting cases by a model of several classes is worth."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.groups import with_options
from lepton.cli.output import columns, print_json, say
from lepton.cli.tables import TableFile, model_in, table_for
from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.value.actions import ActionBaseline, ActionMoney, ActionResult

__all__ = ["value_classes"]

Number = float | None
Text = str | None
Many = list[str] | None
PRICES = ("wrong", "matrix")
MOST_CLASSES = 12


def _option(flag: str, what: str, metavar: str = "AMOUNT") -> Any:
    return typer.Option(flag, help=what, metavar=metavar, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFlags:
    """What right, wrong and asking a person are worth; None where an option was left out."""

    wrong: Annotated[Number, _option("--wrong", "Cost of a case decided wrongly.")] = None
    right: Annotated[Number, _option("--right", "Value of a case decided rightly [0].")] = None
    automatic: Annotated[Number, _option("--automatic", "Cost of one automatic case [0.1].")] = None
    human: Annotated[
        Number,
        _option("--human", "Cost of a person deciding one case; without it nobody is asked."),
    ] = None
    human_right: Annotated[
        Number, _option("--human-right", "Share that a person gets right, 0 to 1 [0.95].", "SHARE")
    ] = None
    wrong_of: Annotated[
        Many,
        _option("--wrong-of", "Another cost for one class; may be repeated.", "CLASS=AMOUNT"),
    ] = None
    matrix: Annotated[
        Text,
        _option("--matrix", "Table of values: a row per class, a column per action.", "FILE"),
    ] = None
    person: Annotated[
        Text, _option("--person", "The column of --matrix that is asking a person.", "NAME")
    ] = None
    max_human_share: Annotated[
        Number, _option("--max-human-share", "Most that people can take, 0 to 1 [1].", "SHARE")
    ] = None
    automated_share: Annotated[
        Number, _option("--automated-share", "Decide this share automatically.", "SHARE")
    ] = None
    fixed_cost: Annotated[Number, _option("--fixed-cost", "Fixed cost a month [0].")] = None
    population: Annotated[Number, _option("--population", "Cases a month [1000].", "N")] = None
    today: Annotated[
        Text, _option("--today", "Column that says what is done today; with --data.", "COL")
    ] = None
    currency: Annotated[Text, _option("--currency", "Such as USD [EUR].", "CODE")] = None

    def money(self) -> "ActionMoney":
        """The money that was given.

        Raises
        ------
        InputError
            There is none, or an amount cannot be used.
        """
        from lepton.value.actions import ActionMoney

        if all(getattr(self, name) is None for name in PRICES):
            then = "Give --wrong, and --human where a person can be asked; or --matrix FILE."
            raise InputError(must("money", "given", "none", then))
        given: dict[str, Any] = {
            f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None
        }
        if "population" in given:
            given["decisions_per_month"] = given.pop("population")
        if self.wrong_of:
            given["wrong_of"] = dict(map(_pair, self.wrong_of))
        if self.matrix is not None:
            given["matrix"] = _matrix(self.matrix)
        return ActionMoney(**{"human": None, **given})


@app.command(name="value-classes")
@with_options(flags=ActionFlags)
def value_classes(
    folder: o.ModelFolder,
    flags: ActionFlags,
    data: TableFile = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell what sorting cases automatically is worth, and which to leave to a person.

    For a model of several classes, judged on the rows held out.
    """
    from lepton.workflows.actions import actions_of

    money = flags.money()
    model = model_in(folder)
    found = actions_of(model, money, frame=table_for(data, model))
    if as_json:
        print_json(found.to_dict())
        return
    from lepton.plots.actions import verdict

    say(f"Judged on {found.rows:,} rows held out.", "", verdict(found), "")
    say(*columns(_ways(found)), "")
    say(*columns(_classes(found)))


def _ways(found: "ActionResult") -> list[tuple[str, ...]]:
    from lepton.plots.format import count, percent

    wrong = percent(found.error_rate)
    return [
        ("", "profit", "this earns more", "from", "to", "automatic", "wrong"),
        ("this", count(found.profit), "", "", "", percent(found.share), wrong),
        *(_way(other) for other in found.baselines),
    ]


def _way(other: "ActionBaseline") -> tuple[str, ...]:
    from lepton.plots.format import count, percent

    names = {"person": "a person, all", "model": "the model, all", "today": "as today"}
    earned = (other.profit, other.over, other.over_low, other.over_high)
    return (
        names.get(other.key, f"{other.action}, all"),
        *map(count, earned),
        percent(other.automated),
        percent(other.error_rate),
    )


def _classes(found: "ActionResult") -> list[tuple[str, ...]]:
    from lepton.plots.format import count

    each = found.classes
    figures = (each.n, each.automated, each.wrong, each.saved)
    order = (-each.saved).argsort()[:MOST_CLASSES]
    rows = [(str(each.name[i]), *(count(float(v[i])) for v in figures)) for i in order]
    return [("class", "cases", "automatic", "wrong", "saved"), *rows]


def _pair(text: str) -> tuple[str, float]:
    name, _, amount = text.rpartition("=")
    try:
        return name, float(amount)
    except ValueError:
        then = "Write it as --wrong-of 'lost card=12'."
        raise InputError(must("wrong_of", "CLASS=AMOUNT", repr(text), then)) from None


def _matrix(file: str) -> dict[str, dict[str, Any]]:
    """A table whose first column names the classes and whose other columns are the actions."""
    import lepton
    from lepton.data.labels import label_of

    frame = lepton.load(file).frame
    names, values = frame.iloc[:, 0], frame.iloc[:, 1:]
    return {
        str(label_of(name)): dict(zip(map(str, values.columns), row, strict=True))
        for name, row in zip(names, values.to_numpy().tolist(), strict=True)
    }
