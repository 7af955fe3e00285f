"""How cells look: the conventions that people who check models know (FAST standard)."""

import math
from collections.abc import Iterable
from typing import Any

__all__ = ["COLOURS", "FORMATS", "Styles", "shape_of"]

FONT = "Arial"
COLOURS = {
    "input": "#0000FF",  # typed in by a person
    "formula": "#000000",  # worked out on this sheet
    "link": "#007A33",  # taken over from another sheet
    "pasted": "#5B6472",  # worked out elsewhere and put here as a value
    "accent": "#1D5FD1",
    "line": "#C9D1DC",
    "band": "#EEF2F8",
    "key": "#FFF2B3",  # an assumption that matters, to be checked first
    "loss": "#B42318",
    "good": "#1B7F3B",
    "compare": "#8D97A6",
    "today": "#B7791F",
}
# negatives in parentheses, zero as a dash
FORMATS: dict[str, str] = {
    "money": '#,##0_);(#,##0);"–"_)',
    "cents": '#,##0.00_);(#,##0.00);"–"_)',
    "small": '#,##0.0000_);(#,##0.0000);"–"_)',
    "share": '#,##0.0%_);(#,##0.0%);"–"_)',
    "fine share": '#,##0.00%_);(#,##0.00%);"–"_)',
    "factor": '0.0000_);(0.0000);"–"_)',
    "count": '#,##0_);(#,##0);"–"_)',
    "tenths": '#,##0.0_);(#,##0.0);"–"_)',
    "rate": '#,##0.0##########%_);(#,##0.0##########%);"–"_)',
    "tiny": '0.0E+00_);(0.0E+00);"–"_)',
    "vast": "[>=1000000000]0.0E+00;[<=-1000000000]-0.0E+00;#,##0",
    "text": "General",
    "typed": "@",  # whatever is typed here stays text
}
PLACES = 9
FORMATS |= {
    f"places {n}": f'#,##0.{"0" * n}_);(#,##0.{"0" * n});"–"_)' for n in range(1, PLACES + 1)
}
TINY, LITTLE = 1e-10, 1e-6
FIGURES = 4  # significant ones that an assumption shows at least


def shape_of(unit: str, values: Iterable[Any]) -> str:
    """Key of :data:`FORMATS` for an assumption: with as many places as its values need.

    Examples
    --------
    >>> shape_of("money a month", [150.0]), shape_of("rate a year", [0.1])
    ('cents', 'share')
    >>> shape_of("days", [10.0, 12.27]), shape_of("hours", [0.00268055]), shape_of("days", [3.0])
    ('places 2', 'places 6', 'count')
    """
    if unit == "choice":
        return "text"
    share = unit in {"share", "rate a year"}
    numbers = [v for v in values if isinstance(v, int | float) and math.isfinite(v)]
    if any(0 < abs(v) < LITTLE for v in numbers):
        return "tiny"
    needed = max((_places(100 * v if share else v) for v in numbers), default=0)
    if share:
        return "share" if needed < 2 else "fine share"
    if unit.startswith("money"):
        return "cents" if needed <= 2 else f"places {needed}"
    return f"places {needed}" if needed else "count"


def _places(value: float) -> int:
    """Decimals that show a number with its first figures."""
    kept = float(f"{value:.{FIGURES}g}")
    return next((n for n in range(PLACES) if abs(round(kept, n) - kept) < TINY), PLACES)


class Styles:
    """Formats of one workbook, made once for each look."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, role: str = "formula", shape: str = "", **more: Any) -> Any:
        """Give a format.

        Parameters
        ----------
        role
            Who stands behind the number: a key of :data:`COLOURS`, or "label", "head", "title",
            "note", "section".
        shape
            Key of :data:`FORMATS`; empty for none.
        more
            Further properties of XlsxWriter; ``key=True`` marks an assumption that matters.
        """
        wanted = {"font_name": FONT, "font_size": 10, "valign": "vcenter", **_looks(role)}
        if shape:
            wanted |= {"num_format": FORMATS[shape]}
        if more.pop("key", False):
            wanted |= {"bg_color": COLOURS["key"]}
        return self._format(wanted | more)

    def _format(self, wanted: dict[str, Any]) -> Any:
        known = tuple(sorted(wanted.items()))
        if known not in self._made:
            self._made[known] = self._book.add_format(wanted)
        return self._made[known]


def _looks(role: str) -> dict[str, Any]:
    special: dict[str, dict[str, Any]] = {
        "label": {"text_wrap": True},
        "title": {"font_size": 16, "bold": True},
        "note": {"font_color": COLOURS["pasted"], "text_wrap": True},
        "section": {"bold": True, "bg_color": COLOURS["band"]},
        "head": {
            "bold": True, "bottom": 1, "bottom_color": COLOURS["compare"], "text_wrap": True,
            "valign": "bottom",
        },
    }  # fmt: skip
    return special[role] if role in special else {"font_color": COLOURS[role]}
