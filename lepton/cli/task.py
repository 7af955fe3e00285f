"""What to predict, as it is given on the command line."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from lepton.cli import options as o

if TYPE_CHECKING:
    from lepton.data import Task

__all__ = ["TaskFlags"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFlags:
    """The target and what the other columns mean; None where an option was left out."""

    target: o.Target = None
    positive: o.Positive = None
    drop: o.Drop = None
    value: o.Value = None
    time: o.Time = None
    group: o.Group = None

    def task(self) -> "Task":
        """The task; a target has to be named.

        Raises
        ------
        InputError
            A name cannot be used.
        """
        from lepton.data import Task

        others = {**self.others(), "drop": tuple(self.drop or ())}
        return Task(str(self.target), **others)

    def others(self) -> dict[str, Any]:
        """All options but the target."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "target"}
