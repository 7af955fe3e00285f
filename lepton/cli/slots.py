"""``lepton value-slots``: what a better order of the offers in a list is worth."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.groups import with_options
from lepton.cli.output import columns, print_json, say

if TYPE_CHECKING:
    from lepton.value.slots import SlotResult

__all__ = ["value_slots"]

Table = Annotated[
    str, typer.Argument(metavar="FILE", help="One row for each offer of a visit, clicks known.")
]
Visit = Annotated[
    str, typer.Option(metavar="COL", help="Column: which offers compete for the same places.")
]
Score = Annotated[
    str, typer.Option(metavar="COL", help="Column of the model's scores, shown highest first.")
]
Clicked = Annotated[str, typer.Option(metavar="COL", help="Column: whether it was clicked.")]
Slots = Annotated[int, typer.Option(metavar="N", help="Offers shown per visit.")]
Margin = Annotated[float, typer.Option(metavar="AMOUNT", help="Money per sale.")]
Conversion = Annotated[float, typer.Option(metavar="SHARE", help="Sales per click, 0 to 1.")]
Current = Annotated[
    str | None,
    typer.Option(metavar="COL", help="Column that orders them today, highest first; else chance."),
]
Propensity = Annotated[
    str | None,
    typer.Option(metavar="COL", help="Column: chance with which it was shown, 0 to 1."),
]
Currency = Annotated[str, typer.Option(metavar="CODE", help="Such as USD.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """What may be said besides."""

    conversion: Conversion = 1.0
    current: Current = None
    propensity: Propensity = None
    currency: Currency = "EUR"


@app.command(name="value-slots")
@with_options(further=Further)
def value_slots(
    file: Table,
    visit: Visit,
    score: Score,
    clicked: Clicked,
    slots: Slots,
    margin: Margin,
    further: Further,
    as_json: o.AsJson = False,
) -> None:
    """Tell whether our order of the offers in a list earns more than today's.

    Only offers whose clicks are known can be judged. Where a click depends on the place an offer
    had, give --propensity.
    """
    from lepton.value.entries import currency as checked
    from lepton.workflows.slots import SlotColumns, SlotMoney, slots_of

    names = SlotColumns(
        visit=visit,
        score=score,
        clicked=clicked,
        current=further.current,
        propensity=further.propensity,
    )
    code = checked(further.currency)
    found = slots_of(
        file, names, SlotMoney(slots=slots, margin=margin, conversion=further.conversion)
    )
    if as_json:
        print_json(found.to_dict())
        return
    from lepton.plots.slots import slots_words

    today = further.current is not None
    say(*slots_words(found, code, today=today), "", *columns(_rows(found, code, today=today)))


def _rows(found: "SlotResult", currency: str, *, today: bool) -> list[tuple[str, ...]]:
    from lepton.plots.format import money, percent

    head = ("place", "clicked, ours", "today" if today else "by chance", "gain per visit")
    each = zip(found.slot, found.model, found.current, found.gain, strict=True)
    return [head, *((str(p), percent(m), percent(c), money(g, currency)) for p, m, c, g in each)]
