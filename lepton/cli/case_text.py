"""A business case as aligned text."""

from textwrap import wrap
from typing import TYPE_CHECKING

from lepton.cli.output import columns
from lepton.plots.format import money, percent

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.report.tables import Table
    from lepton.report.words import Said

__all__ = ["lines"]

WIDTH = 92
MOST_BARS = 6


def lines(study: "Study") -> list[str]:
    """Headline, measures, costs, scenarios, break-evens, risk, next step."""
    from lepton.report.tables import break_even_table, cost_table, measure_table, scenario_table
    from lepton.report.words import said

    told = said(study)
    shown = "" if study.plan.scenario().is_base else f", scenario {study.scenario}"
    return [
        f"{study.title}{shown}", "",
        *_text(told.headline), *_text(told.asked), "",
        *_table(measure_table(study)),
        *_table(cost_table(study)),
        *_table(scenario_table(study)),
        *_risk(study, told),
        *_table(break_even_table(study)),
        "Next step", *_text(told.next_step, told.knowing, told.delay), "",
        "What it rests on", *_text(*told.footnotes),
    ]  # fmt: skip


def _risk(study: "Study", told: "Said") -> list[str]:
    currency, risk = study.currency, study.risk
    found = [(name, share) for name, share in risk.sources.items() if share > 0][:MOST_BARS]
    three = " / ".join(money(v, currency) for v in (risk.p10, risk.p50, risk.p90))
    rows = [("where the spread comes from", "of it")]
    rows += [(study.labels.get(name, name), percent(share, 0)) for name, share in found]
    return ["Risk", f"P10 / P50 / P90: {three}", *_text(told.risk, told.spread), "",
            *columns(rows), ""]  # fmt: skip


def _table(table: "Table") -> list[str]:
    note = _text(table.note) if table.note else []
    return [table.title, *columns([table.head, *table.rows]), *note, ""]


def _text(*sentences: str) -> list[str]:
    """Sentences, each on lines of its own that fit a shell."""
    return [line for each in sentences if each for line in wrap(each, WIDTH)]
