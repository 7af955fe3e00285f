"""``lepton case``: should we invest; the numbers of the page of the business case."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.case_options import BeyondFlags, CaseFlags
from lepton.cli.case_source import Asked, study_for
from lepton.cli.commands import app
from lepton.cli.groups import with_options
from lepton.cli.money import MoneyFlags
from lepton.cli.output import print_json, say, warn
from lepton.cli.worth_options import PolicyFlags, ScoreFlags
from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.finance.study import Study

__all__ = ["Source", "case", "everything", "write_plan"]

Source = Annotated[
    str | None,
    typer.Argument(
        metavar="DIR|PROJECT",
        help="The folder that lepton train wrote, or a project's id; or use --scores.",
    ),
]
TRIALS = ("npv", "npv_model", "npv_assumptions", "payback")


@app.command()
@with_options(
    flags=CaseFlags, money=MoneyFlags, policy=PolicyFlags, scores=ScoreFlags, beyond=BeyondFlags
)
def case(
    flags: CaseFlags,
    money: MoneyFlags,
    policy: PolicyFlags,
    scores: ScoreFlags,
    beyond: BeyondFlags,
    source: Source = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell whether to invest: cash flow, risk, scenarios, and how far each guess may be off.

    Of a project, with the money set there; or of a model folder or scores, with the money
    options of lepton value. Everything that was not measured is a guess until it is set.
    """
    study = study_for(
        Asked(source=source, money=money, policy=policy, scores=scores, beyond=beyond,
              case=flags)
    )  # fmt: skip
    if flags.save is not None:
        write_plan(study, flags.save)
    if as_json:
        print_json(everything(study))
        return
    from lepton.cli.case_text import lines

    told = lines(study)
    warn(*study.origin.notes)
    say(*told)


def everything(study: "Study") -> dict[str, Any]:
    """All that is known of a case in plain values; single trials are left out."""
    from dataclasses import asdict

    from lepton.finance.plan_json import plan_dict
    from lepton.report.words import said

    risk = study.risk.to_dict()
    bought = study.build_or_buy
    return {
        **study.to_dict(),
        "plan": plan_dict(study.plan),
        "risk": {name: value for name, value in risk.items() if name not in TRIALS},
        "tornado": [bar.to_dict() for bar in study.tornado],
        "break_evens": study.break_evens,
        "scenarios": [each.to_dict() for each in study.outcomes],
        "information": study.information.to_dict(),
        "retraining": None if study.retraining is None else study.retraining.to_dict(),
        "delay_cost": study.delay_cost,
        "compute": [each.to_dict() for each in study.compute],
        "build_or_buy": None if bought is None else bought.to_dict(),
        "words": asdict(said(study)),
    }


def write_plan(study: "Study", file: str) -> None:
    """Write the assumptions to a JSON file.

    Raises
    ------
    InputError
        It cannot be written.
    """
    from lepton.finance.plan_json import plan_json

    try:
        Path(file).expanduser().write_text(plan_json(study.plan), encoding="utf-8")
    except OSError as problem:
        got = f"{file} ({type(problem).__name__})"
        raise InputError(
            must("--save", "a file that can be written", got, "Choose another.")
        ) from None
