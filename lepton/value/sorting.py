"""From scores to cut-offs: one sort, ties kept together.

A score that is not negative has the same order as its bit pattern read as a whole number.
Shifted by one place it leaves room for the outcome, so that sorting one array of whole
numbers sorts scores and outcomes together, without an index and without losing a bit.
"""

from collections.abc import Iterator, Sequence
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
BLOCK = 1 << 15


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


def sort_keys(keys: Keys, work: Floats | None = None) -> Keys:
    """Sort whole numbers in rising order, faster than one call of ``numpy.sort``.

    The keys go to about ``n / 16`` buckets of equal width by a counting sort. Short rows are
    then sorted twice, the second time half a row further on: a bucket of at most half a row
    lies wholly inside a row of one of the two passes. Larger buckets are sorted one by one
    before that.

    Parameters
    ----------
    keys
        Unsigned whole numbers, shape (n,); left as they are.
    work
        Memory to work in, shape (2, n); the result may lie in it.
    """
    if not FEW_KEYS <= keys.size < MANY_KEYS:
        return np.sort(keys)
    sample = np.sort(keys[:: keys.size // SAMPLED])
    low, high = sample[4], sample[-5]  # so that a few far-off keys do not widen the buckets
    width = int(high - low)
    if width == 0:
        return np.sort(keys)
    shift = max(0, width.bit_length() - (keys.size // ROWS_PER_BUCKET).bit_length())
    room = np.empty((2, keys.size)) if work is None else work
    bucket, idle = room[0].view(np.int32).reshape(2, -1)
    for block in _blocks(keys.size):
        part = np.clip(keys[block], low, high)
        part -= low
        part >>= keys.dtype.type(shift)
        bucket[block] = part
    grouped: Keys = room[1].view(keys.dtype)[: keys.size]
    starts = np.empty((width >> shift) + 2, dtype=np.int32)
    _counting_sort(keys, bucket, out=grouped, starts=starts, idle=idle)
    _sort_in_buckets(grouped, starts)
    return grouped


def _counting_sort(
    keys: Keys,
    bucket: npt.NDArray[np.int32],
    *,
    out: Keys,
    starts: npt.NDArray[np.int32],
    idle: npt.NDArray[np.int32],
) -> None:
    """Put the keys in order of their buckets: the transposition of a matrix with one row.

    SciPy's private routine is called because the public one takes fresh memory, which costs
    as much time again as the sorting; it is public again where that name is gone.
    """
    whole = np.array([0, keys.size], dtype=np.int32)
    try:
        from scipy.sparse._sparsetools import csr_tocsc
    except ImportError:
        from scipy.sparse import csr_array

        grouped = csr_array((keys, bucket, whole), shape=(1, starts.size - 1)).tocsc()
        out[:], starts[:] = grouped.data, grouped.indptr
    else:
        csr_tocsc(1, starts.size - 1, whole, bucket, keys, starts, idle, out)


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
    # one piece of memory, used twice: fresh pages are a third of what a million rows wait for
    room = np.empty((3, score.size + 1))
    keys = room[0].view(kind)[: score.size + 1]
    _pack(positive, np.ascontiguousarray(score).view(kind), mask, out=keys)
    ranked = sort_keys(keys, work=room[1:])
    threshold, tp = _unpack(ranked, mask, score.dtype, threshold=room[1], tp=room[0])
    n = room[2]  # where the keys were, so not before they are unpacked
    for block in _blocks(n.size):
        n[block] = np.arange(block.start, block.stop)
    last = _last_of_equals(threshold)
    if last.all():
        return Cuts(threshold, n, tp)
    return Cuts(threshold[last], n[last], tp[last])


def _pack(positive: npt.NDArray[np.bool_], bits: Keys, mask: Any, out: Keys) -> None:
    """Join scores, turned round so that rising keys are falling scores, and outcomes.

    The first key stands for nobody: no finite score is as small as its zero.
    """
    out[0] = 0
    rows = out[1:]
    for block in _blocks(bits.size):
        part = np.bitwise_xor(bits[block], mask, out=rows[block])
        part <<= bits.dtype.type(1)
        part |= positive[block]


def _unpack(
    keys: Keys, mask: Any, dtype: np.dtype[Any], *, threshold: Floats, tp: Floats
) -> tuple[Floats, Floats]:
    """Fill in the score of each sorted key and the positives down to it; uses up the keys."""
    one, whole = keys.dtype.type(1), np.dtype(f"i{keys.itemsize}")
    found = whole.type(0)
    for block in _blocks(keys.size):
        part = keys[block]
        hits = np.cumsum((part & one).view(whole), dtype=whole)
        hits += found
        found = hits[-1]
        part >>= one
        part ^= mask
        threshold[block], tp[block] = part.view(dtype), hits
    threshold[0] = np.inf
    return threshold, tp


def _blocks(size: int) -> Iterator[slice]:
    """Pieces that stay in the cache while they are worked on."""
    for start in range(0, size, BLOCK):
        yield slice(start, min(start + BLOCK, size))


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
