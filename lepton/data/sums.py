"""Columns that add up to the target."""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from lepton.data.problem import Problem

__all__ = ["adds_up"]

_PROBES = 16
_MOST_COLUMNS = 60
_HOLDS = 0.99


def adds_up(frame: pd.DataFrame, target: np.ndarray, problem: Problem) -> list[tuple[str, str]]:
    """Which two or three numeric columns add up to a numeric target, and differences of two.

    A few rows are enough to rule nearly everything out: the sum of two columns on 16 rows is
    looked up among what is missing from the target, and only a match is checked on all rows. At
    most the 60 columns that follow the target most closely are tried.
    """
    if problem.kind != "regression":
        return []
    numbers = _numbers(frame, target, problem)
    probes = _probes(target, numbers)
    if len(probes) < 3:
        return []
    keys = {_key(values[probes]): name for name, values in numbers.items()}
    pairs = _equations([(name,) for name in numbers], target, numbers, probes, keys)
    triples = [] if pairs else combinations(numbers, 2)
    found: dict[str, str] = {}
    for parts, sign in pairs or _equations(triples, target, numbers, probes, keys):
        _remember(found, parts, sign)
    return list(found.items())


def _equations(
    starts: Iterable[tuple[str, ...]],
    target: np.ndarray,
    numbers: dict[str, np.ndarray],
    probes: np.ndarray,
    keys: dict[tuple[float, ...], str],
) -> list[tuple[tuple[str, ...], int]]:
    """Columns with a last one that makes up the target: 1 for a sum, -1 for a difference."""
    found = []
    for parts in starts:
        known = np.sum([numbers[name] for name in parts], axis=0)
        for sign in (1, -1) if len(parts) == 1 else (1,):
            last = keys.get(_key((target - sign * known)[probes]))
            if last is None or last in parts:
                continue
            if _holds(target, sign * known + numbers[last]):
                found.append(((*parts, last), sign))
    return found


def _numbers(frame: pd.DataFrame, target: np.ndarray, problem: Problem) -> dict[str, np.ndarray]:
    """The numeric columns that vary, those that follow the target most closely first."""
    held = {}
    for name in problem.features:
        column = frame[name]
        if pd.api.types.is_numeric_dtype(column.dtype) and column.min() < column.max():
            held[name] = column.to_numpy(dtype=float, na_value=np.nan)
    centred = target - target.mean()

    def closeness(name: str) -> float:
        values = np.nan_to_num(held[name], nan=float(np.nanmean(held[name])))
        spread = values.std()
        return abs(float((centred * (values - values.mean())).mean() / spread)) if spread else 0.0

    kept = sorted(held, key=closeness, reverse=True)[:_MOST_COLUMNS]
    return {name: held[name] for name in kept}


def _probes(target: np.ndarray, numbers: dict[str, np.ndarray]) -> np.ndarray:
    """Rows where every column has a value, spread over the range of the target."""
    if not numbers:
        return np.array([], dtype=np.int64)
    whole = np.flatnonzero(~np.isnan(np.column_stack(list(numbers.values()))).any(axis=1))
    order = whole[np.argsort(target[whole], kind="stable")]
    return order[np.linspace(0, len(order) - 1, _PROBES).astype(np.int64)] if len(order) else order


def _key(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{value:.6g}") + 0.0 for value in values)


def _holds(target: np.ndarray, made: np.ndarray) -> bool:
    """The equation is right in nearly all rows, to a millionth."""
    return bool(np.isclose(made, target, rtol=1e-6, atol=1e-9).mean() >= _HOLDS)


def _remember(found: dict[str, str], parts: tuple[str, ...], sign: int) -> None:
    for name in parts:
        others = " and ".join(repr(other) for other in parts if other != name)
        how = "adds up to the target" if sign > 0 else "gives the target by subtraction"
        found.setdefault(name, f"together with {others} it {how}")
