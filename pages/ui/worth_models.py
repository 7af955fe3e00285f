"""What each model of a project is worth, for the list of models."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import home
from lepton.errors import LeptonError
from lepton.plots.format import NOTHING, money
from pages.ui.roi_counts import evidence_for
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.store import ModelRecord, Project
    from lepton.workflows.worth import ModelValue

__all__ = ["Worth", "worth_of_models"]

ACCURATE = "accuracy"


@dataclass(frozen=True)
class Worth:
    """What the models are worth a month, in words.

    Attributes
    ----------
    by_id
        The amount of each model that could be compared, the best marked.
    order
        The ids of all models: the best first, those that cannot be compared last.
    note
        What the amounts rest on, and how the choice differs from that by accuracy.
    """

    by_id: dict[str, str]
    order: list[str]
    note: str

    def cells(self, ids: list[str]) -> list[str]:
        """One text for each model."""
        return [self.by_id.get(i, NOTHING) for i in ids]


def worth_of_models(project: "Project", models: "list[ModelRecord]") -> Worth | None:
    """Price the models under the project's assumptions; None where they cannot be priced."""
    if any(m.info.get("kind") != "binary" for m in models):
        return None
    ids = tuple(sorted(m.id for m in store().models(project.id)))
    text = json.dumps(project.assumptions, sort_keys=True, default=str)
    try:
        found = _values(str(home()), project.id, (str(project.model_id), *ids), text)
    except LeptonError:  # amounts that fit another table, or a model that is gone
        return None
    currency = str((project.assumptions or {}).get("currency", "EUR"))
    return _told(project, models, found, currency)


@st.cache_data(max_entries=50, show_spinner=False)
def _values(
    folder: str,  # noqa: ARG001 - part of the key
    project_id: str,
    ids: tuple[str, ...],  # noqa: ARG001 - part of the key
    assumptions: str,  # noqa: ARG001 - part of the key
) -> "list[ModelValue]":
    from lepton.workflows import model_values

    project = store().project(project_id)
    return model_values(store(), project, evidence_for(project))


def _told(
    project: "Project", models: "list[ModelRecord]", found: "list[ModelValue]", currency: str
) -> Worth:
    shown = {m.id for m in models}
    known = [value for value in found if value.id in shown]
    several = len(known) > 1
    by_id = {
        v.id: money(v.profit, currency) + (" (most)" if v.best and several else "") for v in known
    }
    order = [v.id for v in known] + [m.id for m in models if m.id not in by_id]
    return Worth(by_id, order, " ".join(_notes(project, models, known)))


def _notes(project: "Project", models: "list[ModelRecord]", known: "list[ModelValue]") -> list[str]:
    """What the amounts rest on, and which model accuracy would choose."""
    rests = "the amounts of the page Worth"
    if project.assumptions is None:
        rests = "a first guess at the amounts, which the page Worth lets you change"
    said = [f"Worth a month: by {rests}, each model at the share that pays best for it."]
    titles = {m.id: str(m.info.get("title", m.family)) for m in models}
    right = {m.id: m.metrics.get(ACCURATE) for m in models if m.id in {v.id for v in known}}
    scored = {i: v for i, v in right.items() if isinstance(v, int | float)}
    if len(known) < 2 or len(scored) < 2:
        return said
    most, accurate = known[0].id, max(scored, key=lambda i: scored[i])
    if scored[most] < scored[accurate]:
        said.append(
            f"{titles[most]} earns most, although {titles[accurate]} predicts more rows right: "
            "money counts only the rows one would act on, and what each mistake costs."
        )
    else:
        said.append("The model that earns most need not be the one that is right most often.")
    if len(known) < len(models):
        said.append(f"{NOTHING}: judged on other rows, so not comparable.")
    return said
