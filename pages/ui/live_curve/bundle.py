"""Join the small script files into the one text that the browser gets.

The files are ordinary modules, so that each can be read and tested alone. Components take a
single script, so every module but the last becomes a closure that hands out its exports.
"""

import re
from collections.abc import Iterable
from pathlib import Path

__all__ = ["MODULES", "joined", "script", "style"]

HERE = Path(__file__).parent
# In the order in which they use each other.
MODULES = (
    "dom", "format", "formula", "breakeven", "scales", "labels", "axes", "lines", "marks",
    "grip", "chart", "words", "field", "controls", "figures", "main",
)  # fmt: skip
IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|function|class) (\w+))", re.MULTILINE)
NOTE = re.compile(r"^\s*(//.*|/\*\*.*\*/)\n", re.MULTILINE)


def script() -> str:
    """Give all modules as one: the last one's default export draws the curve."""
    *parts, main = MODULES
    return f"{joined(parts)}\n{_linked(_module(main))}"


def joined(names: Iterable[str]) -> str:
    """Give modules as closures, each under the name ``module_`` and its own."""
    return "\n".join(_closure(name, _module(name)) for name in names)


def style() -> str:
    """Give the style sheet."""
    return (HERE / "style.css").read_text(encoding="utf-8")


def _module(name: str) -> str:
    text = (HERE / "js" / f"{name}.js").read_text(encoding="utf-8")
    return NOTE.sub("", text)  # comments are for readers of the files, not for the network


def _closure(name: str, text: str) -> str:
    names = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", _linked(text))
    return f"const module_{name} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"


def _linked(text: str) -> str:
    """Imports become a look at what an earlier module handed out."""
    return IMPORT.sub(r"const \1 = module_\2;", text)
