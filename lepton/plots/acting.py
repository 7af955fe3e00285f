"""What acting where a forecast is high enough earns: the sentences and the chart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lepton.plots.amounts import between
from lepton.plots.format import money, percent
from lepton.plots.worth import worth_curve

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from lepton.value.forecast import Acting

__all__ = ["acting_curve", "acting_words"]

NO_WORDS: Mapping[str, str] = {}


def acting_words(found: "Acting", currency: str = "EUR") -> list[str]:
    """Say what acting by the rule earns, the range first, and what another share would.

    Parameters
    ----------
    found
        From :func:`lepton.value.forecast.acting`.
    currency
        Three-letter code.
    """
    everybody = money(found.everybody, currency, short=True)
    if found.share == 0:
        return [
            "The forecast is nowhere high enough to pay for acting. "
            f"Acting on all would earn {everybody} a month."
        ]
    said = [
        f"Acting where the forecast pays for it, on {percent(found.share, short=True)} of cases, "
        f"earns {between(found.low, found.high, currency)} a month; acting on all {everybody}.",
        f"It did pay in {percent(found.right, short=True)} of the cases acted on.",
    ]
    return [*said, _share(found, currency)]


def acting_curve(
    found: "Acting",
    currency: str = "EUR",
    words: Mapping[str, str] = NO_WORDS,
    *,
    dark: bool = False,
) -> "go.Figure":
    """Draw the profit by share acted on, the highest forecasts first."""
    figure = worth_curve(found.curve, found.answer, words=words, currency=currency, dark=dark)
    figure.update_xaxes(title_text="Share acted on, highest forecast first")
    return figure


def _share(found: "Acting", currency: str) -> str:
    """What the share that earned most on other rows earns on these."""
    told = found.answer
    if not told.chosen_elsewhere:
        return ""
    if told.chosen.n == 0:
        return "On the rows that the model learned from, no share paid."
    return (
        f"The share that earned most on other rows, the highest "
        f"{percent(told.chosen.fraction, short=True)}, earns "
        f"{between(told.low, told.high, currency)} a month here."
    )
