"""Join the small script files into the one text that the browser gets.

The files are ordinary modules, so that each can be read and tested alone, and used by more than
one component. Components take a single script, so every module but the last becomes a closure
that hands out its exports.
"""

import re
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

__all__ = ["MAIN", "START", "files", "joined", "modules", "script", "style"]

HERE = Path(__file__).parent
MAIN = "main"  # its default export draws the component
START = HERE / "js" / f"{MAIN}.js"
STYLES = ("style.css", "chart.css")
FROM = r'^import (\{[^}]*\})\s+from "((?:\./|(?:\.\./)+[\w/]+/)(\w+)\.js)";$'
IMPORT = re.compile(FROM, re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) (\w+))", re.MULTILINE)
NOTE = re.compile(r"^\s*(//.*|/\*\*.*\*/)\n", re.MULTILINE)


def script(start: Path = START) -> str:
    """Give all modules as one: the last one's default export draws the component."""
    *parts, main = modules(start)
    return f"{joined(parts, start)}\n{_linked(_text(files(start)[main]))}"


def modules(start: Path = START) -> list[str]:
    """Name the modules that the main one needs, each after those that it uses itself."""
    return list(files(start))


def files(start: Path = START) -> dict[str, Path]:
    """Give the file of every module by its name, each after those that it uses itself.

    Files of several folders may take part; their names differ, because closures are named so.
    """
    uses: dict[Path, list[Path]] = {}
    found = [start.resolve()]
    for path in found:  # grows while it is gone through
        used = {(path.parent / where).resolve() for _, where, _ in IMPORT.findall(_text(path))}
        uses[path] = sorted(used)
        found += [other for other in uses[path] if other not in found]
    return {path.stem: path for path in TopologicalSorter(uses).static_order()}


def joined(names: Iterable[str], start: Path = START) -> str:
    """Give modules as closures, each under the name ``module_`` and its own."""
    known = files(start)
    return "\n".join(_closure(name, _text(known[name])) for name in names)


def style(*more: Path) -> str:
    """Give the style sheets: of the page around the chart, then of the chart, then others."""
    sheets = [HERE / name for name in STYLES]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*sheets, *more])


def _text(path: Path) -> str:
    """A file without its comments: they are for readers of the files, not for the network."""
    return NOTE.sub("", path.read_text(encoding="utf-8"))


def _closure(name: str, text: str) -> str:
    names = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", _linked(text))
    return f"const module_{name} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"


def _linked(text: str) -> str:
    """Imports become a look at what an earlier module handed out."""
    return IMPORT.sub(r"const \1 = module_\3;", text)
