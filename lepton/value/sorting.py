"""From scores to cut-offs: one sort, ties kept together.

A score that is not negative has the same order as its bit pattern read as a whole number.
Shifted by one place it leaves room for the outcome, so that sorting one array of whole
numbers sorts scores and outcomes together, without an index and without losing a bit.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from lepton.value.checks import Floats

__all__ = ["Cuts", "counted", "sort_keys", "weighed"]

Keys: TypeAlias = npt.NDArray[np.unsignedinteger[Any]]

# Rows of this many bytes are sorted inside the processor's vector registers, about ten
# times as fast per value as long arrays are.
ROW_BYTES = 2048
FEW_KEYS = 1 << 15
MANY_KEYS = 1 << 30
ROWS_PER_BUCKET = 16
SAMPLED = 1024
BLOCK = 1 << 15  # keys worked on at a time, so that they stay in the cache


class Cuts(NamedTuple):
    """Cut-offs from the highest score down: threshold, rows and positives at or above it."""

    threshold: Floats
    n: Floats
    tp: Floats


def counted(positive: npt.NDArray[np.bool_], score: npt.NDArray[Any]) -> Cuts:
    """Rows and positives at or above every distinct score; index 0 is nobody.

    Parameters
    ----------
    positive
        Outcomes, shape (n,).
    score
        Finite scores, shape (n,), float32 or float64.
    """
    lowest = score.min()
    if lowest < 0:
        return _indexed(positive, score)
    if lowest == 0:
        score = score + score.dtype.type(0)  # -0.0 becomes 0.0: they are the same score
    return _packed(positive, score)


def weighed(
    score: npt.NDArray[Any], weight: Floats, columns: Sequence[Floats]
) -> tuple[Floats, ...]:
    """Sums of columns over the rows at or above every distinct score; index 0 is nobody.

    Parameters
    ----------
    score
        Finite scores, shape (n,).
    weight
        How much each row counts, shape (n,); rows of weight zero are as if left out.
    columns
        What to sum, each of shape (n,).

    Returns
    -------
    The thresholds, and then one array for each column.
    """
    rows = np.argsort(-score, kind="stable")
    rows = rows[weight[rows] > 0]
    ranked = score[rows]
    ends = np.flatnonzero(_last_of_equals(ranked))
    sums = (np.cumsum(values[rows])[ends] for values in columns)
    return (_after_nobody(ranked[ends], np.inf), *(_after_nobody(s, 0.0) for s in sums))


def sort_keys(keys: Keys) -> Keys:
    """Sort whole numbers in rising order, faster than one call of ``numpy.sort``.

    The keys go to about ``n / 16`` buckets of equal width by a counting sort, which is the
    transposition of a sparse matrix with one row. Short rows are then sorted twice, the
    second time half a row further on: a bucket of at most half a row lies wholly inside a
    row of one of the two passes. Larger buckets are sorted one by one before that.
    """
    if not FEW_KEYS <= keys.size < MANY_KEYS:
        return np.sort(keys)
    sample = np.sort(keys[:: keys.size // SAMPLED])
    low, high = sample[4], sample[-5]  # so that a few far-off keys do not widen the buckets
    width = int(high - low)
    if width == 0:
        return np.sort(keys)
    shift = max(0, width.bit_length() - (keys.size // ROWS_PER_BUCKET).bit_length())
    bucket = _buckets(keys, low, high, shift)
    grouped, starts = _counting_sort(keys, bucket, (width >> shift) + 1)
    _sort_in_buckets(grouped, starts)
    return grouped


def _buckets(keys: Keys, low: Any, high: Any, shift: int) -> npt.NDArray[np.int32]:
    bucket = np.empty(keys.size, dtype=np.int32)
    for start in range(0, keys.size, BLOCK):
        part = np.clip(keys[start : start + BLOCK], low, high)
        part -= low
        part >>= keys.dtype.type(shift)
        bucket[start : start + BLOCK] = part
    return bucket


def _counting_sort(
    keys: Keys, bucket: npt.NDArray[np.int32], buckets: int
) -> tuple[Keys, npt.NDArray[np.int32]]:
    from scipy.sparse import csr_array

    whole = np.array([0, keys.size], dtype=np.int32)
    grouped = csr_array((keys, bucket, whole), shape=(1, buckets)).tocsc()
    return grouped.data, grouped.indptr


def _sort_in_buckets(keys: Keys, starts: npt.NDArray[np.int32]) -> None:
    row = ROW_BYTES // keys.itemsize
    for large in np.flatnonzero(np.diff(starts) > row // 2):
        keys[starts[large] : starts[large + 1]].sort()
    _sort_rows(keys, row)
    _sort_rows(keys[row // 2 :], row)


def _sort_rows(keys: Keys, row: int) -> None:
    whole = keys.size - keys.size % row
    keys[:whole].reshape(-1, row).sort(axis=1)
    keys[whole:].sort()


def _packed(positive: npt.NDArray[np.bool_], score: npt.NDArray[Any]) -> Cuts:
    kind: Any = np.uint64 if score.dtype == np.float64 else np.uint32
    mask = kind(np.iinfo(kind).max >> 1)  # all but the sign
    keys = _keys(positive, np.ascontiguousarray(score).view(kind), mask)
    threshold, tp = _unpacked(sort_keys(keys), mask, score.dtype, spare=keys)
    last = _last_of_equals(threshold)
    if last.all():
        return Cuts(threshold, np.arange(threshold.size, dtype=np.float64), tp)
    n = np.flatnonzero(last)
    return Cuts(threshold[n], n.astype(np.float64), tp[n])


def _keys(positive: npt.NDArray[np.bool_], bits: Keys, mask: Any) -> Keys:
    """Pack scores, turned round so that rising keys are falling scores, and outcomes.

    The first key stands for nobody: no finite score is as small as its zero.
    """
    keys = np.empty(bits.size + 1, dtype=bits.dtype)
    keys[0] = 0
    for start in range(0, bits.size, BLOCK):
        block = slice(start, start + BLOCK)
        part = keys[1:][block]
        np.bitwise_xor(bits[block], mask, out=part)
        part <<= bits.dtype.type(1)
        part |= positive[block]
    return keys


def _unpacked(keys: Keys, mask: Any, dtype: np.dtype[Any], spare: Keys) -> tuple[Floats, Floats]:
    """Score and positives down to each sorted key; both arguments are used up.

    The results take over their memory where the width allows it: fresh memory is half of what
    a million rows wait for.
    """
    one, whole = keys.dtype.type(1), np.dtype(f"i{keys.itemsize}")
    wide = keys.itemsize == 8
    threshold = keys.view(np.float64) if wide else np.empty(keys.size)
    tp = spare.view(np.float64) if wide else np.empty(keys.size)
    found = 0.0
    for start in range(0, keys.size, BLOCK):
        part, block = keys[start : start + BLOCK], slice(start, start + BLOCK)
        tp[block] = np.cumsum((part & one).view(whole), dtype=whole)
        tp[block] += found
        found = tp[block][-1]
        part >>= one
        part ^= mask
        threshold[block] = part.view(dtype)
    threshold[0] = np.inf
    return threshold, tp


def _indexed(positive: npt.NDArray[np.bool_], score: npt.NDArray[Any]) -> Cuts:
    every = np.ones(score.size)
    return Cuts(*weighed(score, every, (every, positive.astype(np.float64))))


def _last_of_equals(ranked: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Mark the last position of each run of equal values."""
    last = np.ones(ranked.size, dtype=np.bool_)
    np.not_equal(ranked[1:], ranked[:-1], out=last[:-1])
    return last


def _after_nobody(values: npt.NDArray[Any], nobody: float) -> Floats:
    whole = np.empty(values.size + 1)
    whole[0] = nobody
    whole[1:] = values
    return whole
