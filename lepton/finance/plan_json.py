"""A business case as a text that other programs can read, and back."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from lepton.errors import InputError, LeptonError, listed, must
from lepton.finance.buying import Offer
from lepton.finance.case import Case
from lepton.finance.ledger import Ledger
from lepton.finance.plan import Plan
from lepton.finance.scenario import BASE, Book, Scenario

__all__ = ["SCHEMA", "VERSION", "plan_dict", "plan_from_dict", "plan_from_json", "plan_json"]

SCHEMA = "lepton.case"
VERSION = 1
LONGEST = 2_000_000  # characters
WHAT = "business case"
NEEDED = ("schema", "version", "case", "ledger")
PARTS = (
    *NEEDED, "scenarios", "changes", "correlations", "shown", "client", "offer", "notes",
)  # fmt: skip
LINK = {"a", "b", "strength"}
CHECK = "Export it again, or choose another file."


def plan_json(plan: Plan) -> str:
    """Write a plan as JSON.

    The form is described by ``docs/case.schema.json``, see
    :func:`lepton.finance.case_schema.case_schema`.

    Examples
    --------
    >>> from lepton.finance import FlatEarning, first_plan
    >>> plan = first_plan(Case(), FlatEarning(profit=2.5, decisions_per_month=1000))
    >>> plan_from_json(plan_json(plan)) == plan
    True
    """
    return json.dumps(plan_dict(plan), indent=1, allow_nan=False, ensure_ascii=False)


def plan_from_json(text: str) -> Plan:
    """Read what :func:`plan_json` wrote.

    Raises
    ------
    InputError
        It is too long, damaged, from a newer Lepton, or holds what cannot be used.
    """
    if len(text) > LONGEST:
        rule = f"at most {LONGEST:,} characters long"
        raise InputError(must(WHAT, rule, f"{len(text):,}", CHECK))
    try:
        given = json.loads(
            text, parse_constant=_no_number, object_pairs_hook=_once, parse_int=_whole
        )
    except (ValueError, RecursionError) as problem:
        if isinstance(problem, LeptonError):
            raise
        raise InputError(must(WHAT, "a whole JSON text", "a damaged one", CHECK)) from None
    return plan_from_dict(given)


def plan_dict(plan: Plan) -> dict[str, Any]:
    """Plain values for JSON."""
    links = [{"a": a, "b": b, "strength": r} for (a, b), r in sorted(plan.correlations.items())]
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "case": plan.case.to_dict(),
        "ledger": plan.ledger.to_dict(),
        "scenarios": [each.to_dict() for each in plan.book.scenarios],
        "changes": dict(plan.changes),
        "correlations": links,
        "shown": plan.shown,
        "client": {n: list(v) if isinstance(v, tuple) else v for n, v in plan.client.items()},
        "offer": None if plan.offer is None else plan.offer.to_dict(),
        "notes": plan.notes,
    }


def plan_from_dict(given: Any) -> Plan:
    """Read what :func:`plan_dict` gives; raises as :func:`plan_from_json` does.

    What the text leaves out takes its default and counts as a guess.
    """
    _check_kind(given)
    _check_parts(given)
    shown = given.get("shown", BASE)
    if not isinstance(shown, str):
        raise InputError(must("shown", "the name of a scenario", repr(shown), CHECK))
    case = Case.from_dict(_object(given, "case"))
    return Plan(
        case=case,
        ledger=Ledger.from_dict(given["ledger"], case),
        book=Book(tuple(Scenario.from_dict(each) for each in _list(given, "scenarios"))),
        changes=_object(given, "changes"),
        correlations=_links(_list(given, "correlations")),
        shown=shown,
        client=_object(given, "client"),
        offer=_offer(given.get("offer")),
        notes=given.get("notes", ""),
    )


def _check_kind(given: Any) -> None:
    if not isinstance(given, dict) or given.get("schema") != SCHEMA:
        got = "something else"
        raise InputError(must(WHAT, f'an export of a case ("schema": "{SCHEMA}")', got, CHECK))
    version = given.get("version")
    if type(version) is not int or version < 1:
        raise InputError(must("version", "a whole number from 1", repr(version), CHECK))
    if version > VERSION:
        then = "It was written by a newer Lepton: update this one, then read it again."
        raise InputError(must("version", f"at most {VERSION}", version, then))


def _check_parts(given: Mapping[str, Any]) -> None:
    wrong = [name for name in given if name not in PARTS]
    wrong += [f"no {name}" for name in NEEDED if name not in given]
    if wrong:
        raise InputError(must(WHAT, "made of the parts that it has", listed(wrong), CHECK))


def _object(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = given.get(name, {})
    if not isinstance(found, dict):
        raise InputError(must(name, "values by name", type(found).__name__, CHECK))
    return found


def _list(given: Mapping[str, Any], name: str) -> list[Any]:
    found = given.get(name, [])
    if not isinstance(found, list):
        raise InputError(must(name, "a list", type(found).__name__, CHECK))
    return found


def _links(given: list[Any]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for each in given:
        if not isinstance(each, dict) or set(each) != LINK:
            raise InputError(must("correlation", "made of a, b and strength", repr(each), CHECK))
        pair = (each["a"], each["b"])
        if not all(isinstance(name, str) for name in pair):
            raise InputError(must("correlation", "between two names", repr(each), CHECK))
        if pair in found:
            then = "Keep one of the two."
            raise InputError(must("correlation", "given once for each pair", repr(pair), then))
        found[pair] = each["strength"]
    return found


def _offer(given: Any) -> Offer | None:
    if given is None:
        return None
    if not isinstance(given, dict):
        raise InputError(must("offer", "values by name", type(given).__name__, CHECK))
    return Offer.from_dict(given)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise InputError(must(WHAT, "a text that names everything once", listed(twice), CHECK))
    return found


def _no_number(text: str) -> NoReturn:
    raise InputError(must(WHAT, "made of finite numbers", text, CHECK))


MOST_DIGITS = 30


def _whole(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise InputError(must(WHAT, "made of numbers that can be used", text, CHECK))
    return int(text)
