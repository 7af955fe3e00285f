"""Should we invest: from a project, or a model in a folder, to its business case."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lepton.store import Project, Store
from lepton.workflows.case_earnings import earning_of, kind_of
from lepton.workflows.case_first import first_plan, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lepton.finance import Case, Earning, Plan
    from lepton.finance.study import Fact, Origin, Study
    from lepton.models import Model
    from lepton.value import Assumptions
    from lepton.workflows.basis import Evidence

__all__ = [
    "case_for",
    "earning_of",
    "facts_of",
    "first_plan",
    "origin_for",
    "origin_of",
    "study_of",
]


def study_of(
    store: Store,
    project: Project,
    *,
    plan: "Plan | None" = None,
    earning: "Earning | None" = None,
    **asked: Any,
) -> "Study":
    """The business case of a project.

    Parameters
    ----------
    store, project
        Which project.
    plan
        Its assumptions; the ones that are kept if left out, or the first guesses.
    earning
        What a decision earns, where it is known already; drawing it anew takes a moment.
    **asked
        ``trials`` and ``seed`` of the simulation.

    Raises
    ------
    InputError
        The project has neither a model nor scores yet.
    NotFound, StorageError
        What it needs is gone or damaged.
    """
    from lepton.finance.study import study

    found = earning_of(store, project) if earning is None else earning
    return study(
        _plan(store, project, found) if plan is None else plan,
        found,
        title=project.name,
        origin=origin_of(store, project, found),
        words=words_for(store, project),
        **asked,
    )


def case_for(
    source: "Model | Evidence",
    assumptions: "Assumptions",
    case: "Case | None" = None,
    **asked: Any,
) -> "Study":
    """The business case of a model, without a project: from a notebook, with the page's numbers.

    Parameters
    ----------
    source
        A model that answers a yes-or-no question, or evidence: then its first model.
    assumptions
        The money of a decision, as for :func:`lepton.answer_for`; the share that it chooses is
        held fixed.
    case
        The money of the investment; the usual first guesses if left out.
    **asked
        ``trials`` and ``seed`` of the simulation.

    Returns
    -------
    Study
        Every part is worked out when it is first asked for: ``flow``, ``measures`` (currency, in
        today's money), ``risk``, ``tornado``, ``break_evens``, ``outcomes``, ``information``.
        What was not measured counts as a guess, with a range around it.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question.
    InputError
        A formula or a rule cannot be worked out.
    """
    from lepton.finance.study import study
    from lepton.workflows.basis import Evidence
    from lepton.workflows.case_earnings import policy_earning
    from lepton.workflows.case_first import plan_for
    from lepton.workflows.evidence import evidence_from

    evidence = source if isinstance(source, Evidence) else evidence_from(source)
    info: Mapping[str, Any] = {} if isinstance(source, Evidence) else source.info
    earning = policy_earning(evidence.first, assumptions)
    plan = plan_for(earning, info=info, money=assumptions, case=case)
    return study(
        plan, earning, title=evidence.title, origin=origin_for(earning, "policy", info), **asked
    )


def origin_of(store: Store, project: Project, earning: "Earning") -> "Origin":
    """Where the numbers of a project come from."""
    info = {} if project.model_id is None else store.model(project.model_id).info
    known = {"data_name": project.dataset_name or "", "data_id": project.dataset_id or ""}
    kind = kind_of(store, project)
    return origin_for(earning, kind, {**known, **info}, model_id=project.model_id or "")


def origin_for(
    earning: "Earning", kind: str, info: "Mapping[str, Any]", *, model_id: str = ""
) -> "Origin":
    """The same without a project.

    Parameters
    ----------
    earning
        What a decision earns.
    kind
        As of :func:`lepton.workflows.case_earnings.kind_of`.
    info
        What is known of the model and its table.
    model_id
        In the store; empty elsewhere.
    """
    from lepton import __version__
    from lepton.finance.study import Origin

    return Origin(
        model=str(info.get("title", "")),
        model_id=model_id,
        data_name=str(info.get("data_name", "")),
        data_hash=str(info.get("data_id", "")),
        rows=int(getattr(earning, "rows", 0)),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=int(info.get("seed", 0)),
        lepton_version=__version__,
        against=getattr(earning, "against", "") or "acting on nobody",
        kind=kind,
        facts=facts_of(earning, info),
        notes=tuple(_notes(kind, info)),
    )


def facts_of(earning: "Earning", info: "Mapping[str, Any]") -> "tuple[Fact, ...]":
    """What was measured here beside the assumptions: rows, prevalence, precision at depth."""
    from lepton.finance.study import Fact

    rows = int(getattr(earning, "rows", 0))
    found = [Fact("Rows that report the money", float(rows), "count")] if rows else []
    told = getattr(earning, "answer", None)
    if told is not None and rows:
        chosen, everybody = told.chosen, told.everybody
        found.append(Fact("How often the outcome happens", everybody.tp / everybody.n, "share"))
        found.append(Fact("Share acted on", chosen.fraction, "share"))
        if chosen.n > 0:
            found.append(Fact("Hits among those acted on", chosen.tp / chosen.n, "share"))
        if everybody.tp > 0:
            found.append(Fact("Hits found of all", chosen.tp / everybody.tp, "share"))
    if info.get("seconds") is not None:
        found.append(Fact("Seconds of one training", float(info["seconds"]), "seconds"))
    return tuple(found)


def _notes(kind: str, info: "Mapping[str, Any]") -> list[str]:
    if kind == "napkin":
        return ["There is no data yet: a rule of thumb stands in for a model."]
    return [str(note) for note in info.get("notes", ())]


def _plan(store: Store, project: Project, earning: "Earning") -> "Plan":
    """What is kept of a project's case; the first guesses where nothing is."""
    from lepton.workflows.case_store import has_plan, plan_of

    if has_plan(store, project):
        return plan_of(store, project).plan
    return first_plan(store, project, earning)
