"""What every result can do: be sent as JSON, and be looked at as a table."""

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Result", "frame_of"]


class Result:
    """Adds :meth:`to_dict` and :meth:`to_frame` to a frozen dataclass of numbers and arrays."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: arrays as lists, what is infinite or undefined as None."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]

    def to_frame(self) -> "pd.DataFrame":
        """A row for each element of the one-dimensional arrays; without any, a single row.

        Only the arrays of the most common length become columns, named as the fields.
        """
        values = {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]
        arrays = {name: v for name, v in values.items() if _is_column(v)}
        if not arrays:
            return frame_of({name: [value] for name, value in self.to_dict().items()})
        sizes = [len(v) for v in arrays.values()]
        usual = max(sizes, key=sizes.count)
        return frame_of({name: v for name, v in arrays.items() if len(v) == usual})


def frame_of(columns: Mapping[str, Any]) -> "pd.DataFrame":
    """Columns of equal length as a table."""
    import pandas as pd

    return pd.DataFrame(dict(columns))


def _is_column(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 1


def _plain(value: Any) -> Any:
    if isinstance(value, Result) or hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, np.ndarray):
        return [_plain(v) for v in value.tolist()]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value
