"""What stands on a model card, before it becomes Word or Markdown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.format import NOTHING, count, money, number, percent
from lepton.plots.measures import measure_rows, verdict
from lepton.plots.questions import positive_name
from lepton.report.tables import Table
from lepton.report.text import cleaned, shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.models import Model
    from lepton.report.words import Said

__all__ = ["Section", "sections"]

MOST_COLUMNS = 12
LONGEST = 120
INTENDED = (
    "It ranks cases so that people act on the right ones first. It is meant for decisions of the "
    "kind it learned from, in the months that it was made for.",
    "It is not meant for decisions with legal or similarly serious effects on a person without "
    "somebody who looks at each case, nor for another population than that of the data.",
)
LIMITS = (
    "It says what is likely, not why: a column that matters is not a cause.",
    "It was judged on rows of the same time and place; where customers, prices or rules change, "
    "it must be judged anew.",
)
FAIRNESS = (
    "Whether it treats groups of people alike was not checked here. Before it is used on people, "
    "compare its mistakes between groups, and look whether a column stands in for age, sex, "
    "origin or health."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences and perhaps a table."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


def sections(
    study: "Study", model: "Model | None", importance: Mapping[str, float] | None = None
) -> tuple[Section, ...]:
    """Everything on the card, in its order.

    Parameters
    ----------
    study
        The case that rests on the model.
    model
        The trained model; None where scores came from elsewhere.
    importance
        Mean size of what each column contributes, such as
        :func:`lepton.explanation.importance` gives it.
    """
    from lepton.report.words import said

    words = said(study)
    about = _about(study, model) if model is not None else (_unknown(study),)
    top = _columns(importance) if importance is not None and len(importance) else ()
    return (*about, *top, *_money(study, words), *_use(), _who(study, words))


def _about(study: "Study", model: "Model") -> tuple[Section, ...]:
    problem, info = model.problem, model.info
    said = [f"It predicts {_target(model)}, from {count(len(problem.features))} columns."]
    return (
        Section("What it predicts", tuple(said)),
        Section("Data", (), _rows_of("Data", _data(study, model))),
        Section("How it was made", _notes(info), _rows_of("Training", _made(model))),
        _quality(model),
        *_calibrated(model),
    )


def _unknown(study: "Study") -> Section:
    told = "The scores came from elsewhere: nothing is known here of how they were made."
    return Section("What it predicts", (told, f"Data: {cleaned(study.origin.data_name, LONGEST)}."))


def _target(model: "Model") -> str:
    problem = model.problem
    if problem.kind == "binary":
        return f"whether {cleaned(positive_name(problem), LONGEST)}"
    return cleaned(problem.task.target, LONGEST)


def _rows_of(title: str, rows: Mapping[str, str]) -> Table:
    return Table(title, ("What", "Which"), tuple((k, v) for k, v in rows.items() if v))


def _data(study: "Study", model: "Model") -> dict[str, str]:
    info, task = model.info, model.problem.task
    left = [f"{name} ({why})" for name, why in model.problem.left_out.items()]
    columns = [shortened(cleaned(name), 40) for name in model.problem.features]
    return {
        "Name": cleaned(info.get("data_name", study.origin.data_name), LONGEST),
        "Rows": count(info.get("rows")) if info.get("rows") else "",
        "Hash": cleaned(info.get("data_id") or study.origin.data_hash, LONGEST),
        "Dates": f"ordered by {cleaned(task.time, 60)}" if task.time else "not given in the data",
        "Columns": cleaned(", ".join(columns), 1_500),
        "Left out": cleaned("; ".join(left), 1_500),
    }


def _made(model: "Model") -> dict[str, str]:
    info = model.info
    split = f"{count(info.get('n_train'))} to learn from, {count(info.get('n_test'))} never seen"
    versions = info.get("versions", {})
    kept = ("python", "lepton", "scikit-learn", "xgboost")
    return {
        "Family": cleaned(info.get("title", model.family), 60),
        "Rows": split,
        "To choose on whom to act": cleaned(info.get("oof_how", ""), 300),
        "Seed": str(info.get("seed", "")),
        "Trained on": cleaned(info.get("device", ""), 20),
        "Seconds": number(info.get("seconds"), 3),
        "Versions": ", ".join(f"{name} {versions[name]}" for name in kept if name in versions),
    }


def _notes(info: Mapping[str, object]) -> tuple[str, ...]:
    notes = info.get("notes", ())
    return tuple(cleaned(note, 400) for note in notes) if isinstance(notes, list | tuple) else ()


def _quality(model: "Model") -> Section:
    kind = model.problem.kind
    positive = cleaned(positive_name(model.problem), LONGEST) if kind == "binary" else ""
    told = verdict(kind, model.metrics, model.baseline_metrics, positive)
    found = measure_rows(kind, model.metrics, model.baseline_metrics)
    rows = tuple((row.title, row.value, row.baseline, row.meaning) for row in found)
    head = ("Figure", "Model", "One answer for every row", "Meaning")
    return Section("How good it is on rows it has never seen", (told,),
                   Table("Quality", head, rows, (1, 2)))  # fmt: skip


def _calibrated(model: "Model") -> tuple[Section, ...]:
    found = model.checks.get("calibration")
    if not found or not len(found.get("rows", ())):
        return ()
    said, came, rows = (
        np.asarray(found[k], dtype=float) for k in ("predicted", "observed", "rows")
    )
    off = float(np.average(np.abs(said - came), weights=rows))
    told = f"Its probabilities are off by {percent(off)} on average, over groups of like rows."
    cells = tuple(
        (percent(a), percent(b), count(n)) for a, b, n in zip(said, came, rows, strict=True)
    )
    table = Table("Calibration", ("Predicted", "Came true", "Rows"), cells, (0, 1, 2))
    return (Section("Whether its probabilities can be believed", (told,), table),)


def _columns(importance: Mapping[str, float]) -> tuple[Section, ...]:
    sizes = {str(name): abs(float(value)) for name, value in importance.items()}
    total = sum(sizes.values()) or 1.0
    first = sorted(sizes, key=lambda name: -sizes[name])[:MOST_COLUMNS]
    rows = tuple((shortened(cleaned(n), 60), percent(sizes[n] / total, 0)) for n in first)
    told = "Share of all that the columns push the predictions up or down (SHAP), on average."
    table = Table("Columns", ("Column", "Share"), rows, (1,))
    return (Section("What matters most", (told,), table),)


def _money(study: "Study", said: "Said") -> tuple[Section, ...]:
    base, currency = study.priced.base, study.currency
    share = percent(base["share"], short=True)
    policy = f"It acts on the {share} of cases with the highest scores: the share is chosen, and "
    rows = {
        "Net present value": money(study.measures.npv, currency),
        "P10 to P90": f"{money(study.risk.p10, currency)} to {money(study.risk.p90, currency)}",
        "Cases a month": count(base["decisions_per_month"]),
        "Share acted on": share if study.curve is not None else NOTHING,
    }
    chosen = (f"{policy}the cut-off follows from it.",) if study.curve is not None else ()
    told = (said.headline, said.against, said.unproven)
    return (
        Section("What it is worth", told, _rows_of("Money", rows)),
        Section("On whom it acts", chosen or ("Every case follows what it predicts.",)),
    )


def _use() -> tuple[Section, ...]:
    return (
        Section("What it is meant for", INTENDED),
        Section("Limits", LIMITS),
        Section("Fairness", (FAIRNESS,)),
    )


def _who(study: "Study", said: "Said") -> Section:
    from lepton.report.tables import origin_rows

    owners = sorted({cleaned(e.owner, 60) for e in study.ledger.used if e.owner})
    rows = dict(origin_rows(study)) | {"Who answers for the assumptions": ", ".join(owners)}
    return Section("Who and when", (said.guesses,), _rows_of("Origin", rows))
