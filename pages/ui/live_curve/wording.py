"""What the assumptions are called, where each stands, and the words the sentences are made of.

Each use case may name its own, as the built-in samples do; what it leaves out is said in words
that fit any.
"""

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["FIRST_FORMULAS", "FORMS", "MAIN", "first_formulas", "groups", "in_words", "words"]

MONEY, RATE, COUNT, SHARE, TEXT = "money", "rate", "count", "share", "text"
NAME = re.compile(r"\b[a-z]+(?:_[a-z]+)*\b")
MAIN = "main"  # the group that is open from the start

FORMS = {
    "campaign": "An offer that may or may not work",
    "matrix": "A decision that is right or wrong",
    "formula": "Formulas of columns",
}
FIELDS: dict[str, tuple[str, str]] = {
    "benefit": (MONEY, "Value of a success"),
    "success_rate": (RATE, "Share of hits where acting works"),
    "contact_cost": (MONEY, "Cost of acting once"),
    "incentive_cost": (MONEY, "Cost of the incentive"),
    "right": (MONEY, "Gain from acting rightly"),
    "wrong": (MONEY, "Cost of acting wrongly"),
    "fixed_cost": (MONEY, "Fixed cost a month"),
    "decisions_per_month": (COUNT, "Decisions a month"),
    "fraction": (SHARE, "Share to act on"),
    "harm": (MONEY, "Harm done by acting wrongly"),
    "takers": (RATE, "Wrongly chosen who take the incentive"),
    "missed": (MONEY, "Cost of a hit that is left alone"),
    "spared": (MONEY, "Gain from rightly leaving one alone"),
    "base_rate": (RATE, "Share of hits among all, in use"),
    "success_low": (RATE, "Acting works at least for"),
    "success_high": (RATE, "Acting works at most for"),
    "capacity": (COUNT, "At most, a month"),
    "budget": (MONEY, "Budget a month"),
    "today": (TEXT, "Column or condition"),
    "tp_formula": (TEXT, "Acting, and it was right"),
    "fp_formula": (TEXT, "Acting, and it was wrong"),
    "fn_formula": (TEXT, "Leaving alone, and it was wrong"),
    "tn_formula": (TEXT, "Leaving alone, and it was right"),
    "cost_formula": (TEXT, "Money needed to act once"),
}
# What an empty field stands for; these may be left empty.
EMPTY = {
    "base_rate": "as here",
    "success_low": "–",
    "success_high": "–",
    "capacity": "no limit",
    "budget": "no limit",
    "today": "such as tenure > 24",
    "tp_formula": "such as 0.3 * value - 5",
    "fp_formula": "such as -5",
    "fn_formula": "0",
    "tn_formula": "0",
    "cost_formula": "such as 5",
}
NOTES = {
    "base_rate": "Where fewer or more of them are expected than in the data.",
    "today": "How it is decided now: a column that ranks or marks them, or a condition.",
    "tp_formula": "Numbers, column names and + - * / ( ) min max; costs are negative.",
}
# What formulas start from: the same money as before, written out.
FIRST_FORMULAS = {
    "campaign": {
        "tp_formula": "success_rate * (benefit - incentive_cost) - contact_cost",
        "fp_formula": "-(contact_cost + incentive_cost * takers) - harm",
        "cost_formula": "contact_cost + incentive_cost",
    },
    "column": {
        "tp_formula": "success_rate * (benefit * value - incentive_cost) - contact_cost",
        "fp_formula": "-(contact_cost + incentive_cost * takers) - harm",
        "cost_formula": "contact_cost + incentive_cost",
    },
    "matrix": {
        "tp_formula": "right",
        "fp_formula": "-wrong",
        "fn_formula": "-missed",
        "tn_formula": "spared",
    },
}
FORMULAS = ("tp_formula", "fp_formula", "fn_formula", "tn_formula", "cost_formula")
VOLUME = "decisions_per_month"
RANGE = ("success_low", "success_high")
LAYOUT: dict[str, dict[str, tuple[str, ...]]] = {
    "campaign": {
        MAIN: ("benefit", "success_rate", "contact_cost", "incentive_cost", VOLUME),
        "more": ("fixed_cost", "harm", "takers", "base_rate", *RANGE),
    },
    "matrix": {
        MAIN: ("right", "wrong", "fixed_cost", VOLUME),
        "more": ("missed", "spared", "base_rate"),
    },
    "formula": {
        MAIN: (*FORMULAS, "fixed_cost", VOLUME),
        "more": ("base_rate",),
    },
}
ALWAYS = {"limits": ("capacity", "budget"), "today": ("today",), "count": ()}
TITLES = {
    MAIN: "What matters most",
    "more": "More assumptions",
    "limits": "Our limits",
    "today": "Today's rule",
    "count": "How it is counted",
}
SPENT = {"campaign": "spent", "matrix": "at stake", "formula": "spent"}  # what ROI is measured on


def words(form: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Give the words of the sentences.

    Parameters
    ----------
    form
        "campaign", "matrix" or "formula".
    labels
        Of the use case: ``action`` (contact), ``acting`` (contacting), ``acted`` (contacted),
        ``units`` (customers), ``successes`` (leavers), ``ranked`` (most at risk), ``fraction``,
        and ``value_column`` where each case has a value of its own. All may be left out.

    Examples
    --------
    >>> words("campaign", {"action": "call", "acting": "calling"})["to_act"]
    'To call'
    """
    acting = labels.get("acting", "acting on")
    return {
        "acting": acting[:1].upper() + acting[1:],
        "action": labels.get("action", "act on"),
        "to_act": f"To {labels.get('action', 'act on')}",
        "acted": labels.get("acted", "acted on"),
        "units": labels.get("units", "cases"),
        "successes": labels.get("successes", "hits"),
        "ranked": labels.get("ranked", "with the highest scores"),
        "share": labels.get("fraction", FIELDS["fraction"][1]),
        "spent": SPENT[form],
        "value_column": labels.get("value_column", ""),
    }


def groups(form: str, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give the groups of assumptions of one form, as the browser and the plain fields show them.

    Parameters
    ----------
    form
        "campaign", "matrix" or "formula".
    labels
        Wording by assumption; what is left out gets a neutral name.

    Returns
    -------
    list
        Each with ``id``, ``title`` and ``controls``; the first is open from the start.
    """
    return [
        {"id": name, "title": TITLES[name], "controls": [_control(field, labels) for field in of]}
        for name, of in (LAYOUT[form] | ALWAYS).items()
    ]


def in_words(said: str, form: str, labels: Mapping[str, str]) -> str:
    """Put what stands on the page in place of the program's names, in a message of ours.

    Examples
    --------
    >>> in_words("success_low must be at most success_rate (0.3); got 0.4.", "campaign", {})
    '“Acting works at least for” must be at most “Share of hits where acting works” (0.3); got 0.4.'
    """
    shown = {c["name"]: c["label"] for group in groups(form, labels) for c in group["controls"]}

    def named(word: re.Match[str]) -> str:
        name = word.group()
        known = name in shown and ("_" in name or word.start() == 0)
        return f"“{shown[name]}”" if known else name

    return NAME.sub(named, said)


def first_formulas(form: str, benefit_from: str) -> dict[str, str]:
    """Write out the money of another form as formulas."""
    return FIRST_FORMULAS["column" if benefit_from == "column" else form]


def _control(name: str, labels: Mapping[str, str]) -> dict[str, Any]:
    kind, usual = FIELDS[name]
    control: dict[str, Any] = {"name": name, "kind": kind, "label": labels.get(name, usual)}
    if name in EMPTY:
        control["empty"] = EMPTY[name]
    if name in NOTES:
        control["note"] = NOTES[name]
    if name == "benefit":  # with each case's own value from a column, it is a part of that value
        share = labels.get("share_of_value", "Share of that value earned")
        control["from_column"] = {"kind": RATE, "label": share, "most": 10}
    return control
