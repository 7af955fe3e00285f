"""Scoring new rows, and writing them so that a spreadsheet runs nothing."""

import csv
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from lepton.errors import InputError, NoSolution, NotApplicable, must
from lepton.workflows.basis import with_columns
from lepton.workflows.evidence import evidence_from, require_binary
from lepton.workflows.within import Listed, RowLimits, choose_rows
from lepton.workflows.worth import answer_for, priced_by

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import pandas as pd

    from lepton.models import Model
    from lepton.value import Assumptions, Payoff
    from lepton.value.scored import ScoredRows

__all__ = ["cut_offs", "score_table", "score_table_in_use", "within_limits", "write_csv"]

# line breaks are skipped before a formula, and full-width signs are read as plain ones
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
OURS = "lepton_"
ROUNDING = 1e-12  # of a cut-off: a row at it counts


def score_table(
    model: "Model",
    frame: "pd.DataFrame",
    payoff: "Payoff | Assumptions | None" = None,
    *,
    fixed_cost: float = 0.0,
    population: float | None = None,
    table: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """The rows with what the model makes of them.

    Parameters
    ----------
    model
        Which model.
    frame
        New rows with the columns it learned from; never changed.
    payoff
        Net value per decision; or assumptions, where each success is worth its own value, which
        the rows then hold in the model's value column. Without it nothing is decided.
    fixed_cost, population
        As for :func:`lepton.value_curve`; they matter only for whether acting pays at all. The
        population is the number of these rows when left out.
    table
        The table the model was trained on; needed where formulas name columns.

    Returns
    -------
    DataFrame
        The rows, with ``score`` (probability of the positive class, or the predicted number)
        and for several classes ``prediction``. With a payoff also ``decision`` (1: act; scores,
        or expected values where money differs from row to row, at or above the cut-off that
        :func:`lepton.workflows.answer_for` gives) and ``expected_value`` (what acting is
        expected to earn over not acting, in the payoff's currency). The two may differ near the
        cut-off: :func:`cut_offs` says how often. A name the table already has is written with
        ``lepton_`` before it.

    Raises
    ------
    InputError
        A column the model needs is missing.
    NotApplicable
        A payoff was given and the model does not answer a yes-or-no question.
    """
    made: dict[str, np.ndarray] = {"score": model.score(frame)}
    if model.problem.kind == "multiclass":
        made["prediction"] = model.predict(frame)
    if payoff is not None:
        require_binary(model)
        money = _money(payoff, fixed_cost, population, len(frame))
        expected = _expected(money, model, frame, made["score"])
        rank = expected if money.per_row else made["score"]
        made["decision"] = (rank >= _cut(model, money, table)).astype("int64")
        made["expected_value"] = expected
    return frame.assign(**{_free(name, frame): column for name, column in made.items()})


def score_table_in_use(
    model: "Model",
    frame: "pd.DataFrame",
    money: "Assumptions",
    *,
    table: "pd.DataFrame | None" = None,
) -> "pd.DataFrame":
    """As :func:`score_table`, at the base rate of the assumptions instead of that of the data.

    The score stays what the model says. What decides, and what acting is expected to earn, rests
    on the score corrected for the base rate (Elkan 2001, theorem 2), from the cut-off that
    :func:`lepton.workflows.answer_for` gives there. The share and the limits have no say.
    """
    import numpy as np

    from lepton.value.base_rate import shifted_probability

    free = replace(money, fraction=None, capacity=None, budget=None, today="")
    asked = {"fixed_cost": money.fixed_cost, "population": money.decisions_per_month}
    made = score_table(model, frame, free, **asked, table=table)
    if money.base_rate is None:
        return made
    evidence = evidence_from(model, table)
    rows = evidence.first.rows
    known = float(np.dot(rows.weight, rows.y_true == 1) / rows.weight.sum())
    score, decision, expected = (str(name) for name in made.columns[-3:])
    likely = shifted_probability(made[score].to_numpy(), trained=known, used=money.base_rate)
    gain = _expected(replace(free, base_rate=None), model, frame, likely)
    cut = answer_for(evidence, free).chosen.threshold
    acts = (gain if money.per_row else likely) >= cut - ROUNDING * abs(cut)
    return made.assign(**{decision: acts.astype("int64"), expected: gain})


def cut_offs(
    model: "Model",
    scored: "pd.DataFrame",
    payoff: "Payoff | Assumptions",
    *,
    fixed_cost: float = 0.0,
    population: float | None = None,
    table: "pd.DataFrame | None" = None,
) -> dict[str, Any]:
    """Tell from which score the rows of :func:`score_table` are acted on, and from which it pays.

    Parameters
    ----------
    model, payoff, fixed_cost, population, table
        As they were given to :func:`score_table`.
    scored
        What it gave; the last two columns are the decision and the expected value.

    Returns
    -------
    dict
        ``cut_off`` (the score from which on to act, chosen on rows the model was not fitted on;
        None where acting on nobody is best), ``by_gain`` (whether it is an expected value
        instead, because money differs from row to row), ``break_even`` (the probability from
        which acting pays by the formula; None where it differs from row to row, or acting always
        or never pays) and ``disagree`` (rows where the decision and the sign of the expected
        value differ).
    """
    money = _money(payoff, fixed_cost, population, len(scored))
    cut = _cut(model, money, table)
    decision, expected = scored.iloc[:, -2] == 1, scored.iloc[:, -1]
    differ = (decision & (expected < 0)) | (~decision & (expected > 0))
    return {
        "cut_off": cut if cut != float("inf") else None,
        "by_gain": money.per_row,
        "break_even": _break_even(payoff),
        "disagree": int(differ.sum()),
    }


def _money(
    money: "Payoff | Assumptions", fixed_cost: float, population: float | None, rows: int
) -> "Assumptions":
    """Assumptions about so many decisions; the share and the base rate are those of the data."""
    from lepton.value import Assumptions

    decisions = float(max(rows, 1)) if population is None else population
    scale: dict[str, Any] = {"fixed_cost": fixed_cost, "decisions_per_month": decisions}
    if not isinstance(money, Assumptions):
        return priced_by(money, **scale)
    return replace(money, fraction=None, base_rate=None, today="", **scale)


def within_limits(
    model: "Model",
    scored: "pd.DataFrame",
    payoff: "Payoff | Assumptions",
    limits: RowLimits,
) -> tuple["pd.DataFrame", Listed]:
    """Act on fewer of the rows of :func:`score_table`, where not all of them can be.

    Parameters
    ----------
    model, payoff
        As they were given to :func:`score_table`.
    scored
        What it gave; the last three columns are the score, the decision and the expected value.
    limits
        What can be done with this list.

    Returns
    -------
    The table with the decisions that fit, and what they come to.

    Raises
    ------
    InputError
        A formula cannot be worked out.
    """
    money = _money(payoff, 0.0, None, len(scored))
    score, decision, expected = (scored.iloc[:, i].to_numpy() for i in (-3, -2, -1))
    rank = expected if money.per_row else score
    spend = _spend(money, model, scored, score)
    chosen, told = choose_rows(decision == 1, rank, expected, spend, limits)
    return scored.assign(**{str(scored.columns[-2]): chosen.astype("int64")}), told


def _cut(model: "Model", money: "Assumptions", table: "pd.DataFrame | None" = None) -> float:
    """The score, or expected gain, from which on to act: chosen on rows apart where there are."""
    evidence = evidence_from(model, table)
    return answer_for(evidence, money).chosen.threshold


def _break_even(money: "Payoff | Assumptions") -> float | None:
    import numpy as np

    from lepton.value import Assumptions

    if isinstance(money, Assumptions) and money.per_row:
        return None
    payoff = money.payoff() if isinstance(money, Assumptions) else money
    try:
        found = payoff.threshold()
    except NoSolution:
        return None
    return None if isinstance(found, np.ndarray) else found


def _expected(
    money: "Assumptions", model: "Model", frame: "pd.DataFrame", score: "np.ndarray"
) -> "np.ndarray":
    """What acting on each row is expected to bring over not acting."""
    import numpy as np

    if len(score) == 0:
        return np.empty(0)
    return _rows(money, model, frame, score).expected(money)


def _spend(
    money: "Assumptions", model: "Model", frame: "pd.DataFrame", score: "np.ndarray"
) -> "np.ndarray":
    """What acting on each row costs."""
    import numpy as np

    if len(score) == 0:
        return np.empty(0)
    return _rows(money, model, frame, score).gains(money)[1]


def _rows(
    money: "Assumptions", model: "Model", frame: "pd.DataFrame", score: "np.ndarray"
) -> "ScoredRows":
    import numpy as np

    from lepton.value.scored import ScoredRows

    known = money.from_column or (money.form == "formula" and _has_value(model, frame))
    value = _value_of(model, frame) if known else None
    unknown = np.zeros(len(score), dtype=np.int64)  # how these rows end is not known yet
    return with_columns(ScoredRows.of(unknown, score, value=value), frame, None)


def _has_value(model: "Model", frame: "pd.DataFrame") -> bool:
    """Whether formulas may speak of the value column by the name it always has."""
    return model.problem.task.value in frame.columns


def _value_of(model: "Model", frame: "pd.DataFrame") -> "np.ndarray":
    name = model.problem.task.value
    if name is None:
        then = "Train it again with --value COL, or enter one amount for all."
        raise NotApplicable(must("model", "trained with a value column", "none", then))
    if name not in frame.columns:
        then = "Add the column, or enter one amount for all."
        raise InputError(must("file", f"with the value column {name!r}", "none", then))
    return frame[name].to_numpy(dtype=float, na_value=float("nan"))


def _free(name: str, frame: "pd.DataFrame") -> str:
    """Our column must not replace one of theirs, which the model may have learned from."""
    return f"{OURS}{name}" if name in frame.columns else name


def write_csv(frame: "pd.DataFrame", target: "Path | IO[str]") -> None:
    """Write a table as CSV in UTF-8; text that a spreadsheet would run gets a quote before it.

    Parameters
    ----------
    frame
        Any table; never changed.
    target
        A file or an open one.
    """
    safe = frame.copy(deep=False)
    returns = False
    for name in frame.columns:
        if frame[name].dtype.kind not in "biufcmM":
            safe[name], found = _harmless(frame[name])
            returns |= found
    safe.columns = [_quoted(name) for name in frame.columns]
    # until Python 3.13 a carriage return within a cell is not quoted by itself
    safe.to_csv(target, index=False, quoting=csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL)


def _harmless(column: "pd.Series") -> "tuple[np.ndarray, bool]":
    """The cells that a spreadsheet runs nothing of, and whether any holds a carriage return."""
    import numpy as np
    import pandas as pd

    codes, levels = pd.factorize(column)
    quoted = np.array([*map(_quoted, levels), None], dtype=object)
    return quoted[codes], any("\r" in level for level in levels if isinstance(level, str))


def _quoted(cell: object) -> object:
    """Put a quote before text that starts like a formula; a number as text stays one."""
    if not isinstance(cell, str) or not cell.startswith(STARTS) or _is_number(cell):
        return cell
    return f"'{cell}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.strip() == text
