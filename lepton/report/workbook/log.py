"""The sheet of where every number comes from, and how many of them are guesses."""

from typing import Any

from lepton.finance.entries import SOURCE_TYPES
from lepton.report.workbook.asked import unit_words
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, span
from lepton.report.workbook.styles import shape_of

__all__ = ["write_log"]

HEADS = (
    "Assumption", "Value", "Unit", "Low", "Most likely", "High", "Shape of the range",
    "Kind of source", "Source", "Owner", "Date", "Confidence, 1 to 5", "Counts as", "Used in",
    "Changed", "Name in formulas",
)  # fmt: skip
COUNTS, HEAD = 12, 4
FIXED = {8: 34.0, 13: 44.0, 0: 34.0}
TEXTS = (0, 2, 6, 7, 8, 9, 10, 12, 13, 14, 15)


def write_log(leaf: Leaf, content: Content) -> None:
    """Write every entry of the ledger for the scenario that was looked at."""
    ledger = content.study.ledger
    said = ledger.said()
    leaf.title(
        "Assumption log",
        f"{said[0].upper()}{said[1:]}, in the scenario {content.scene.name}. Assumptions that the "
        "result does not depend on, and decisions such as the share acted on, do not count.",
        len(HEADS) - 1,
    )
    leaf.text(2, 0, "Guesses among the inputs")
    first, many = HEAD + 1, len(ledger)
    kinds = span(first, COUNTS, COUNTS, down=many - 1)
    leaf.formula(2, 1, f'=COUNTIF({kinds},"guess")', len(ledger.guesses), "count", bold=True)
    leaf.name_cells("guesses", "$B$3")
    leaf.head(HEAD, list(HEADS), left=TEXTS)
    used = {entry.id for entry in ledger.used}
    for i, entry in enumerate(ledger):
        _entry(leaf, content, first + i, entry, entry.id in used)
    leaf.finish(FIXED)
    leaf.sheet.freeze_panes(first, 1)
    leaf.sheet.autofilter(HEAD, 0, first + many - 1, len(HEADS) - 1)
    leaf.print_as(len(HEADS) - 1, repeat=(HEAD, HEAD))


def _entry(leaf: Leaf, content: Content, row: int, entry: Any, used: bool) -> None:
    shape = shape_of(entry.unit, [entry.value, entry.low, entry.mode, entry.high])
    key = entry.id in content.key
    leaf.text(row, 0, content.study.labels.get(entry.id, entry.label), key=key)
    season = entry.unit == "factors"
    leaf.number(row, 1, "twelve factors" if season else entry.value, shape)
    leaf.text(row, 2, unit_words(entry.unit, content.currency), "pasted")
    for column, value in ((3, entry.low), (4, entry.mode), (5, entry.high)):
        if value is not None:
            leaf.number(row, column, value, shape)
    counts = "guess" if entry.guessed else "known"
    counted = f"{entry.k:,.10g} of {entry.n:,.10g}" if entry.k is not None else ""
    for column, text in (
        (6, " ".join(part for part in (entry.distribution, counted) if part)),
        (7, SOURCE_TYPES[entry.source_type]), (8, entry.source), (9, entry.owner),
        (10, entry.date), (COUNTS, counts if used else "not counted"),
        (13, ", ".join(entry.used_in)), (14, entry.edited), (15, entry.id),
    ):  # fmt: skip
        leaf.text(row, column, text)
    leaf.number(row, 11, entry.confidence, "count")
