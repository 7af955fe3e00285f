"""Whether a better order of offers pays: the sentences and the chart."""

from typing import TYPE_CHECKING

from lepton.plots.amounts import between
from lepton.plots.format import NBSP, count, money, percent
from lepton.plots.theme import new_figure, palette

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.slots import SlotResult

__all__ = ["slots_chart", "slots_words"]

VISITS = 1000.0  # money per visit is too small to read
HUNDRED = 100
LITTLE = 0.5  # coverage below which the data says little


def slots_words(found: "SlotResult", currency: str = "EUR", *, today: bool = True) -> list[str]:
    """Say whether the model's order earns more, the range first, and what that rests on.

    Parameters
    ----------
    found
        From :func:`lepton.value.slots.slot_value`.
    currency
        Three-letter code.
    today
        Whether it was compared with today's order; else with an order drawn by chance.

    Examples
    --------
    >>> from lepton.value.slots import slot_value
    >>> found = slot_value([1, 1, 2, 2], [.9, .1, .2, .8], [1, 0, 0, 1], slots=1, margin=10)
    >>> print(slots_words(found, today=False)[0])
    For every 1,000 visits our order earns about €5 k more than an order drawn by chance.
    """
    other = "today’s" if today else "an order drawn by chance"
    low, high = VISITS * found.low, VISITS * found.high
    if low > 0:
        first = f"our order earns {between(low, high, currency)} more than {other}"
    elif high < 0:
        first = f"our order earns {between(-high, -low, currency)} less than {other}"
    else:
        first = (
            f"our order earns between {money(low, currency, short=True)} and "
            f"{money(high, currency, short=True)} more than {other}: so few visits cannot tell "
            "which is better"
        )
    said = [f"For every {count(VISITS)} visits {first}."]
    judged = f"Judged on {count(found.visits)} visits"
    same = f"; {percent(found.same, short=True)} of what it would show is shown somewhere already"
    said.append(f"{judged}{same if today else ''}.")
    if found.coverage < LITTLE:
        said.append(
            f"Only {percent(found.coverage, short=True)} of the places have an offer whose clicks "
            "are known: this says little."
        )
    return said


def slots_chart(
    found: "SlotResult", currency: str = "EUR", *, today: bool = True, dark: bool = False
) -> "go.Figure":
    """Draw how often each place is clicked, by the model's order and by the other one.

    Parameters
    ----------
    found
        From :func:`lepton.value.slots.slot_value`.
    currency
        Three-letter code.
    today
        Whether the other one is today's order; else an order drawn by chance.
    dark
        For a dark background.
    """
    colours = palette(dark=dark)
    other = "today’s order" if today else "by chance"
    figure = new_figure(
        "Clicks by place in the list", "Place in the list", "Visits with a click there", dark=dark
    )
    places = [str(place) for place in found.slot]
    gains = [money(VISITS * gain, currency, short=True) for gain in found.gain]
    for name, share, colour in (
        ("our order", found.model, colours.accent),
        (other, found.current, colours.compare),
    ):
        figure.add_bar(
            name=name,
            x=places,
            y=HUNDRED * share,
            marker={"color": colour},
            customdata=[
                f"Place {place}, {name}: {percent(part)} of visits<br>"
                f"{gain} more by our order, for {count(VISITS)} visits"
                for place, part, gain in zip(places, share, gains, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.update_layout(
        bargap=0.35,
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    figure.update_xaxes(type="category")
    figure.update_yaxes(ticksuffix=f"{NBSP}%", rangemode="tozero")
    return figure
