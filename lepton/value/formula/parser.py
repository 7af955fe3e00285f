"""From the words of a formula to its parts, one function per rule.

::

    either     = both {"or" both}
    both       = opposite {"and" opposite}
    opposite   = {"not"} comparison
    comparison = sum [("<" | "<=" | ">" | ">=" | "=" | "!=") sum]
    sum        = product {("+" | "-") product}
    product    = signed {("*" | "/") signed}
    signed     = {"-" | "+"} atom
    atom       = number | text | column | ("min" | "max") "(" either {"," either} ")"
               | "(" either ")"
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lepton.value.formula.nodes import (
    COMPARE,
    NEEDS_CONDITION,
    NEEDS_NUMBER,
    Chain,
    Comparison,
    Logic,
    Name,
    Node,
    Not,
    Number,
    Pick,
    Text,
)
from lepton.value.formula.tokens import Token, tokens, wrong

__all__ = ["parsed"]

DEEPEST = 50
FUNCTIONS = ("min", "max")
FEWEST_TO_PICK = 2


def parsed(text: str) -> Node:
    """Read a formula.

    Raises
    ------
    InputError
        It is not complete, not balanced, nested too deeply, or mixes text with numbers.
    """
    reader = _Reader(tokens(text))
    found = reader.either()
    reader.finish()
    if isinstance(found, Text):
        raise wrong("a number or a condition", f"text {found}", found.at, NEEDS_NUMBER)
    return found


@dataclass(slots=True)
class _Reader:
    """Where the reading stands: the next word, and how many parentheses are open."""

    words: list[Token]
    place: int = 0
    depth: int = 0

    @property
    def next(self) -> Token:
        return self.words[self.place]

    def take(self) -> Token:
        word = self.next
        self.place += 1
        return word

    def takes(self, *signs: str) -> Iterator[Token]:
        """Every following word that is one of these."""
        while self.next.kind in {"sign", "word"} and self.next.text in signs:
            yield self.take()

    def finish(self) -> None:
        word = self.next
        if word.kind == "end":
            return
        if word.text == ")":
            raise wrong("balanced", "a ) without its (", word.at, "Take it out, or open it before.")
        if word.text == ",":
            then = "Write numbers without commas in them, such as 1000.5."
            raise wrong("one expression", "a comma", word.at, then)
        then = "Put a sign such as + or * between the two, and a name of several words in quotes."
        raise wrong("one expression", repr(word.text), word.at, then)

    def either(self) -> Node:
        return self._logic("or", self.both)

    def both(self) -> Node:
        return self._logic("and", self.opposite)

    def _logic(self, word: str, part: Callable[[], Node]) -> Node:
        parts = [part(), *(part() for _ in self.takes(word))]
        if len(parts) == 1:
            return parts[0]
        return Logic(parts[0].at, word, tuple(map(_condition, parts)))

    def opposite(self) -> Node:
        nots = list(self.takes("not"))
        found = self.comparison()
        if not nots:
            return found
        once = Not(nots[0].at, _condition(found))
        return once if len(nots) % 2 else Not(nots[0].at, once)

    def comparison(self) -> Node:
        left = self.sum()
        for sign in self.takes(*COMPARE):
            right = self.sum()
            _comparable(left, sign, right)
            if self.next.text in COMPARE and self.next.kind == "sign":
                then = "Write 1 < x and x < 5 instead of 1 < x < 5."
                raise wrong("compared two at a time", repr(self.next.text), self.next.at, then)
            return Comparison(left.at, sign.text, left, right)
        return left

    def sum(self) -> Node:
        return self._chain("+", self.product, "+", "-")

    def product(self) -> Node:
        return self._chain("*", self.signed, "*", "/")

    def _chain(self, start: str, part: Callable[[], Node], *signs: str) -> Node:
        first = part()
        rest = [(sign.text, _number(part())) for sign in self.takes(*signs)]
        return Chain(first.at, ((start, _number(first)), *rest)) if rest else first

    def signed(self) -> Node:
        signs = list(self.takes("-", "+"))
        found = self.atom()
        if not signs:
            return found
        negative = sum(sign.text == "-" for sign in signs) % 2
        return Chain(signs[0].at, (("-" if negative else "+", _number(found)),))

    def atom(self) -> Node:
        word = self.take()
        if word.kind == "number":
            return Number(word.at, float(word.text))
        if word.kind == "text":
            return Text(word.at, word.text)
        if word.kind == "name" and self.next.text == "(" and self.next.kind == "sign":
            return self._function(word)
        if word.kind in {"name", "column"}:
            return Name(word.at, word.text)
        if word.text == "(":
            return self._inside(word)[0]
        raise _expected(word)

    def _function(self, word: Token) -> Node:
        name = word.text.lower()
        if name not in FUNCTIONS:
            then = "Only min and max can be used."
            raise wrong("made of known functions", f"{word.text}(…)", word.at, then)
        parts = self._inside(self.take(), several=True)
        if len(parts) < FEWEST_TO_PICK:
            then = f"Write {name}(a, b)."
            raise wrong("complete", f"{name} of one number", word.at, then)
        return Pick(word.at, name, tuple(map(_number, parts)))

    def _inside(self, opened: Token, *, several: bool = False) -> list[Node]:
        """What stands between a parenthesis and the one that closes it."""
        self.depth += 1
        if self.depth > DEEPEST:
            rule = f"nested at most {DEEPEST} deep"
            raise wrong(rule, "one more (", opened.at, "Split it up, or take parentheses out.")
        parts = [self.either()]
        if several:
            parts += [self.either() for _ in self.takes(",")]
        closing = self.take()
        if closing.kind == "end":
            raise wrong("balanced", "a ( that is never closed", opened.at, "Add the ) .")
        if closing.text != ")":
            self.place -= 1
            self.finish()
        self.depth -= 1
        return parts


def _expected(word: Token) -> Exception:
    got = "the end" if word.kind == "end" else repr(word.text)
    then = "A number, a column or a parenthesis is missing there."
    return wrong("complete", got, word.at, then)


def _number(part: Node) -> Node:
    if isinstance(part, Text):
        raise wrong("a number there", f"text {part}", part.at, NEEDS_NUMBER)
    return part


def _condition(part: Node) -> Node:
    if isinstance(part, Text | Number | Chain | Pick):
        raise wrong("a condition there", f"{part}", part.at, NEEDS_CONDITION)
    return part


def _comparable(left: Node, sign: Token, right: Node) -> None:
    """Text is compared with a column or with text, and only for being equal."""
    for one, other in ((left, right), (right, left)):
        if not isinstance(one, Text):
            continue
        if sign.text not in {"=", "!="} or not isinstance(other, Name | Text):
            raise wrong("a number there", f"text {one}", one.at, NEEDS_NUMBER)
