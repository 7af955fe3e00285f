"""What the assumptions are called, and the words the sentences are made of.

Each use case may name its own; what it leaves out is said in words that fit any.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["groups", "words"]

MONEY, RATE, COUNT, SHARE = "money", "rate", "count", "share"

FIELDS: dict[str, tuple[str, str]] = {
    "benefit": (MONEY, "Value of a success"),
    "success_rate": (RATE, "How often acting works"),
    "contact_cost": (MONEY, "Cost of each action"),
    "incentive_cost": (MONEY, "Incentive, each"),
    "right": (MONEY, "Gain from acting rightly"),
    "wrong": (MONEY, "Cost of acting wrongly"),
    "fixed_cost": (MONEY, "Fixed cost a month"),
    "decisions_per_month": (COUNT, "Decisions a month"),
    "fraction": (SHARE, "Share to act on"),
}
CAMPAIGN = (
    ("When we are right", ("benefit", "success_rate")),
    ("What acting costs", ("contact_cost", "incentive_cost", "fixed_cost")),
    ("Volume", ("decisions_per_month", "fraction")),
)
MATRIX = (
    ("When we are right", ("right",)),
    ("What acting costs", ("wrong", "fixed_cost")),
    ("Volume", ("decisions_per_month", "fraction")),
)
WORDS = {
    "acting": "Acting on",  # starts the sentence: "Acting on the 12 % most likely …"
    "ranked": "most likely",
    "to_act": "To act on",
    "units": "cases",
    "acted": "acted on",
    "hit": "are hits",
    "spent": "spent",
    "order": "most likely",
    "from_score": "act from here up",
    "share": "Share to act on",
    "value_column": "",
    "share_of_value": "Share of that value",
}


def words(labels: Mapping[str, str]) -> dict[str, str]:
    """Give the words of the sentences; ``labels`` may replace any of them."""
    return {name: str(labels.get(name, usual)) for name, usual in WORDS.items()}


def groups(form: str, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give the groups of assumptions of one form, as the browser draws them.

    Parameters
    ----------
    form
        "campaign" or "matrix".
    labels
        Wording by assumption; what is left out gets a neutral name.
    """
    layout = MATRIX if form == "matrix" else CAMPAIGN
    return [
        {"title": title, "controls": [_control(name, labels) for name in names]}
        for title, names in layout
    ]


def _control(name: str, labels: Mapping[str, str]) -> dict[str, Any]:
    kind, usual = FIELDS[name]
    control: dict[str, Any] = {"name": name, "kind": kind, "label": str(labels.get(name, usual))}
    if name == "benefit":  # with each case's own value from a column, it is a part of that value
        share = str(labels.get("share_of_value", WORDS["share_of_value"]))
        control["from_column"] = {"kind": RATE, "label": share}
    return control
