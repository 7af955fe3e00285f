"""What planning by a model that predicts a number is worth."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lepton.errors import InputError, LeptonError, NotApplicable, must
from lepton.store import Project

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from lepton.models import Model
    from lepton.models.judged import Judged
    from lepton.value.forecast import ForecastMoney, ForecastResult, ForecastRows

__all__ = [
    "first_forecast_guess",
    "forecast_money_of",
    "forecast_rows",
    "forecast_savings_of",
    "forecast_value_of",
    "plan_table",
]

FORM = "forecast"
MOST_GAPS = 0.5


def forecast_money_of(project: Project) -> "ForecastMoney | None":
    """What a person has set for a project that predicts a number; None before they did.

    Money of another form, left from another question, counts as not set.
    """
    from lepton.value.forecast import ForecastMoney

    kept = project.assumptions
    if kept is None or kept.get("form") != FORM:
        return None
    try:
        return ForecastMoney.from_dict(kept)
    except LeptonError:  # written by another version: better a guess than a page that fails
        return None


def first_forecast_guess(use_case: str | None = None) -> "ForecastMoney":
    """Money to start from: a sample's illustrative amounts, else a guess that is called one."""
    from lepton.data.catalog import CATALOG
    from lepton.value.forecast import ForecastMoney

    entry = CATALOG.get(use_case or "")
    given = None if entry is None else entry.beyond
    if given is not None and given["form"] == FORM:
        return ForecastMoney.from_dict(given)
    return ForecastMoney(under=3.0, over=1.0)


def forecast_value_of(
    model: "Model", money: "ForecastMoney", frame: "pd.DataFrame | None" = None
) -> "ForecastResult":
    """What planning by a model's forecasts is worth, on the rows it has never seen.

    Parameters
    ----------
    model
        That predicts a number.
    money
        What one piece too few and one too many cost.
    frame
        The table the model learned from, for the simple rules to compare with: the last value,
        the same season, a column, today's plan. Without it there is only the mean.

    Raises
    ------
    NotApplicable
        The model does not predict a number.
    InputError
        The table is not the one the model learned from, or a column cannot be used.
    """
    from lepton.value.forecast import forecast_value

    rows, choose = forecast_rows(model, money, frame)
    return forecast_value(rows, money, choose=choose, seed=int(model.info.get("seed", 0)))


def forecast_savings_of(
    model: "Model | Judged", money: "ForecastMoney", frame: "pd.DataFrame | None" = None
) -> "tuple[np.ndarray, str, bool]":
    """What the model saves in each held-out period, against what, and whether they are in order.

    Parameters and errors as for :func:`forecast_value_of`.
    """
    from lepton.value.forecast import savings_by_period

    rows, choose = forecast_rows(model, money, frame)
    seed = int(model.info.get("seed", 0))
    saved, reference = savings_by_period(rows, money, choose=choose, seed=seed)
    return saved, reference, rows.in_order


def forecast_rows(
    model: "Model | Judged", money: "ForecastMoney", frame: "pd.DataFrame | None" = None
) -> "tuple[ForecastRows, ForecastRows | None]":
    """The rows that report the money and those that choose the shift, in the order of time.

    The second is None where the model keeps no scores of its training rows.
    """
    if model.problem.kind != "regression":
        then = "Use value for a yes-or-no question, and value-classes for several classes."
        raise NotApplicable(must("model", "one that predicts a number", model.problem.kind, then))
    simple = None if frame is None else _rules(model, money, frame)
    oof = model.oof
    choose = _rows(model, oof, simple, oof) if len(oof) > 1 else None
    return _rows(model, model.holdout, simple, oof), choose


def plan_table(
    model: "Model", found: "ForecastResult", frame: "pd.DataFrame | None" = None
) -> "pd.DataFrame":
    """The rows that report the money, in order: needed, forecast and plan.

    Returns
    -------
    DataFrame
        Columns ``row_id``, ``needed``, ``forecast``, ``plan``, and ``when`` where the task names
        a column of time and the table is given; the newest rows last.
    """
    held = _in_order(model, model.holdout, frame)
    if found.chosen_from == "half" and model.problem.task.time is not None:
        held = held.iloc[len(held) // 2 :]
    least = 0.0 if held["y_true"].min() >= 0 else None
    plan = (held["y_score"] + found.model.shift).clip(lower=least)
    made = {"row_id": held["row_id"], "needed": held["y_true"], "forecast": held["y_score"]}
    table = _table(made | {"plan": plan})
    time = model.problem.task.time
    if frame is not None and time is not None:
        table["when"] = frame[time].to_numpy()[table["row_id"].to_numpy()]
    return table


def _table(columns: Mapping[str, Any]) -> "pd.DataFrame":
    import pandas as pd

    return pd.DataFrame({name: values.to_numpy() for name, values in columns.items()})


def _rows(
    model: "Model | Judged",
    held: "pd.DataFrame",
    simple: "dict[str, np.ndarray] | None",
    oof: "pd.DataFrame",
) -> "ForecastRows":
    import numpy as np

    from lepton.value.forecast import ForecastRows

    if simple is not None:
        held = held.iloc[np.argsort(simple["order"][held["row_id"].to_numpy()], kind="stable")]
        ids = held["row_id"].to_numpy()
        rules = {name: values[ids] for name, values in simple.items() if name != "order"}
    else:
        known = oof if len(oof) else held
        rules = {"mean": np.full(len(held), known["y_true"].mean())}
    today = rules.pop("today", None)
    ordered = model.problem.task.time is not None
    y, score = held["y_true"].to_numpy(), held["y_score"].to_numpy()
    return ForecastRows.of(y, score, baselines=rules, today=today, in_order=ordered)


def _in_order(
    model: "Model | Judged", held: "pd.DataFrame", frame: "pd.DataFrame | None"
) -> "pd.DataFrame":
    time = model.problem.task.time
    if frame is None or time is None:
        return held.sort_values("row_id")
    when = frame[time].to_numpy()[held["row_id"].to_numpy()]
    return held.iloc[when.argsort(kind="stable")]


def _rules(
    model: "Model | Judged", money: "ForecastMoney", frame: "pd.DataFrame"
) -> "dict[str, np.ndarray]":
    """What simple rules say of every row of the table, and the place of each row in time."""
    import numpy as np
    import pandas as pd

    y = _target(model, frame)
    learned = np.ones(len(frame), dtype=bool)
    learned[model.holdout["row_id"].to_numpy()] = False
    usual = float(np.nanmean(y[learned])) if np.isfinite(y[learned]).any() else float(np.nanmean(y))
    task = model.problem.task
    order = np.arange(len(frame))
    rules: dict[str, np.ndarray] = {"mean": np.full(len(frame), usual)}
    if task.time is not None:
        order = np.argsort(np.argsort(frame[task.time].to_numpy(), kind="stable"), kind="stable")
        rules |= _earlier(frame, y, order, money, task.group)
    elif money.season_column is not None:
        column = _column(frame, "season_column", money.season_column)
        rules["column"] = column.map(
            pd.Series(y[learned]).groupby(column[learned].to_numpy()).mean()
        )
    found = {k: pd.Series(v, dtype=float).fillna(usual).to_numpy() for k, v in rules.items()}
    if money.today is not None:
        found["today"] = _today(frame, money.today)
    return found | {"order": order}


def _earlier(
    frame: "pd.DataFrame",
    y: "np.ndarray",
    order: "np.ndarray",
    money: "ForecastMoney",
    group: str | None,
) -> "dict[str, Any]":
    """The value before, the value a season before, and the one before with the same sign."""
    import numpy as np
    import pandas as pd

    place = np.argsort(order, kind="stable")
    values = pd.Series(y[place])
    apart = [] if group is None else [frame[group].to_numpy()[place]]
    back: dict[str, pd.Series] = {"last": _before(values, apart, 1)}
    if money.season is not None:
        back["season"] = _before(values, apart, money.season)
    if money.season_column is not None:
        same = _column(frame, "season_column", money.season_column).to_numpy()[place]
        back["column"] = _before(values, [*apart, same], 1)
    return {name: values.to_numpy()[order] for name, values in back.items()}


def _before(values: "pd.Series", apart: "list[np.ndarray]", steps: int) -> "pd.Series":
    return values.groupby(apart).shift(steps) if apart else values.shift(steps)


def _target(model: "Model | Judged", frame: "pd.DataFrame") -> "np.ndarray":
    """The target of every row, missing where it has none; refuses another table."""
    import numpy as np

    then = "Give the table the model learned from."
    held = model.holdout
    last = int(held["row_id"].max())
    if last >= len(frame) or model.problem.task.target not in frame.columns:
        got = f"{len(frame):,} rows and {len(frame.columns):,} columns"
        raise InputError(must("frame", "the table the model learned from", got, then))
    usable = model.problem.rows(frame)
    y = np.full(len(frame), np.nan)
    y[usable] = model.problem.target(frame.loc[usable])
    if not np.allclose(y[held["row_id"].to_numpy()], held["y_true"].to_numpy(), equal_nan=True):
        got = "other values in the target"
        raise InputError(must("frame", "the table the model learned from", got, then))
    return y


def _column(frame: "pd.DataFrame", role: str, name: str) -> "pd.Series":
    if name in frame.columns:
        return frame[name]
    raise InputError(must(role, "a column of the table", repr(name), "Check the spelling."))


def _today(frame: "pd.DataFrame", name: str) -> "np.ndarray":
    """Today's plan in every row; small gaps are filled with the plan before."""
    import numpy as np
    import pandas as pd

    column = pd.to_numeric(_column(frame, "today", name), errors="coerce")
    values = column.to_numpy(dtype=float, na_value=np.nan)
    if np.isnan(values).mean() > MOST_GAPS:
        then = "Choose the column that holds the plan."
        raise InputError(must("today", "a column of numbers", repr(name), then))
    return pd.Series(values).ffill().bfill().to_numpy()
