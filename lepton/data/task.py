from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from lepton.errors import InputError, listed, must

__all__ = ["KINDS", "Task"]

KINDS = ("binary", "multiclass", "regression")


@dataclass(frozen=True)
class Task:
    """What to predict, and what the other columns mean.

    Parameters
    ----------
    target
        The column to predict.
    positive
        The class that is worth acting on (the 1 of a binary target). Chosen and said so where it
        is not given. With a target of several classes it makes the question "this class or not".
    drop
        Columns to leave out, for example those known only afterwards.
    value
        A column of money per row, in the currency of the assumptions. It stays a feature unless
        it is dropped as well.
    time
        A column that orders the rows; the newest rows are then held out. Not a feature.
    group
        A column that says which rows belong together (one customer, one machine); they are never
        split up. Not a feature.
    kind
        "binary", "multiclass" or "regression"; inferred where it is not given.

    Raises
    ------
    InputError
        If a name is empty or not text, or `kind` is unknown.

    Examples
    --------
    >>> Task("churn", positive="yes", drop=["customer_id"]).to_dict()
    {'target': 'churn', 'positive': 'yes', 'drop': ['customer_id'], 'value': None,
     'time': None, 'group': None, 'kind': None}
    """

    target: str
    positive: Any = field(default=None, kw_only=True)
    drop: tuple[str, ...] = field(default=(), kw_only=True)
    value: str | None = field(default=None, kw_only=True)
    time: str | None = field(default=None, kw_only=True)
    group: str | None = field(default=None, kw_only=True)
    kind: str | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "target", _column_name("target", self.target))
        object.__setattr__(self, "drop", _column_names(self.drop))
        object.__setattr__(self, "positive", _plain(self.positive))
        object.__setattr__(self, "kind", _kind(self.kind))
        for role in ("value", "time", "group"):
            chosen = getattr(self, role)
            if chosen is not None:
                object.__setattr__(self, role, _column_name(role, chosen))

    def to_dict(self) -> dict[str, Any]:
        """The task as plain values that JSON can hold."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return plain | {"drop": list(self.drop)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Task":
        """Rebuild a task from :meth:`to_dict`; an unknown or missing field is an `InputError`."""
        known = {f.name for f in fields(cls)}
        unknown = sorted(set(plain) - known)
        if unknown:
            raise InputError(
                must("task", "made of known fields", listed(unknown), f"Use only {_names(known)}.")
            )
        if "target" not in plain:
            raise InputError(must("task", "about a target", "none", "Name the column to predict."))
        return cls(**plain)


def _names(known: Iterable[str]) -> str:
    return ", ".join(sorted(known))


def _column_name(role: str, chosen: object) -> str:
    if not isinstance(chosen, str) or not chosen.strip():
        shown = "nothing" if chosen is None or chosen == "" else repr(chosen)
        raise InputError(must(role, "the name of a column", shown, "Choose one of the columns."))
    return chosen


def _column_names(chosen: object) -> tuple[str, ...]:
    if isinstance(chosen, str):
        chosen = (chosen,)
    if chosen is None:
        return ()
    if not isinstance(chosen, Iterable):
        raise InputError(must("drop", "a list of column names", chosen, "Write ['a', 'b']."))
    return tuple(dict.fromkeys(_column_name("drop", name) for name in chosen))


def _plain(label: Any) -> Any:
    """A label as JSON can hold it: NumPy scalars become Python's own."""
    return label.item() if hasattr(label, "item") else label


def _kind(chosen: object) -> str | None:
    if chosen is None:
        return None
    plain = str(chosen).lower().replace("-", "")
    if plain not in KINDS:
        raise InputError(
            must(
                "kind",
                "binary, multiclass or regression",
                chosen,
                "Or leave it out: it is then inferred from the target.",
            )
        )
    return plain
