import sys

import numpy as np
import pytest

from lepton.value import ScoreCounts, sorting

SHAPES = {
    "even": lambda rng, n: rng.random(n),
    "near zero": lambda rng, n: rng.beta(0.2, 8, n),
    "near one": lambda rng, n: 1 - rng.beta(0.2, 8, n) / 2,
    "spike": lambda rng, n: np.where(rng.random(n) < 0.9, 0.25, rng.random(n)),
    "few": lambda rng, n: rng.integers(0, 12, n) / 11,
    "constant": lambda rng, n: np.full(n, 0.5),
    "wide": lambda rng, n: np.exp(rng.normal(0, 15, n)),
    "rising": lambda rng, n: np.linspace(0, 1, n),
}


@pytest.mark.parametrize("dtype", [np.uint32, np.uint64])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("n", [1, 32_767, 32_768, 50_001])
def test_keys_come_out_in_order_whatever_their_distribution(shape, n, dtype):
    rng = np.random.default_rng(3)
    score = SHAPES[shape](rng, n).astype(np.float32 if dtype == np.uint32 else np.float64)
    keys = score.view(dtype) << dtype(1)
    before = keys.copy()
    assert (sorting.sort_keys(keys) == np.sort(before)).all()
    assert (keys == before).all()


def test_keys_are_sorted_without_the_private_part_of_scipy(monkeypatch):
    keys = np.random.default_rng(1).integers(0, 2**60, 50_000).astype(np.uint64)
    monkeypatch.setitem(sys.modules, "scipy.sparse._sparsetools", None)
    assert (sorting.sort_keys(keys) == np.sort(keys)).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_packed_and_the_indexed_way_give_the_same_counts(shape, dtype):
    rng = np.random.default_rng(5)
    score = SHAPES[shape](rng, 150_000).astype(dtype)
    positive = rng.random(150_000) < 0.2
    packed = sorting.counted(positive, score)
    indexed = sorting.weighed(score, np.ones(score.size), (np.ones(score.size), positive * 1.0))
    for got, want in zip(packed, indexed, strict=True):
        assert got.dtype == np.float64
        assert (got == want).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_both_zeros_are_one_score(dtype):
    counts = ScoreCounts.from_scores([1, 0, 1], np.array([0.0, -0.0, 0.5], dtype=dtype))
    assert counts.n.tolist() == [0, 1, 3]
    assert counts.threshold.tolist()[1:] == [0.5, 0.0]


@pytest.mark.parametrize("largest", [2.0, 1e9, 3e38])
def test_scores_far_above_one_keep_their_order(largest):
    for dtype in (np.float32, np.float64):
        score = np.array([0.5, largest, 1.5], dtype=dtype)
        assert ScoreCounts.from_scores([0, 1, 0], score).tp.tolist() == [0, 1, 1, 1]


def test_the_smallest_numbers_keep_their_order():
    tiny = np.array([0.0, 5e-324, 2.3e-308, 1e-300])
    counts = ScoreCounts.from_scores([0, 1, 0, 0], tiny)
    assert counts.threshold.tolist()[1:] == [1e-300, 2.3e-308, 5e-324, 0.0]
    assert counts.tp.tolist() == [0, 0, 0, 1, 1]


def test_scores_that_lie_a_step_apart_in_memory_are_read_right():
    both = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
    assert ScoreCounts.from_scores([1, 0, 1], both[:, 1]).tp.tolist() == [0, 1, 2, 2]
