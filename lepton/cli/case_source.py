"""From what is named on the command line to a business case."""

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepton.cli.case_options import BeyondFlags, CaseFlags, read_plan
from lepton.cli.value import assumptions_from, evidence_from_flags, require_table
from lepton.cli.worth_options import WorthFlags
from lepton.errors import InputError, NotFound, listed, must

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lepton.cli.money import MoneyFlags
    from lepton.cli.worth_options import PolicyFlags, ScoreFlags
    from lepton.finance import Earning, Plan
    from lepton.finance.study import Study
    from lepton.models.judged import Judged
    from lepton.value import Assumptions

__all__ = ["Asked", "study_for"]

MANIFEST = "manifest.json"
SCALE = ("fixed_cost", "population")
YES_OR_NO = "Give --benefit and --contact-cost, or --tp and --fp, or --preset KEY."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything that was given: where the money comes from, and what is assumed."""

    source: str | None
    money: "MoneyFlags"
    policy: "PolicyFlags"
    scores: "ScoreFlags"
    beyond: BeyondFlags
    case: CaseFlags


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a case rests on where there is no project."""

    earning: "Earning"
    kind: str
    title: str
    info: "Mapping[str, Any]" = field(default_factory=dict)
    money: "Assumptions | None" = None


def study_for(asked: Asked) -> "Study":
    """The business case of a project, of a model in a folder, or of scores in a file.

    Raises
    ------
    InputError
        What is needed is missing, or cannot be used.
    NotFound
        There is neither a folder nor a project of that name.
    """
    folder = asked.source is not None and (Path(asked.source).expanduser() / MANIFEST).is_file()
    if asked.source is not None and not folder:
        return _of_project(asked)
    basis = _of_folder(asked) if folder else _of_scores(asked)
    return _study(asked, basis)


def _study(asked: Asked, basis: _Basis) -> "Study":
    from lepton.finance.study import study
    from lepton.workflows.case import origin_for
    from lepton.workflows.case_first import plan_for

    plan = (
        plan_for(basis.earning, key=asked.case.kind or "", info=basis.info, money=basis.money)
        if asked.case.plan is None
        else read_plan(asked.case.plan)
    )
    return study(
        _settled(asked, plan, basis.earning),
        basis.earning,
        title=basis.title,
        origin=origin_for(basis.earning, basis.kind, basis.info),
        **asked.case.asked(),
    )


def _settled(asked: Asked, plan: "Plan", earning: "Earning") -> "Plan":
    return asked.case.applied(plan.aligned(earning))


def _of_project(asked: Asked) -> "Study":
    """The project of the store: its money is the one that was set there."""
    from lepton.config import home
    from lepton.store import Store
    from lepton.workflows.case import earning_of, first_plan, study_of
    from lepton.workflows.case_store import has_plan, plan_of

    money = (asked.money, asked.policy, asked.scores, asked.beyond)
    given = [_flag(f.name) for each in money for f in fields(each) if getattr(each, f.name)]
    if given:
        then = "Change the money on the page of returns, or give a model folder."
        raise InputError(must(listed(given), "left out for a project", "given", then))
    store = Store.open(home())
    try:
        project = store.project(str(asked.source))
    except NotFound:
        rule = "a model folder, or a project of the store"
        then = "Check the path; the address of a page holds its project's id."
        raise NotFound(must("source", rule, repr(asked.source), then)) from None
    earning = earning_of(store, project)
    if asked.case.plan is not None:
        plan = read_plan(asked.case.plan)
    elif has_plan(store, project):
        plan = plan_of(store, project).plan
    else:
        plan = first_plan(store, project, earning)
    settled = _settled(asked, plan, earning)
    return study_of(store, project, plan=settled, earning=earning, **asked.case.asked())


def _of_scores(asked: Asked) -> _Basis:
    from lepton.workflows.case_earnings import policy_earning

    evidence = evidence_from_flags(None, asked.scores, WorthFlags())
    money = assumptions_from(asked.money, asked.policy, evidence, [])
    earning = policy_earning(evidence.first, money)
    return _Basis(earning, "scores", evidence.title, {"notes": list(evidence.notes)}, money)


def _of_folder(asked: Asked) -> _Basis:
    from lepton.models.judged import Judged

    model = Judged.load(Path(str(asked.source)).expanduser())
    title = f"{model.problem.task.target} ({model.info.get('data_name', model.family)})"
    if model.problem.kind == "binary":
        return _yes_or_no(asked, model, title)
    return _beyond(asked, model, title)


def _yes_or_no(asked: Asked, model: "Judged", title: str) -> _Basis:
    from lepton.workflows.case_earnings import policy_earning

    worth = WorthFlags(data=asked.case.data)
    evidence = evidence_from_flags(asked.source, asked.scores, worth)
    money = assumptions_from(asked.money, asked.policy, evidence, [])
    require_table(evidence, money, worth)
    return _Basis(policy_earning(evidence.first, money), "policy", title, model.info, money)


def _beyond(asked: Asked, model: "Judged", title: str) -> _Basis:
    """A model of a number, or of several classes."""
    from lepton.cli.tables import table_for
    from lepton.value.actions import ActionMoney
    from lepton.value.forecast import ForecastMoney
    from lepton.workflows.case_earnings import classes_earning, forecast_earning

    frame = table_for(asked.case.data, model)
    scale = asked.money.scale()
    rest: dict[str, Any] = {"fixed_cost": scale["fixed_cost"]}
    if asked.policy.currency is not None:
        rest["currency"] = asked.policy.currency
    if model.problem.kind == "regression":
        given = _given(asked.beyond, ("under", "over"), "Give --under and --over.")
        if scale["population"] is not None:
            rest["periods_per_month"] = scale["population"]
        planned = ForecastMoney(today=asked.policy.today, **given, **rest)
        return _Basis(forecast_earning(model, planned, frame), "forecast", title, model.info)
    given = _given(asked.beyond, ("wrong",), "Give --wrong, and --human where one can be asked.")
    more = ("automatic", "human", "human_right")
    given |= {n: v for n in more if (v := getattr(asked.beyond, n)) is not None}
    if scale["population"] is not None:
        rest["decisions_per_month"] = scale["population"]
    sorting = ActionMoney(today=asked.policy.today, **{"human": None, **given}, **rest)
    return _Basis(classes_earning(model, sorting, frame), "classes", title, model.info)


def _given(flags: BeyondFlags, needed: tuple[str, ...], then: str) -> dict[str, Any]:
    found = {name: getattr(flags, name) for name in needed}
    missing = [_flag(name) for name, value in found.items() if value is None]
    if missing:
        raise InputError(must("money", "complete", f"no {listed(missing)}", then))
    return found


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"
