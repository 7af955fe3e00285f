"""The first sheet: what this is, the answer, where it comes from, how to read it."""

from typing import Any

from lepton.report.workbook.checks import MASTER, colour
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import TALL, Leaf
from lepton.report.workbook.outputs import late

__all__ = ["SHEETS", "write_cover"]

SHEETS = {
    "Inputs": "What the base case assumes; change the blue figures.",
    "Scenarios": "Choose a scenario; each holds only what is different from the base.",
    "Model value": "What a decision earns: stored counts times the money of each outcome.",
    "Cash flow": "Benefits, costs and tax, month by month.",
    "Outputs": "Net present value, returns and payback, by year and with charts.",
    "Sensitivity": "Scenarios side by side, trials, single assumptions, break-evens: pasted.",
    "Assumption log": "Where every number comes from, who answers for it, and how sure one is.",
    "Checks": "Differences that have to be 0, and the engine's own results.",
}
KEYS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("input", "Blue: typed in", {}),
    ("formula", "Black: worked out on the sheet", {}),
    ("link", "Green: taken over from another sheet", {}),
    ("pasted", "Grey: a value that was worked out elsewhere and pasted", {}),
    ("input", "Yellow field: moves the result most, check it first", {"key": True}),
)
LABEL, VALUE, LAST = 0, 1, 2


def write_cover(leaf: Leaf, content: Content) -> None:
    """Write the cover; the headline is live."""
    study, currency = content.study, content.currency
    leaf.text(0, LABEL, study.title, "title", text_wrap=False)
    leaf.heights[0] = TALL
    leaf.note(1, f"Should we invest? Amounts in {currency}. Estimated, not measured, until a "
              "hold-out confirms it.", LAST)  # fmt: skip
    row = _headline(leaf, content, 3)
    row = _origin(leaf, content, row + 1)
    row = _sheets(leaf, row + 1)
    _reading(leaf, row + 1)
    leaf.finish({LABEL: 34, VALUE: 30, LAST: 48})
    leaf.paper()
    leaf.sheet.fit_to_pages(1, 1)
    leaf.sheet.activate()


def _headline(leaf: Leaf, content: Content, row: int) -> int:
    case, m, currency = content.scene.case, content.scene.measures, content.currency
    leaf.section(row, "The answer, live for the scenario shown", LAST)
    risk, study = content.study.risk, content.study
    lines: tuple[tuple[str, str, Any, str, str], ...] = (
        ("Scenario shown (choose it on Scenarios)", "scenario_shown", content.scene.name, "text",
         ""),
        (f"Net present value, {currency}", "net_present_value", m.npv, "money",
         "If it is delivered and everything is as assumed."),
        ("Months looked at", "horizon_months", case.horizon_months, "count", ""),
        ("Discount rate a year", "discount_rate", case.discount_rate, "share", ""),
        ("Return on investment", "roi", "no costs" if m.roi is None else m.roi, "share",
         "Net present value over the present value of the costs."),
        ("Paid back after, months", "payback", late(m.payback_months, case.horizon_months),
         "tenths", ""),
    )  # fmt: skip
    for i, (label, name, value, shape, note) in enumerate(lines):
        leaf.text(row + 1 + i, LABEL, label)
        leaf.formula(row + 1 + i, VALUE, f"={name}", value, shape, "link", bold=True)
        leaf.text(row + 1 + i, LAST, note, "note")
    at = row + 1 + len(lines)
    leaf.text(at, LABEL, f"P10 to P90 of the trials, {currency}: pasted")
    leaf.text(at, VALUE, f"{risk.p10:,.0f} to {risk.p90:,.0f}", "pasted", align="right")
    leaf.text(at, LAST, f"Pays in {risk.chance_positive:.0%} of {risk.trials:,} trials, the chance "
              "that it is never delivered among them.", "note")  # fmt: skip
    leaf.text(at + 1, LABEL, "Inputs that are guesses")
    leaf.formula(at + 1, VALUE, "=guesses", len(study.ledger.guesses), "count", "link", bold=True)
    leaf.text(at + 1, LAST, study.ledger.said(), "note")
    leaf.text(at + 2, LABEL, "All checks")
    leaf.formula(at + 2, VALUE, f"={MASTER}", "OK", "text", "link", bold=True)
    leaf.formula(at + 2, LAST, "=inputs_said", "As sent out, and compared with the engine", "text",
                 "link", align="left")  # fmt: skip
    colour(leaf, at + 2, VALUE)
    return at + 3


def _origin(leaf: Leaf, content: Content, row: int) -> int:
    o, study = content.study.origin, content.study
    leaf.section(row, "Where it comes from", LAST)
    rows: list[tuple[str, Any]] = [
        ("Made", o.made_at), ("Data", o.data_name), ("Fingerprint of the data", o.data_hash),
        ("Rows that report the money", f"{o.rows:,}" if o.rows else ""), ("Model", o.model),
        ("Model id", o.model_id), ("Benefit is measured against", o.against),
        ("Seed of all draws", str(study.seed)), ("Trials", f"{study.risk.trials:,}"),
        ("Lepton", o.lepton_version), *(("Note", each) for each in o.notes),
    ]  # fmt: skip
    told = [(label, value) for label, value in rows if value]
    for i, (label, value) in enumerate(told):
        leaf.text(row + 1 + i, LABEL, label)
        leaf.note(row + 1 + i, value, LAST, VALUE)
    return row + 1 + len(told)


def _sheets(leaf: Leaf, row: int) -> int:
    leaf.section(row, "Sheets", LAST)
    for i, (name, says) in enumerate(SHEETS.items()):
        style = leaf.styles.of("link", "text", underline=1)
        leaf.sheet.write_url(row + 1 + i, LABEL, f"internal:'{name}'!A1", style, name)
        leaf.note(row + 1 + i, says, LAST, VALUE)
    return row + 1 + len(SHEETS)


def _reading(leaf: Leaf, row: int) -> None:
    leaf.section(row, "How to read it", LAST)
    for i, (role, text, more) in enumerate(KEYS):
        leaf.text(row + 1 + i, LABEL, text, role, **more)
    signs = (
        "Costs are negative on Cash flow and in the table of years, and positive everywhere else. "
        "Negative figures stand in "
        "parentheses, and a dash is zero. Contacts and offers are taken off the benefit already; "
        "they are no cost line."
    )
    leaf.note(row + 1 + len(KEYS), signs, LAST)
