"""Dates written as text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

__all__ = ["date_of", "to_date"]

_NEARLY_ALL = 0.99
_SAMPLE = 500
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_SHAPES = {
    "year first": rf"^\d{{4}}([-/.])\d{{1,2}}(?:[-/.]\d{{1,2}}{_TIME})?$",
    "day first": rf"^\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}{_TIME}$",
}
_ORDERS = {"year first": ("%Y-%m-%d",), "day first": ("%d-%m-%Y", "%m-%d-%Y")}
_WORDS = {"%Y-%m-%d": "year first", "%d-%m-%Y": "day first", "%m-%d-%Y": "month first"}


def to_date(text: "pl.Series") -> "tuple[pl.Series | None, int, str] | None":
    """Turn a text column into dates if nearly all its values are.

    Returns
    -------
    tuple or None
        The dates, how many values were not one and became missing, and the order that was read
        ("year first", "day first" or "month first"). Instead of the dates None if 03/04/2025
        could mean two days. None altogether if the column is not made of dates.
    """
    present = text.drop_nulls()
    if present.is_empty():
        return None
    head = present.head(_SAMPLE)
    for shape, pattern in _SHAPES.items():
        if int(head.str.contains(pattern).sum()) >= _NEARLY_ALL * len(head):
            return _parsed(text, shape, pattern)
    return None


def _parsed(
    text: "pl.Series", shape: str, pattern: str
) -> "tuple[pl.Series | None, int, str] | None":
    plain = _plain(text, pattern)
    found = [(order, _read(plain, order)) for order in _ORDERS[shape]]
    total = len(text) - text.null_count()
    good = [(o, d) for o, d in found if (len(d) - d.null_count()) >= _NEARLY_ALL * total]
    if not good:
        return None
    if len(good) == 2 and not good[0][1].equals(good[1][1]):
        return None, 0, "ambiguous"
    order, dates = good[0]
    lost = dates.null_count() - text.null_count()
    return dates, lost, _WORDS[order]


def date_of(text: "pl.Series", order: str) -> "pl.Series":
    """Read every date of a column whose order is known; what is none becomes null.

    A date with the year first means one day only, so it is always read.
    """
    dates = _read(_plain(text, _SHAPES["year first"]), "%Y-%m-%d")
    if order == "year first":
        return dates
    written = next(form for form, words in _WORDS.items() if words == order)
    return dates.zip_with(dates.is_not_null(), _read(_plain(text, _SHAPES["day first"]), written))


def _plain(text: "pl.Series", pattern: str) -> "pl.Series":
    """Every date as three numbers with dashes and, after one space, a time with seconds."""
    import polars as pl

    frame = pl.DataFrame({"t": text})
    t = pl.col("t")
    date = t.str.extract(r"^([\d./-]+)").str.replace_all(r"[./]", "-")
    monthly = date.str.contains(r"^\d{4}-\d{1,2}$")
    date = pl.when(monthly).then(date + "-01").otherwise(date)
    clock = t.str.extract(r"[T ](\d{1,2}:\d{2})").fill_null("00:00")
    seconds = t.str.extract(r":\d{2}:(\d{2}(?:[.,]\d{1,6})?)").str.replace(",", ".", literal=True)
    zone = t.str.extract(r":\d{2}(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})$").fill_null("Z")
    zone = zone.str.replace("Z", "+0000", literal=True).str.replace(":", "", literal=True)
    whole = date + " " + clock + ":" + seconds.fill_null("00") + " " + zone
    fits = t.str.contains(pattern)
    return frame.select(pl.when(fits).then(whole).otherwise(None).alias("t"))["t"]


def _read(plain: "pl.Series", order: str) -> "pl.Series":
    """Dates in universal time, to the microsecond, without a zone."""
    import polars as pl

    dates = plain.str.to_datetime(f"{order} %H:%M:%S%.f %z", time_unit="us", strict=False)
    return dates.dt.convert_time_zone("UTC").dt.replace_time_zone(None).cast(pl.Datetime("us"))
