"""One model on its way into the evidence: its scored rows, and the money of its rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from lepton.errors import NotApplicable
from lepton.store import ModelRecord
from lepton.workflows.basis import Scored, with_columns

if TYPE_CHECKING:
    import pandas as pd

    from lepton.models import Model
    from lepton.models.judged import Judged
    from lepton.value.scored import ScoredRows

__all__ = ["Part", "in_order", "require_binary", "title_of"]

ELSEWHERE = {
    "multiclass": (
        "This model tells several classes apart, and a share to act on belongs to a yes-or-no "
        "question. See what sorting by it is worth on the page of returns or with lepton "
        "value-classes, or choose one class as the positive one."
    ),
    "regression": (
        "This model predicts a number, and a share to act on belongs to a yes-or-no question. "
        "See what planning by it is worth on the page of returns or with lepton value-forecast, "
        "or choose a target with two values."
    ),
}


def require_binary(model: "Model | Judged") -> None:
    """Say where the money of other questions is worked out.

    Raises
    ------
    NotApplicable
        The model does not answer a yes-or-no question.
    """
    if model.problem.kind != "binary":
        raise NotApplicable(ELSEWHERE[model.problem.kind])


@dataclass(frozen=True, eq=False)
class Part:
    """One model on its way into the evidence."""

    id: str
    title: str
    judged: "Model | Judged"

    @classmethod
    def load(cls, record: ModelRecord) -> "Part":
        """Read a model of the store, without the part that predicts."""
        from lepton.models.judged import Judged

        judged = Judged.load(record.folder)
        require_binary(judged)
        return cls(record.id, title_of(judged), judged)

    def scored(self, table: "pd.DataFrame | None", value: np.ndarray | None) -> Scored:
        """Its rows in the order of the table; the money of a row is the row's, not the model's."""
        held, oof = (in_order(t) for t in (self.judged.holdout, self.judged.oof))
        group = self.judged.problem.task.group
        rows = _rows(held, table, group, value)
        choose = None
        if len(oof) and oof["y_true"].any():
            choose = _rows(oof, table, group, None)
            if (value is None) != (choose.value is None):
                choose = None  # trained before the value column was chosen
        return Scored(self.id, self.title, rows, choose)


def _rows(
    scored: "pd.DataFrame",
    table: "pd.DataFrame | None",
    group: str | None,
    value: np.ndarray | None,
) -> "ScoredRows":
    from lepton.value.scored import ScoredRows

    if value is None and "value" in scored:
        value = scored["value"].to_numpy(dtype=float)
    rows = ScoredRows.of(
        scored["y_true"].to_numpy(),
        scored["y_score"].to_numpy(),
        value=value,
        group=_groups(scored, table, group),
    )
    return with_columns(rows, table, scored["row_id"].to_numpy())


def _groups(
    scored: "pd.DataFrame", table: "pd.DataFrame | None", group: str | None
) -> np.ndarray | None:
    """Which rows belong together, as numbers."""
    import pandas as pd

    if "group" in scored:
        return scored["group"].to_numpy()
    if group is None or table is None or group not in table.columns:
        return None
    return pd.factorize(table[group].iloc[scored["row_id"].to_numpy()])[0]


def in_order(scored: "pd.DataFrame") -> "pd.DataFrame":
    """The rows in the order of the table, so that those of two models stand side by side."""
    if len(scored) == 0 or scored["row_id"].is_monotonic_increasing:
        return scored
    return scored.sort_values("row_id", kind="stable")


def title_of(model: "Model | Judged") -> str:
    """What a person calls the model."""
    return str(model.info.get("title", model.family))
