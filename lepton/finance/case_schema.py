"""The form of an exported case, for other programs: a JSON Schema made from the fields."""

from typing import Any

from lepton.finance.case import Case
from lepton.finance.entries import DISTRIBUTIONS, LONGEST_DATE, MOST_USES, SOURCE_TYPES, SUREST
from lepton.finance.fields import FIELDS, MONTHS_OF_A_YEAR, Field
from lepton.finance.names import EARNED, field_of, may_range
from lepton.finance.scenario import MOST_SCENARIOS
from lepton.finance.wording import LONGEST_NAME, LONGEST_NOTE, LONGEST_SOURCE

__all__ = ["case_schema"]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CLOSED = {"type": "object", "additionalProperties": False}
NUMBER_OR_NULL = {"type": ["number", "null"]}


def case_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what :func:`lepton.finance.plan_json.plan_json` writes.

    The same stands in ``docs/case.schema.json``.

    Examples
    --------
    >>> case_schema()["properties"]["case"]["properties"]["hosting"]["minimum"]
    0.0
    """
    every = {name: _value(field_of(name)) for name in (*FIELDS, *EARNED)}
    earned = {name: every[name] for name in EARNED}
    return {
        "$schema": DIALECT,
        "title": "A business case written by Lepton",
        **CLOSED,
        "required": ["schema", "version", "case", "ledger"],
        "properties": {
            "schema": {"const": "lepton.case"},
            "version": {"const": 1},
            "case": {**CLOSED, "properties": {name: every[name] for name in Case().to_dict()}},
            "ledger": {"type": "array", "items": _entry()},
            "scenarios": {"type": "array", "maxItems": MOST_SCENARIOS, "items": _scenario(every)},
            "changes": {**CLOSED, "properties": earned},
            "correlations": {"type": "array", "items": _link()},
            "shown": _text(LONGEST_NAME),
            "client": {**CLOSED, "properties": every},
            "offer": {"type": ["object", "null"]},
            "notes": _text(LONGEST_NOTE),
        },
    }


def _value(field: Field) -> dict[str, Any]:
    about = {"title": field.label, "description": f"{field.unit}. {field.note}".strip()}
    if field.choices:
        return {**about, "enum": list(field.choices)}
    number = {
        "type": "integer" if field.whole else "number",
        "minimum": field.low,
        "maximum": field.high,
    }
    if field.unit != "factors":
        return {**about, **number}
    year = {"minItems": MONTHS_OF_A_YEAR, "maxItems": MONTHS_OF_A_YEAR}
    return {**about, "type": "array", "items": number, **year}


def _entry() -> dict[str, Any]:
    text = {name: _text(LONGEST_SOURCE) for name in ("source", "owner")}
    dates = {name: _text(LONGEST_DATE) for name in ("date", "edited")}
    ends = dict.fromkeys(("low", "mode", "high", "k", "n"), NUMBER_OR_NULL)
    return {
        **CLOSED,
        "required": ["id", "value"],
        "properties": {
            "id": {"enum": [*FIELDS, *EARNED]},
            "value": {"type": ["number", "string", "array"]},
            "label": _text(200),
            "unit": _text(60),
            **ends,
            "distribution": {"enum": list(DISTRIBUTIONS)},
            "source_type": {"enum": list(SOURCE_TYPES)},
            **text,
            **dates,
            "confidence": {"type": "integer", "minimum": 1, "maximum": SUREST},
            "used_in": {"type": "array", "maxItems": MOST_USES, "items": _text(200)},
        },
    }


def _scenario(every: dict[str, Any]) -> dict[str, Any]:
    return {
        **CLOSED,
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME},
            "changes": {**CLOSED, "properties": every},
            "note": _text(LONGEST_NOTE),
            "locked": {"type": "boolean"},
        },
    }


def _link() -> dict[str, Any]:
    names = {"enum": [name for name in (*FIELDS, *EARNED) if may_range(name)]}
    strength = {"type": "number", "minimum": -1, "maximum": 1}
    return {
        **CLOSED,
        "required": ["a", "b", "strength"],
        "properties": {"a": names, "b": names, "strength": strength},
    }


def _text(most: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": most}
