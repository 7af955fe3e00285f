"""What the assumptions are called, and the words the sentences are made of.

Each use case may name its own, as the built-in samples do; what it leaves out is said in words
that fit any.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["groups", "words"]

MONEY, RATE, COUNT, SHARE = "money", "rate", "count", "share"

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
}
COSTS = {
    "campaign": ("contact_cost", "incentive_cost", "fixed_cost"),
    "matrix": ("wrong", "fixed_cost"),
}
GAINS = {"campaign": ("benefit", "success_rate"), "matrix": ("right",)}
VOLUME = ("decisions_per_month", "fraction")
SPENT = {"campaign": "spent", "matrix": "at stake"}  # what the return is measured against


def words(form: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Give the words of the sentences.

    Parameters
    ----------
    form
        "campaign" or "matrix".
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
        "to_act": f"To {labels.get('action', 'act on')}",
        "acted": labels.get("acted", "acted on"),
        "from_score": f"{labels.get('action', 'act')} from here up",
        "units": labels.get("units", "cases"),
        "successes": labels.get("successes", "hits"),
        "ranked": labels.get("ranked", "with the highest scores"),
        "share": labels.get("fraction", FIELDS["fraction"][1]),
        "spent": SPENT[form],
        "value_column": labels.get("value_column", ""),
    }


def groups(form: str, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give the groups of assumptions of one form, as the browser draws them.

    Parameters
    ----------
    form
        "campaign" or "matrix".
    labels
        Wording by assumption; what is left out gets a neutral name.
    """
    layout = (
        ("When we are right", GAINS[form]),
        ("What acting costs", COSTS[form]),
        ("Volume", VOLUME),
    )
    return [
        {"title": title, "controls": [_control(name, labels) for name in names]}
        for title, names in layout
    ]


def _control(name: str, labels: Mapping[str, str]) -> dict[str, Any]:
    kind, usual = FIELDS[name]
    control: dict[str, Any] = {"name": name, "kind": kind, "label": labels.get(name, usual)}
    if name == "benefit":  # with each case's own value from a column, it is a part of that value
        share = labels.get("share_of_value", "Share of that value earned")
        control["from_column"] = {"kind": RATE, "label": share, "most": 10}
    return control
