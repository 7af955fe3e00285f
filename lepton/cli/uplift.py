"""``lepton uplift``: what acting changed in an experiment; ``lepton control-group``: its size."""

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Annotated

import typer

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.groups import with_options
from lepton.cli.output import columns, print_json, say, warn
from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.value.uplift import UpliftCurve, UpliftPoint
    from lepton.workflows.uplift import Uplift

__all__ = ["control_group", "uplift"]

HEAD = ("", "share", "acted on", "gained", "net profit", "in a report", "cost")

Table = Annotated[
    str,
    typer.Argument(metavar="FILE", help="Table of the experiment: CSV, TSV, Excel or Parquet."),
]
Outcome = Annotated[
    str, typer.Option("--y", metavar="COL", help="Column of the outcome that is wanted.")
]
Treated = Annotated[
    str,
    typer.Option("--treated", metavar="COL", help="Column that says who was treated, by chance."),
]
Score = Annotated[
    str | None,
    typer.Option(metavar="COL", help="Column of scores, highest first; without it one is learned."),
]
TreatedIs = Annotated[
    str | None,
    typer.Option("--treated-is", metavar="V", help="Value of --treated that means treated."),
]
ControlIs = Annotated[
    str | None,
    typer.Option(
        "--control-is", metavar="V", help="Value that means left alone; by default all others."
    ),
]
Value = Annotated[
    str | None,
    typer.Option(metavar="COL", help="What an outcome brought in each row, times --benefit."),
]
Learner = Annotated[
    str,
    typer.Option("--family", metavar="F", help="Without --score: what the two models are."),
]
BaseRate = Annotated[
    float,
    typer.Option("--base-rate", metavar="SHARE", help="Share with the outcome when left alone."),
]
EffectSize = Annotated[
    float | None,
    typer.Option("--effect", metavar="SHARE", help="Difference worth seeing: 0.01 is 1 in 100."),
]
People = Annotated[
    float | None,
    typer.Option("--people", metavar="N", help="Instead: how many people can be left alone."),
]
Alpha = Annotated[
    float, typer.Option(metavar="SHARE", help="How often chance may be taken for a change.")
]
Power = Annotated[
    float, typer.Option(metavar="SHARE", help="How often such a change is to be seen.")
]
ControlShare = Annotated[
    float, typer.Option("--control-share", metavar="SHARE", help="Share of people left alone.")
]
PerWeek = Annotated[
    float | None,
    typer.Option("--per-week", metavar="N", help="People who come up in a week."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """The money of an offer; None where an option was left out."""

    benefit: o.Benefit = None
    contact_cost: o.ContactCost = None
    incentive_cost: o.IncentiveCost = None

    def given(self) -> dict[str, float]:
        """Only what was given."""
        named = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: amount for name, amount in named.items() if amount is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Prices):
    """The same for a whole campaign."""

    fixed_cost: o.FixedCost = None
    population: o.Population = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What further columns of an experiment hold, and which values mean what."""

    score: Score = None
    treated_is: TreatedIs = None
    control_is: ControlIs = None
    value: Value = None
    positive: o.Positive = None
    drop: o.Drop = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surety:
    """How sure an experiment is to be, and how many are left alone."""

    alpha: Alpha = 0.05
    power: Power = 0.8
    control_share: ControlShare = 0.5


@app.command()
@with_options(roles=Roles, money=Scale)
def uplift(
    file: Table,
    y: Outcome,
    treated: Treated,
    roles: Roles,
    money: Scale,
    family: Learner = "linear",
    seed: o.Seed = 0,
    as_json: o.AsJson = False,
) -> None:
    """Tell what acting changed, from people treated and people left alone by chance.

    The net figure counts what acting changed; the other one is what a report shows that counts
    everybody who was treated and responded. Drop columns known only afterwards.
    """
    from lepton.value.uplift import Offer
    from lepton.workflows.uplift import ExperimentColumns, uplift_from

    named = ExperimentColumns(
        y=y, treated=treated, **asdict(roles) | {"drop": tuple(roles.drop or ())}
    )
    offer = Offer(**money.given())
    found = uplift_from(file, named, offer=offer, family=family, seed=seed)
    if as_json:
        print_json(found.to_dict())
    else:
        _say_uplift(found, valued=roles.value is not None)


@app.command(name="control-group")
@with_options(surety=Surety, money=Prices)
def control_group(
    base_rate: BaseRate,
    surety: Surety,
    money: Prices,
    effect: EffectSize = None,
    people: People = None,
    per_week: PerWeek = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell how many people must be left alone to see what acting changes.

    With --benefit and --contact-cost: to prove that it pays, and what leaving them alone gives
    up. With --people instead of --effect: the smallest change that so many are likely to show.
    """
    if (effect is None) == (people is None):
        got = "neither" if effect is None else "both"
        then = "Give --effect 0.02 for a size, or --people 5000 for what they show."
        raise InputError(must("--effect or --people", "given, one of them", got, then))
    sure = asdict(surety)
    if effect is None:
        _shown_by(base_rate, people or 0.0, sure, as_json=as_json)
        return
    given = money.given()
    if given:
        _to_prove(base_rate, effect, sure, given, as_json=as_json)
        return
    _to_see(base_rate, effect, sure, per_week, as_json=as_json)


def _to_see(
    rate: float, effect: float, sure: dict[str, float], per_week: float | None, *, as_json: bool
) -> None:
    from lepton.plots.uplift_words import group_sentence
    from lepton.value.uplift import control_group_size

    found = control_group_size(rate, effect, **sure, per_week=per_week)
    if as_json:
        print_json(found.to_dict())
    else:
        say(group_sentence(found))


def _to_prove(
    rate: float,
    effect: float,
    sure: dict[str, float],
    money: dict[str, float],
    *,
    as_json: bool,
) -> None:
    from lepton.plots.uplift_words import group_sentence
    from lepton.value.uplift import proof_of_value

    missing = [name for name in ("benefit", "contact_cost") if name not in money]
    if missing:
        flags = ", ".join(f"no --{name.replace('_', '-')}" for name in missing)
        then = "Give --benefit and --contact-cost."
        raise InputError(must("money", "complete", flags, then))
    found = proof_of_value(rate, effect, **money, **sure)  # type: ignore[arg-type]  # names checked above
    if as_json:
        print_json(found.to_dict())
    else:
        say(group_sentence(found.group, found))


def _shown_by(rate: float, people: float, sure: dict[str, float], *, as_json: bool) -> None:
    from lepton.plots.format import count, number
    from lepton.value.uplift import detectable_effect

    found = detectable_effect(rate, people, **sure)
    if as_json:
        print_json(found.to_dict())
        return
    say(
        f"With {count(found.n_control)} people left alone and {count(found.n_treated)} treated, "
        f"a change of {number(100 * found.effect)} in 100 or more is likely to show."
    )


def _say_uplift(found: "Uplift", *, valued: bool) -> None:
    from lepton.plots import uplift_words as words

    curve = found.curve
    warn(*found.notes)
    told = [
        words.verdict(curve, None),
        words.gross_against_net(curve, None),
        words.effect_sentence(curve, valued=valued),
        words.ranking_sentence(curve),
        words.sleeping_sentence(curve),
        words.balance_warning(found.balance),
    ]
    say(*(line for line in told if line), "", *columns(_rows(curve)))


def _rows(curve: "UpliftCurve") -> list[tuple[str, ...]]:
    named = [
        ("most net profit", curve.best),
        ("most in a report", curve.best_gross),
        ("everybody", curve.everybody),
    ]
    return [HEAD, *((name, *_cells(point)) for name, point in named)]


def _cells(point: "UpliftPoint") -> tuple[str, ...]:
    from lepton.plots.format import count, number, percent

    return (
        percent(point.fraction),
        count(point.n),
        number(point.incremental),
        count(point.net),
        count(point.gross),
        count(point.cost),
    )
