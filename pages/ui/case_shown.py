"""The case that the page shows: what is kept of it, under the scenario that is looked at."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.finance import Case, Earning, Ledger, Plan
    from lepton.finance.study import Study
    from lepton.store import Project
    from lepton.workflows.case_store import Kept

__all__ = ["Shown", "earning_for", "shown_of"]

# Left as they are these change nothing, yet a person must be able to set them.
ALWAYS = (
    "inflation", "tax_rate", "season", "half_life_months", "label_count", "review_share",
    "trained_users",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Shown:
    """One project's case as the page shows it.

    Attributes
    ----------
    project
        Whose page it is.
    kept
        The plan as the store has it, with who saved it and when.
    study
        Everything that follows from it; what is slow waits to be asked for.
    asked
        Names everything that the study depends on.
    ahead
        The plan with what has been changed since, where several changes come at once.
    """

    project: "Project"
    kept: "Kept"
    study: "Study"
    asked: str
    ahead: "Plan | None" = None

    @property
    def plan(self) -> "Plan":
        """Everything that is assumed."""
        return self.study.plan

    @property
    def name(self) -> str:
        """Which scenario is looked at."""
        return self.study.scenario

    @property
    def is_base(self) -> bool:
        """Whether that is the base."""
        return self.plan.scenario().is_base

    @property
    def locked(self) -> bool:
        """Whether the scenario is kept from being changed."""
        return self.plan.scenario().locked

    @property
    def case(self) -> "Case":
        """The assumptions of the investment under the scenario."""
        return self.study.case

    @property
    def earning(self) -> "Earning":
        """What a decision earns under the scenario."""
        return self.study.priced

    @property
    def ledger(self) -> "Ledger":
        """The list of assumptions under the scenario."""
        return self.study.ledger

    @property
    def currency(self) -> str:
        """Three-letter code."""
        return self.study.currency

    @property
    def labels(self) -> Mapping[str, str]:
        """What every assumption is called; not safe as markup."""
        return self.study.labels

    def value(self, name: str) -> Any:
        """What is assumed under the scenario."""
        from lepton.finance.fields import FIELDS

        return getattr(self.case, name) if name in FIELDS else self.earning.base[name]

    def names_of(self, group: str) -> list[str]:
        """The assumptions of a group that count, in their order."""
        from lepton.finance.fields import FIELDS
        from lepton.finance.idle import DECIDED, used_names
        from lepton.finance.names import field_of

        wanted = used_names(self.ledger.values) | {*ALWAYS, *DECIDED}
        every = [*FIELDS, *(n for n in self.earning.base if n not in FIELDS)]
        return [n for n in every if n in wanted and field_of(n).group == group]

    def is_measured(self, name: str) -> bool:
        """Whether the number was measured here."""
        return name in self.ledger and self.ledger[name].source_type == "measured"

    def where_from(self, name: str) -> str:
        """Where a number comes from, in a few words; nothing for a guess."""
        from lepton.finance.entries import SOURCE_TYPES

        if name not in self.ledger or self.ledger[name].guessed:
            return ""
        entry = self.ledger[name]
        about = f": {entry.source}" if entry.source else ""
        told = SOURCE_TYPES[entry.source_type]
        return f"{told[0].upper()}{told[1:]}{about}."

    def key(self, name: str) -> str:
        """Name of a widget of this project."""
        return f"case_{name}_{self.project.id}"


def shown_of(project: "Project") -> Shown:
    """Give a project's case as it is kept, or a first one from what was measured.

    Raises
    ------
    LeptonError
        There is nothing yet that a decision could earn, or what is kept cannot be read.
    """
    from lepton.finance.plan_json import plan_dict

    kept = _kept(project)
    asked = json.dumps([_basis(project), plan_dict(kept.plan)], sort_keys=True, default=str)
    return Shown(project, kept, _study(asked, kept.plan, project.id), asked)


def _kept(project: "Project") -> "Kept":
    """What was saved last; before that, a first plan from what was measured."""
    from lepton.errors import NotFound
    from lepton.workflows.case import first_plan
    from lepton.workflows.case_store import Kept, plan_of

    try:
        return plan_of(store(), project)
    except NotFound:
        at = project.created.isoformat(timespec="seconds")  # the same in every run
        return Kept(
            first_plan(store(), project, earning_for(project), at=at), 0, "", project.created
        )


def earning_for(project: "Project") -> "Earning":
    """Give what a decision of a project earns, the same object in every run."""
    return _earning(_basis(project), project.id)


@st.cache_resource(max_entries=24, show_spinner=False)
def _study(asked: str, _plan: "Plan", project_id: str) -> "Study":  # noqa: ARG001 - part of the key
    from lepton.workflows.case import study_of

    project = store().project(project_id)
    return study_of(store(), project, plan=_plan, earning=earning_for(project))


@st.cache_resource(max_entries=16, show_spinner="Working out what a decision earns…")
def _earning(basis: str, project_id: str) -> "Earning":  # noqa: ARG001 - part of the key
    from lepton.workflows.case import earning_of

    return earning_of(store(), store().project(project_id))


def _basis(project: "Project") -> str:
    """Name everything that the money of a decision depends on."""
    from lepton.workflows.napkins import has_napkin, napkin_of
    from lepton.workflows.scores import columns_of, has_scores

    rest: list[Any] = [record.id for record in store().models(project.id)]
    if has_napkin(store(), project):
        rest.append(napkin_of(store(), project).to_dict())
    elif has_scores(store(), project):
        rest.append(str(columns_of(store(), project)))
    data = [project.id, project.model_id, project.dataset_id, project.task, project.assumptions]
    return json.dumps([str(home()), project.use_case, *data, rest], sort_keys=True, default=str)
