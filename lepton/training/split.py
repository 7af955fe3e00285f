"""Which rows a model learns from and which judge it."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lepton.data.problem import Problem
from lepton.errors import InputError, must
from lepton.models.context import Fold
from lepton.training.units import units_of

__all__ = ["Plan", "Split", "plan_of"]

BINS = 10  # a number is spread over both sides by tenths
TRIES = 20  # shuffles of large groups, of which the best balanced is taken
COARSE = 0.1
LARGE_GAP = 0.05  # between the share asked for and the share held out


@dataclass(frozen=True)
class Split:
    """Positions of the rows to learn from and of the rows held out."""

    train: np.ndarray
    test: np.ndarray
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The rules that every split of this table keeps.

    Parameters
    ----------
    units
        Rows with the same number are never on two sides; shape (n,).
    strata
        Rows to spread evenly over both sides: the class, or a tenth of the number; shape (n,).
    order
        When each row happened, as a number; None where the task names no time column.
    grouped
        Whether the task names a group column.
    seed
        For the shuffles.
    number
        Whether the target is a number: then no stratum has to be learned from.
    """

    units: np.ndarray
    strata: np.ndarray
    order: np.ndarray | None
    grouped: bool
    seed: int
    number: bool = False

    def split(self, rows: np.ndarray, share: float) -> Split:
        """Hold out a share of these rows, by the rules of the plan.

        Parameters
        ----------
        rows
            Positions to split.
        share
            Share to hold out, above 0 and below 1.

        Raises
        ------
        InputError
            If the rules leave one side empty.
        """
        held = self._by_time(rows, share) if self.order is not None else self._mixed(rows, share)
        return Split(rows[~held], rows[held], self._far_from(share, held))

    def within(self, rows: np.ndarray) -> "Plan":
        """Return the rules for splitting training rows again, where they leave anything to split.

        Rows of one moment are split as if there were no time column, rows of one group as if
        each were by itself: better than no calibration at all, and the held-out rows, which
        figures and money come from, are not concerned.
        """
        order = self.order
        if order is not None and len(np.unique(self._when(rows))) < 2:
            order = None
        alone = len(np.unique(self.units[rows])) < 2
        units = np.arange(len(self.units)) if alone else self.units
        return replace(self, order=order, units=units, grouped=self.grouped and not alone)

    def folds(self, rows: np.ndarray, parts: int) -> list[Fold]:
        """Pairs of positions within `rows`: to learn from, and to judge on.

        Every part is judged by a model of all others. By time, the newer half is judged, part by
        part, each by a model of everything before it. A pair whose learning side lacks a class
        is left out. Where the pairs that are left do not judge every class, the time column is
        set aside, and then the groups, as in :meth:`within`.
        """
        return self.folds_told(rows, parts)[0]

    def folds_told(self, rows: np.ndarray, parts: int) -> tuple[list[Fold], str]:
        """Return :meth:`folds`, and a sentence where a rule had to be set aside for them."""
        plan = self.within(rows)
        found = plan._pairs(rows, parts)
        if plan._judges_all(rows, found):
            return found, ""
        aside = []
        if plan.order is not None:
            plan, aside = replace(plan, order=None), ["time"]
            found = plan._pairs(rows, parts)
        if plan.grouped and not plan._judges_all(rows, found):
            plan = replace(plan, units=np.arange(len(plan.units)), grouped=False)
            found, aside = plan._pairs(rows, parts), [*aside, "group"]
        if not aside or not plan._judges_all(rows, found):
            return [], ""
        return found, (
            f"Within the rows learned from, the {' and the '.join(aside)} column leaves too few "
            "rows of a class on one side, so there it is set aside to calibrate the model."
        )

    def _pairs(self, rows: np.ndarray, parts: int) -> list[Fold]:
        if self.order is None:
            labels = self._parts(rows, parts)
            pairs = [(labels != part, labels == part) for part in range(parts)]
        else:
            labels = self._newer_parts(rows, parts)
            pairs = [(labels < part, labels == part) for part in range(1, parts + 1)]
        every = 1 if self.number else len(np.unique(self.strata[rows]))
        return [
            (np.flatnonzero(learn), np.flatnonzero(judge))
            for learn, judge in pairs
            if judge.any() and len(np.unique(self.strata[rows[learn]])) >= every
        ]

    def _judges_all(self, rows: np.ndarray, folds: list[Fold]) -> bool:
        """Whether every class is judged; of a number, whether anything is."""
        if not folds:
            return False
        judged = self.strata[rows[np.concatenate([judge for _, judge in folds])]]
        return self.number or len(np.unique(judged)) == len(np.unique(self.strata[rows]))

    def _far_from(self, share: float, held: np.ndarray) -> tuple[str, ...]:
        """Say so where rules leave a share far from the one asked for."""
        gap = abs(held.mean() - share)
        if gap <= max(LARGE_GAP, len(np.unique(self.strata)) / len(held)):
            return ()
        together = ["rows of one moment"] if self.order is not None else []
        together += ["rows of one group"] if self.grouped else []
        together = together or ["copies of a row"]
        return (
            f"{held.mean():.0%} of the rows are held out where {share:.0%} were asked for: "
            f"{' and '.join(together)} stay together.",
        )

    # --- by time ------------------------------------------------------------------------------

    def _by_time(self, rows: np.ndarray, share: float) -> np.ndarray:
        """Hold out the newest rows; rows of the same moment stay together."""
        when = self._when(rows)
        held = when >= _cut(when, share)
        if held.all() or not held.any():
            raise _no_earlier_rows(self.grouped)
        return held

    def _newer_parts(self, rows: np.ndarray, parts: int) -> np.ndarray:
        """Number the parts of the newer half from 1; the older half is 0."""
        when = self._when(rows)
        cuts = [_cut(when, 0.5 * (1 - part / parts)) for part in range(parts)]
        return np.searchsorted(np.array(cuts), when, side="right")

    def _when(self, rows: np.ndarray) -> np.ndarray:
        """When a row happened; a group happened when its last row did, and stays together."""
        when = self.order[rows]  # type: ignore[index]
        if not self.grouped:
            return when
        units = np.unique(self.units[rows], return_inverse=True)[1]
        last = np.full(units.max() + 1, -np.inf)
        np.maximum.at(last, units, when)
        return last[units]

    # --- at random ----------------------------------------------------------------------------

    def _mixed(self, rows: np.ndarray, share: float) -> np.ndarray:
        """Hold out whole units, the same share of every stratum as far as units allow."""
        units, first, sizes = _unit_table(self.units[rows])
        if len(first) < 2:
            then = "Add rows that differ, or leave the group column out."
            raise InputError(must("table", "more than copies or one group", "one unit", then))
        strata = self.strata[rows]
        tries = TRIES if self.grouped else 1
        found = [
            _held_units(strata[first], sizes, share, np.random.default_rng([self.seed, attempt]))[
                units
            ]
            for attempt in range(tries)
        ]
        return min(found, key=lambda held: _imbalance(held, strata, share))

    def _parts(self, rows: np.ndarray, parts: int) -> np.ndarray:
        """Deal the units of every stratum out over the parts, like cards."""
        units, first, _ = _unit_table(self.units[rows])
        rng = np.random.default_rng([self.seed, parts])
        shuffled = rng.permutation(len(first))
        by_stratum = shuffled[np.argsort(self.strata[rows][first][shuffled], kind="stable")]
        labels = np.empty(len(first), dtype=np.int64)
        labels[by_stratum] = np.arange(len(first)) % parts
        return labels[units]


def _no_earlier_rows(grouped: bool) -> InputError:
    if grouped:
        then = "Leave out the time column or the group column."
        value = "groups that all last until the same moment"
        return InputError(must("time and group", "usable together", value, then))
    then = "Choose a column with more moments, or leave it out."
    return InputError(must("time column", "different from row to row", "one moment", then))


def plan_of(
    frame: pd.DataFrame, problem: Problem, y: np.ndarray, seed: int
) -> tuple[Plan, tuple[str, ...]]:
    """Work out the rules for one table, and what to say about them.

    Parameters
    ----------
    frame
        Usable rows only.
    problem
        The checked task.
    y
        Target of these rows.
    seed
        For the shuffles.
    """
    task = problem.task
    units = units_of(frame, problem)
    order = None if task.time is None else _moments(frame[task.time])
    strata = _tenths(y) if problem.kind == "regression" else y
    number = problem.kind == "regression"
    plan = Plan(units, strata, order, task.group is not None, seed, number)
    return plan, _notes(problem, units, frame)


def _notes(problem: Problem, units: np.ndarray, frame: pd.DataFrame) -> tuple[str, ...]:
    task, notes = problem.task, []
    if task.time is not None:
        notes.append(f"The newest rows by {task.time!r} are held out.")
    if task.group is not None:
        notes.append(f"No {task.group!r} has rows on both sides of the split.")
        return tuple(notes)
    distinct = int(units.max()) + 1
    copies = len(frame) - distinct
    if copies:
        notes.append(f"{copies:,} rows are copies of others; copies stay on one side of the split.")
    if distinct < COARSE * len(frame):
        notes.append(
            f"Only {distinct:,} of {len(frame):,} rows differ, so the held-out rows are all new to "
            "the model and its figures are cautious. A column that tells rows apart would help."
        )
    return tuple(notes)


def _moments(column: pd.Series) -> np.ndarray:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        plain = pd.to_datetime(column, utc=True).dt.tz_localize(None)
        return plain.to_numpy(dtype="datetime64[us]").astype("int64").astype(float)
    return column.to_numpy(dtype=float)


def _tenths(y: np.ndarray) -> np.ndarray:
    cuts = np.quantile(y, np.arange(1, BINS) / BINS)
    return np.searchsorted(np.unique(cuts), y)


def _cut(when: np.ndarray, share: float) -> float:
    """Moment from which on the rows come nearest to `share`; never the very first moment."""
    moments, first = np.unique(np.sort(when), return_index=True)
    if len(moments) == 1:
        return float(moments[0])
    held = 1 - first[1:] / len(when)
    return float(moments[1:][np.abs(held - share).argmin()])


def _unit_table(units: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number of each row's unit from 0, the first row of each unit, and its size."""
    _, first, inverse, sizes = np.unique(
        units, return_index=True, return_inverse=True, return_counts=True
    )
    return inverse, first, sizes


def _held_units(
    strata: np.ndarray, sizes: np.ndarray, share: float, rng: np.random.Generator
) -> np.ndarray:
    """Choose units to hold out: of every stratum with two or more, at least one and not all."""
    held = np.zeros(len(strata), dtype=bool)
    shuffled = rng.permutation(len(strata))
    ordered = shuffled[np.argsort(strata[shuffled], kind="stable")]
    for members in np.split(ordered, np.flatnonzero(np.diff(strata[ordered])) + 1):
        if len(members) < 2:
            continue
        reached = np.cumsum(sizes[members])
        wanted = share * reached[-1]
        count = int(np.abs(reached - wanted).argmin()) + 1
        held[members[: min(max(count, 1), len(members) - 1)]] = True
    if not held.any():  # every stratum is a single unit
        held[shuffled[0]] = True
    return held


def _imbalance(held: np.ndarray, strata: np.ndarray, share: float) -> float:
    """How far the held share of each stratum is from what was asked for, over all rows."""
    all_rows = np.bincount(strata)
    gap = np.bincount(strata[held], minlength=len(all_rows)) - share * all_rows
    return float(np.abs(gap).sum())
