"""Numbers as people read them: money, percentages, counts, durations.

Every function is pure and returns text. The app, the command line and the live curve in the
browser word numbers the same way, so a change here is a change there.
"""

import math

__all__ = [
    "CURRENCIES",
    "count",
    "duration",
    "missing_cells",
    "money",
    "number",
    "percent",
    "symbol",
]

NBSP = "\u00a0"  # keeps a number and its unit on one line
MINUS = "\u2212"  # the real minus sign: as wide as a plus, and read as "minus"
LEAST_SHARE = 0.0005  # below it a share reads as 0.0 %
NOTHING = "–"  # for a number that does not exist, such as a return on nothing spent

CURRENCIES = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "CHF": "CHF" + NBSP,
    "CNY": "CN¥",
    "JPY": "¥",
    "SEK": "SEK" + NBSP,
    "INR": "₹",
}
STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))
MINUTE, HOUR = 60, 3600
TENTH = 0.1


def symbol(currency: str = "EUR") -> str:
    """What stands before an amount in this currency; an unknown code stands for itself.

    Examples
    --------
    >>> symbol("GBP"), symbol("NOK").strip()
    ('£', 'NOK')
    """
    return CURRENCIES.get(currency, currency + NBSP)


def money(amount: float | None, currency: str = "EUR", *, short: bool = False) -> str:
    """Word an amount of money.

    Parameters
    ----------
    amount
        The amount, losses negative; nothing or not-a-number gives a dash.
    currency
        ISO code of the currency.
    short
        For headlines: two significant figures, with k, M, B or T. Otherwise every whole unit,
        and cents below 100.

    Examples
    --------
    >>> print(money(1_203_447, short=True), money(8_400, short=True), money(-96, short=True))
    €1.2 M €8.4 k −€96
    >>> print(money(1_203_447), money(12.5), money(0))
    €1,203,447 €12.50 €0
    """
    if amount is None or not math.isfinite(amount):
        return NOTHING
    size = _short(abs(amount)) if short else _whole_money(abs(amount))
    sign = MINUS if amount < 0 and size.strip("0.,") else ""
    return f"{sign}{symbol(currency)}{size}"


def percent(fraction: float | None, digits: int = 1, *, short: bool = False) -> str:
    """Word a fraction as a percentage.

    Parameters
    ----------
    fraction
        0.124 means 12.4 %; nothing or not-a-number gives a dash.
    digits
        Decimals shown.
    short
        For headlines: two significant figures.

    Examples
    --------
    >>> print(percent(0.124), percent(0.5, 0), percent(-0.031), percent(None))
    12.4 % 50 % −3.1 % –
    >>> print(percent(0.1243, short=True), percent(2.104, short=True))
    12 % 210 %
    """
    if fraction is None or not math.isfinite(fraction):
        return NOTHING
    value = abs(fraction) * 100
    size = _plain(_round_to(value, 2)) if short else f"{value:,.{digits}f}"
    sign = MINUS if fraction < 0 and size.strip("0.,") else ""
    return f"{sign}{size}{NBSP}%"


def count(how_many: float | None, *, short: bool = False) -> str:
    """Word a number of things.

    Examples
    --------
    >>> print(count(3150), count(630.4), count(1_203_447, short=True))
    3,150 630 1.2 M
    """
    if how_many is None or not math.isfinite(how_many):
        return NOTHING
    size = _short(abs(how_many)) if short else f"{abs(how_many):,.0f}"
    sign = MINUS if how_many < 0 and size.strip("0.,") else ""
    return sign + size


def missing_cells(missing: int, cells: int) -> str:
    """Word how much of a table is missing: a share, or a number where the share reads as none.

    Examples
    --------
    >>> print(missing_cells(0, 100), missing_cells(11, 147_903), missing_cells(50, 1000), sep=", ")
    none, 11 in all, 5.0 %
    """
    if missing == 0:
        return "none"
    share = missing / max(cells, 1)
    return percent(share) if share >= LEAST_SHARE else f"{count(missing)} in all"


def number(value: float | None, figures: int = 3) -> str:
    """Word a plain number with a few significant figures, for scores and feature values.

    Examples
    --------
    >>> number(0.98765), number(-0.000123), number(45211), number(7.0)
    ('0.988', '−0.000123', '45,211', '7')
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    whole = len(str(int(abs(value))))
    text = _plain(_round_to(abs(value), max(figures, whole)))
    return (MINUS if value < 0 and text.strip("0.,") else "") + text


def duration(seconds: float | None) -> str:
    """Word a length of time, roughly, as one would say it.

    Examples
    --------
    >>> print(duration(0.4), duration(7.6), duration(90), duration(5000), sep=", ")
    under a second, 8 s, 1 min 30 s, 1 h 23 min
    """
    if seconds is None or not math.isfinite(seconds):
        return NOTHING
    if seconds < 1:
        return "under a second"
    if round(seconds) < MINUTE:
        return f"{round(seconds)}{NBSP}s"
    if round(seconds) < HOUR:
        return _minutes(round(seconds))
    hours, rest = divmod(round(seconds / MINUTE), MINUTE)
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest}{NBSP}min" if rest else "")


def _minutes(seconds: int) -> str:
    """Minutes, with the seconds only while they matter."""
    minutes, rest = divmod(seconds, MINUTE)
    if minutes >= 2 or not rest:
        return f"{round(seconds / MINUTE)}{NBSP}min"
    return f"{minutes}{NBSP}min{NBSP}{rest}{NBSP}s"


def _whole_money(amount: float) -> str:
    """An amount in full: cents only where they are there and matter."""
    cents = amount < 100 and abs(amount - round(amount)) > 0.005
    return f"{amount:,.2f}" if cents else f"{amount:,.0f}"


def _short(value: float) -> str:
    """Two significant figures with k, M, B or T behind a no-break space."""
    value = _round_to(value, 2)
    for step, suffix in STEPS:
        if value >= step:
            return f"{_plain(_round_to(value / step, 2))}{NBSP}{suffix}"
    return _plain(value)


def _round_to(value: float, figures: int) -> float:
    """Round to so many significant figures."""
    if value == 0:
        return 0.0
    return round(value, figures - 1 - math.floor(math.log10(abs(value))))


def _plain(value: float) -> str:
    """Without an exponent and without zeros at the end."""
    if value >= TENTH and value == round(value):
        return f"{value:,.0f}"
    return f"{value:,.10f}".rstrip("0").rstrip(".")
