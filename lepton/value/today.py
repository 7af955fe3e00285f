"""What is done without a model: a rule that people follow today."""

from dataclasses import dataclass
from typing import Any

from lepton.value.counts import ScoreCounts

__all__ = ["Today"]


@dataclass(frozen=True, eq=False)
class Today:
    """Today's rule, counted on the rows that report the money.

    A rule that says yes or no is one point; a rule that gives many different numbers ranks the
    rows, so that it has a curve of its own.

    Parameters
    ----------
    label
        The rule as a person wrote it.
    n, tp
        Decisions that the rule acts on, and those of them where the outcome happens; zero for
        a curve.
    value_tp, value2_tp
        Sums of the value, and of its square, over those hits; None without a value column.
    spend
        What acting on them costs, where it differs from row to row; else None.
    counts
        The curve of the rule; None for a point.
    """

    label: str
    n: float = 0.0
    tp: float = 0.0
    value_tp: float | None = None
    value2_tp: float | None = None
    spend: float | None = None
    counts: ScoreCounts | None = None

    @property
    def kind(self) -> str:
        """Whether it is a "point" or a "curve"."""
        return "point" if self.counts is None else "curve"

    def thin(self, steps: int = 1000) -> "Today":
        """The same with a curve of about so many cut-offs, as :meth:`ScoreCounts.thin`."""
        if self.counts is None:
            return self
        return Today(self.label, counts=self.counts.thin(steps))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON and the browser: label, kind, and a point or counts."""
        head = {"label": self.label, "kind": self.kind}
        if self.counts is not None:
            return {**head, "point": None, "counts": self.counts.to_dict()}
        names = ("n", "tp", "value_tp", "value2_tp", "spend")
        return {**head, "point": {name: getattr(self, name) for name in names}, "counts": None}
