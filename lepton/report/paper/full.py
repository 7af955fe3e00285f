"""The whole case on paper, for who sponsors it and for who checks it."""

from typing import TYPE_CHECKING, Any

from lepton.report.charts import charts_of
from lepton.report.further import also_looked_at, mind_changers
from lepton.report.paper.parts import cards, chart, heading, line, styles, table, together
from lepton.report.tables import (
    Table,
    break_even_table,
    compute_table,
    cost_table,
    figure_cards,
    ledger_table,
    measure_table,
    origin_rows,
    scenario_table,
    year_table,
)  # fmt: skip
from lepton.report.text import cleaned, shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.report.charts import Drawn
    from lepton.report.words import Said

__all__ = ["everything"]


def everything(study: "Study", said: "Said") -> list[Any]:
    """Every section, in the order in which it is asked for."""
    drawn = charts_of(study)
    return [
        *_first(study, said),
        *_earned(drawn),
        *table(year_table(study)),
        *table(cost_table(study)),
        *table(measure_table(study)),
        *_risk(said, drawn),
        *_scenarios(study, drawn),
        *table(break_even_table(study)),
        *_mind(study, said),
        heading("Next step"),
        line(said.next_step),
        *table(ledger_table(study)),
        *_method(study, said),
    ]


def _first(study: "Study", said: "Said") -> list[Any]:
    return [
        line(shortened(cleaned(study.title)), "title"),
        line(said.headline, "lead"),
        together(heading("What is to be decided"), line(said.asked)),
        cards(figure_cards(study)),
    ]


def _earned(drawn: "dict[str, Drawn]") -> list[Any]:
    told = [("curve", "What we do differently")] if "curve" in drawn else []
    told += [("total", "The money over time"), ("items", "What comes and what goes")]
    return [
        together(heading(title), line(drawn[name].told, "small"), chart(drawn[name]))
        for name, title in told
    ]


def _risk(said: "Said", drawn: "dict[str, Drawn]") -> list[Any]:
    parts = [
        together(
            heading("How sure it is"), line(said.risk), line(said.spread),
            chart(drawn["histogram"]),
        )
    ]  # fmt: skip
    if "tornado" in drawn:
        title = heading(drawn["tornado"].title)
        told = "Each assumption moves alone, from its low to its high end."
        parts.append(together(title, line(told, "small"), chart(drawn["tornado"])))
    return parts


def _scenarios(study: "Study", drawn: "dict[str, Drawn]") -> list[Any]:
    bridges = [each for name, each in drawn.items() if name.startswith("bridge")]
    return [
        *table(scenario_table(study)),
        *(together(heading(each.title), chart(each, high=0.42)) for each in bridges),
    ]


def _mind(study: "Study", said: "Said") -> list[Any]:
    title, also = heading("What would change our mind"), heading("What else was looked at")
    return [
        together(title, *(line(each) for each in mind_changers(study))),
        together(also, *(line(each) for each in also_looked_at(study, said))),
        *table(compute_table(study)),
    ]


def _method(study: "Study", said: "Said") -> list[Any]:
    styles()
    rows = Table("Where the numbers come from", ("", ""), origin_rows(study))
    notes = [line(each, "small") for each in (*said.footnotes, *study.origin.notes)]
    return [heading("Method"), *notes, *table(rows)]
