"""Offers shown in a list: whether a model's order of them earns more than today's."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, listed, must
from lepton.workflows.score_columns import SPELLING, finite

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from lepton.value.slots import SlotResult

__all__ = ["SlotColumns", "SlotMoney", "slots_of"]

ROLES = ("visit", "score", "clicked", "current", "propensity")


@dataclass(frozen=True, kw_only=True)
class SlotColumns:
    """What the columns of a table of offers mean; one row for each offer of a visit.

    Parameters
    ----------
    visit
        Which offers compete for the same places.
    score
        Of the model: the highest is shown first.
    clicked
        Whether the offer was clicked, two values.
    current
        What orders the offers today, the highest first; without it the model is compared with
        an order drawn by chance.
    propensity
        Chance with which the offer was shown when the clicks were logged.

    Raises
    ------
    InputError
        A column has two roles.
    """

    visit: str
    score: str
    clicked: str
    current: str | None = None
    propensity: str | None = None

    def __post_init__(self) -> None:
        named = [name for role in ROLES if (name := getattr(self, role))]
        twice = [name for name in dict.fromkeys(named) if named.count(name) > 1]
        if twice:
            then = "Name another column, or leave it out."
            got = f"{listed(map(repr, twice))} twice"
            raise InputError(must("columns", "of one meaning each", got, then))


@dataclass(frozen=True, kw_only=True)
class SlotMoney:
    """What a click is worth, and how many offers are shown.

    Parameters
    ----------
    slots
        Offers shown per visit.
    margin
        Money per sale.
    conversion
        Sales per click, 0 to 1.
    """

    slots: int = 5
    margin: float = 12.0
    conversion: float = 0.05


def slots_of(source: Any, columns: SlotColumns, money: SlotMoney) -> "SlotResult":
    """Tell what showing the highest scores first earns over today's order, per visit.

    Parameters
    ----------
    source
        Whatever :func:`lepton.load` takes, or a table that was read.
    columns
        What its columns mean.
    money
        What a click is worth.

    Raises
    ------
    InputError
        A column is missing or cannot be used, or a number lies outside its range.
    """
    import pandas as pd

    from lepton.data import load
    from lepton.value.slots import slot_value

    frame = source if isinstance(source, pd.DataFrame) else load(source).frame
    _check(frame, columns)
    further = {
        name: finite(frame, column, role)
        for name, role, column in (
            ("current_score", "current", columns.current),
            ("propensity", "propensity", columns.propensity),
        )
        if column is not None
    }
    return slot_value(
        _visits(frame, columns.visit),
        finite(frame, columns.score, "score"),
        _clicked(frame, columns.clicked),
        slots=money.slots,
        margin=money.margin,
        conversion=money.conversion,
        **further,
    )


def _check(frame: "pd.DataFrame", columns: SlotColumns) -> None:
    for role in ROLES:
        name = getattr(columns, role)
        if name is not None and name not in frame.columns:
            rule = f"a column of the table ({listed(frame.columns)})"
            raise InputError(must(role, rule, repr(name), SPELLING))


def _visits(frame: "pd.DataFrame", name: str) -> "np.ndarray":
    import pandas as pd

    visits = pd.factorize(frame[name])[0]
    lost = int((visits < 0).sum())
    if lost:
        then = "Fill it in, or leave those rows out."
        raise InputError(must(f"visit {name!r}", "filled in every row", f"{lost:,} gaps", then))
    return visits


def _clicked(frame: "pd.DataFrame", name: str) -> "np.ndarray":
    """The clicks as 0 and 1."""
    from lepton.workflows.score_columns import ScoreColumns, outcomes

    gaps = int(frame[name].isna().sum())
    if gaps:
        then = "Fill it in, or leave those rows out."
        raise InputError(must(f"clicked {name!r}", "filled in every row", f"{gaps:,} gaps", then))
    return outcomes(frame, ScoreColumns(y=name, scores=("",)))[0]
