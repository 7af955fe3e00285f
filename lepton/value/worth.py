"""What one decision is worth: the pair of numbers that every source of a benefit gives."""

from dataclasses import dataclass
from typing import Any

__all__ = ["Worth"]


@dataclass(frozen=True, slots=True)
class Worth:
    """What one decision earns and what acting on it costs; numbers, or arrays of shape (d,).

    Attributes
    ----------
    profit
        Extra profit per decision over today's practice, in currency: contacts and offers are
        taken off, the fixed cost of acting is not.
    spend
        What acting costs per decision, in currency, positive; it is in the profit already.
    """

    profit: Any
    spend: Any
