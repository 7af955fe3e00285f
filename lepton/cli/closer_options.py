"""The options that look closer at an answer, as the page does below its curve."""

from dataclasses import dataclass, fields
from typing import Annotated, Any

import typer

__all__ = ["CloserFlags"]

Number = float | None
Flag = bool | None


def _flag(name: str, what: str) -> Any:
    return typer.Option(name, help=what, show_default=False)


def _option(name: str, what: str, metavar: str) -> Any:
    return typer.Option(name, help=what, metavar=metavar, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloserFlags:
    """What else is asked of an answer; None where an option was left out."""

    trust: Annotated[Flag, _flag("--trust", "Also tell whether the chances hold.")] = None
    certainty: Annotated[
        Flag, _flag("--certainty", "Also tell how sure the profit is, and what luck could do.")
    ] = None
    measures: Annotated[
        Flag, _flag("--measures", "Also tell gains, lift, precision and the like.")
    ] = None
    metrics: Annotated[
        Flag, _flag("--metrics", "Also tell measures in money, to compare models by.")
    ] = None
    review_cost: Annotated[
        Number, _option("--review-cost", "Let a person look first: cost of one look.", "AMOUNT")
    ] = None
    review_errors: Annotated[
        Number, _option("--review-errors", "Share of looks that come out wrong [0].", "SHARE")
    ] = None
    alerts_per_day: Annotated[
        Number, _option("--alerts-per-day", "Raise so many alerts on an average day.", "N")
    ] = None
    minutes: Annotated[
        Number, _option("--minutes", "How long looking at one alert takes.", "N")
    ] = None
    hours: Annotated[
        Number, _option("--hours", "Hours a day that there are to look at alerts.", "N")
    ] = None

    def given(self) -> list[str]:
        """The options that were given, as they are typed."""
        found = [f.name for f in fields(self) if getattr(self, f.name) not in {None, False}]
        return [f"--{name.replace('_', '-')}" for name in found]
