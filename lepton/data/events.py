"""What was repaired in which column, and the sentences that say so."""

from collections import defaultdict
from dataclasses import dataclass

from lepton.errors import listed

__all__ = ["Event", "sentences"]


@dataclass(frozen=True)
class Event:
    """One repair in one column."""

    repair: str
    column: str
    detail: str = ""
    count: int = 0


_WORDING = {
    "spaces": "Spaces around values were removed in {columns}.",
    "blank": "{count} blank {cells} missing in {columns}.",
    "null word": "{count} {cells} missing because of words such as {detail} in {columns}.",
    "placeholder": "{detail} stands for a missing value in {columns}.",
    "currency": "Currency signs were removed, so {columns} can be used as {numbers}.",
    "percent": "Percentages were read as fractions (12.4 % is 0.124) in {columns}.",
    "thousands": "Marks between thousands were removed in {columns}.",
    "comma": "The comma was read as the decimal mark in {columns}.",
    "code": "Kept as text because the digits are a code (leading zeros or very long): {columns}.",
    "infinite": "{count} infinite {values} missing in {columns}.",
    "date": "Read as dates ({detail}): {columns}.",
    "ambiguous date": "Kept as text because day and month cannot be told apart: {columns}.",
    "no date": "{count} {cells} missing in {columns}.",
    "no number": "{count} {cells} missing in {columns}.",
    "zone": "Times were brought to universal time (UTC) in {columns}.",
    "seconds": "Durations were turned into seconds in {columns}.",
    "as text": "Turned into text because a {detail} is no plain value: {columns}.",
}


def sentences(events: list[Event]) -> list[str]:
    """One sentence for each kind of repair, at most five columns named."""
    grouped: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        by_detail = event.detail if event.repair in {"date", "as text", "placeholder"} else ""
        grouped[event.repair, by_detail].append(event)
    return [_sentence(repair, which) for (repair, _), which in grouped.items()]


def _sentence(repair: str, events: list[Event]) -> str:
    count = sum(event.count for event in events)
    one = count == 1
    return _WORDING[repair].format(
        columns=listed(event.column for event in events),
        count=f"{count:,}",
        detail=events[0].detail,
        cells=_cells(repair, one),
        values="value counts as" if one else "values count as",
        numbers="a number" if len(events) == 1 else "numbers",
    )


def _cells(repair: str, one: bool) -> str:
    what = {
        "no date": ("value is no date and counts as", "values are no dates and count as"),
        "no number": ("value cannot be read and counts as", "values cannot be read and count as"),
    }.get(repair, ("cell counts as", "cells count as"))
    return what[0] if one else what[1]
