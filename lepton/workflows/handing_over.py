"""The list for those who act: on whom, why, and whom to leave alone so that the effect shows."""

from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

import numpy as np

from lepton.errors import InputError, NotApplicable, must
from lepton.store import Project, Store
from lepton.workflows.evidence import require_binary
from lepton.workflows.projects import dataset_of
from lepton.workflows.scoring import score_table_in_use, within_limits, write_csv
from lepton.workflows.training import model_of
from lepton.workflows.within import RowLimits, choose_rows
from lepton.workflows.worth import assumptions_of, first_guess

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from lepton.models import Model
    from lepton.value import Assumptions

__all__ = [
    "HandedOver",
    "HandingOver",
    "for_those_who_act",
    "hand_over",
    "listed_rows",
    "write_list",
]

MOST_REASONED = 5_000
MOST_REASONS = 10
MOST_LEFT = 0.5
WRITERS = (".csv", ".parquet")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOver:
    """How the list is made.

    Parameters
    ----------
    reasons
        At most so many reasons beside each row that is acted on; 0 for none.
    leave_alone
        Share of the rows worth acting on that are left alone on purpose, picked at random: what
        happens to them tells what acting brings. 0 for none.
    seed
        The same seed picks the same rows.

    Raises
    ------
    InputError
        A number lies outside its range.
    """

    reasons: int = 3
    leave_alone: float = 0.1
    seed: int = 0

    def __post_init__(self) -> None:
        if not (isinstance(self.reasons, int) and 0 <= self.reasons <= MOST_REASONS):
            rule = f"a whole number from 0 to {MOST_REASONS}"
            raise InputError(must("reasons", rule, repr(self.reasons), "Three are usual."))
        if not 0 <= self.leave_alone <= MOST_LEFT:
            then = "One in ten is usual; lepton control-group says how many are needed."
            rule = f"between 0 and {MOST_LEFT}"
            raise InputError(must("leave_alone", rule, f"{self.leave_alone:g}", then))


@dataclass(frozen=True, slots=True, eq=False)
class HandedOver:
    """The list, and what there is to say about it.

    Attributes
    ----------
    frame
        The rows as they came, with ``score``, ``decision`` (1: act), ``expected_value``,
        ``hold_out`` (1: worth acting on, left alone on purpose; its decision is 0) and
        ``reason_1`` and so on. The best rows come first.
    act, left_alone
        How many rows have each.
    notes
        What a reader must know, in plain sentences.
    """

    frame: "pd.DataFrame"
    act: int
    left_alone: int
    notes: tuple[str, ...]


def hand_over(
    store: Store,
    project: Project,
    frame: "pd.DataFrame | None" = None,
    how: HandingOver | None = None,
) -> HandedOver:
    """Make the list for a project, under the money that was set for it.

    Parameters
    ----------
    store, project
        Whose model and money.
    frame
        New rows with the columns the model learned from; None for the rows of the project's own
        table that the model has not seen.
    how
        Reasons and rows to leave alone; three and one in ten by default.

    Raises
    ------
    NotApplicable
        The project has no model of its own, or it does not answer a yes-or-no question.
    InputError
        A column that the model needs is missing.
    """
    model = _model(store, project)
    money = assumptions_of(project) or first_guess()
    table = dataset_of(store, str(project.dataset_id)).frame
    rows = table.iloc[_unseen(model)] if frame is None else frame
    return listed_rows(model, rows, money, how or HandingOver(), table=table)


def listed_rows(
    model: "Model",
    frame: "pd.DataFrame",
    money: "Assumptions",
    how: HandingOver,
    *,
    table: "pd.DataFrame | None" = None,
) -> HandedOver:
    """Make the list for any model and money; see :func:`hand_over`.

    Raises
    ------
    NotApplicable, InputError
        As for :func:`lepton.workflows.score_table`.
    """
    if len(frame) == 0:
        raise InputError(must("rows", "at least one", "none", "Add rows to the file."))
    scored = score_table_in_use(model, frame, money, table=table)
    scored, limited = _limited(model, _at_share(scored, money), money)
    made = for_those_who_act(model, scored, how)
    return replace(made, notes=(*_of_base_rate(money), *limited, *made.notes))


def for_those_who_act(model: "Model", scored: "pd.DataFrame", how: HandingOver) -> HandedOver:
    """Add reasons, and rows to leave alone, to a list with decisions; the best rows come first.

    Parameters
    ----------
    model
        Which model.
    scored
        As :func:`lepton.workflows.score_table` gives it with money: its last three columns are
        the score, the decision and the expected value. Never changed.
    how
        How many reasons, and how many to leave alone.
    """
    score, decision, expected = (str(c) for c in scored.columns[-3:])
    order = np.lexsort((-scored[score].to_numpy(), -scored[expected].to_numpy()))
    listed, left = _left_alone(scored.iloc[order].reset_index(drop=True), decision, how)
    listed, notes = _with_reasons(model, listed, decision, how)
    return HandedOver(listed, int(listed[decision].sum()), left, (*_notes(left), *notes))


def write_list(frame: "pd.DataFrame", target: "Path | IO", *, kind: str = ".csv") -> None:
    """Write a list as CSV, so that a spreadsheet runs nothing of it, or as Parquet.

    Raises
    ------
    InputError
        Another kind of file is asked for.
    """
    if kind not in WRITERS:
        rule = f"one of {', '.join(WRITERS)}"
        raise InputError(must("list", rule, repr(kind), "Choose one of them."))
    if kind == ".csv":
        write_csv(frame, target)
    else:
        from lepton.store.frames import write_plain

        write_plain(target, frame)


def _model(store: Store, project: Project) -> "Model":
    if project.model_id is None:
        then = "Train a model here; for scores from elsewhere, add a column to your own file."
        raise NotApplicable(must("project", "with a model of its own", "none", then))
    model = model_of(store, project.model_id)
    require_binary(model)
    return model


def _unseen(model: "Model") -> np.ndarray:
    return np.sort(model.holdout["row_id"].to_numpy())


def _at_share(scored: "pd.DataFrame", money: "Assumptions") -> "pd.DataFrame":
    """Act on the share that the person set, where one was set; rows of equal rank stay together."""
    if money.fraction is None:
        return scored
    rank = scored.iloc[:, -1 if money.per_row else -3].to_numpy()
    every = np.ones(len(scored), dtype=bool)
    most = RowLimits(capacity=float(np.floor(money.fraction * len(scored) + 1e-9)))
    chosen, _ = choose_rows(every, rank, rank, every * 1.0, most)
    return scored.assign(**{str(scored.columns[-2]): chosen.astype("int64")})


def _limited(
    model: "Model", scored: "pd.DataFrame", money: "Assumptions"
) -> tuple["pd.DataFrame", tuple[str, ...]]:
    """Keep to the limits of a month, in proportion to what these rows are of a month."""
    part = min(len(scored) / max(money.decisions_per_month, 1e-9), 1.0)
    limits = RowLimits(
        capacity=None if money.capacity is None else money.capacity * part,
        budget=None if money.budget is None else money.budget * part,
    )
    if not limits:
        return scored, ()
    scored, told = within_limits(model, scored, money, limits)
    if told.limited_by is None:
        return scored, ()
    said = f"{told.n:,} of the {told.wanted:,} rows worth acting on fit the limits of a month"
    return scored, (f"{said}, taken in proportion to these {len(scored):,} rows.",)


def _left_alone(
    scored: "pd.DataFrame", decision: str, how: HandingOver
) -> tuple["pd.DataFrame", int]:
    """Pick rows at random among those worth acting on, and take the decision back for them."""
    wanted = np.flatnonzero(scored[decision].to_numpy() == 1)
    many = round(how.leave_alone * wanted.size)
    picked = np.random.default_rng(how.seed).choice(wanted, many, replace=False)
    flag = np.zeros(len(scored), dtype=np.int64)
    flag[picked] = 1
    kept = scored[decision].to_numpy() * (1 - flag)
    return scored.assign(**{decision: kept, _free("hold_out", scored): flag}), many


def _with_reasons(
    model: "Model", scored: "pd.DataFrame", decision: str, how: HandingOver
) -> tuple["pd.DataFrame", tuple[str, ...]]:
    """Say beside each row that is acted on what its score rests on."""
    wanted = np.flatnonzero(scored[decision].to_numpy() == 1)
    rows = wanted[:MOST_REASONED]
    names = [_free(f"reason_{i + 1}", scored) for i in range(how.reasons)]
    texts = np.full((len(scored), how.reasons), "", dtype=object)
    if rows.size and how.reasons:
        from lepton.explanation import explain, reasons

        made = explain(model, scored.iloc[rows], max_rows=rows.size, exact=False)
        for place, row in enumerate(rows):
            for i, text in enumerate(reasons(made, place, top=how.reasons)):
                texts[row, i] = text
    columns = {name: texts[:, i] for i, name in enumerate(names)}
    if wanted.size <= MOST_REASONED or not how.reasons:
        return scored.assign(**columns), ()
    return scored.assign(**columns), (f"Reasons stand beside the best {MOST_REASONED:,} rows.",)


def _of_base_rate(money: "Assumptions") -> tuple[str, ...]:
    if money.base_rate is None:
        return ()
    said = f"The outcome is taken to come in {100 * money.base_rate:.3g} % of decisions, as set"
    return (f"{said}: decisions and expected values count that, the score does not.",)


def _notes(left: int) -> tuple[str, ...]:
    if left == 0:
        return ("Nobody is left alone, so this list cannot show what acting brings.",)
    said = "are left alone on purpose (hold_out): compare them with the rest to see the effect."
    return (f"{left:,} rows worth acting on {said}",)


def _free(name: str, frame: "pd.DataFrame") -> str:
    return f"lepton_{name}" if name in frame.columns else name
