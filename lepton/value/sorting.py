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
ROWS_PER_BUCKET = 8
SAMPLED = 1024
BLOCK = 1 << 16
NOBODY = (np.inf, 0.0, 0.0)  # threshold, n and tp before the first cut-off


class Cuts(NamedTuple):
    """Cut-offs from the highest score down: threshold, rows and positives at or above it."""

    threshold: Floats
    n: Floats
    tp: Floats


def counted(positive: npt.NDArray[Any], score: npt.NDArray[Any]) -> Cuts:
    """Rows and positives at or above every distinct score; index 0 is nobody.

    Parameters
    ----------
    positive
        Outcomes, 0 and 1 or booleans, shape (n,).
    score
        Finite scores, shape (n,), float32 or float64.
    """
    lowest = score.min()
    if lowest < 0:
        return _signed(positive, score)
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

    The keys go to about ``n / 8`` buckets of equal width by a counting sort, then short rows
    are sorted. That leaves the buckets that lie across the edge of two rows: the keys around
    every edge are sorted next, and the few buckets that reach further one by one.

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
    whole = np.dtype(f"i{keys.itemsize}")
    bucket = room[0].view(whole)[: keys.size]
    for block in _blocks(keys.size):
        ids = np.clip(keys[block], low, high)
        ids -= low
        ids >>= keys.dtype.type(shift)
        bucket[block] = ids
    grouped: Keys = room[1].view(keys.dtype)[-keys.size :]
    starts = _counting_sort(keys, bucket, (width >> shift) + 1, out=grouped)
    _sort_in_buckets(grouped, starts)
    return grouped


def _counting_sort(
    keys: Keys, bucket: npt.NDArray[Any], buckets: int, *, out: Keys
) -> npt.NDArray[Any]:
    """Put keys in order of their buckets, and tell where each bucket starts.

    A sparse matrix is stored row by row in the same way: the bucket is the row and the key
    the column. SciPy's private routine is called because its public one takes fresh memory,
    which costs as much time again as the sorting; it serves where that name is gone.
    """
    starts = np.empty(buckets + 1, dtype=bucket.dtype)
    signed, unused = bucket.dtype, np.zeros(keys.size, dtype=np.int8)
    into = (starts, out.view(signed), unused)
    try:
        from scipy.sparse._sparsetools import coo_tocsr

        coo_tocsr(buckets, 1, keys.size, bucket, keys.view(signed), unused, *into)
    except (ImportError, TypeError, ValueError):  # gone, or called in another way
        return _counting_sort_in_public(keys, bucket, buckets, out)
    return starts


def _counting_sort_in_public(
    keys: Keys, bucket: npt.NDArray[Any], buckets: int, out: Keys
) -> npt.NDArray[Any]:
    from scipy.sparse import csr_array

    whole = np.array([0, keys.size], dtype=bucket.dtype)
    columns = csr_array((keys, bucket, whole), shape=(1, buckets)).tocsc()
    out[:] = columns.data
    starts: npt.NDArray[Any] = columns.indptr
    return starts


def _sort_in_buckets(keys: Keys, starts: npt.NDArray[Any]) -> None:
    """Sort keys that lie in the right bucket already, in place."""
    row = ROW_BYTES // keys.itemsize
    near = row // 8
    _sort_rows(keys, row, row)
    _sort_rows(keys[row - near :], row, 2 * near)  # around the edge of every two rows
    edges = np.arange(row, keys.size, row)
    across = np.searchsorted(starts, edges, side="right")
    far = (starts[across - 1] < edges - near) | (starts[across] > edges + near)
    for end in np.unique(across[far]):
        keys[starts[end - 1] : starts[end]].sort()


def _sort_rows(keys: Keys, row: int, first: int) -> None:
    """Sort the first few keys of every row."""
    whole = keys.size - keys.size % row
    keys[:whole].reshape(-1, row)[:, :first].sort(axis=1)
    keys[whole:][:first].sort()


def _packed(positive: npt.NDArray[Any], score: npt.NDArray[Any]) -> Cuts:
    kind: Any = np.uint64 if score.dtype == np.float64 else np.uint32
    mask = kind(np.iinfo(kind).max >> 1)  # all but the sign
    # one piece of memory, used twice: fresh pages are a third of what a million rows wait for
    room = np.empty((3, score.size + 1))
    keys = room[0].view(kind)[: score.size + 1]
    bits = np.ascontiguousarray(score).view(kind)
    keys[0] = 0  # stands for nobody: no finite score is as small as that
    _pack(positive, bits, mask, out=keys[1:])
    return _unpack(sort_keys(keys, work=room[1:]), mask, score.dtype, room)


def _pack(positive: npt.NDArray[Any], bits: Keys, mask: Any, out: Keys) -> None:
    """Join scores, turned round so that rising keys are falling scores, and outcomes."""
    for block in _blocks(bits.size):
        joined = np.bitwise_xor(bits[block], mask, out=out[block])
        joined <<= bits.dtype.type(1)
        joined |= positive[block].astype(bits.dtype, copy=False)


def _unpack(keys: Keys, mask: Any, dtype: np.dtype[Any], room: Floats) -> Cuts:
    """Score, rows and positives down to the last of equal keys, in the memory given.

    The keys may lie at the end of the memory for the rows: it is filled from its start and
    never reaches a key that was not read yet.
    """
    tp, threshold, n = room
    one, whole = keys.dtype.type(1), np.dtype(f"i{keys.itemsize}")
    found, size = 0, 0
    for block in _blocks(keys.size):
        part = keys[block]
        hits = (part & one).view(whole)
        hits[0] += found  # what was found before
        np.cumsum(hits, dtype=whole, out=hits)
        found = hits[-1]
        part >>= one
        following = keys[block.stop : block.stop + 1] >> one
        last = _last_of_equals(part, following)
        part ^= mask
        score, rows = part.view(dtype), np.arange(block.start, block.stop)
        if not last.all():
            kept = np.flatnonzero(last)
            score, hits, rows = score.take(kept), hits.take(kept), kept + block.start
        filled = slice(size, size + rows.size)
        threshold[filled], tp[filled], n[filled] = score, hits, rows
        size += rows.size
    threshold[0] = np.inf
    results = (values[:size] for values in (threshold, n, tp))
    return Cuts(*(v if 2 * size > keys.size else v.copy() for v in results))


def _signed(positive: npt.NDArray[Any], score: npt.NDArray[Any]) -> Cuts:
    """Scores of both signs: those below zero are counted mirrored and put under the others."""
    below = score < 0
    low = _mirrored(counted(positive[below], -score[below]))
    if below.all():
        return Cuts(*(_after_nobody(a, first) for a, first in zip(low, NOBODY, strict=True)))
    top = counted(positive[~below], score[~below])
    threshold = np.concatenate([top.threshold, low.threshold])
    n, tp = (np.concatenate([a, a[-1] + b]) for a, b in ((top.n, low.n), (top.tp, low.tp)))
    return Cuts(threshold, n, tp)


def _mirrored(cuts: Cuts) -> Cuts:
    """The same counts from the other end, for the scores times minus one; without nobody."""
    n, tp = (a[-1] - a[-2::-1] for a in (cuts.n, cuts.tp))
    return Cuts(-cuts.threshold[:0:-1], n, tp)


def _blocks(size: int) -> Iterator[slice]:
    """Pieces that stay in the cache while they are worked on."""
    for start in range(0, size, BLOCK):
        yield slice(start, min(start + BLOCK, size))


def _last_of_equals(ranked: npt.NDArray[Any], following: npt.ArrayLike = ()) -> npt.NDArray[Any]:
    """Mark the last of each run of equal values; the value that follows may end the run."""
    last = np.ones(ranked.size, dtype=np.bool_)
    np.not_equal(ranked[1:], ranked[:-1], out=last[:-1])
    last[-1:] &= np.not_equal(ranked[-1:], following).all()
    return last


def _after_nobody(values: npt.NDArray[Any], nobody: float) -> Floats:
    whole = np.empty(values.size + 1)
    whole[0] = nobody
    whole[1:] = values
    return whole
