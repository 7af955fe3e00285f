"""Contributions of an ensemble: the same weighted sum of its members' contributions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from lepton.explanation.request import Contributions, Request
from lepton.models.ensemble import Ensemble

__all__ = ["contributions"]

Ask = Callable[[str, Any, Request], Contributions]


def contributions(fitted: Ensemble, request: Request, ask: Ask) -> Contributions:
    """Combine what `ask` says of every member; a member without weight is not asked."""
    weights, offsets = fitted.combination.weights, fitted.combination.offsets
    asked = [(n, m, w) for (n, m), w in zip(fitted.members.items(), weights, strict=True) if w]
    several = (request.n_classes,) if request.kind == "multiclass" else ()
    pushes = np.zeros((len(request.frame), request.n_features, *several))
    base = np.zeros((len(request.frame), *several)) + (offsets if several else offsets[0])
    error = None
    for i, (name, member, weight) in enumerate(asked):
        part = request.progress.part(i / len(asked), (i + 1) / len(asked))
        found = ask(name, member, replace(request, progress=part))
        pushes += weight * found.pushes
        base += weight * found.base
        if found.error is not None:  # of one member at most
            error = abs(weight) * found.error
    return Contributions(pushes, base, error)
