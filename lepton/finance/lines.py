"""The lines of a cash flow: which item each belongs to, and what a person calls it."""

from dataclasses import dataclass

__all__ = ["ITEMS", "LINES", "Line", "lines_of"]

ITEMS = {
    "benefit": "Benefit",
    "needs": "Needs analysis",
    "data": "Data preparation",
    "model": "Model building",
    "deployment": "Deployment",
    "operations": "Operations",
    "contingency": "Contingency",
    "tax": "Tax",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``once`` for what is spent in month 0, else it comes while it is in use."""

    key: str
    item: str
    label: str
    once: bool


LINES: dict[str, Line] = {
    key: Line(key, item, label, once)
    for key, item, label, once in (
        ("benefit", "benefit", "Extra profit from acting on the model", False),
        ("workshops", "needs", "Workshops and analysis", True),
        ("preparation", "data", "Collecting and cleaning", True),
        ("labels", "data", "Labels", True),
        ("privacy", "data", "Privacy review", True),
        ("building", "model", "Building and testing", True),
        ("tools", "model", "Tools", True),
        ("computing", "model", "Computer time", True),
        ("integration", "deployment", "Building it in and testing", True),
        ("security", "deployment", "Security review", True),
        ("change", "deployment", "Bringing people along", True),
        ("user_training", "deployment", "Training of users", True),
        ("hosting", "operations", "Hosting", False),
        ("predictions", "operations", "Predictions", False),
        ("monitoring", "operations", "Watching over it", False),
        ("retraining", "operations", "New trainings", False),
        ("review", "operations", "People who look at decisions", False),
        ("licences", "operations", "Licences", False),
        ("incentives", "operations", "Further incentives", False),
        ("audits", "operations", "Audits", False),
        ("campaign", "operations", "Fixed cost of acting", False),
        ("contingency", "contingency", "Contingency", False),
        ("tax", "tax", "Tax", False),
    )
}


def lines_of(item: str) -> tuple[str, ...]:
    """Keys of the lines of an item, in their order."""
    return tuple(line.key for line in LINES.values() if line.item == item)
