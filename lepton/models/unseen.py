"""Training rows with the scores of a model that had not seen them."""

from dataclasses import dataclass, field

import numpy as np

__all__ = ["Unseen"]


@dataclass(frozen=True)
class Unseen:
    """Rows learned from, each scored by a model that was fitted without it (out of fold).

    Parameters
    ----------
    rows
        Positions among the rows that were handed over, shape (m,), each once.
    raw
        Their scores in the model's own unit, shape (m,), or (m, classes) for several classes.
    """

    rows: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    raw: np.ndarray = field(default_factory=lambda: np.empty(0))

    def __len__(self) -> int:
        return len(self.rows)
