"""The parts of a formula that was read; each gives its value for all rows at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from lepton.errors import listed
from lepton.value.formula.tokens import wrong

__all__ = [
    "Chain",
    "Comparison",
    "Logic",
    "Name",
    "Node",
    "Not",
    "Number",
    "Pick",
    "Text",
    "Values",
]

Values: TypeAlias = npt.NDArray[Any]
Columns: TypeAlias = Mapping[str, Values]

COMPARE: dict[str, Callable[..., Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
}
NEEDS_NUMBER = "Compare text with = or !=, or use a column of numbers."
NEEDS_CONDITION = "Write a comparison there, such as tenure > 24."


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a formula, and where it starts."""

    at: int

    def values(self, columns: Columns, /) -> Values:
        """Its value in every row: numbers, truths or text."""
        raise NotImplementedError

    def numbers(self, columns: Columns) -> npt.NDArray[np.float64]:
        """Its value as numbers; a condition counts 1 where it holds and 0 elsewhere."""
        found = self.values(columns)
        if found.dtype == object:
            raise wrong("a number there", f"text in {self}", self.at, NEEDS_NUMBER)
        return found.astype(np.float64, copy=False)

    def truths(self, columns: Columns) -> npt.NDArray[np.bool_]:
        """Its value as a condition."""
        found = self.values(columns)
        if found.dtype != np.bool_:
            what = "text" if found.dtype == object else "numbers"
            raise wrong("a condition there", f"{what} in {self}", self.at, NEEDS_CONDITION)
        return found


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as written."""

    number: float

    def values(self, _: Columns, /) -> Values:
        """The number."""
        return np.asarray(self.number)

    def __str__(self) -> str:
        return f"{self.number:g}"


@dataclass(frozen=True, slots=True)
class Text(Node):
    """Text in single quotes."""

    text: str

    def values(self, _: Columns, /) -> Values:
        """The text."""
        return np.asarray(self.text, dtype=object)

    def __str__(self) -> str:
        return repr(self.text)


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A column."""

    name: str

    def values(self, columns: Columns, /) -> Values:
        """What stands in the column."""
        return columns[self.name]

    def __str__(self) -> str:
        return f'"{self.name}"'


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """Sums and differences, or products and quotients, from left to right.

    Each part is its sign and its operand; the first sign is + or *, or - for a negative.
    """

    parts: tuple[tuple[str, Node], ...]

    def values(self, columns: Columns, /) -> Values:
        """The sum or product."""
        sign, first = self.parts[0]
        found = first.numbers(columns)
        if sign == "-":
            found = -found
        with np.errstate(all="ignore"):  # what is not finite in the end is told in words
            for sign, part in self.parts[1:]:
                found = _joined(sign, found, part, part.numbers(columns))
        return found

    def __str__(self) -> str:
        return "a sum" if self.parts[-1][0] in "+-" else "a product"


def _joined(sign: str, left: Values, part: Node, right: Values) -> Values:
    if sign == "+":
        return np.add(left, right)
    if sign == "-":
        return np.subtract(left, right)
    if sign == "*":
        return np.multiply(left, right)
    zero = np.flatnonzero(right == 0)
    if zero.size and right.ndim:
        got = f"{part}, which is zero in {zero.size:,} of {right.size:,} rows ({listed(zero)}),"
    elif zero.size:
        got = f"{part}, which is zero,"
    else:
        return np.divide(left, right)
    then = "Keep it above zero, for instance with max(…, 1)."
    raise wrong("divided by something above or below zero", got, part.at, then)


@dataclass(frozen=True, slots=True)
class Pick(Node):
    """The smallest or the largest of several numbers, row by row."""

    name: str
    parts: tuple[Node, ...]

    def values(self, columns: Columns, /) -> Values:
        """The smallest or the largest number."""
        pick: Callable[..., Any] = np.minimum if self.name == "min" else np.maximum
        found: Values = self.parts[0].numbers(columns)
        for part in self.parts[1:]:
            found = pick(found, part.numbers(columns))
        return found

    def __str__(self) -> str:
        return f"{self.name}(…)"


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """Two values compared; false where one of them is missing."""

    sign: str
    left: Node
    right: Node

    def values(self, columns: Columns, /) -> Values:
        """Where it holds."""
        if isinstance(self.left, Text) or isinstance(self.right, Text):
            return self._of_text(columns)
        left = self.left.values(columns)
        if left.dtype == object and self.right.values(columns).dtype == object:
            return self._of_text(columns)
        left, right = self.left.numbers(columns), self.right.numbers(columns)
        held: Values = COMPARE[self.sign](left, right)
        if self.sign == "!=":
            held = held & ~np.isnan(left) & ~np.isnan(right)
        return held

    def _of_text(self, columns: Columns) -> Values:
        if self.sign not in {"=", "!="}:
            raise wrong("a number there", f"text beside {self.sign}", self.at, NEEDS_NUMBER)
        left, right = (self._text(side, columns) for side in (self.left, self.right))
        held: Values = COMPARE[self.sign](left, right).astype(np.bool_)
        return held & _there(left) & _there(right)

    def _text(self, side: Node, columns: Columns) -> Values:
        found = side.values(columns)
        if found.dtype != object:
            then = "Leave the quotes off to compare it with a number."
            raise wrong("text on both sides of a text", f"numbers in {side}", side.at, then)
        return found

    def __str__(self) -> str:
        return "a condition"


def _there(values: Values) -> Values:
    known = [value is not None for value in values.ravel().tolist()]
    return np.array(known, dtype=np.bool_).reshape(values.shape)


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """Several conditions, of which all or any must hold."""

    word: str
    parts: tuple[Node, ...]

    def values(self, columns: Columns, /) -> Values:
        """Where all or any of them hold."""
        join: Callable[..., Any] = np.logical_and if self.word == "and" else np.logical_or
        found: Values = self.parts[0].truths(columns)
        for part in self.parts[1:]:
            found = join(found, part.truths(columns))
        return found

    def __str__(self) -> str:
        return "a condition"


@dataclass(frozen=True, slots=True)
class Not(Node):
    """The opposite of a condition."""

    part: Node

    def values(self, columns: Columns, /) -> Values:
        """Where it does not hold."""
        return np.logical_not(self.part.truths(columns))

    def __str__(self) -> str:
        return "a condition"
