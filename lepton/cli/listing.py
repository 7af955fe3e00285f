"""What ``lepton score`` writes and says: a list of rows, and on which of them to act."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepton.cli.money import MoneyFlags
from lepton.cli.tables import model_in, table_for
from lepton.cli.worth_options import ListFlags
from lepton.errors import InputError, must

if TYPE_CHECKING:
    import pandas as pd

    from lepton.models import Model
    from lepton.value import Assumptions, Payoff

__all__ = ["decided_lines", "score_list"]


def score_list(
    folder: str, file: str, out: str, *, money: MoneyFlags, listed: ListFlags
) -> dict[str, Any]:
    """Score a file, and write it with what was decided.

    Returns
    -------
    What there is to say about it, as the JSON output has it.

    Raises
    ------
    InputError
        The file would be overwritten, or an option cannot be used.
    """
    import lepton
    from lepton.store.files import writing
    from lepton.workflows import score_table
    from lepton.workflows.handing_over import for_those_who_act, write_list

    listed.limits()  # refused before anything is read
    how = listed.handing_over()
    payoff = _payoff(money, listed)
    target = _target(out, file)
    model = model_in(folder)
    known = None if payoff is None else table_for(listed.data, model)
    data = lepton.load(file, reading=model.problem.reading)
    scored = score_table(model, data.frame, payoff, **money.scale(), table=known)
    told: dict[str, Any] = {"rows": len(scored), "act": None}
    told |= {"notes": list(data.notes), "out": str(target)}
    if payoff is not None:
        scored, more = _decided(model, scored, payoff, listed, money, known)
        told |= more
    if payoff is not None and how is not None:
        made = for_those_who_act(model, scored, how)
        scored, told["left_alone"] = made.frame, made.left_alone
        told["notes"] = [*told["notes"], *made.notes]
    with writing(target) as part:
        write_list(scored, part, kind=".parquet" if target.suffix == ".parquet" else ".csv")
    return told


def decided_lines(told: dict[str, Any]) -> list[str]:
    """Say on how many rows to act, from which score on, and what limits hold back."""
    from lepton.plots.format import count, number

    within = told.get("within")
    wanted = told["act"] if within is None else within["wanted"]
    lines = [f"{wanted:,} of them are worth acting on."]
    if within is not None:
        held = f"the {within['limited_by']} holds back the rest"
        held = {"both": "both limits hold back the rest", None: "the limits hold nothing back"}.get(
            within["limited_by"], held
        )
        lines.append(
            f"{told['act']:,} of them are acted on for {count(within['spent'])}, expected to earn "
            f"{count(within['gain'])}; {held}."
        )
        if within["bound"] is not None:
            proven = "No other choice is expected to earn more."
            most = f"No other choice is expected to earn more than {count(within['bound'])}."
            lines.append(proven if within["exact"] else most)
    used = (
        "nobody: no cut-off paid" if told["cut_off"] is None else f"from {number(told['cut_off'])}"
    )
    what = "expected value" if told["by_gain"] else "score"
    even = told["break_even"]
    by_formula = (
        "row by row, or always or never"
        if even is None
        else f"from a probability of {number(even)}"
    )
    acted = "Acted on" if within is None else "Worth acting on"
    return [
        *lines,
        f"{acted}: {used} (the {what} that earned most on held-out rows).",
        f"By the formula acting pays {by_formula}; the two disagree on {told['disagree']:,} rows.",
    ]


def _payoff(money: MoneyFlags, listed: ListFlags) -> "Payoff | Assumptions | None":
    if listed.formulas:
        return money.by_formulas(**listed.formulas)
    if money.any_price:
        return money.payoff()
    money.refuse_without_price()
    if listed.given():
        then = (
            "Without money nothing is decided: add --benefit and --contact-cost, or --tp and --fp."
        )
        raise InputError(must(listed.given()[0], "given with money", "no money", then))
    return None


def _target(out: str, file: str) -> Path:
    target = Path(out).expanduser()
    if target.is_dir() or (target.exists() and target.samefile(Path(file).expanduser())):
        then = "Choose another name, so that nothing is lost."
        raise InputError(must("out", "a new file", target, then))
    return target


def _decided(
    model: "Model",
    scored: "pd.DataFrame",
    payoff: "Payoff | Assumptions",
    listed: ListFlags,
    money: MoneyFlags,
    known: "pd.DataFrame | None",
) -> tuple["pd.DataFrame", dict[str, Any]]:
    """The list with the decisions that fit the limits, and what to say about them."""
    from lepton.workflows import cut_offs, within_limits

    told = cut_offs(model, scored, payoff, **money.scale(), table=known)
    limits = listed.limits()
    if limits is not None:
        scored, within = within_limits(model, scored, payoff, limits)
        told["within"] = within.to_dict()
    return scored, {"act": int(scored.iloc[:, -2].sum()), **told}  # the decision
