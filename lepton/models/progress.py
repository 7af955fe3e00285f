"""Tell whoever waits how far the work is; whoever waits may answer with Cancelled."""

from collections.abc import Callable
from dataclasses import dataclass, replace

__all__ = ["OnProgress", "Progress"]

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """A stretch of the whole work, reported as a fraction of the whole.

    Parameters
    ----------
    report
        Called with a fraction from 0 to 1 and a short sentence. It may raise
        :class:`lepton.errors.Cancelled`, which is never caught on the way up.
    start, end
        The stretch of the whole that this part covers.
    label
        Put before every sentence, so that nested work says whose it is.

    Examples
    --------
    >>> half = Progress(lambda fraction, message: print(fraction, message)).part(0.5, 1.0)
    >>> half(0.5, "Growing trees")
    0.75 Growing trees
    """

    report: OnProgress | None = None
    start: float = 0.0
    end: float = 1.0
    label: str = ""

    def __call__(self, fraction: float, message: str = "") -> None:
        """Report how much of this part is done."""
        if self.report is None:
            return
        done = self.start + (self.end - self.start) * min(max(fraction, 0.0), 1.0)
        text = f"{self.label}: {message}" if self.label and message else self.label or message
        self.report(done, text)

    def part(self, start: float, end: float, label: str = "") -> "Progress":
        """Return a stretch of this part, as its own progress."""
        width = self.end - self.start
        return replace(
            self,
            start=self.start + width * start,
            end=self.start + width * end,
            label=label or self.label,
        )
