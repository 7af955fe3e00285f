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
    from lepton.plots.forecasts import ForecastWords
    from lepton.value.forecast import ForecastMoney, ForecastPlan, ForecastResult

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


@app.command(name="value-forecast")
@with_options(flags=ForecastFlags)
def value_forecast(
    folder: o.ModelFolder,
    flags: ForecastFlags,
    data: TableFile = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell what planning by a forecast saves, and how far above it to plan.

    For a model that predicts a number, judged on the rows held out. With --data it is compared
    with simple rules, such as the last value.
    """
    from lepton.workflows.forecast import forecast_value_of

    money = flags.money()
    flags.require_table(data)
    model = model_in(folder)
    found = forecast_value_of(model, money, table_for(data, model))
    if as_json:
        print_json(found.to_dict())
        return
    from lepton.plots.forecasts import ForecastWords, verdict

    words = ForecastWords(
        column=f"the last with the same {money.season_column}", season=f"{money.season} rows"
    )
    say(f"Judged on {found.rows:,} rows held out.", "", verdict(found, words), "")
    say(*columns(_plans(found, words)))


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
