"""The tables of a business case in plain words; every paper shows the same ones."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lepton.finance.entries import SOURCE_TYPES
from lepton.finance.fields import FIELDS
from lepton.finance.limits import safe_limit
from lepton.finance.lines import ITEMS
from lepton.finance.names import label_of
from lepton.plots.format import NOTHING, count, money, number, percent
from lepton.report.sentences import chance, duration, stretch
from lepton.report.text import cleaned, shortened
from lepton.report.values import unit_of, valued

if TYPE_CHECKING:
    from lepton.finance.study import Study

__all__ = [
    "Table",
    "break_even_table",
    "compute_table",
    "cost_table",
    "figure_cards",
    "ledger_table",
    "limit_of",
    "measure_table",
    "named",
    "origin_rows",
    "scenario_table",
    "without",
    "year_table",
    "yearly",
]  # fmt: skip

YEAR = 12
MOST_YEARS = 6
COSTS = ("needs", "data", "model", "deployment", "operations", "contingency")


@dataclass(frozen=True, slots=True)
class Table:
    """A small table of words.

    Attributes
    ----------
    title
        What it shows.
    head
        A name for each column, with its unit where all cells share one.
    rows
        A cell for each column.
    figures
        Positions of the columns that hold numbers: they stand to the right.
    strong
        Positions of the rows that are sums.
    note
        A sentence under it, or nothing.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    note: str = ""


def named(study: "Study", name: str) -> str:
    """Plain words for an assumption."""
    return shortened(cleaned(study.labels.get(name) or label_of(name)))


def months_of(value: float | None, horizon: int) -> str:
    """Word when it has paid back."""
    if value is None or not np.isfinite(value):
        return f"not within {stretch(horizon)}"
    return duration(value) if value > 0 else "at once"


def figure_cards(study: "Study") -> tuple[tuple[str, str, str], ...]:
    """Give the figures that stand first: each a name, the figure, and what it is of."""
    found, risk, currency = study.measures, study.risk, study.currency
    case = study.case
    rate = f"over {case.horizon_months} months at {_rate(case.discount_rate)} a year"
    low, high = (money(v, currency, short=True) for v in (risk.p10, risk.p90))
    return (
        ("Net present value", money(found.npv, currency, short=True), f"{rate}, if delivered"),
        ("P10 to P90", f"{low} to {high}", "8 of 10 trials lie between them"),
        ("Pays", chance(risk.chance_positive), "of the trials, failures included"),
        ("Paid back after", months_of(found.payback_months, case.horizon_months), "undiscounted"),
        ("ROI", percent(found.roi, short=True), "of the present value of all costs"),
    )


def _rate(rate: float) -> str:
    return valued(rate, "share", "")


def measure_table(study: "Study") -> Table:
    """Give every measure with what it is of."""
    m, case, currency = study.measures, study.case, study.currency
    rate = f"{case.horizon_months} months at {_rate(case.discount_rate)} a year"
    rows = (
        ("Net present value (NPV)", money(m.npv, currency), f"{rate}, as assumed, if delivered"),
        ("Present value of the benefits", money(m.pv_benefits, currency),
         "contacts and offers are already taken off"),
        ("Present value of the costs", money(m.pv_costs, currency), "all five items, contingency"),
        ("Return on investment (ROI)", percent(m.roi, 0),
         "present value of benefits less costs, over that of the costs"),
        ("ROI, not discounted", percent(m.roi_undiscounted, 0), "the same without the rate"),
        ("Benefits over costs", number(m.benefit_cost, 3), "both as present values"),
        ("Internal rate of return (IRR)", percent(m.irr, 0), _irr_note(m)),
        ("Modified IRR", percent(m.mirr, 0), "what comes back earns the discount rate"),
        ("Paid back after", months_of(m.payback_months, case.horizon_months), "not discounted"),
        ("Paid back after, discounted",
         months_of(m.discounted_payback_months, case.horizon_months), "at the discount rate"),
        ("Worth a year", money(m.equivalent_annual, currency), "the NPV as equal yearly amounts"),
        ("Cost of a month's delay", money(study.delay_cost, currency),
         "the day on which it ends stays"),
    )  # fmt: skip
    return Table("Every measure, and what it is of", ("Measure", "Value", "Of what"), rows, (1,))


def _irr_note(m: Any) -> str:
    return cleaned(m.irr_note) or "a year; the rate at which the NPV is 0"


def yearly(amounts: npt.ArrayLike) -> list[float]:
    """Give month 0 alone, then the sum of each year; see :func:`year_names` for the last.

    Examples
    --------
    >>> yearly([-5.0] + [1.0] * 14)
    [-5.0, 12.0, 2.0]
    """
    flat = np.asarray(amounts, dtype=np.float64)
    starts = _starts(flat.size - 1)
    ends = [*starts[1:], flat.size]
    return [float(flat[a:b].sum()) for a, b in zip(starts, ends, strict=True)]


def _starts(months: int) -> list[int]:
    """First months of the columns: month 0, then years; of many years, the later ones as one."""
    starts = [0, *range(1, months + 1, YEAR)]
    return starts if len(starts) <= MOST_YEARS + 1 else starts[: MOST_YEARS + 1]


def year_names(months: int) -> tuple[str, ...]:
    """Name the columns of :func:`yearly`; a part of a year, or many years, stand last.

    Examples
    --------
    >>> year_names(14)
    ('Today', 'Year 1', '2 more months')
    >>> year_names(120)[-2:]
    ('Year 5', 'Months 61 to 120')
    """
    starts = _starts(months)
    names = ["Today", *(f"Year {i}" for i in range(1, len(starts)))]
    last = months + 1 - starts[-1]
    if len(starts) == 1 or last == YEAR:
        return tuple(names)
    rest = f"{last} more month" + ("" if last == 1 else "s")
    late = f"Months {starts[-1]} to {months}"
    return (*names[:-1], late if last > YEAR else rest)


def year_table(study: "Study", *, short: bool = False) -> Table:
    """Give the cash flow year by year: benefit, costs by item as negative amounts, and the net."""
    flow, currency = study.flow, study.currency
    lines = [("Benefit", flow.items["benefit"])]
    lines += [(ITEMS[i], -flow.items[i]) for i in (*COSTS, "tax") if np.any(flow.items[i])]
    net = len(lines)
    lines += [("Net", flow.net), ("Net, brought to today", flow.net * flow.factor)]
    rows = []
    for name, amounts in lines:
        years = yearly(amounts)
        rows.append((name, *(money(v, currency, short=short) for v in (*years, sum(years)))))
    head = ("", *year_names(study.case.horizon_months), "Total")
    note = "Benefits positive, costs negative. Contacts and offers are taken off the benefit."
    figures = tuple(range(1, len(head)))
    return Table("Cash flow by year", head, tuple(rows), figures, (net, net + 1), note)


def cost_table(study: "Study") -> Table:
    """Give what it costs by item: once, while it runs, and in all."""
    flow, currency = study.flow, study.currency
    rows = []
    for item in COSTS:
        line = flow.items[item]
        parts = (float(line[0]), float(line[1:].sum()), float(line.sum()))
        rows.append((ITEMS[item], *(money(v, currency) for v in parts)))
    total = np.sum([flow.items[item] for item in COSTS], axis=0)
    sums = (float(total[0]), float(total[1:].sum()), float(total.sum()))
    rows.append(("All costs", *(money(v, currency) for v in sums)))
    head = ("Item", "Today", "While it runs", "In all")
    note = "Costs are positive here; they are not discounted."
    return Table("What it costs", head, tuple(rows), (1, 2, 3), (len(COSTS),), note)


def scenario_table(study: "Study") -> Table:
    """Give the scenarios side by side, with the difference from the first."""
    currency, months = study.currency, study.case.horizon_months
    rows = tuple(
        (
            shortened(cleaned(each.name), 40), money(each.measures.npv, currency, short=True),
            difference(each.difference, currency),
            percent(each.measures.roi, short=True),
            months_of(each.measures.payback_months, months),
        )
        for each in study.outcomes
    )  # fmt: skip
    first = shortened(cleaned(study.outcomes[0].name), 20) if study.outcomes else ""
    head = ("Scenario", "NPV", f"Against {first}", "ROI", "Paid back after")
    return Table("Scenarios", head, rows, (1, 2, 3, 4))


def difference(amount: float, currency: str) -> str:
    """Word a difference: with its sign, a dash for none."""
    if abs(amount) < 0.005:
        return NOTHING
    return ("+" if amount > 0 else "") + money(amount, currency, short=True)


def break_even_table(study: "Study", most: int | None = None) -> Table:
    """Give how far each assumption may move before nothing is earned; of many, those that do."""
    found = list(study.break_evens.items())
    if most is not None:
        found = sorted(found, key=lambda pair: pair[1] is None)[:most]
    rows = tuple(
        (named(study, name), _now(study, name), _limit(study, name, v)) for name, v in found
    )
    head = ("Assumption", "Now", "NPV is 0 at")
    note = "Each is moved alone, with the others as assumed."
    return Table("Where it stops paying", head, rows, (1, 2), (), note)


def without(given: Table, *columns: int) -> Table:
    """Leave columns out.

    Examples
    --------
    >>> without(Table("", ("a", "b", "c"), (("1", "2", "3"),), (1, 2)), 1).rows
    (('1', '3'),)
    """
    kept = [i for i in range(len(given.head)) if i not in columns]
    head, *rows = (tuple(row[i] for i in kept) for row in (given.head, *given.rows))
    figures = tuple(kept.index(i) for i in given.figures if i in kept)
    return replace(given, head=head, rows=tuple(rows), figures=figures)


def _now(study: "Study", name: str) -> str:
    return valued(_assumed(study, name), unit_of(name), study.currency)


def _assumed(study: "Study", name: str) -> Any:
    return getattr(study.case, name) if name in FIELDS else study.priced.base.get(name)


def _limit(study: "Study", name: str, value: float | None) -> str:
    return "nowhere in its range" if value is None else limit_of(study, name, value)


def limit_of(study: "Study", name: str, value: float) -> str:
    """Word a break-even, rounded so that the promise holds."""
    told = safe_limit(value, float(_assumed(study, name)), pays=study.measures.npv > 0)
    return valued(told, unit_of(name), study.currency)


def ledger_table(study: "Study", most: int | None = None) -> Table:
    """Give the assumptions with range, kind of source, source, owner and date."""
    entries = study.ledger.used if most is None else _first(study, most)
    rows = tuple(_entry(study, each) for each in entries)
    head = ("Assumption", "Value", "Range", "Source", "Owner", "Date")
    note = f"{study.ledger.said().capitalize()}."
    return Table("Assumptions and where they come from", head, rows, (1, 2), (), note)


def _first(study: "Study", most: int) -> list[Any]:
    """Entries of the assumptions that move the result most."""
    order = {bar.name: i for i, bar in enumerate(study.tornado)}
    entries = list(study.ledger.used)
    return sorted(entries, key=lambda e: order.get(e.id, len(order)))[:most]


def _entry(study: "Study", each: Any) -> tuple[str, ...]:
    currency, spread = study.currency, NOTHING
    if each.low is not None and each.high is not None and each.low != each.high:
        low, high = (valued(v, each.unit, currency) for v in (each.low, each.high))
        spread = f"{low} to {high}"
    told = ": ".join(filter(None, (_kind(each.source_type), cleaned(each.source, 160))))
    value = valued(each.value, each.unit, currency)
    owner, date = (cleaned(v or "", 60) or NOTHING for v in (each.owner, each.date))
    return (shortened(cleaned(_called(study, each))), value, spread, told, owner, date)


def _called(study: "Study", each: Any) -> str:
    """Its own words where somebody wrote them, else the usual ones that can stand alone."""
    usual = {label_of(each.id), ""}
    label: str = study.labels.get(each.id, each.label) if each.label in usual else each.label
    return label


def _kind(source_type: str) -> str:
    words = SOURCE_TYPES.get(source_type, source_type)
    return words[:1].upper() + words[1:]


def compute_table(study: "Study") -> Table:
    """Give what an hour of training costs on each computer."""
    currency = study.currency
    rows = tuple(
        (
            each.label + (" (chosen)" if each.chosen else ""),
            money(each.hour_cost, currency),
            money(each.cost, currency),
        )
        for each in study.compute
    )
    note = "A dash where nobody has measured how fast it is."
    return Table("Where it is trained", ("Computer", "An hour", "In all"), rows, (1, 2), (), note)


def origin_rows(study: "Study") -> tuple[tuple[str, str], ...]:
    """Say what the numbers rest on: model, data, when, seed, version."""
    o = study.origin
    rows = (
        ("Model", cleaned(o.model, 80)), ("Model id", cleaned(o.model_id, 80)),
        ("Data", cleaned(o.data_name, LONGEST)), ("Hash of the data", cleaned(o.data_hash, 80)),
        ("Rows", count(o.rows) if o.rows else ""), ("Made", cleaned(o.made_at, 40)),
        ("Seed", str(o.seed)), ("Lepton", cleaned(o.lepton_version, 20)),
    )  # fmt: skip
    return tuple((name, value) for name, value in rows if value)


LONGEST = 120
