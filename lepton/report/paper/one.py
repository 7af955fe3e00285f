"""The one page for who decides."""

from typing import TYPE_CHECKING, Any

from lepton.report.charts import charts_of
from lepton.report.paper.parts import WIDTH, cards, chart, heading, line, table_parts
from lepton.report.tables import (
    break_even_table,
    figure_cards,
    ledger_table,
    scenario_table,
    without,
)
from lepton.report.text import cleaned, shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.report.words import Said

__all__ = ["one_page"]

GAP = 12.0
HALF = (WIDTH - GAP) / 2
MOST_INPUTS = 5
MOST_LIMITS = 4


def one_page(study: "Study", said: "Said") -> list[Any]:
    """Decision, headline, curve and cash flow, scenarios, inputs, break-evens, risk, next step."""
    drawn = charts_of(study, bridges=False)
    first = drawn.get("curve", drawn["histogram"])
    charts = [
        [line(drawn["total"].title, "strong"), chart(drawn["total"], HALF, 0.56)],
        [line(first.title, "strong"), chart(first, HALF, 0.56)],
    ]
    left = table_parts(without(scenario_table(study), 2), HALF)
    right = table_parts(break_even_table(study, MOST_LIMITS), HALF)
    return [
        line(shortened(cleaned(study.title)), "title"),
        line(said.headline, "lead"),
        line(said.asked),
        cards(figure_cards(study)),
        _beside(*charts),
        _beside(left, right),
        heading("How sure it is"),
        line(f"{said.risk} {said.spread}"),
        *table_parts(without(ledger_table(study, MOST_INPUTS), 4, 5)),
        heading("Next step"),
        line(said.next_step),
        line(" ".join(said.footnotes[2:]), "small"),
    ]


def _beside(left: list[Any], right: list[Any]) -> Any:
    from reportlab.platypus import Table as Grid

    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]  # fmt: skip
    return Grid([[left, "", right]], colWidths=[HALF, GAP, HALF], style=style, hAlign="LEFT")
