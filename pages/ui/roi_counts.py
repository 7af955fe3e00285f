"""The scores of a project, counted once: for the server, and as the browser gets them."""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Assumptions, ScoreCounts
    from lepton.workflows.basis import Evidence, Scored

__all__ = ["Counted", "counted", "evidence_for"]

STEPS, FEWER = 1000, 400  # cut-offs kept of the project's own model, and of those beside it
MOST_MODELS = 5
# Assumptions that change neither who comes first nor what each row is worth.
FREE = (
    "fraction", "follow", "capacity", "budget", "currency", "today", "fixed_cost",
    "decisions_per_month", "success_low", "success_high",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Counted:
    """The counts of the models under one order of the rows.

    Attributes
    ----------
    table, choose
        Of the project's own model: the rows that report the money, and those that choose the
        share, or None.
    sent
        Every model as the browser gets it, the project's own first.
    """

    table: "ScoreCounts"
    choose: "ScoreCounts | None"
    sent: tuple[dict[str, Any], ...]

    @property
    def dataset(self) -> str:
        """Names the order of the rows of the project's own model."""
        return str(self.sent[0]["dataset"])


def evidence_for(project: "Project") -> "Evidence":
    """Give what a project's figures rest on, the same object in every run.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question; the sentence says what is coming.
    """
    return _evidence(_basis(project), project.id)


def counted(project: "Project", evidence: "Evidence", assumptions: "Assumptions") -> Counted:
    """Count the scores; where each row has money of its own, in the order of what it gains.

    Raises
    ------
    InputError
        A formula cannot be worked out for these rows.
    """
    return _counted(_basis(project), _order_of(assumptions), evidence, assumptions)


def _basis(project: "Project") -> str:
    """Name everything that the scores of a project depend on."""
    ids = [record.id for record in store().models(project.id)]
    data = [project.id, project.model_id, project.dataset_id, project.task, ids]
    return json.dumps([str(home()), *data], sort_keys=True, default=str)


@st.cache_resource(max_entries=4, show_spinner="Collecting the scores…")
def _evidence(basis: str, project_id: str) -> "Evidence":  # noqa: ARG001 - part of the key
    from lepton.workflows.evidence import evidence_of

    return evidence_of(store(), store().project(project_id))


@st.cache_resource(max_entries=12, show_spinner=False)
def _counted(
    basis: str,  # noqa: ARG001 - part of the key
    order: str,
    _evidence: "Evidence",
    _assumptions: "Assumptions",
) -> Counted:
    own, *others = _evidence.models[:MOST_MODELS]
    table = own.rows.counts_for(_assumptions).thin(STEPS)
    choose = None if own.choose is None else own.choose.counts_for(_assumptions).thin(STEPS)
    tables = [model.rows.counts_for(_assumptions).thin(FEWER) for model in others]
    beside = [_sent(model, order, it) for model, it in zip(others, tables, strict=True)]
    return Counted(table, choose, (_sent(own, order, table, choose), *beside))


def _sent(
    model: "Scored", order: str, table: "ScoreCounts", choose: "ScoreCounts | None" = None
) -> dict[str, Any]:
    return {
        "id": model.id,
        "title": model.title,
        "dataset": f"{model.id}{order}",
        "counts": table.to_dict(),
        "choose": None if choose is None else choose.to_dict(),
    }


def _order_of(assumptions: "Assumptions") -> str:
    """A short name for what the order of the rows depends on; none where it is that of scores."""
    if not assumptions.per_row:
        return ""
    bound = {name: value for name, value in asdict(assumptions).items() if name not in FREE}
    text = json.dumps(bound, sort_keys=True)
    return f"-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
