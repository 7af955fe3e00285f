"""The sheets that hold what goes in: inputs, and scenarios as differences from them."""

from typing import Any

from lepton.report.workbook.asked import CONSTANTS, Asked, unit_words
from lepton.report.workbook.content import Content
from lepton.report.workbook.leaf import Leaf, cell, span
from lepton.report.workbook.styles import shape_of

__all__ = ["BASE", "HEAD", "IN_USE", "first_row", "rows_of", "write_inputs", "write_scenarios"]

HEAD = 10  # row of the heads of the scenario sheet
LABEL, UNIT, IN_USE, BASE = range(4)
VALUE, SOURCE, NOTE = 2, 3, 4
MOST_CHOICES = 255


def rows_of(content: Content, first: int) -> dict[str, int]:
    """Row of every assumption, where a line with its name begins each group."""
    rows, row, group = {}, first, ""
    for asked in content.asked:
        row += asked.group != group
        group = asked.group
        rows[asked.name] = row
        row += 1
    return rows


def first_row() -> int:
    """Row of the sheet of inputs where the assumptions begin."""
    return 4


def write_inputs(leaf: Leaf, content: Content) -> None:
    """Write the base value of every assumption, with its unit, its source and a note."""
    leaf.title(
        "Inputs",
        "What the base case assumes. Blue figures are typed in: change them and everything "
        "follows. Costs are positive here. A yellow field is an assumption that moves the result "
        "most: check it first.",
        NOTE,
    )
    leaf.head(3, ["Assumption", "Unit", "Base", "Source", "Note"], left=(0, 1, 3, 4))
    group, rows = "", rows_of(content, first_row())
    for asked in content.asked:
        row = rows[asked.name]
        if asked.group != group:
            group = asked.group
            leaf.section(row - 1, group, NOTE)
        _input(leaf, content, row, asked)
    _constants(leaf, max(rows.values()) + 2)
    leaf.finish({SOURCE: 30, NOTE: 56, LABEL: 36})
    leaf.sheet.freeze_panes(4, 1)
    leaf.print_as(NOTE, repeat=(3, 3))


def _input(leaf: Leaf, content: Content, row: int, asked: Asked) -> None:
    key = asked.name in content.key
    leaf.text(row, LABEL, asked.label)
    leaf.text(row, UNIT, unit_words(asked.unit, content.currency), "pasted")
    value = content.scenes[0].values[asked.name]
    leaf.number(row, VALUE, value, content.shape(asked), "input", key=key)
    allow(leaf, row, VALUE, VALUE, asked)
    leaf.text(row, SOURCE, _source(content, asked.name), "note")
    leaf.text(row, NOTE, asked.note, "note")


def _source(content: Content, name: str) -> str:
    ledger = content.study.plan.ledger_of()
    if name not in ledger:
        return ""
    entry = ledger[name]
    return ": ".join(part for part in (entry.source_type, entry.source) if part)


def allow(leaf: Leaf, row: int, first: int, last: int, asked: Asked) -> None:
    """Let only values be typed that the assumption can have."""
    rule: dict[str, Any]
    if asked.choices:
        rule = {"validate": "list", "source": list(asked.choices)}
        told = "Choose one of: " + ", ".join(asked.choices)
    else:
        kind = "integer" if asked.whole else "decimal"
        rule = {"validate": kind, "criteria": "between", "minimum": asked.low,
                "maximum": asked.high}  # fmt: skip
        told = f"A number from {asked.low:,.6g} to {asked.high:,.6g}."
    rule |= {"ignore_blank": True, "error_title": "Out of bounds", "error_message": told[:250]}
    leaf.sheet.data_validation(row, first, row, last, rule)


def _constants(leaf: Leaf, row: int) -> None:
    leaf.section(row - 1, "Constants that formulas use by name", NOTE)
    for i, (name, (value, label)) in enumerate(CONSTANTS.items()):
        leaf.text(row + i, LABEL, label)
        leaf.text(row + i, UNIT, "number", "pasted")
        leaf.number(row + i, VALUE, value, shape_of("count", [value]), "input")
        leaf.text(row + i, NOTE, name, "note")
        leaf.name_cells(name, cell(row + i, VALUE))


def write_scenarios(leaf: Leaf, content: Content) -> None:
    """Write the selector, the differences of every scenario, and what the engine was given."""
    leaf.title(
        "Scenarios",
        "Choose a scenario in the blue cell: everything follows. A scenario holds only what is "
        "different: an empty cell means as in the base.",
        BASE + max(len(content.scenes) - 1, 2),
    )
    _selector(leaf, content)
    names = [scene.name for scene in content.scenes]
    pasted = BASE + len(names) + 1
    leaf.head(HEAD, ["Assumption", "Unit", "In use", *names], left=(0, 1))
    leaf.head(HEAD, [f"{name}, as sent out" for name in names], pasted)
    group, rows = "", rows_of(content, HEAD + 1)
    for asked in content.asked:
        if asked.group != group:
            group = asked.group
            leaf.section(rows[asked.name] - 1, group, pasted + len(names) - 1)
        _scenario_row(leaf, content, rows[asked.name], asked)
    _name_blocks(leaf, content, rows, pasted)
    leaf.finish({LABEL: 36, pasted - 1: 9})
    leaf.sheet.freeze_panes(HEAD + 1, BASE)
    leaf.sheet.print_area(0, 0, max(rows.values()), pasted - 2)
    leaf.print_as(pasted - 2, repeat=(HEAD, HEAD))


def _selector(leaf: Leaf, content: Content) -> None:
    names = span(HEAD, BASE, BASE + len(content.scenes) - 1)
    leaf.text(3, LABEL, "Scenario shown", bold=True)
    said = content.scene.name
    style = leaf.styles.of("input", "typed", bold=True, border=1, key=True)
    leaf.sheet.write_string(3, IN_USE, said, style)
    leaf.sheet.data_validation(
        3, IN_USE, 3, IN_USE,
        {"validate": "list", "source": f"={names}", "error_title": "No such scenario",
         "error_message": "Choose one of the scenarios in the list."},
    )  # fmt: skip
    leaf.name_cells("scenario_shown", cell(3, IN_USE))
    leaf.name_cells("scenario_names", names)
    leaf.text(4, LABEL, "Its place among the scenarios")
    numbers = f"COLUMN(scenario_names)-COLUMN({cell(HEAD, BASE)})+1"
    formula = f"=MAX(1,SUMPRODUCT(EXACT(scenario_names,scenario_shown)*({numbers})))"
    leaf.formula(4, IN_USE, formula, content.shown + 1, "count")
    leaf.name_cells("scenario_number", cell(4, IN_USE))
    found = content.scene.measures
    months = content.scene.case.horizon_months
    back = found.payback_months
    late: Any = f"not within {months} months" if back is None else back
    for i, (label, name, value, shape) in enumerate((
        (f"Net present value, {content.currency}", "net_present_value", found.npv, "money"),
        ("Return on investment", "roi", _told(found.roi, "no costs"), "share"),
        ("Paid back after, months", "payback", late, "tenths"),
    )):  # fmt: skip
        leaf.text(5 + i, LABEL, label)
        leaf.formula(5 + i, IN_USE, f"={name}", value, shape, "link", bold=True)


def _told(value: float | None, otherwise: str) -> Any:
    return otherwise if value is None else value


def _scenario_row(leaf: Leaf, content: Content, row: int, asked: Asked) -> None:
    scenes = content.scenes
    last = BASE + len(scenes) - 1
    base, key = scenes[0].values[asked.name], asked.name in content.key
    source = f"Inputs!{cell(rows_of(content, first_row())[asked.name], VALUE)}"
    leaf.text(row, LABEL, asked.label)
    leaf.text(row, UNIT, unit_words(asked.unit, content.currency), "pasted")
    own = f"INDEX({span(row, BASE, last)},1,scenario_number)"
    in_use = _told(content.scene.values[asked.name], "")
    empty = f'=IF({own}="",{cell(row, BASE)},{own})'
    shape = content.shape(asked)
    leaf.formula(row, IN_USE, empty, in_use, shape, key=key)
    leaf.name_cells(asked.called, cell(row, IN_USE))
    link = f'=IF({source}="","",{source})' if asked.optional else f"={source}"
    leaf.formula(row, BASE, link, _told(base, ""), shape, "link")
    for i, scene in enumerate(scenes):
        value = scene.values[asked.name]
        if i:
            leaf.number(row, BASE + i, None if value == base else value, shape, "input")
        leaf.number(row, last + 2 + i, value, shape)
    if len(scenes) > 1:
        allow(leaf, row, BASE + 1, last, asked)


def _name_blocks(leaf: Leaf, content: Content, rows: dict[str, int], pasted: int) -> None:
    first, down = HEAD + 1, max(rows.values()) - HEAD - 1
    leaf.name_cells("in_use", span(first, IN_USE, IN_USE, down=down))
    leaf.name_cells("as_sent_out", span(first, pasted, pasted + len(content.scenes) - 1, down=down))
    season = rows["season_1"]
    leaf.name_cells("season", span(season, IN_USE, IN_USE, down=11))
