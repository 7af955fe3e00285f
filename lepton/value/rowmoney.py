"""What acting brings and costs in each row: from amounts, a value column, or formulas."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NotApplicable, must
from lepton.value.assumptions import Assumptions
from lepton.value.checks import Floats

__all__ = ["RowMoney", "formula_values", "row_money"]

FORMULAS = ("tp_formula", "fp_formula", "fn_formula", "tn_formula")


class RowMoney(NamedTuple):
    """Per decision, shape (n,): gain of acting on a hit, on another, and cost of acting."""

    right: Floats
    wrong: Floats
    spend: Floats


def row_money(
    assumptions: Assumptions, columns: Mapping[str, npt.NDArray[Any]], rows: int
) -> RowMoney:
    """Work out the money of each row.

    Parameters
    ----------
    columns
        Columns of the table, the value column among them as ``value``. Where a column has the
        name of an assumption, the column is meant.

    Raises
    ------
    NotApplicable
        The benefit comes from a value column and there is none.
    InputError
        A formula cannot be worked out, or gives a negative cost.
    """
    if assumptions.form == "formula":
        return _from_formulas(assumptions, columns, rows)
    value = columns.get("value") if assumptions.from_column else None
    if assumptions.from_column and value is None:
        then = "Choose the value column on the data page, or enter one amount for all."
        raise NotApplicable(must("value", "given for every row", "no value column", then))
    payoff = assumptions.payoff(value)
    amounts = (payoff.right, payoff.wrong, payoff.spend)
    return RowMoney(*(np.broadcast_to(np.asarray(a, dtype=np.float64), rows) for a in amounts))


def formula_values(
    text: str, columns: Mapping[str, npt.NDArray[Any]], rows: int, *, name: str = "formula"
) -> npt.NDArray[Any]:
    """Work out a formula; text that is the very name of a column means that column.

    Parameters
    ----------
    name
        What the formula is known by, for the message where it cannot be used.

    Raises
    ------
    InputError
        The formula cannot be read or worked out.
    """
    from lepton.value.formula import compile_formula

    column = text.strip()
    try:
        formula = compile_formula(f"`{column}`" if column in columns else text)
        return formula.evaluate(columns, rows)
    except InputError as problem:
        said = str(problem)
        raise InputError(name + said.removeprefix("formula")) from problem


def _from_formulas(a: Assumptions, columns: Mapping[str, npt.NDArray[Any]], rows: int) -> RowMoney:
    amounts = {name: np.asarray(v) for name, v in a.amounts().items()}
    known = {**amounts, **columns}
    tp, fp, fn, tn = (_money(a, name, known, rows) for name in FORMULAS)
    spend = np.maximum(0.0, -fp) if not a.cost_formula.strip() else _cost(a, known, rows)
    return RowMoney(tp - fn, fp - tn, spend)


def _money(a: Assumptions, name: str, known: Mapping[str, npt.NDArray[Any]], rows: int) -> Floats:
    text = str(getattr(a, name))
    if not text.strip():
        return np.zeros(rows)
    return formula_values(text, known, rows, name=name).astype(np.float64)


def _cost(a: Assumptions, known: Mapping[str, npt.NDArray[Any]], rows: int) -> Floats:
    spend = _money(a, "cost_formula", known, rows)
    if spend.min() < 0:
        then = "Write costs as positive amounts."
        raise InputError(must("cost_formula", "zero or more in every row", spend.min(), then))
    return spend
