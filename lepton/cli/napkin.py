"""``lepton napkin``: what a model could be worth before there is any data."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.money import MoneyFlags, with_money
from lepton.cli.output import columns, print_json, say
from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.value import Assumptions
    from lepton.value.napkin import Napkin

__all__ = ["napkin"]

PERCENT = 100

BaseRate = Annotated[
    float,
    typer.Option("--base-rate", metavar="SHARE", help="Share of cases where it happens, 0 to 1."),
]
Strength = Annotated[
    float,
    typer.Option(
        metavar="S",
        help="How good the model is: 0 is chance, 1 the rule of thumb, 2 hindsight.",
    ),
]
LiftAt = Annotated[
    list[str] | None,
    typer.Option(
        "--lift-at",
        metavar="SHARE=LIFT",
        help="Expect so many times the usual hits at this share, such as 0.1=3; may be repeated.",
    ),
]


@app.command()
@with_money
def napkin(
    money: MoneyFlags,
    base_rate: BaseRate,
    strength: Strength = 1.0,
    lift_at: LiftAt = None,
    as_json: o.AsJson = False,
) -> None:
    """Tell what a model could be worth, and how good it has to be, before there is any data.

    Give --population and --base-rate with the money. It rests on a rule of thumb for good models,
    or on the lift that you expect.
    """
    from lepton.value.napkin import napkin as on_a_napkin

    lifts = dict(map(_lift, lift_at)) if lift_at else None
    found = on_a_napkin(
        _assumptions(money.filled()), base_rate=base_rate, strength=strength, lift_at=lifts
    )
    if as_json:
        print_json(_told(found))
        return
    from lepton.plots.napkin import needed, verdict

    told = verdict(found, period=""), needed(found, period="")
    say(*told, "", *columns(_rows(found)), "", found.rule)


def _assumptions(money: MoneyFlags) -> "Assumptions":
    """The money for as many decisions as there are; what has to be known of rows is refused."""
    from lepton.value import Assumptions, Payoff

    payoff = money.payoff()
    if not isinstance(payoff, Payoff):
        then = "There are no rows yet: give one amount for all with --benefit."
        raise InputError(must("--benefit-from-value", "left out", "given", then))
    if money.action_cost is not None:
        then = "What acting costs is taken from the other amounts here."
        raise InputError(must("--action-cost", "left out", money.action_cost, then))
    scale = money.scale()
    if not scale["population"]:
        then = "Say how many decisions there are, such as --population 100000."
        raise InputError(must("--population", "above zero", scale["population"] or "none", then))
    return Assumptions(
        form="matrix",
        right=_positive("acting rightly", payoff.right, "--tp above --fn"),
        wrong=_positive("acting needlessly", -float(payoff.wrong), "--fp below --tn"),
        fixed_cost=scale["fixed_cost"],
        decisions_per_month=scale["population"],
    )


def _positive(name: str, value: Any, rule: str) -> float:
    if float(value) < 0:
        then = "Else there is nothing to decide: the same is best for everybody."
        raise InputError(must(f"money of {name}", rule, f"{float(value):g}", then))
    return float(value)


def _lift(given: str) -> tuple[float, float]:
    part, _, lift = given.partition("=")
    try:
        return float(part), float(lift)
    except ValueError:
        then = "Write the share, an equals sign and the lift."
        raise InputError(must("--lift-at", "such as 0.1=3", repr(given), then)) from None


def _told(found: "Napkin") -> dict[str, Any]:
    """The result with its curve at every per cent."""
    import numpy as np

    told = found.to_dict()
    steps = found.fraction * PERCENT
    whole = np.isclose(steps, steps.round(), atol=1e-9)
    names = ("fraction", "gains", "lifts", "profit")
    return told | {name: np.asarray(getattr(found, name))[whole].tolist() for name in names}


def _rows(found: "Napkin") -> list[tuple[str, ...]]:
    from lepton.plots.format import count, number, percent

    head = ("", "share", "acted on", "hits", "lift", "profit", "cost", "ROI")
    points = [("most profit", found.chosen, found.lift), ("everybody", found.everybody, 1.0)]
    return [
        head,
        *(
            (
                name,
                percent(p.fraction),
                count(p.n),
                count(p.tp),
                number(lift),
                count(p.profit),
                count(p.cost),
                percent(p.roi, 0),
            )
            for name, p, lift in points
        ),
    ]
