"""The one page for who decides."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lepton.report.charts import charts_of
from lepton.report.paper.parts import WIDTH, cards, chart, heading, line, table_parts
from lepton.report.tables import break_even_table, figure_cards, ledger_table, scenario_table
from lepton.report.text import cleaned, shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.report.tables import Table
    from lepton.report.words import Said

__all__ = ["one_page"]

GAP = 12.0
HALF = (WIDTH - GAP) / 2
MOST_INPUTS = 5
MOST_LIMITS = 4


def one_page(study: "Study", said: "Said") -> list[Any]:
    """Decision, headline, curve and cash flow, scenarios, inputs, break-evens, risk, next step."""
    drawn = charts_of(study)
    first = drawn.get("curve", drawn["histogram"])
    charts = [
        [line(drawn["total"].title, "strong"), chart(drawn["total"], HALF, 0.56)],
        [line(first.title, "strong"), chart(first, HALF, 0.56)],
    ]
    left = table_parts(_without(scenario_table(study), 2), HALF)
    right = table_parts(_limits(study), HALF)
    return [
        line(shortened(cleaned(study.title)), "title"),
        line(said.headline, "lead"),
        line(said.asked),
        cards(figure_cards(study)),
        _beside(*charts),
        _beside(left, right),
        heading("How sure it is"),
        line(f"{said.risk} {said.spread}"),
        *table_parts(_without(ledger_table(study, MOST_INPUTS), 4, 5)),
        heading("Next step"),
        line(said.next_step),
        line(" ".join(said.footnotes), "small"),
    ]


def _limits(study: "Study") -> "Table":
    full = break_even_table(study)
    told = [row for row in full.rows if not row[2].startswith("nowhere")]
    return replace(full, rows=tuple((told or list(full.rows))[:MOST_LIMITS]))


def _without(given: "Table", *columns: int) -> "Table":
    """Leave columns out."""
    kept = [i for i in range(len(given.head)) if i not in columns]
    head, *rows = (tuple(row[i] for i in kept) for row in (given.head, *given.rows))
    figures = tuple(kept.index(i) for i in given.figures if i in kept)
    return replace(given, head=head, rows=tuple(rows), figures=figures)


def _beside(left: list[Any], right: list[Any]) -> Any:
    from reportlab.platypus import Table as Grid

    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]  # fmt: skip
    return Grid([[left, "", right]], colWidths=[HALF, GAP, HALF], style=style, hAlign="LEFT")
