"""XGBoost: boosted trees, on a GPU where there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lepton.models.context import FitContext
from lepton.models.encoding.codes import Codes
from lepton.models.family import Family, Files

__all__ = ["FAMILY", "Boosted", "settings_of"]

ROUNDS = 300
MOST_TREES = 3_000  # over all classes
FEWEST_ROUNDS = 30
REPORTS = 50
FEWEST_BYTES = 100  # of a kept booster; the smallest has over a thousand


@dataclass(frozen=True)
class Boosted:
    """A sum of trees.

    Parameters
    ----------
    encoder
        From the table to float32 numbers and category codes.
    booster
        The trained ``xgboost.Booster``.
    """

    encoder: Codes
    booster: Any

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return log-odds (n,) or (n, classes), or the predicted number (n,)."""
        encoded = self.encoder.encode(frame)
        return self.booster.inplace_predict(encoded, predict_type="margin").astype(float)

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        return {**self.encoder.files(), "booster.ubj": bytes(self.booster.save_raw("ubj"))}


def settings_of(context: FitContext) -> tuple[dict[str, Any], int]:
    """Return the training parameters and the number of rounds; nothing is tuned.

    With many classes every round grows a tree for each, so there are fewer rounds and each
    learns more.
    """
    trees_a_round = context.n_classes if context.kind == "multiclass" else 1
    rounds = min(ROUNDS, max(FEWEST_ROUNDS, MOST_TREES // trees_a_round))
    settings: dict[str, Any] = {
        "tree_method": "hist",
        "device": context.device,
        "nthread": context.n_threads,
        "seed": context.seed,
        "max_depth": 6 if trees_a_round == 1 else 4,
        "eta": 0.05 if rounds == ROUNDS else 0.2,
        "min_child_weight": 2,
        "subsample": 0.8,
        "colsample_bytree": 0.8,
    }
    objective = {"binary": "binary:logistic", "regression": "reg:squarederror"}
    settings["objective"] = objective.get(context.kind, "multi:softprob")
    if context.kind == "multiclass":
        settings["num_class"] = context.n_classes
    return settings, rounds


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Boosted:
    """Grow trees on the quantised table; missing values and categories are read as they are."""
    import xgboost

    context.progress(0.0, "Reading the columns")
    encoder = Codes.learn(frame, context.features, context.seed)
    table = xgboost.QuantileDMatrix(
        encoder.encode(frame),
        label=y,
        feature_types=encoder.types,
        enable_categorical=True,
        nthread=context.n_threads,
    )
    settings, rounds = settings_of(context)
    reports = _reporting(lambda done: context.progress(done / rounds, f"Round {done} of {rounds}"))
    booster = xgboost.train(settings, table, rounds, callbacks=[reports(rounds)])
    # predictions and explanations run on the processor: the same everywhere, GPU or not
    booster.set_param({"device": "cpu", "nthread": context.n_threads})
    return Boosted(encoder, booster)


def _reporting(report: Callable[[int], None]) -> Callable[[int], Any]:
    """Return a callback for xgboost; what `report` raises stops the training at once."""
    from xgboost.callback import TrainingCallback

    class Reporting(TrainingCallback):
        def __init__(self, rounds: int) -> None:
            self.every = max(1, rounds // REPORTS)

        def after_iteration(self, _model: Any, epoch: int, _evals: Any) -> bool:
            if (epoch + 1) % self.every == 0:
                report(epoch + 1)
            return False

    return Reporting


def _restore(files: Files) -> Boosted:
    import xgboost

    from lepton.models.threads import threads

    booster = xgboost.Booster({"nthread": threads()})
    kept = files["booster.ubj"]
    if not kept.startswith(b"{") or len(kept) < FEWEST_BYTES:  # XGBoost would end the process
        raise ValueError("no booster")
    booster.load_model(bytearray(kept))
    return Boosted(Codes.restore(files), booster)


def _seconds(rows: int, columns: int, outputs: int) -> float:
    rounds = min(ROUNDS, max(FEWEST_ROUNDS, MOST_TREES // outputs))
    return 0.3 + rounds * outputs * (1.5e-3 + 6e-9 * rows * columns)


FAMILY = Family(
    name="xgboost",
    title="XGBoost",
    good_at="Most tables: finds steps and combinations by itself, and copes with gaps.",
    fit=fit,
    restore=_restore,
    seconds=_seconds,
    uses_gpu=True,
)
