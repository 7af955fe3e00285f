"""Numbers written for people: decimal commas, thousands, currency signs, percent signs."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "PLACEHOLDERS",
    "decimal_votes",
    "is_code",
    "mark_of",
    "number_of",
    "plain_number",
    "to_number",
    "without_placeholders",
]

PLACEHOLDERS = (
    "?", "-", "--", "—", "–", ".", "..", "...", "*", "#", "\\n", "(null)", "none", "missing",
    "unknown", "unk", "nil", "not available", "not applicable", "n.a.", "n.a",
)  # fmt: skip
"""Words that stand for no value in a column that is otherwise made of numbers."""

_LETTERS = ("n", "x")
_MOST_PLACEHOLDERS = 0.9
_MOST_LETTERS = 0.05
_SAMPLE = 2000
_CODES = (
    r"R\$|US\$|A\$|C\$|HK\$|NT\$|RMB|CNY|USD|EUR|GBP|CHF|JPY|INR|SEK|NOK|DKK|PLN|CZK|HUF|BRL|AUD|"
    r"CAD|kr\.?|zł|Kč|Ft|Rs\.?"
)
_SIGN = rf"(?:[$€£¥₹₽₩₺₪฿₫₴]|(?:{_CODES}))"
_CURRENCY = rf"^([+-]?)\s*{_SIGN}\s*([+-]?)(.*?)$|^(.*?)\s*{_SIGN}$"
_PERCENT = r"\s*[%％]$"
_CODE = r"^[+-]?0\d{2,}$"
_DIGITS = r"^[+-]?\d+$"
_COMMA_SAYS = r"^\D{0,4}(?:\d{1,3}(?:\.\d{3})+,\d+|0,\d+|\d+,(?:\d{1,2}|\d{4,}))\D{0,4}$"
_POINT_SAYS = r"^\D{0,4}(?:\d{1,3}(?:,\d{3})+\.\d+|0\.\d+|\d*\.(?:\d{1,2}|\d{4,}))\D{0,4}$"
_NUMERIC = r"^\D{0,4}\d[\d.,'’\s]*\D{0,4}$"
# (what stands between thousands, what stands before decimals), by the file's decimal mark
_STYLES = {
    ".": (("", "."), (",", "."), (r"\s", "."), ("['’]", "."), ("", ","), (r"\.", ","),
          (r"\s", ","), ("['’]", ",")),
    ",": (("", ","), (r"\.", ","), (r"\s", ","), ("['’]", ","), ("", "."), (",", "."),
          (r"\s", "."), ("['’]", ".")),
}  # fmt: skip


def decimal_votes(text: "pl.Series") -> str | None:
    """Which decimal mark a column shows beyond doubt: ",", "." or None."""
    sample = text.head(_SAMPLE).drop_nulls()
    written = "".join(sample.to_list())
    if not ("," in written or "." in written) or not sample.str.contains(_NUMERIC).all():
        return None
    comma, point = sample.str.contains(_COMMA_SAYS).any(), sample.str.contains(_POINT_SAYS).any()
    if comma == point:
        return None
    return "," if comma else "."


def to_number(
    text: "pl.Series", decimal: str = "."
) -> "tuple[pl.Series, dict[str, str], str] | None":
    """Turn a text column into numbers if every value is one.

    Parameters
    ----------
    text
        Stripped text; missing values are null.
    decimal
        The decimal mark the rest of the file shows: it decides what 1,234 means.

    Returns
    -------
    tuple or None
        The numbers, what was done (kind of repair -> detail) and the decimal mark of the column,
        or None if it is not made of numbers. A percentage becomes a fraction: 12.4 % is 0.124.
    """
    plain = plain_number(text, decimal)
    if plain is not None:
        return plain, {}, mark_of(text, plain, decimal)
    head, _ = _without_placeholders(text.drop_nulls().head(_SAMPLE))
    if _written_number(head, decimal) is None:
        return None
    cleaned, placeholders = _without_placeholders(text)
    found = _written_number(cleaned, decimal)
    if found is None or found[0].null_count() == len(text):
        return None
    numbers, done, mark = found
    done |= {"placeholder": ", ".join(placeholders)} if placeholders else {}
    return numbers, done, mark


def mark_of(text: "pl.Series", plain: "pl.Series", decimal: str) -> str:
    """The decimal mark of a plain column: a point if it has one, else that of the table."""
    shown = plain.dtype.is_float() and text.str.contains(".", literal=True).any()
    return "." if shown else decimal


def number_of(text: "pl.Series", decimal: str, *, percent: bool) -> "pl.Series":
    """Read every number of a column whose decimal mark is known; what is none becomes null.

    Parameters
    ----------
    text
        Stripped text; missing values are null.
    decimal
        The decimal mark; the other one may stand between thousands.
    percent
        Whether a number needs a percent sign. With or without need, 12 % is 0.12.
    """
    import polars as pl

    signed = text.str.contains(_PERCENT)
    bare = _without_signs(text).str.replace(_PERCENT, "")
    other = "," if decimal == "." else r"\."
    alike = "|".join(_pattern(mark, decimal) for mark in (other, r"\s", "['’]"))
    digits = bare.str.replace_all(rf"{other}|[\s'’]", "").str.replace(",", ".", literal=True)
    fits = bare.str.contains(alike) & (signed if percent else True)
    table = pl.DataFrame({"x": digits, "fits": fits})
    digits = table.select(pl.when("fits").then("x").otherwise(None).alias("x"))["x"]
    whole = not digits.str.contains(r"[.eE]").any() and not signed.any()
    numbers = digits.cast(pl.Float64, strict=False)
    exact = digits.cast(pl.Int64, strict=False) if whole else None
    if exact is not None and exact.null_count() == numbers.null_count():
        return exact
    return _hundredths(numbers, signed)


def without_placeholders(text: "pl.Series") -> "pl.Series":
    """Text with null in place of words that stand for no number and no date."""
    import polars as pl

    gone = text.str.to_lowercase().is_in([*PLACEHOLDERS, *_LETTERS]).fill_null(value=False)
    if not gone.any():
        return text
    table = pl.DataFrame({"text": text, "gone": gone})
    return table.select(pl.when("gone").then(None).otherwise("text").alias("text"))["text"]


def is_code(text: "pl.Series") -> bool:
    """Digits with leading zeros, or too many digits to be counted with: 00731, 3420…"""
    import polars as pl

    present = text.drop_nulls()
    if present.is_empty() or not present.head(_SAMPLE).str.contains(_DIGITS).all():
        return False
    if not present.str.contains(_DIGITS).all():
        return False
    too_long = present.cast(pl.Int64, strict=False).null_count() > 0
    return too_long or bool(present.str.contains(_CODE).any())


def plain_number(text: "pl.Series", decimal: str = ".") -> "pl.Series | None":
    """The numbers of a column that needs no repair, or None: the quick way for most columns."""
    import polars as pl

    if decimal != "." and not _no_thousands(text):
        return None
    for kind in (pl.Int64, pl.Float64):
        if (
            text.head(_SAMPLE).cast(kind, strict=False).null_count()
            > text.head(_SAMPLE).null_count()
        ):
            continue
        numbers = text.cast(kind, strict=False)
        if numbers.null_count() > text.null_count() or numbers.null_count() == len(text):
            continue
        return None if _hides_something(text, numbers) else numbers
    return None


def _hides_something(text: "pl.Series", numbers: "pl.Series") -> bool:
    """Leading zeros, digits that a float would round, or the word NaN."""
    if numbers.dtype.is_integer():
        return bool((text.str.starts_with("0") & (text.str.len_bytes() > 2)).any())
    return bool(numbers.is_nan().any()) or is_code(text)


def _no_thousands(text: "pl.Series") -> bool:
    """In a file with decimal commas, 1.234 is one thousand two hundred and thirty-four."""
    return not text.head(_SAMPLE).str.contains(r"^[+-]?[1-9]\d{0,2}(?:\.\d{3})+$").any()


def _without_placeholders(text: "pl.Series") -> "tuple[pl.Series, list[str]]":
    import polars as pl

    folded, present = text.str.to_lowercase(), len(text) - text.null_count()
    stands_for_none = folded.is_in(list(PLACEHOLDERS)).fill_null(value=False)
    letter = folded.is_in(list(_LETTERS)).fill_null(value=False)
    if int(letter.sum() or 0) <= _MOST_LETTERS * present:
        stands_for_none |= letter
    if not 0 < int(stands_for_none.sum() or 0) <= _MOST_PLACEHOLDERS * present:
        return text, []
    words = sorted(text.filter(stands_for_none).unique().to_list())
    frame = pl.DataFrame({"text": text, "none": stands_for_none})
    return frame.select(pl.when("none").then(None).otherwise("text").alias("text"))["text"], words


def _without_signs(text: "pl.Series") -> "pl.Series":
    """Without currency signs, and with a minus for the brackets of accountants."""
    bare = text.str.replace(r"^\((.*)\)$", "-$1")
    return bare.str.replace(_CURRENCY, "$1$2$3$4").str.strip_chars()


def _written_number(
    text: "pl.Series", decimal: str
) -> "tuple[pl.Series, dict[str, str], str] | None":
    present = text.drop_nulls()
    if present.is_empty() or not present.head(_SAMPLE).str.contains(r"\d").all():
        return None
    done: dict[str, str] = {}
    bare = text.str.replace(r"^\((.*)\)$", "-$1")
    if bare.str.contains(_SIGN).any():
        done = {"currency": "signs"}
        bare = _without_signs(text)
    percents = int(bare.str.contains(_PERCENT).sum() or 0)
    if 0 < percents < len(present):
        return None
    if percents:
        bare, done = bare.str.replace(_PERCENT, ""), done | {"percent": "signs"}
    found = _by_style(bare, decimal)
    if found is None:
        return None
    numbers, style, mark = found
    if percents:
        numbers = _hundredths(numbers, numbers.is_not_null())
    return numbers, done | style, mark


def _hundredths(numbers: "pl.Series", which: "pl.Series") -> "pl.Series":
    """Some numbers divided by 100, exactly rounded: polars would multiply by 0.01."""
    import numpy as np
    import polars as pl

    plain = numbers.cast(pl.Float64).to_numpy()
    divided = np.where(which.fill_null(value=False).to_numpy(), plain / 100, plain)
    return pl.Series(divided, nan_to_null=True)


def _by_style(bare: "pl.Series", decimal: str) -> "tuple[pl.Series, dict[str, str], str] | None":
    import polars as pl

    for between, before in _STYLES[decimal]:
        pattern = _pattern(between, before)
        if not bare.head(_SAMPLE).str.contains(pattern).fill_null(value=True).all():
            continue
        if not bare.str.contains(pattern).fill_null(value=True).all():
            continue
        digits = bare.str.replace_all(between, "") if between else bare
        if before == ",":
            digits = digits.str.replace(",", ".", literal=True)
        whole = not digits.str.contains(r"[.eE]").any()
        kind = pl.Int64 if whole else pl.Float64
        style = ({"thousands": "marks"} if between else {}) | (
            {"comma": "decimals"} if before == "," and not whole else {}
        )
        numbers = digits.cast(kind, strict=False)
        return (numbers, style, before) if numbers.null_count() == bare.null_count() else None
    return None


def _pattern(between: str, before: str) -> str:
    mark = re.escape(before)
    plain = rf"\d*(?:{mark}\d*)?(?:[eE][+-]?\d+)?"
    grouped = rf"[1-9]\d{{0,2}}(?:{between}\d{{3}})+(?:{mark}\d+)?|" if between else ""
    return rf"^[+-]?(?:{grouped}{plain})$"
