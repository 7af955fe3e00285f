"""The options of the commands, written once."""

from typing import Annotated

import typer

__all__ = [
    "ActionCost", "AsJson", "Benefit", "BenefitFromValue", "ContactCost", "Device",
    "Drop", "Family", "FixedCost",
    "Fn", "Fp", "Fractions", "Group", "Harm", "IncentiveCost", "MaybeFolder", "Missed",
    "ModelFolder", "Population", "Positive", "Preset",
    "Rows", "ScoreFile", "ScoreOut", "Seed", "Spared", "SuccessRate", "Takers", "Target", "Time",
    "Tn", "Tp", "TrainFile", "TrainOut", "Value",
]  # fmt: skip

CAMPAIGN = "A campaign: an offer with a cost."
MATRIX = "Or any decision: its net value, right and wrong."


def _money(flag: str, what: str, metavar: str = "AMOUNT") -> object:
    return typer.Option(flag, help=what, metavar=metavar, show_default=False)


TrainFile = Annotated[
    str,
    typer.Argument(
        metavar="FILE",
        help="CSV, TSV, Excel or Parquet; or a built-in sample, such as sample:churn.",
    ),
]
ModelFolder = Annotated[
    str, typer.Argument(metavar="DIR", help="The folder that lepton train wrote.")
]
MaybeFolder = Annotated[
    str | None,
    typer.Argument(metavar="DIR", help="The folder that lepton train wrote; or use --scores."),
]
ScoreFile = Annotated[
    str, typer.Argument(metavar="FILE", help="Rows to score: CSV, TSV, Excel or Parquet.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]

Target = Annotated[
    str | None,
    typer.Option(metavar="COL", help="Column to predict; needed unless FILE is a sample."),
]
Positive = Annotated[
    str | None, typer.Option(metavar="V", help="The class that is worth acting on.")
]
Family = Annotated[
    str,
    typer.Option(metavar="F", help="baseline, linear, tree, forest, xgboost, neural or ensemble."),
]
Drop = Annotated[
    list[str] | None, typer.Option(metavar="COL", help="Column to leave out; may be repeated.")
]
Value = Annotated[
    str | None,
    typer.Option(metavar="COL", help="Column of money per row: see --benefit-from-value."),
]
Time = Annotated[
    str | None, typer.Option(metavar="COL", help="Column of time: the newest rows are held out.")
]
Group = Annotated[
    str | None, typer.Option(metavar="COL", help="Column that says which rows belong together.")
]
Device = Annotated[str, typer.Option(metavar="auto|cpu|cuda", help="Where to train.")]
Seed = Annotated[int, typer.Option(metavar="N", help="The same seed gives the same model.")]
TrainOut = Annotated[
    str,
    typer.Option("--out", metavar="DIR", help="Folder for the model; one there is replaced."),
]
ScoreOut = Annotated[str, typer.Option("--out", metavar="OUT.csv", help="CSV file to write.")]
Rows = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Rows to explain; by default rows the model has not seen."),
]

Preset = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="KEY",
        help="Start from the money of a kind of decision; see lepton presets.",
        show_default=False,
    ),
]
Benefit = Annotated[float | None, _money("--benefit", "Campaign: what one success is worth.")]
BenefitFromValue = Annotated[
    bool | None,
    typer.Option(
        "--benefit-from-value",
        help="Campaign: a success is worth its row's value, times --benefit [1].",
        show_default=False,
    ),
]
ContactCost = Annotated[
    float | None, _money("--contact-cost", "Campaign: cost of reaching one person.")
]
SuccessRate = Annotated[
    float | None,
    _money("--success-rate", "Campaign: share with whom the offer works, 0 to 1 [1].", "SHARE"),
]
IncentiveCost = Annotated[
    float | None, _money("--incentive-cost", "Campaign: cost of the gift or discount [0].")
]
Harm = Annotated[
    float | None, _money("--harm", "Campaign: cost to each person chosen wrongly [0].")
]
Takers = Annotated[
    float | None,
    _money("--takers", "Campaign: share of wrongly chosen who take the gift [1].", "SHARE"),
]
Missed = Annotated[
    float | None,
    _money("--missed", "Any decision: cost of wrongly not acting [0]."),
]
Spared = Annotated[
    float | None, _money("--spared", "Any decision: worth of rightly not acting [0].")
]
Tp = Annotated[float | None, _money("--tp", "Any decision: acting rightly, net.")]
Fp = Annotated[float | None, _money("--fp", "Any decision: acting needlessly, usually negative.")]
Fn = Annotated[float | None, _money("--fn", "Any decision: wrongly not acting [0].")]
Tn = Annotated[float | None, _money("--tn", "Any decision: rightly not acting [0].")]
ActionCost = Annotated[
    float | None, _money("--action-cost", "Any decision: what acting once costs [-fp].")
]
FixedCost = Annotated[
    float | None, _money("--fixed-cost", "Cost of acting at all, per population [0].")
]
Population = Annotated[
    float | None,
    _money("--population", "Decisions a month; by default the rows judged, or scored.", "N"),
]
Fractions = Annotated[
    list[float] | None,
    typer.Option(
        "--fraction", metavar="X", help="Act on this share, 0 to 1; repeat to tell several."
    ),
]
