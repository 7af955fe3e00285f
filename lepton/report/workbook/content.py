"""What the workbook shows: the study, and its engine's answer for every scenario."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lepton.finance.case import Case
from lepton.finance.earning import Earning
from lepton.finance.flows import CashFlow, cash_flow
from lepton.finance.measures import Measures, measures
from lepton.finance.repriced import Repriced
from lepton.report.text import cleaned
from lepton.report.workbook.asked import Asked, asked_of, values_of
from lepton.report.workbook.styles import shape_of
from lepton.value.worth import Worth

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.value.policy_cells import CurveBins

__all__ = ["Content", "Scene"]

KEY_ROWS = 5  # assumptions that move the result most


@dataclass(frozen=True, eq=False)
class Scene:
    """A scenario with every assumption in it, and what the engine says of it."""

    name: str
    note: str
    case: Case
    earning: Earning
    values: Mapping[str, Any]
    flow: CashFlow
    measures: Measures
    worth: Worth


@dataclass(frozen=True, eq=False)
class Content:
    """All that the sheets are written from.

    Attributes
    ----------
    study
        As it was worked out.
    earning
        What one decision earns, before any scenario.
    scenes
        Every scenario, the base first.
    shown
        Position of the one that is looked at.
    asked
        Every assumption.
    """

    study: "Study"
    earning: Earning
    scenes: tuple[Scene, ...]
    shown: int
    asked: tuple[Asked, ...]

    @classmethod
    def of(cls, study: "Study") -> "Content":
        """Work out every scenario of a study."""
        plan, earning = study.plan, _plain(study.earning)
        names = _apart([cleaned(each.name, 60) for each in plan.book])
        scenes = tuple(
            _scene(study, earning, name, each) for name, each in zip(names, plan.book, strict=True)
        )
        shown = next((i for i, each in enumerate(plan.book) if each.name == plan.shown), 0)
        return cls(study, earning, scenes, shown, asked_of(earning, study.labels))

    @property
    def currency(self) -> str:
        """Three-letter code."""
        return self.study.currency

    @property
    def scene(self) -> Scene:
        """The scenario that is looked at."""
        return self.scenes[self.shown]

    @property
    def form(self) -> str:
        """How the money of a decision is given: campaign, column, matrix, formula or flat."""
        return str(getattr(self.earning, "form", "flat")) if self.curve else "flat"

    @property
    def months(self) -> int:
        """The longest horizon of all scenarios."""
        return max(scene.case.horizon_months for scene in self.scenes)

    def shape(self, asked: Asked) -> str:
        """How an assumption is written, the same in every scenario."""
        return shape_of(asked.unit, [scene.values[asked.name] for scene in self.scenes])

    @cached_property
    def curve(self) -> "CurveBins | None":
        """Counts at every hundredth and at every share that a scenario acts on."""
        bins = getattr(self.earning, "bins", None)
        if bins is None:
            return None
        found: CurveBins = bins([float(scene.values["share"]) for scene in self.scenes])
        return found

    @cached_property
    def wide(self) -> tuple[Case, CashFlow]:
        """The scenario looked at, worked out for as many months as there are columns."""
        case = replace(self.scene.case, horizon_months=self.months)
        return case, cash_flow(case, self.scene.earning)

    @cached_property
    def key(self) -> frozenset[str]:
        """Assumptions that move the result most: they are marked."""
        return frozenset(bar.name for bar in list(self.study.tornado)[:KEY_ROWS])


def _plain(earning: Any) -> Earning:
    """The earning as it is without the values of a scenario."""
    while isinstance(earning, Repriced):
        earning = earning.inner
    found: Earning = earning
    return found


def _scene(study: "Study", earning: Earning, name: str, scenario: Any) -> Scene:
    case, changed = study.plan.under(earning, scenario.name)
    flow = cash_flow(case, changed)
    return Scene(
        name=name,
        note=scenario.note,
        case=case,
        earning=changed,
        values=values_of(case, changed),
        flow=flow,
        measures=measures(case, flow),
        worth=changed.worth(changed.base),
    )


def _apart(names: list[str]) -> list[str]:
    """Names that stand once, so that the selector finds the right one."""
    found: list[str] = []
    for i, name in enumerate(names):
        free = name or f"Scenario {i + 1}"
        while free.casefold() in {each.casefold() for each in found}:
            free = f"{free} ({i + 1})"
        found.append(free)
    return found
