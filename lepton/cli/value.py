"""``lepton value`` and ``lepton recheck``: the numbers of the page of returns, from a shell."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.closer import closer, closer_lines
from lepton.cli.closer_options import CloserFlags
from lepton.cli.commands import SAMPLE, app
from lepton.cli.groups import with_options
from lepton.cli.money import MoneyFlags
from lepton.cli.output import print_json, say, shown_progress, warn
from lepton.cli.worth_options import PolicyFlags, ScoreFlags, WorthFlags
from lepton.errors import InputError, NotApplicable, listed, must

if TYPE_CHECKING:
    from lepton.data import Dataset
    from lepton.models.judged import Judged
    from lepton.value import Answer, Assumptions
    from lepton.workflows.basis import Evidence

__all__ = ["assumptions_from", "evidence_from_flags", "recheck", "require_table", "value"]

Table = Annotated[
    str,
    typer.Option("--data", metavar="FILE", help="The table the model was trained on."),
]
Repeats = Annotated[int, typer.Option(metavar="N", help="How often to shuffle the table.")]
Folds = Annotated[int, typer.Option(metavar="N", help="Into how many parts to cut it.")]


@app.command()
@with_options(
    money=MoneyFlags, policy=PolicyFlags, scores=ScoreFlags, asked=WorthFlags, closely=CloserFlags
)
def value(
    money: MoneyFlags,
    policy: PolicyFlags,
    scores: ScoreFlags,
    asked: WorthFlags,
    closely: CloserFlags,
    folder: o.MaybeFolder = None,
    fraction: o.Fractions = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell what acting on a model's scores is worth: of a model folder, or scores of your own.

    Give the money of a campaign, or of any decision. The share to act on is chosen on other rows
    than those that report the money.
    """
    from lepton.workflows import answer_for

    shares = list(fraction or ())
    evidence = evidence_from_flags(folder, scores, asked)
    assumptions = assumptions_from(money, policy, evidence, shares)
    require_table(evidence, assumptions, asked)
    found = answer_for(evidence, assumptions)
    told = _told(found, evidence, assumptions, shares) | _parts(evidence, assumptions, asked)
    looked = closer(evidence.first, assumptions, found, closely)
    if as_json:
        print_json(told | {k: None if v is None else v.to_dict() for k, v in looked.items()})
        return
    from lepton.cli.worth_text import lines

    warn(*evidence.notes, *assumptions.warnings())
    say(*lines(found, evidence, assumptions, told), *closer_lines(looked, assumptions.currency))


@app.command()
@with_options(money=MoneyFlags, policy=PolicyFlags)
def recheck(
    folder: o.ModelFolder,
    data: Table,
    money: MoneyFlags,
    policy: PolicyFlags,
    repeats: Repeats = 5,
    folds: Folds = 5,
    as_json: o.AsJson = False,
) -> None:
    """Train a model of a small table again and again, and tell what to expect of it.

    Every row judges models that have not seen it. The money options are those of lepton value.
    """
    from lepton.training.nested import nested_scores
    from lepton.value.nested import nested_answer
    from lepton.workflows import evidence_from
    from lepton.workflows.rechecking import nested_folds

    model = _judged(folder)
    table = _table(data, model)
    evidence = evidence_from(model, table.frame)
    assumptions = assumptions_from(money, policy, evidence, [])
    require_table(evidence, assumptions, WorthFlags())
    scores = nested_scores(
        table, model.problem.task, model.family, repeats=repeats, folds=folds,
        seed=int(model.info.get("seed", 0)), on_progress=None if as_json else shown_progress(),
    )  # fmt: skip
    found = nested_answer(nested_folds(scores, table.frame), assumptions)
    if as_json:
        print_json({**found.to_dict(), "notes": list(scores.notes), **_assumed(assumptions)})
        return
    from lepton.cli.worth_text import recheck_lines

    warn(*scores.notes)
    say(*recheck_lines(found, assumptions))


def evidence_from_flags(folder: str | None, scores: ScoreFlags, asked: WorthFlags) -> "Evidence":
    """The rows that are asked about: those a model keeps, or those of a file."""
    then = "Give the folder of a model, or --scores FILE with --y and --score."
    if (folder is None) == (scores.scores is None):
        got = "neither" if folder is None else "both"
        raise InputError(must("source", "a model folder or a file with scores", got, then))
    if folder is None:
        return _from_file(scores, asked)
    if scores.given():
        raise InputError(must(scores.given()[0], "given with --scores", "a model folder", then))
    from lepton.workflows import evidence_from

    model = _judged(folder)
    frame = None if asked.data is None else _table(asked.data, model).frame
    return evidence_from(model, frame, [_judged(each) for each in asked.beside or ()])


def _from_file(scores: ScoreFlags, asked: WorthFlags) -> "Evidence":
    from lepton.workflows.scores import ScoreColumns, evidence_in

    given = [flag for flag, it in (("--data", asked.data), ("--beside", asked.beside)) if it]
    if given:
        then = "Put every column, and every model's scores, into the file itself."
        raise InputError(must(listed(given), "left out with --scores", "given", then))
    if not scores.y or not scores.score:
        then = "Name the column of the outcome and at least one of scores."
        got = f"no {'--score' if scores.y else '--y'}"
        raise InputError(must("--scores", "given with --y and --score", got, then))
    columns = ScoreColumns(
        y=scores.y, scores=tuple(scores.score), value=scores.value, weight=scores.weight,
        group=scores.group, positive=scores.positive, all_rows=bool(scores.all_rows),
        positive_weight=scores.positive_weight, kept_negatives=scores.kept_negatives,
    )  # fmt: skip
    return evidence_in(scores.scores, columns)


def _judged(folder: str) -> "Judged":
    from lepton.models.judged import Judged

    return Judged.load(Path(folder).expanduser())


def _table(file: str, model: "Judged") -> "Dataset":
    import lepton

    if file.startswith(SAMPLE):
        return lepton.load_sample(file.removeprefix(SAMPLE))
    return lepton.load(file, reading=model.problem.reading)


def assumptions_from(
    money: MoneyFlags, policy: PolicyFlags, evidence: "Evidence", shares: list[float]
) -> "Assumptions":
    """What is assumed: about as many decisions as there are rows, unless told otherwise."""
    money = money.filled()
    scale = money.scale()
    decisions = scale["population"]
    if decisions is None:
        decisions = float(evidence.first.rows.weight.sum())
    rest = {
        **policy.given(),
        "fixed_cost": scale["fixed_cost"],
        "decisions_per_month": decisions,
        "fraction": shares[0] if shares else None,
    }
    return money.by_formulas(**rest) if policy.formulas else money.assumptions(**rest)


def require_table(evidence: "Evidence", assumptions: "Assumptions", asked: WorthFlags) -> None:
    """Say which file is needed where columns are named."""
    named = [*(asked.by or ()), assumptions.today]
    needs = any(name.strip() for name in named) or assumptions.form == "formula"
    fixed = assumptions.form == "formula" and _constant(assumptions)
    if evidence.table is None and needs and not (fixed and not any(named)):
        then = "Add --data FILE, the table the model was trained on."
        raise InputError(must("columns", "known where they are named", "no table", then))


def _constant(assumptions: "Assumptions") -> bool:
    """Whether the formulas name no column, only amounts."""
    from lepton.value.assumed import FORMULAS
    from lepton.value.formula import compile_formula

    texts = [getattr(assumptions, name) for name in FORMULAS]
    names = {name for text in texts if text.strip() for name in compile_formula(text).names}
    return names <= {*assumptions.amounts(), "value"}


def _told(
    found: "Answer", evidence: "Evidence", assumptions: "Assumptions", shares: list[float]
) -> dict[str, Any]:
    """The answer in plain values, with what it rests on."""
    from lepton.value.answering.case import Case
    from lepton.value.checks import share
    from lepton.workflows.worth import counted

    case = Case.of(counted(evidence.first, assumptions)[0], assumptions)
    at = [case.point(case.at_share(share("fraction", part))).to_dict() for part in shares]
    choose = evidence.first.choose
    return {
        **found.to_dict(),
        "at": at,
        "evidence": {
            "origin": evidence.origin,
            "title": evidence.title,
            "rows": len(evidence.first.rows),
            "choose_rows": 0 if choose is None else len(choose),
            "notes": list(evidence.notes),
        },
        **_assumed(assumptions),
    }


def _assumed(assumptions: "Assumptions") -> dict[str, Any]:
    return {"assumptions": assumptions.to_dict(), "warnings": assumptions.warnings()}


def _parts(evidence: "Evidence", assumptions: "Assumptions", asked: WorthFlags) -> dict[str, Any]:
    """What was asked for beside the answer."""
    from lepton.workflows import segments
    from lepton.workflows.worth import values_of

    told: dict[str, Any] = {}
    if len(evidence.models) > 1:
        told["models"] = [each.to_dict() for each in values_of(evidence, assumptions)]
    if asked.by:
        told["segments"] = [segments(evidence, assumptions, name).to_dict() for name in asked.by]
    if asked.band:
        told["band"] = _band(evidence, assumptions)
    if asked.compare:
        told["compare"] = _compared(evidence, assumptions)
    return told


def _band(evidence: "Evidence", assumptions: "Assumptions") -> dict[str, Any]:
    from lepton.value.uncertainty import Replicates, bands

    rows = evidence.first.rows
    if rows.group is None:
        drawn = Replicates.of(rows.counts_for(assumptions))
    else:
        drawn = Replicates.of_rows(rows, assumptions)
    return bands(drawn, assumptions).to_dict()


def _compared(evidence: "Evidence", assumptions: "Assumptions") -> list[dict[str, Any]]:
    from lepton.value.uncertainty import compare

    first, *others = evidence.models
    if not others:
        then = "Name another with --beside DIR, or repeat --score."
        raise NotApplicable(must("models", "at least two to compare", "one", then))
    mine = None if first.choose is None else first.choose.counts_for(assumptions)
    told = []
    for other in others:
        its = None if other.choose is None else other.choose.counts_for(assumptions)
        found = compare(first.rows, other.rows, assumptions, choose_a=mine, choose_b=its)
        told.append({"a": first.title, "b": other.title, **found.to_dict()})
    return told
