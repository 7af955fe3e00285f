"""What a model could be worth before there is any data: the sentences and the chart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from lepton.plots.amounts import money_axis
from lepton.plots.format import count, money, number, percent
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.napkin import Napkin

__all__ = ["napkin_curve", "needed", "verdict"]

NO_WORDS: Mapping[str, str] = {}
WHOLE_STEPS = 200


def verdict(
    found: "Napkin",
    currency: str | None = None,
    words: Mapping[str, str] = NO_WORDS,
    *,
    period: str = "a month",
) -> str:
    """Say in one sentence what a model could be worth a month.

    Parameters
    ----------
    found
        From :func:`lepton.value.napkin.napkin`.
    currency
        Three-letter code; None where none is known.
    words
        Of the use case.
    period
        What the money is for, such as "a month"; empty where it is for all decisions at once.

    Examples
    --------
    >>> from lepton.value import Assumptions
    >>> from lepton.value.napkin import napkin
    >>> offer = Assumptions(form="matrix", right=44, wrong=1, decisions_per_month=1e6)
    >>> print(verdict(napkin(offer, base_rate=0.01), "EUR"))
    Acting on the top 5.1 % (51 k of 1 M) could earn about €51 k a month, if hits are 4.4 times
    as frequent among them as usual (4.4 %).
    """
    chosen, acting = found.chosen, words.get("acting", "acting on")
    if chosen.n == 0:
        return f"At these amounts {acting} nobody is best: no share of the ranking would pay."
    if chosen.fraction == 1 and found.pays:
        earned = _earned(chosen.profit, currency, period)
        return f"{_capital(acting)} everybody is best: it could earn about {earned}."
    what = (
        f"{_capital(acting)} the top {percent(chosen.fraction, short=True)} "
        f"({count(chosen.n, short=True)} of {count(found.everybody.n, short=True)})"
    )
    if not found.pays:
        return f"{what} would lose about {_earned(-chosen.profit, currency, period)}."
    earned, lift = _earned(chosen.profit, currency, period), number(found.lift, 2)
    right = percent(found.precision, short=True)
    return (
        f"{what} could earn about {earned}, if hits are {lift} times as frequent "
        f"among them as usual ({right})."
    )


def needed(found: "Napkin", currency: str | None = None, *, period: str = "a month") -> str:
    """Say in one sentence how good a model has to be.

    Examples
    --------
    >>> from lepton.value import Assumptions
    >>> from lepton.value.napkin import napkin
    >>> offer = Assumptions(form="matrix", right=44, wrong=1, decisions_per_month=1e6,
    ...                     fixed_cost=20_000, fraction=0.1)
    >>> print(needed(napkin(offer, base_rate=0.01)))
    It pays from 2.7 times the usual hits in the top 10 % on, and a model needs 75 % of the
    strength of the rule of thumb to pay at all.
    """
    if found.smallest_strength is None:
        return "Even a model that is always right could not pay at these amounts."
    if found.smallest_strength == 0:
        earned = _earned(found.everybody.profit, currency, period)
        return f"It pays even by chance: acting on everybody earns {earned}."
    of_rule = percent(found.smallest_strength, short=True)
    needs = f"a model needs {of_rule} of the strength of the rule of thumb to pay at all"
    if found.smallest_lift is None:
        return f"No model could pay at the top {percent(found.depth, short=True)}; {needs}."
    lift = number(found.smallest_lift, 2)
    depth = percent(found.depth, short=True)
    return f"It pays from {lift} times the usual hits in the top {depth} on, and {needs}."


def napkin_curve(
    found: "Napkin",
    currency: str = "EUR",
    words: Mapping[str, str] = NO_WORDS,
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw the profit of every share, as a rule of thumb, beside picking at random."""
    units, acted = label(words.get("units", "cases")), label(words.get("acted", "acted on"))
    figure = new_figure(
        "What a model could earn (a rule of thumb)",
        f"Share of {units} {acted}, best first",
        f"Profit a month, {currency}",
        dark=dark,
    )
    colours = palette(dark=dark)
    kept = np.unique(np.linspace(0, found.fraction.size - 1, WHOLE_STEPS).astype(int))
    share, profit = found.fraction[kept], found.profit[kept]
    figure.add_scatter(
        x=[0, 1],
        y=[-found.fixed_cost, found.profit[-1]],
        mode="lines",
        line={"color": colours.compare, "width": 1.5, "dash": "dot"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=share,
        y=profit,
        mode="lines",
        line={"color": colours.accent, "width": 2.5, "dash": "dash"},
        customdata=[
            f"The top {percent(s, short=True)} could earn {money(p, currency, short=True)}"
            for s, p in zip(share, profit, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )
    if found.chosen.n:
        figure.add_scatter(
            x=[found.chosen.fraction],
            y=[found.chosen.profit],
            mode="markers",
            marker={"color": colours.accent, "size": 11},
            hoverinfo="skip",
        )
    money_axis(figure, float(profit.min()), float(profit.max()), currency)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    figure.update_xaxes(tickvals=ticks, ticktext=[percent(t, 0) for t in ticks], range=[0, 1.01])
    return figure


def _earned(value: float, currency: str | None, period: str) -> str:
    size = count(value, short=True) if currency is None else money(value, currency, short=True)
    return f"{size} {period}".strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
