"""Projects from before there is any data: a rule of thumb stands in for a model."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, must
from lepton.store import Project, Store

if TYPE_CHECKING:
    from lepton.value import ScoreCounts
    from lepton.value.presets import Preset

__all__ = [
    "NapkinPlan",
    "has_napkin",
    "keep_napkin",
    "napkin_counts_of",
    "napkin_of",
    "open_napkin",
]

PRESET = "preset:"
PRICED = ("campaign", "matrix")  # forms of money that need no row of data
USUAL_RATE = 0.1
# A rule of thumb is no sample: with this many decisions no error of sampling is left to show.
POPULATION = 1e15


@dataclass(frozen=True, kw_only=True)
class NapkinPlan:
    """What is known of the decisions before there is data.

    Parameters
    ----------
    base_rate
        Share of decisions where the outcome happens, above 0 and below 1.
    strength
        How good the model might be: 0 is chance, 1 the rule of thumb, 2 hindsight.

    Raises
    ------
    InputError
        A number lies outside its range.
    """

    base_rate: float = USUAL_RATE
    strength: float = 1.0

    def __post_init__(self) -> None:
        from lepton.value.napkin import napkin_counts

        napkin_counts(POPULATION, self.base_rate, self.strength)  # it knows what it can draw

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> "NapkinPlan":
        """Read what :meth:`to_dict` wrote."""
        return cls(**kept)


def open_napkin(store: Store, key: str) -> Project:
    """Start a project from one kind of decision, without any data.

    Parameters
    ----------
    store
        Where it is kept.
    key
        One of :func:`lepton.value.presets.presets` whose money needs no rows.

    Raises
    ------
    NotFound
        There is no such kind of decision.
    InputError
        Its money needs rows of data.
    """
    chosen = _priced(key)
    project = store.create_project(
        f"{chosen.title}, on a napkin",
        use_case=f"{PRESET}{key}",
        assumptions=chosen.assumptions().to_dict(),
    )
    keep_napkin(store, project, NapkinPlan(base_rate=chosen.base_rate or USUAL_RATE))
    return project


def keep_napkin(store: Store, project: Project, plan: NapkinPlan) -> None:
    """Keep what is known of a project's decisions."""
    store.put_json(_name(project), plan.to_dict())


def has_napkin(store: Store, project: Project) -> bool:
    """Whether a project has no data and rests on a rule of thumb."""
    return project.dataset_id is None and store.has(_name(project))


def napkin_of(store: Store, project: Project) -> NapkinPlan:
    """What is known of a project's decisions; raises NotFound where it is not on a napkin."""
    return NapkinPlan.from_dict(store.json(_name(project)))


def napkin_counts_of(plan: NapkinPlan) -> "ScoreCounts":
    """Draw the curve that the rule of thumb gives, for the live chart and for every answer."""
    from lepton.value.napkin import napkin_counts

    return napkin_counts(POPULATION, plan.base_rate, plan.strength)


def _priced(key: str) -> "Preset":
    from lepton.value.presets import preset, presets

    found = preset(key)
    if found.kind not in PRICED:
        rule = f"one of {', '.join(p.key for p in presets() if p.kind in PRICED)}"
        then = "Bring data for this kind of decision: its money differs from row to row."
        raise InputError(must("use case", rule, repr(key), then))
    return found


def _name(project: Project) -> str:
    return f"{project.id}/napkin"
