"""``lepton value-forecast``: what planning by a model that predicts a number is worth."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.groups import with_options
from lepton.cli.output import columns, print_json, say
from lepton.cli.tables import TableFile, model_in, table_for
from lepton.errors import InputError, listed, must

if TYPE_CHECKING:
    from lepton.models import Model
    from lepton.plots.forecasts import ForecastWords
    from lepton.value.forecast import (
        Acting,
        ActMoney,
        ForecastMoney,
        ForecastPlan,
        ForecastResult,
    )

__all__ = ["value_forecast"]

Number = float | None
Text = str | None
NEED_TABLE = ("season", "season_column", "today")


def _option(flag: str, what: str, metavar: str = "AMOUNT") -> Any:
    return typer.Option(flag, help=what, metavar=metavar, show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastFlags:
    """What too few and too many cost; None where an option was left out."""

    under: Annotated[Number, _option("--under", "Cost of one piece too few.")] = None
    over: Annotated[Number, _option("--over", "Cost of one piece too many.")] = None
    tolerance: Annotated[
        Number, _option("--tolerance", "Pieces off that cost nothing [0].", "N")
    ] = None
    step: Annotated[Number, _option("--step", "Cost of each period that is off by more [0].")] = (
        None
    )
    enough: Annotated[
        Number,
        _option("--enough", "Be enough in this share of periods, 0 to 1; else what costs least.",
                "SHARE"),
    ] = None  # fmt: skip
    season: Annotated[
        int | None, _option("--season", "The same comes round after so many rows.", "N")
    ] = None
    season_column: Annotated[
        Text, _option("--season-column", "Column that says what comes round again.", "COL")
    ] = None
    today: Annotated[Text, _option("--today", "Column of today's plan.", "COL")] = None
    fixed_cost: Annotated[Number, _option("--fixed-cost", "Fixed cost a month [0].")] = None
    population: Annotated[Number, _option("--population", "Periods a month [1000].", "N")] = None
    currency: Annotated[Text, _option("--currency", "Such as USD [EUR].", "CODE")] = None

    @property
    def plans(self) -> bool:
        """Whether what being too low or too high costs is asked about."""
        return self.under is not None or self.over is not None

    def money(self) -> "ForecastMoney":
        """The money that was given.

        Raises
        ------
        InputError
            One of the two costs is missing, or an amount cannot be used.
        """
        from lepton.value.forecast import ForecastMoney

        missing = [f"--{name}" for name in ("under", "over") if getattr(self, name) is None]
        if missing:
            then = "Give --under and --over: what one piece too few and one too many cost."
            raise InputError(must("money", "complete", f"no {listed(missing)}", then))
        given: dict[str, Any] = {
            f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None
        }
        if "population" in given:
            given["periods_per_month"] = given.pop("population")
        return ForecastMoney(**given)

    def require_table(self, data: str | None) -> None:
        """Refuse columns of a table that was not given.

        Raises
        ------
        InputError
            A season or today's plan is asked for without the table.
        """
        asked = [
            f"--{name.replace('_', '-')}" for name in NEED_TABLE if getattr(self, name) is not None
        ]
        if asked and data is None:
            then = "Add --data FILE, the table the model learned from."
            raise InputError(must(asked[0], "given with --data", "no table", then))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFlags:
    """When to act on a forecast; None where an option was left out."""

    act_margin: Annotated[
        Number, _option("--act-margin", "Instead: act where this times the forecast exceeds")
    ] = None
    act_cost: Annotated[
        Number, _option("--act-cost", "this, the cost of acting once; tell what that earns.")
    ] = None

    def money(self, flags: ForecastFlags) -> "ActMoney | None":
        """The money that was given; None where none was.

        Raises
        ------
        InputError
            Only one of the two is given, or an amount cannot be used.
        """
        from lepton.value.forecast import ActMoney

        given = {"margin": self.act_margin, "cost": self.act_cost}
        missing = [f"--act-{name}" for name, value in given.items() if value is None]
        if len(missing) == len(given):
            return None
        if missing:
            then = "Give both: money per unit of the forecast, and the cost of acting once."
            raise InputError(must("money", "complete", f"no {listed(missing)}", then))
        scale = {
            "fixed_cost": flags.fixed_cost,
            "decisions_per_month": flags.population,
            "currency": flags.currency,
        }
        return ActMoney(**given, **{k: v for k, v in scale.items() if v is not None})  # type: ignore[arg-type]  # none is missing


@app.command(name="value-forecast")
@with_options(flags=ForecastFlags, act=ActFlags)
def value_forecast(
    folder: o.ModelFolder,
    flags: ForecastFlags,
    act: ActFlags,
    data: TableFile = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell what planning by a forecast saves, and how far above it to plan.

    For a model that predicts a number, judged on the rows held out. With --data it is compared
    with simple rules, such as the last value. With --act-margin and --act-cost it tells what
    acting where the forecast is high enough earns.
    """
    from lepton.workflows.acting import acting_of

    acts = act.money(flags)
    if acts is None or flags.plans:
        flags.money()
        flags.require_table(data)
    model = model_in(folder)
    told: dict[str, Any] = {}
    if acts is None or flags.plans:
        told |= _planned(model, flags, data, as_json=as_json)
    if acts is not None:
        found = acting_of(model, acts)
        told |= {"act": found.to_dict()}
        if not as_json:
            say(*_acting(found, acts))
    if as_json:
        print_json(told)


def _planned(
    model: "Model", flags: ForecastFlags, data: str | None, *, as_json: bool
) -> dict[str, Any]:
    """Say what planning is worth, unless for machines."""
    from lepton.workflows.forecast import forecast_value_of

    money = flags.money()
    found = forecast_value_of(model, money, table_for(data, model))
    if as_json:
        return found.to_dict()
    from lepton.plots.forecasts import ForecastWords, verdict

    words = ForecastWords(
        column=f"the last with the same {money.season_column}", season=f"{money.season} rows"
    )
    say(f"Judged on {found.rows:,} rows held out.", "", verdict(found, words), "")
    say(*columns(_plans(found, words)))
    return {}


def _acting(found: "Acting", money: "ActMoney") -> list[str]:
    from lepton.plots.acting import acting_words

    return [f"Judged on {found.rows:,} rows held out.", "", *acting_words(found, money.currency)]


def _plans(found: "ForecastResult", words: "ForecastWords") -> list[tuple[str, ...]]:
    head = ("planning by", "cost a month", "the model saves", "from", "to", "enough", "shift")
    every = (found.model, found.as_is, *found.others)
    return [head, *(_row(plan, words) for plan in every)]


def _row(plan: "ForecastPlan", words: "ForecastWords") -> tuple[str, ...]:
    from lepton.plots.forecasts import signed
    from lepton.plots.format import count, percent

    own = plan.key == "model"
    saved = ("", "", "") if own else (count(plan.saved), count(plan.low), count(plan.high))
    return (
        words.rule(plan.key),
        count(plan.cost_per_month),
        *saved,
        percent(plan.enough),
        signed(plan.shift),
    )
