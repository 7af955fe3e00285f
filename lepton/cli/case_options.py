"""The options of ``lepton case`` and ``lepton report``, written once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.finance import Plan

__all__ = ["BeyondFlags", "CaseFlags"]

Number = float | None
Text = str | None
Many = list[str] | None
COUNTED = "/"
ENDS = ":"
TWO, THREE = 2, 3
RANGE = "NAME=LOW:HIGH, NAME=LOW:MODE:HIGH, or NAME=K/N for K of N seen"


def _option(flag: str, what: str, metavar: str) -> Any:
    return typer.Option(flag, help=what, metavar=metavar, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeyondFlags:
    """Money where the model says no yes or no: of a number, or of several classes."""

    under: Annotated[
        Number, _option("--under", "A number: cost of one piece too few.", "AMOUNT")
    ] = None
    over: Annotated[
        Number, _option("--over", "A number: cost of one piece too many.", "AMOUNT")
    ] = None
    wrong: Annotated[
        Number, _option("--wrong", "Several classes: cost of a case decided wrongly.", "AMOUNT")
    ] = None
    automatic: Annotated[
        Number, _option("--automatic", "Several classes: cost of an automatic case.", "AMOUNT")
    ] = None
    human: Annotated[
        Number, _option("--human", "Several classes: cost of a person deciding one.", "AMOUNT")
    ] = None
    human_right: Annotated[
        Number,
        _option("--human-right", "Several classes: share that a person gets right.", "SHARE"),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFlags:
    """What is assumed of the investment, and what is looked at."""

    set_: Annotated[
        Many,
        _option("--set", "Change an assumption, such as day_rate=900; may be repeated.",
                "NAME=VALUE"),
    ] = None  # fmt: skip
    range_: Annotated[
        Many,
        _option("--range", "Give one a range, such as success_rate=0.2:0.3:0.4; may be repeated.",
                "NAME=LOW:MODE:HIGH"),
    ] = None  # fmt: skip
    kind: Annotated[
        Text, _option("--kind", "Kind of decision to take first guesses of: churn, credit, …",
                      "KEY")
    ] = None  # fmt: skip
    data: Annotated[Text, _option("--data", "The table the model was trained on.", "FILE")] = None
    plan: Annotated[
        Text, _option("--plan", "Take the assumptions from this JSON file.", "FILE")
    ] = None
    save: Annotated[Text, _option("--save", "Write the assumptions to this JSON file.", "FILE")] = (
        None
    )
    scenario: Annotated[
        Text, _option("--scenario", "Look at this scenario of the plan.", "NAME")
    ] = None
    horizon: Annotated[int | None, _option("--horizon", "Months looked at [36].", "N")] = None
    rate: Annotated[
        Number, _option("--rate", "Discount rate a year, such as 0.08 [0.1].", "SHARE")
    ] = None
    trials: Annotated[int | None, _option("--trials", "Of the simulation [10000].", "N")] = None
    seed: Annotated[
        int | None, _option("--seed", "The same seed gives the same trials [0].", "N")
    ] = None

    def asked(self) -> dict[str, Any]:
        """How the simulation is to run, as far as it is said."""
        given = {"trials": self.trials, "seed": self.seed}
        return {name: value for name, value in given.items() if value is not None}

    def applied(self, plan: "Plan") -> "Plan":
        """The plan with everything that was given.

        Raises
        ------
        InputError
            A name is unknown, a value cannot be used, or a range is out of order.
        NotFound
            There is no such scenario.
        """
        values: dict[str, Any] = dict(_pair(text, "--set", _value) for text in self.set_ or ())
        if self.horizon is not None:
            values["horizon_months"] = self.horizon
        if self.rate is not None:
            values["discount_rate"] = self.rate
        found = _changed(plan, values)
        for name, ends in (_pair(text, "--range", _ends) for text in self.range_ or ()):
            found = _ranged(found, name, ends)
        if self.scenario is None:
            return found
        return replace(found, shown=found.book[self.scenario].name)


def read_plan(file: str) -> "Plan":
    """The plan in a JSON file.

    Raises
    ------
    InputError
        It cannot be read, or holds no plan.
    """
    from pathlib import Path

    from lepton.finance.plan_json import plan_from_json

    try:
        text = Path(file).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        got = f"{file} ({type(problem).__name__})"
        raise InputError(must("--plan", "a text file that can be read", got, "Check it.")) from None
    return plan_from_json(text)


def _pair(text: str, flag: str, read: Callable[[str, str], Any]) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip() or not value.strip():
        then = f"Write it as {RANGE}." if flag == "--range" else "Write it as day_rate=900."
        raise InputError(must(flag, "NAME=VALUE", repr(text), then))
    return name.strip(), read(value.strip(), text)


def _value(value: str, _: str) -> Any:
    """A number, twelve factors, or the word of a choice."""
    parts = value.split(",")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return value
    return numbers[0] if len(numbers) == 1 else numbers


def _ends(value: str, text: str) -> dict[str, float]:
    counted = COUNTED in value
    parts = value.split(COUNTED if counted else ENDS)
    names = {TWO: ("low", "high"), THREE: ("low", "mode", "high")}.get(len(parts), ())
    if counted:
        names = ("k", "n") if len(parts) == TWO else ()
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if not names or len(numbers) != len(names):
        raise InputError(must("--range", RANGE, repr(text), "Write numbers with a point."))
    return dict(zip(names, numbers, strict=True))


def _changed(plan: "Plan", values: dict[str, Any]) -> "Plan":
    unknown = [name for name in values if name not in plan.ledger]
    if unknown:
        from lepton.finance.fields import FIELDS

        rule = "the name of an assumption of this case"
        earned = [entry.id for entry in plan.ledger if entry.id not in FIELDS]
        then = f"What a decision earns here: {', '.join(earned)}; lepton case --json lists all."
        raise InputError(must("--set", rule, repr(unknown[0]), then))
    return plan.with_values(values) if values else plan


def _ranged(plan: "Plan", name: str, ends: dict[str, float]) -> "Plan":
    if name not in plan.ledger:
        then = "lepton case --json lists all of them."
        raise InputError(must("--range", "for an assumption of this case", repr(name), then))
    given: dict[str, Any] = {"distribution": "beta" if "k" in ends else "pert", **ends}
    return replace(plan, ledger=plan.ledger.with_range(name, **given))
