"""A formula of columns that a person typed: read once, computed for all rows at once."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, listed, must
from lepton.value.formula.nodes import Comparison, Logic, Name, Node, Not, Values
from lepton.value.formula.parser import parsed
from lepton.value.formula.tokens import LONGEST, tokens, wrong

__all__ = ["Formula", "compile_formula"]

MOST_NAMES = 100
MOST_OFFERED = 3


@dataclass(frozen=True)
class Formula:
    """A formula that can be computed; made by :func:`compile_formula`.

    Parameters
    ----------
    text
        As it was typed.
    names
        The columns it needs.
    is_condition
        Whether it says yes or no by its form; a bare column may do so too.
    """

    text: str
    names: frozenset[str]
    is_condition: bool
    _root: Node = field(repr=False, compare=False)

    def evaluate(self, columns: Mapping[str, npt.ArrayLike], rows: int) -> npt.NDArray[Any]:
        """Compute the formula in every row.

        Parameters
        ----------
        columns
            The columns by name: numbers, truths or text, each of shape (rows,); or one number
            for all rows. Others than those needed may be there.
        rows
            How many rows there are.

        Returns
        -------
        Shape (rows,): float64, or booleans for a condition. A comparison with something missing
        is false.

        Raises
        ------
        InputError
            A column is missing, has another length or the wrong kind, something is divided by
            zero, or a row gives no finite number.

        Examples
        --------
        >>> compile_formula("tenure > 24 and plan = 'basic'").evaluate(
        ...     {"tenure": [12, 30, 40], "plan": ["basic", "basic", "plus"]}, rows=3).tolist()
        [False, True, False]
        """
        known = {name: self._column(name, columns, rows) for name in self.names}
        found = self._root.values(known)
        if found.dtype == object:
            then = "Compare it with something, such as plan = 'basic'."
            raise wrong("a number or a condition", f"text in {self._root}", self._root.at, then)
        if found.dtype == np.bool_:
            return np.array(np.broadcast_to(found, rows))
        _finite(found, known)
        return np.array(np.broadcast_to(found, rows), dtype=np.float64)

    def _column(self, name: str, columns: Mapping[str, npt.ArrayLike], rows: int) -> Values:
        if name not in columns:
            raise _missing(name, self._place(name), columns)
        values = _usable(name, np.asarray(columns[name]))
        if values.ndim == 0 or values.shape == (rows,):
            return values
        rule = f"one value per row ({rows:,} rows)"
        then = "Take every column from the same rows."
        raise InputError(must(f"column {name!r}", rule, f"shape {values.shape}", then))

    def _place(self, name: str) -> int:
        return next(t.at for t in tokens(self.text) if t.text == name)


def compile_formula(text: str) -> Formula:
    """Read a formula of columns and numbers; nothing in it is ever run as code.

    It may hold names, numbers, ``+ - * /`` (or ``− × ÷``), parentheses, ``min`` and ``max``,
    comparisons, ``and``, ``or``, ``not``, and text in single quotes to compare with ``=`` or
    ``!=``. A name of several words stands in double quotes or backticks. A condition counts as
    1 or 0 in a sum or a product.

    Parameters
    ----------
    text
        At most 500 characters, 50 parentheses deep, with 100 names.

    Raises
    ------
    InputError
        It cannot be read; the message says where and why.

    Examples
    --------
    >>> margin = compile_formula('0.3 × ("Customer Value" − 10) − 1')
    >>> sorted(margin.names), margin.evaluate({"Customer Value": [200, 100]}, rows=2).tolist()
    (['Customer Value'], [56.0, 26.0])
    """
    then = "Write it with names, numbers and signs, such as 0.3 * (value - 10)."
    if not isinstance(text, str) or not text.strip():
        raise InputError(must("formula", "an expression", repr(text), then))
    if len(text) > LONGEST:
        rule, got = f"at most {LONGEST} characters long", f"{len(text):,} characters"
        raise InputError(must("formula", rule, got, "Put a part of it in a column of its own."))
    root = parsed(text)
    names = frozenset(_names(root))
    if len(names) > MOST_NAMES:
        rule, got = f"made of at most {MOST_NAMES} columns", f"{len(names)} columns"
        raise InputError(must("formula", rule, got, "Put a part of it in a column of its own."))
    return Formula(text, names, isinstance(root, Comparison | Logic | Not), root)


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
        return
    for part in (getattr(node, f.name) for f in fields(node)):
        if isinstance(part, Node):
            yield from _names(part)
        elif isinstance(part, tuple):
            for one in part:
                inner = one[1] if isinstance(one, tuple) else one
                yield from _names(inner)


def _missing(name: str, at: int, columns: Mapping[str, Any]) -> InputError:
    by_case = {str(known).casefold(): str(known) for known in columns}
    close = difflib.get_close_matches(name.casefold(), by_case, n=MOST_OFFERED, cutoff=0.6)
    if close:
        then = f"Did you mean {' or '.join(by_case[c] for c in close)}?"
    else:
        then = f"There are {listed(sorted(map(str, columns)))}." if columns else "There are none."
    return wrong("made of columns of the table", repr(name), at, then)


def _usable(name: str, values: Values) -> Values:
    """A column as float64, booleans, or objects that are text or None."""
    if values.dtype == np.bool_:
        return values
    if values.dtype.kind in "iuf":
        return values.astype(np.float64, copy=False)
    if values.dtype.kind in "OUT":
        return _tidy(values.astype(object, copy=False))
    rule, got = "numbers or text", f"values of type {values.dtype}"
    then = "Use a column of numbers or of text."
    raise InputError(must(f"column {name!r}", rule, got, then))


def _tidy(values: Values) -> Values:
    """Objects as numbers where none is text; otherwise as text, with None for what is missing."""
    listed_values = [_known(v) for v in values.ravel().tolist()]
    if not any(isinstance(v, str) for v in listed_values):
        plain = [np.nan if v is None else float(v) for v in listed_values]
        return np.array(plain, dtype=np.float64).reshape(values.shape)
    words = [v if v is None or isinstance(v, str) else str(v) for v in listed_values]
    found = np.empty(len(words), dtype=object)
    found[:] = words
    return found.reshape(values.shape)


def _known(value: Any) -> Any:
    """A value that says something, or None for what is missing in any of its spellings."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | int | float | np.number | np.bool_):
        return None if value != value else value  # only nan differs from itself
    return None


def _finite(found: Values, known: Mapping[str, Values]) -> None:
    bad = np.flatnonzero(~np.isfinite(found))
    if not bad.size:
        return
    rule = "a number in every row"
    if not found.ndim:
        raise InputError(must("formula", rule, "one beyond all bounds", "Check the amounts."))
    gaps = [n for n, v in known.items() if v.dtype == np.float64 and v.ndim and np.isnan(v).any()]
    because = f", where {listed(sorted(gaps))} is missing" if gaps else ", beyond all bounds"
    then = "Fill in the gaps or leave those rows out." if gaps else "Check the amounts."
    got = f"none in {bad.size:,} of {found.size:,} rows ({listed(bad)}){because}"
    raise InputError(must("formula", rule, got, then))
