"""Ensemble: several families, weighed by how well each predicts rows it has not seen."""

import json
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lepton.models import forest, linear, neural, tree, xgboost
from lepton.models.combination import Combination, fit_combination
from lepton.models.context import FitContext
from lepton.models.family import Family, Files, Fitted
from lepton.models.unseen import Unseen

__all__ = ["FAMILY", "MEMBERS", "Ensemble"]

MEMBERS: dict[str, Family] = {
    family.name: family
    for family in (linear.FAMILY, tree.FAMILY, forest.FAMILY, xgboost.FAMILY, neural.FAMILY)
}
PARTS = 3


@dataclass(frozen=True)
class Ensemble:
    """A weighted sum of the members' own scores.

    Parameters
    ----------
    members
        Fitted models by family name.
    combination
        Weights and offsets, learned from predictions for rows that the member had not seen.
    stacked
        Whether there were rows to learn them from; if not, it is its first member alone.
    unseen
        The rows the weights were learned from, each scored by members that had not seen it;
        known while it is trained, and not kept with its files.
    """

    members: dict[str, Fitted]
    combination: Combination
    stacked: bool = True
    unseen: Unseen = field(default_factory=Unseen, repr=False, compare=False)

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return log-odds (n,) or (n, classes), or the predicted number (n,)."""
        scores = np.stack([member.raw(frame) for member in self.members.values()])
        return self.combination.apply(scores)

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        record = {**self.combination.to_dict(), "stacked": self.stacked}
        kept = {"combination.json": json.dumps(record).encode()}
        for name, member in self.members.items():
            kept |= {f"{name}-{file}": content for file, content in member.files().items()}
        return kept


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Ensemble:
    """Learn the weights by cross-fitting, then fit every member on all rows."""
    folds = context.folds(PARTS)
    steps = len(MEMBERS) * (len(folds) + 1)
    done = 0
    unseen, members = [], {}
    for name, family in MEMBERS.items():
        scores = []
        for learn, judge in folds:
            fitted = _fit(family, frame, y, learn, context=context, step=(done, steps))
            scores.append(fitted.raw(frame.iloc[judge]))
            done += 1
        every = np.arange(len(y))
        members[name] = _fit(family, frame, y, every, context=context, step=(done, steps))
        unseen.append(scores)
        done += 1
    judged = np.concatenate([judge for _, judge in folds]) if folds else np.array([], dtype=int)
    stacked = _can_weigh(y[judged], context)
    if not stacked:
        alone = Combination(np.eye(len(MEMBERS))[0], np.zeros(context.n_classes))
        return Ensemble(members, alone, stacked=False)
    learned = np.stack([np.concatenate(parts) for parts in unseen])
    combination = fit_combination(learned, y[judged], context.kind)
    return Ensemble(members, combination, unseen=Unseen(judged, combination.apply(learned)))


def _fit(
    family: Family,
    frame: pd.DataFrame,
    y: np.ndarray,
    rows: np.ndarray,
    *,
    context: FitContext,
    step: tuple[int, int],
) -> Fitted:
    done, steps = step
    part = context.progress.part(done / steps, (done + 1) / steps, family.title)
    return family.fit(frame.iloc[rows], y[rows], context.reporting(part))


def _can_weigh(judged: np.ndarray, context: FitContext) -> bool:
    """Whether there are rows to learn the weights from, of every class."""
    return len(judged) > 0 and (
        context.kind == "regression" or len(np.unique(judged)) >= context.n_classes
    )


def _restore(files: Files) -> Ensemble:
    members = {}
    for name, family in MEMBERS.items():
        prefix = f"{name}-"
        own = {f.removeprefix(prefix): c for f, c in files.items() if f.startswith(prefix)}
        members[name] = family.restore(own)
    kept = json.loads(files["combination.json"])
    combination = Combination.from_dict(kept)
    if len(combination.weights) != len(members):
        raise ValueError("weights")
    return Ensemble(members, combination, kept["stacked"])


def _seconds(rows: int, columns: int, outputs: int) -> float:
    one = sum(member.seconds(rows, columns, outputs) for member in MEMBERS.values())
    return one * (1 + PARTS * 0.7)


FAMILY = Family(
    name="ensemble",
    title="Ensemble",
    good_at="The last bit of precision: all the others together. Slowest to train.",
    fit=fit,
    restore=_restore,
    seconds=_seconds,
    uses_gpu=True,
    needs_calibration=False,
)
