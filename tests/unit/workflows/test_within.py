"""The rows of a list that fit its limits."""

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.workflows.within import RowLimits, choose_rows


def chosen(wanted, rank, cost=1.0, **limits):
    rank = np.asarray(rank, dtype=float)
    spend = np.full(rank.size, cost) if np.ndim(cost) == 0 else np.asarray(cost, dtype=float)
    found, told = choose_rows(np.asarray(wanted, bool), rank, rank, spend, RowLimits(**limits))
    return np.flatnonzero(found).tolist(), told


def test_rows_of_equal_rank_are_never_parted():
    every = [True] * 4
    assert chosen(every, [4, 3, 3, 2], capacity=2)[0] == [0]
    assert chosen(every, [4, 3, 3, 2], capacity=3)[0] == [0, 1, 2]
    assert chosen([True] * 2, [3, 3], capacity=1)[0] == []


def test_only_wanted_rows_are_taken():
    rows, told = chosen([True, False, True], [1, 9, 2], capacity=1)
    assert rows == [2]
    assert (told.wanted, told.n, told.limited_by) == (2, 1, "capacity")


def test_the_tighter_limit_is_named():
    every = [True] * 4
    assert chosen(every, [4, 3, 2, 1], capacity=1, budget=3)[1].limited_by == "capacity"
    assert chosen(every, [4, 3, 2, 1], capacity=3, budget=1)[1].limited_by == "budget"
    assert chosen(every, [4, 3, 2, 1], capacity=2, budget=2)[1].limited_by == "both"
    assert chosen(every, [4, 3, 2, 1], capacity=4, budget=4)[1].limited_by is None


def test_what_is_expected_to_lose_stays_out_of_the_best_choice():
    rows, told = chosen([True, True], [5, -1], budget=10, exact=True)
    assert rows == [0]
    assert told.exact


def test_an_empty_list_stays_empty():
    assert chosen([], [], capacity=5, exact=True)[0] == []
    assert chosen([False], [1.0], capacity=5)[0] == []


def test_limits_below_nothing_are_refused():
    RowLimits(capacity=0, budget=0, exact=True)
    for name in ("capacity", "budget"):
        with pytest.raises(InputError, match=f"{name} must be"):
            RowLimits(**{name: -1e-9})
    with pytest.raises(InputError, match="exact must be given with"):
        RowLimits(exact=True)
