"""Cells that say nothing: blanks, outer spaces, words such as N/A."""

from typing import TYPE_CHECKING

from lepton.data.events import Event

if TYPE_CHECKING:
    import polars as pl

__all__ = ["without_blanks"]

_NULL_WORDS = (
    "na", "n/a", "#n/a", "#n/a n/a", "#na", "nan", "-nan", "null", "<na>", "nat", "#null!",
    "#div/0!", "#value!", "#ref!", "#name?", "#num!", "1.#qnan", "1.#ind", "-1.#ind",
)  # fmt: skip
_LONGEST_NULL_WORD = max(len(word) for word in _NULL_WORDS)


def without_blanks(name: str, column: "pl.Series", events: list[Event]) -> "pl.Series":
    """Outer spaces removed; blank cells and words such as N/A become missing."""
    import polars as pl

    if _is_clean(column):
        return column
    text = column.str.strip_chars()
    blank = (text == "").fill_null(value=False)
    folded = text.str.to_lowercase()
    none = folded.is_in(list(_NULL_WORDS)).fill_null(value=False)
    padded = int(((text != column) & ~blank).sum() or 0)
    if padded:
        events.append(Event("spaces", name, count=padded))
    if blank.any():
        events.append(Event("blank", name, count=int(blank.sum())))
    if none.any():
        words = sorted(text.filter(none).unique().to_list())
        events.append(Event("null word", name, ", ".join(words[:3]), int(none.sum())))
    if not (blank | none).any():
        return text
    frame = pl.DataFrame({"text": text, "gone": blank | none})
    return frame.select(pl.when("gone").then(None).otherwise("text").alias("text"))["text"]


def _is_clean(column: "pl.Series") -> bool:
    """No value has outer spaces or stands for none: asked once of each different value."""
    values = column.unique().drop_nulls()
    if (values.str.strip_chars() != values).any() or (values == "").any():
        return False
    short = values.filter(values.str.len_bytes() <= _LONGEST_NULL_WORD)
    return not short.str.to_lowercase().is_in(list(_NULL_WORDS)).any()
