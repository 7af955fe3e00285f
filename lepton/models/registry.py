"""The families there are; a new one is one file and one row here."""

from lepton.errors import InputError, must
from lepton.models import baseline, ensemble, forest, linear, neural, tree, xgboost
from lepton.models.family import Family

__all__ = ["families", "get_family"]

FAMILIES: tuple[Family, ...] = (
    xgboost.FAMILY,
    linear.FAMILY,
    tree.FAMILY,
    forest.FAMILY,
    neural.FAMILY,
    ensemble.FAMILY,
    baseline.FAMILY,
)


def families() -> tuple[Family, ...]:
    """Every family of models, the one to start with first.

    Examples
    --------
    >>> families()[0].name
    'xgboost'
    """
    return FAMILIES


def get_family(name: str) -> Family:
    """Return the family with this name.

    Raises
    ------
    InputError
        If there is none.

    Examples
    --------
    >>> get_family("linear").title
    'Linear'
    """
    for family in FAMILIES:
        if family.name == name:
            return family
    known = ", ".join(family.name for family in FAMILIES)
    raise InputError(must("family", f"one of {known}", repr(name), "Choose one of them."))
