"""What limits cost, and what alerts and a second look are worth: sentences and charts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from lepton.plots.amounts import money_axis
from lepton.plots.format import count, money, number, percent, symbol
from lepton.plots.theme import label, new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.limits import Alerts, Allocation, Returns, ThreeWay

__all__ = [
    "alerts_sentence",
    "budget_curve",
    "limit_sentence",
    "lost_sentence",
    "review_chart",
    "review_sentence",
]

Floats = npt.NDArray[np.float64]
NO_WORDS: Mapping[str, str] = {}
WORTH_SAYING = 0.001  # a smaller part of the gain is not worth a sentence


def limit_sentence(
    found: "Allocation", currency: str = "EUR", words: Mapping[str, str] = NO_WORDS
) -> str:
    """Say what the limits cost, and what a little more of them would bring.

    Parameters
    ----------
    found
        From :func:`lepton.value.limits.allocate`.
    currency
        Three-letter code.
    words
        Of the use case.

    Examples
    --------
    >>> from lepton.value.limits import allocate
    >>> print(limit_sentence(allocate([60, 100, 120], [10, 20, 30], budget=30)))
    The budget is the limit: one more €1 of it would earn €4. Without limits €280 could be earned
    instead of €160.
    """
    if found.limited_by is None:
        return "The limits hold nothing back: everything that pays can be done."
    place = money(found.shadow_price_capacity, currency, short=True)
    euro = money(found.shadow_price_budget, currency, short=True)
    unit = label(words.get("unit", "case"))
    one = f"{symbol(currency)}1"
    said = {
        "capacity": f"The capacity is the limit: one more {unit} would earn {place}.",
        "budget": f"The budget is the limit: one more {one} of it would earn {euro}.",
        "both": f"Capacity and budget are both the limit: one more {unit} would earn {place}, and "
        f"one more {one} of budget {euro}.",
    }[found.limited_by]
    free = money(found.unlimited_gain, currency, short=True)
    return f"{said} Without limits {free} could be earned instead of {_of(found, currency)}."


def lost_sentence(found: "Allocation", currency: str = "EUR") -> str:
    """Say how far the choice may be from the best one.

    Examples
    --------
    >>> from lepton.value.limits import allocate
    >>> lost_sentence(allocate([60, 100, 120], [10, 20, 30], budget=50, exact=True))
    'No other choice within the limits earns more.'
    """
    if found.exact:
        return "No other choice within the limits earns more."
    if found.lost_at_most <= WORTH_SAYING * found.gain:
        return "No other choice within the limits earns noticeably more."
    lost = money(found.lost_at_most, currency, short=True)
    return f"Another choice within the limits could earn at most {lost} more."


def alerts_sentence(
    found: "Alerts", currency: str = "EUR", words: Mapping[str, str] = NO_WORDS
) -> str:
    """Say what a day of alerts is worth, and whether people can keep up.

    Parameters
    ----------
    found
        From :func:`lepton.value.limits.alerts`.
    currency
        Three-letter code.
    words
        Of the use case.
    """
    if found.precision is None:
        return "No alert is raised."
    hits = label(words.get("successes", "hits"))
    raised, right = count(found.alerts_per_day, short=True), percent(found.precision, short=True)
    net = money(abs(found.net_per_day), currency, short=True)
    verb = "earn" if found.net_per_day >= 0 else "lose"
    said = f"Of {raised} alerts a day {right} are {hits}; together they {verb} {net} a day."
    if found.break_even is not None:
        said += f" They pay from {percent(found.break_even, short=True)} on."
    if found.value_per_hour is not None:
        said += f" An hour of looking is worth {money(found.value_per_hour, currency, short=True)}."
    if found.backlog_per_day:
        backlog, hours = count(found.backlog_per_day, short=True), number(found.hours_missing, 2)
        said += f" Nobody gets to {backlog} of them: {hours} hours a day are missing."
    return said


def review_sentence(
    found: "ThreeWay", currency: str = "EUR", words: Mapping[str, str] = NO_WORDS
) -> str:
    """Say where a second look pays, and what it brings.

    Parameters
    ----------
    found
        From :func:`lepton.value.limits.three_way`.
    currency
        Three-letter code.
    words
        Of the use case.
    """
    most = money(found.most_review_cost, currency, short=True)
    if not found.review_pays:
        return f"A second look never pays here: it would have to cost less than {most}."
    units = label(words.get("units", "cases"))
    more = money(found.expected - found.expected_without, currency, short=True)
    low, high = percent(found.leave_below, short=True), percent(found.act_from, short=True)
    looked = percent(found.review, short=True)
    return (
        f"A person should look where the probability lies between {low} and {high}, at {looked} "
        f"of the {units}: that is worth {more}. A look pays while it costs less than {most}."
    )


def budget_curve(
    found: "Returns", currency: str = "EUR", budget: float | None = None, *, dark: bool = False
) -> "go.Figure":
    """Draw what every budget could earn.

    Parameters
    ----------
    found
        From :func:`lepton.value.limits.returns`.
    currency
        Three-letter code.
    budget
        The budget there is, to mark.
    dark
        For a dark background.
    """
    title = "What could be earned, by budget"
    figure = new_figure(title, f"Budget, {currency}", f"Earned at best, {currency}", dark=dark)
    colours = palette(dark=dark)
    figure.add_scatter(
        x=found.budget,
        y=found.gain,
        mode="lines",
        line={"color": colours.accent, "width": 2.5},
        customdata=_budget_sentences(found, currency),
        hovertemplate="%{customdata}<extra></extra>",
    )
    if budget is not None and found.budget[-1] >= budget:
        figure.add_vline(x=budget, line={"color": colours.muted, "width": 1, "dash": "dash"})
    money_axis(figure, 0.0, float(found.gain[-1]), currency)
    return figure


def review_chart(
    found: "ThreeWay", money_of: Mapping[str, float], currency: str = "EUR", *, dark: bool = False
) -> "go.Figure":
    """Draw what each of the three decisions is worth at every probability.

    Parameters
    ----------
    found
        From :func:`lepton.value.limits.three_way`.
    money_of
        ``right``, ``wrong``, ``review_cost`` and ``review_errors`` as they were given to it.
    currency
        Three-letter code.
    dark
        For a dark background.
    """
    title = "Leave it, let a person look, or act"
    axes = "Probability of the outcome", f"Worth of the decision, {currency}"
    figure = new_figure(title, *axes, dark=dark)
    colours, p = palette(dark=dark), np.linspace(0, 1, 101)
    right, wrong = money_of["right"], money_of["wrong"]
    errors = money_of.get("review_errors", 0.0)
    look = (1 - errors) * p * right - errors * (1 - p) * wrong - money_of["review_cost"]
    _line(figure, p, np.zeros(p.size), "leave", colours.compare)
    _line(figure, p, look, "let a person look", colours.today, below=True)
    _line(figure, p, p * right - (1 - p) * wrong, "act", colours.accent)
    if found.review_pays:
        band = {"fillcolor": colours.today, "opacity": 0.12, "line_width": 0}
        figure.add_vrect(x0=found.leave_below, x1=found.act_from, **band)
    money_axis(figure, -wrong, right, currency)
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    figure.update_xaxes(tickvals=ticks, ticktext=[percent(t, 0) for t in ticks], range=[0, 1.01])
    return figure


def _line(
    figure: "go.Figure", x: Floats, y: Floats, name: str, colour: str, *, below: bool = False
) -> None:
    figure.add_scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": 2.5}, hoverinfo="skip"
    )
    figure.add_annotation(
        x=float(x[-1]),
        y=float(y[-1]),
        text=name,
        showarrow=False,
        font={"color": colour, "size": 13},
        xanchor="right",
        yanchor="top" if below else "bottom",
        yshift=-20 if below else 0,
    )


def _budget_sentences(found: "Returns", currency: str) -> list[str]:
    return [
        f"{money(b, currency, short=True)} could earn {money(g, currency, short=True)};<br>"
        f"one more {symbol(currency)}1 would earn {money(p, currency, short=True)}"
        for b, g, p in zip(found.budget, found.gain, found.price, strict=True)
    ]


def _of(found: "Allocation", currency: str) -> str:
    return money(found.gain, currency, short=True)
