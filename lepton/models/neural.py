"""Neural network: a multi-layer perceptron on scaled columns."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import pandas as pd

from lepton.models.context import FitContext
from lepton.models.encoding.wide import Wide
from lepton.models.family import Family, Files

__all__ = ["FAMILY", "Network", "Neural"]

LAYERS = (64, 32)
EPOCHS = 100
PATIENCE = 8  # epochs without a better score on the rows kept aside
KEPT_ASIDE = 0.1
ROWS_A_STEP = 20_000  # between two reports
SMALLEST_BATCH, LARGEST_BATCH = 32, 2_048
PENALTY = 1e-3
RATE = 2e-3
LARGEST_INPUT = 10.0  # standard deviations; a value far outside training must not run away


@dataclass(frozen=True)
class Network:
    """Layers of weights with ReLU between them.

    Parameters
    ----------
    weights, biases
        One of each per layer.
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]

    def from_first_layer(self, summed: np.ndarray) -> np.ndarray:
        """Go on from the sums of the first layer, shape (..., width), to the output."""
        signal = summed + self.biases[0]
        for weights, bias in zip(self.weights[1:], self.biases[1:], strict=True):
            signal = np.maximum(signal, 0.0) @ weights + bias
        return signal


@dataclass(frozen=True)
class Neural:
    """A network with its encoding, and the scale of its output.

    Parameters
    ----------
    encoder
        From the table to scaled numbers.
    network
        The weights.
    several
        Whether there is one output per class.
    centre, spread
        Turn the output into the target's unit; 0 and 1 for classes.
    """

    encoder: Wide
    network: Network
    several: bool
    centre: float = 0.0
    spread: float = 1.0

    def raw(self, frame: pd.DataFrame) -> np.ndarray:
        """Return log-odds (n,) or (n, classes), or the predicted number (n,)."""
        return self.outputs(self.encode(frame) @ self.network.weights[0])

    def encode(self, frame: pd.DataFrame) -> np.ndarray:
        """Return the scaled columns, extreme values cut."""
        return _within(self.encoder.encode(frame))

    def outputs(self, summed: np.ndarray) -> np.ndarray:
        """Go from the sums of the first layer to the output, in the output's unit."""
        found = self.network.from_first_layer(summed)
        found = found if self.several else found[..., 0]
        return self.centre + self.spread * found

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        buffer = BytesIO()
        layers = {f"w{i}": w for i, w in enumerate(self.network.weights)}
        layers |= {f"b{i}": b for i, b in enumerate(self.network.biases)}
        np.savez(buffer, **layers)  # type: ignore[arg-type]  # names are layers, never the flag
        scale = {"several": self.several, "centre": self.centre, "spread": self.spread}
        kept = {"layers.npz": buffer.getvalue(), "scale.json": json.dumps(scale).encode()}
        return {**self.encoder.files(), **kept}


def fit(frame: pd.DataFrame, y: np.ndarray, context: FitContext) -> Neural:
    """Learn until the rows kept aside are predicted no better, and keep the best."""
    context.progress(0.0, "Reading the columns")
    encoder = Wide.learn(frame, context.features, scale=True, text="topics", seed=context.seed)
    X = _within(encoder.encode(frame))
    number = context.kind == "regression"
    centre, spread = (float(y.mean()), float(y.std()) or 1.0) if number else (0.0, 1.0)
    network = _learn(X, (y - centre) / spread if number else y, context)
    return Neural(encoder, network, context.kind == "multiclass", centre, spread)


def _within(encoded: np.ndarray) -> np.ndarray:
    return np.clip(encoded, -LARGEST_INPUT, LARGEST_INPUT)


def _learn(X: np.ndarray, y: np.ndarray, context: FitContext) -> Network:
    rng = np.random.RandomState(context.seed)
    estimator = _estimator(context, rng)
    aside = rng.permutation(len(y))[: int(len(y) * KEPT_ASIDE)]
    rest = np.setdiff1d(np.arange(len(y)), aside)
    best, best_loss, waited = None, np.inf, 0
    for epoch in range(EPOCHS):
        _one_epoch(estimator, X, y, rng.permutation(rest), epoch=epoch, context=context)
        network = _network(estimator, several=context.kind == "multiclass")
        loss = _loss(
            network.from_first_layer(X[aside] @ network.weights[0]), y[aside], context.kind
        )
        if best is None or loss < best_loss:
            best, best_loss, waited = network, loss, 0
        else:
            waited += 1
        if waited >= PATIENCE:
            break
    return best if best is not None else network


def _estimator(context: FitContext, rng: Any) -> Any:
    from sklearn.neural_network import MLPClassifier, MLPRegressor

    made = MLPRegressor if context.kind == "regression" else MLPClassifier
    return made(
        hidden_layer_sizes=LAYERS,
        alpha=PENALTY,
        learning_rate_init=RATE,
        random_state=rng,
    )


def _one_epoch(
    estimator: Any,
    X: np.ndarray,
    y: np.ndarray,
    order: np.ndarray,
    *,
    epoch: int,
    context: FitContext,
) -> None:
    """Show every row once, in steps short enough to be followed and cancelled."""
    known = {} if context.kind == "regression" else {"classes": np.arange(context.n_classes)}
    batch = int(np.clip(len(order) // 100, SMALLEST_BATCH, LARGEST_BATCH))
    for start in range(0, len(order), ROWS_A_STEP):
        done = (epoch + start / len(order)) / EPOCHS
        context.progress(0.05 + 0.95 * done, f"Round {epoch + 1} of at most {EPOCHS}")
        rows = order[start : start + ROWS_A_STEP]
        estimator.set_params(batch_size=min(batch, len(rows)))
        estimator.partial_fit(X[rows], y[rows], **known)


def _network(estimator: Any, *, several: bool) -> Network:
    """Copy the weights: the estimator goes on changing its own."""
    weights = [np.array(w, dtype=float) for w in estimator.coefs_]
    biases = [np.array(b, dtype=float) for b in estimator.intercepts_]
    if several and biases[-1].size == 1:  # scikit-learn gives two classes one output
        weights[-1] = weights[-1] * [-0.5, 0.5]
        biases[-1] = biases[-1] * [-0.5, 0.5]
    return Network(tuple(weights), tuple(biases))


def _loss(output: np.ndarray, y: np.ndarray, kind: str) -> float:
    if len(y) == 0:
        return 0.0
    if kind == "regression":
        return float(((output[:, 0] - y) ** 2).mean())
    if kind == "binary":
        return float((np.logaddexp(0.0, output[:, 0]) - y * output[:, 0]).mean())
    from scipy.special import log_softmax

    return float(-log_softmax(output, axis=1)[np.arange(len(y)), y].mean())


def _restore(files: Files) -> Neural:
    scale = json.loads(files["scale.json"])
    with np.load(BytesIO(files["layers.npz"]), allow_pickle=False) as kept:
        layers = len(kept.files) // 2
        weights = tuple(kept[f"w{i}"] for i in range(layers))
        biases = tuple(kept[f"b{i}"] for i in range(layers))
    return Neural(Wide.restore(files), Network(weights, biases), **scale)


def _seconds(rows: int, columns: int, outputs: int) -> float:
    return 0.5 + 40 * rows * (2e-6 + 5e-8 * columns + 1e-7 * outputs)


FAMILY = Family(
    name="neural",
    title="Neural network",
    good_at="Many rows and smooth relations; slower, and its explanations are estimates.",
    fit=fit,
    restore=_restore,
    seconds=_seconds,
)
