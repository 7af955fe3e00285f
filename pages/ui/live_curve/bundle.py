"""Join the small script files into the one text that the browser gets.

The files are ordinary modules, so that each can be read and tested alone. Components take a
single script, so every module but the last becomes a closure that hands out its exports.
"""

import re
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

__all__ = ["MAIN", "joined", "modules", "script", "style"]

HERE = Path(__file__).parent
MAIN = "main"  # its default export draws the curve
STYLES = ("style.css", "chart.css")
IMPORT = re.compile(r'^import (\{[^}]*\})\s+from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
NOTE = re.compile(r"^\s*(//.*|/\*\*.*\*/)\n", re.MULTILINE)


def script() -> str:
    """Give all modules as one: the last one's default export draws the curve."""
    *parts, main = modules()
    return f"{joined(parts)}\n{_linked(_module(main))}"


def modules() -> list[str]:
    """Name the modules that the main one needs, each after those that it uses itself."""
    uses: dict[str, list[str]] = {}
    found = [MAIN]
    for name in found:  # grows while it is gone through
        uses[name] = sorted({used for _, used in IMPORT.findall(_module(name))})
        found += [used for used in uses[name] if used not in found]
    return list(TopologicalSorter(uses).static_order())


def joined(names: Iterable[str]) -> str:
    """Give modules as closures, each under the name ``module_`` and its own."""
    return "\n".join(_closure(name, _module(name)) for name in names)


def style() -> str:
    """Give the style sheets: of the page around the chart, then of the chart."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in STYLES)


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
