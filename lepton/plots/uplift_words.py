"""What acting changed, measured against people left alone: the sentences."""

from math import ceil
from typing import TYPE_CHECKING

from lepton.plots.amounts import between
from lepton.plots.format import count, money, number, percent

if TYPE_CHECKING:
    from lepton.value.uplift import Balance, ControlGroup, Proof, UpliftCurve

__all__ = [
    "balance_warning",
    "effect_sentence",
    "gross_against_net",
    "group_sentence",
    "ranking_sentence",
    "sleeping_sentence",
    "verdict",
]

HUNDRED = 100
SMALL_PART = 0.005


def verdict(curve: "UpliftCurve", currency: str | None = "EUR") -> str:
    """Say in one or two sentences on whom to act and what that earns, range first.

    Parameters
    ----------
    curve
        The result.
    currency
        Three-letter code; None where none is known.

    Examples
    --------
    >>> from lepton.value.uplift import Offer, uplift_curve
    >>> y = [1] * 8 + [0] * 2 + [1] * 3 + [0] * 7 + [1] * 3 + [0] * 7 + [1] * 5 + [0] * 5
    >>> treated, score = ([1] * 10 + [0] * 10) * 2, [2] * 20 + [1] * 20
    >>> curve = uplift_curve(y, treated, score, offer=Offer(benefit=10, contact_cost=1))
    >>> print(verdict(curve))
    Acting on the top 50 % earns €8.9 to €150 net, €80 at best guess. The depth was chosen on
    the same rows: expect about €11 less.
    """
    best = curve.best
    if best.n == 0:
        return "No depth pays: what acting changes is worth less than it costs."
    range_ = _range(curve.low, curve.high, currency)
    said = (
        f"Acting on {_whom(best.fraction)} earns {range_} net, "
        f"{_worth(best.net, currency)} at best guess."
    )
    if curve.optimism <= SMALL_PART * abs(best.net):
        return said
    less = _worth(curve.optimism, currency)
    return f"{said} The depth was chosen on the same rows: expect about {less} less."


def gross_against_net(curve: "UpliftCurve", currency: str | None = "EUR") -> str:
    """Put the figure of a campaign report beside what acting really changed.

    Examples
    --------
    >>> from lepton.value.uplift import Offer, uplift_curve
    >>> y = [1] * 8 + [0] * 2 + [1] * 3 + [0] * 7
    >>> curve = uplift_curve(y, [1] * 10 + [0] * 10, [1] * 20, offer=Offer(benefit=10))
    >>> print(gross_against_net(curve))
    A report that counts everybody who was treated and responded would show outcomes worth €160;
    €100 of that came because of it, the rest would have come anyway.
    """
    at = curve.best if curve.best.n else curve.everybody
    shown = _worth(at.gross + at.cost, currency)
    caused = _worth(at.net + at.cost, currency)
    return (
        f"A report that counts everybody who was treated and responded would show outcomes "
        f"worth {shown}; {caused} of that came because of it, the rest would have come anyway."
    )


def effect_sentence(curve: "UpliftCurve", *, valued: bool = False) -> str:
    """Say what the treatment changed over all people.

    Parameters
    ----------
    curve
        The result.
    valued
        Whether outcomes had values of their own, so that rates are money per person.

    Examples
    --------
    >>> from lepton.value.uplift import uplift_curve
    >>> y = [1] * 80 + [0] * 20 + [1] * 30 + [0] * 70
    >>> print(effect_sentence(uplift_curve(y, [1] * 100 + [0] * 100, [1] * 200)))
    Of 100 people treated 80 showed the outcome, of 100 left alone 30: the treatment adds 40 to
    60 in 100.
    """
    effect = curve.effect
    if valued:
        return (
            f"A person treated brought {number(effect.treated_rate)}, one left alone "
            f"{number(effect.control_rate)}: the treatment adds {number(effect.low, 2)} to "
            f"{number(effect.high, 2)} a person."
        )
    treated, alone = (number(HUNDRED * r) for r in (effect.treated_rate, effect.control_rate))
    low, high = (HUNDRED * v for v in (effect.low, effect.high))
    said = f"Of 100 people treated {treated} showed the outcome, of 100 left alone {alone}: "
    if low <= 0 <= high:
        return f"{said}that may be chance ({number(low, 2)} to {number(high, 2)} in 100)."
    word = "adds" if low > 0 else "takes away"
    ends = sorted((abs(low), abs(high)))
    return f"{said}the treatment {word} {number(ends[0], 2)} to {number(ends[1], 2)} in 100."


def ranking_sentence(curve: "UpliftCurve") -> str:
    """Say whether the score picks the people who react."""
    if curve.qini_low > 0:
        return "The score picks people who react more than others do."
    if curve.qini_high < 0:
        return "The score picks people who react less than others do: act on the lowest instead."
    return (
        "It is not shown that the score picks people who react: picking at random may do as well."
    )


def sleeping_sentence(curve: "UpliftCurve") -> str:
    """Say who is better left alone; empty where nobody is seen to be."""
    found = curve.sleeping
    if found is None:
        return ""
    who = f"the lowest {percent(1 - found.from_fraction, short=True)} by score"
    if found.sure:
        return f"Leave {who} alone: there the treatment takes outcomes away."
    return f"Among {who} the treatment seems to take outcomes away, but that may be chance."


def balance_warning(found: "Balance") -> str:
    """Say which column differs between the arms; empty where chance explains all differences."""
    if found.balanced:
        return ""
    return (
        f"The two groups differ in {found.worst} by more than chance explains. Either chance did "
        "not decide who was treated, or this column was known only afterwards; leave such a "
        "column out. Otherwise the figures here cannot be trusted."
    )


def group_sentence(
    group: "ControlGroup", proof: "Proof | None" = None, currency: str | None = None
) -> str:
    """Say how many people to leave alone, and what knowing costs.

    Examples
    --------
    >>> from lepton.value.uplift import control_group_size
    >>> print(group_sentence(control_group_size(0.1, 0.02)))
    Leave 3,843 people alone and treat 3,843, picked by chance: then a change from 10 % to 12 %
    is seen in 80 of 100 such tries, and chance is taken for a change in 5 of 100.
    """
    change = " to ".join(percent(r, short=True) for r in (group.base_rate, _after(group)))
    seen, fooled = (number(HUNDRED * v) for v in (group.power, group.alpha))
    who = f"Leave {count(group.n_control)} people alone and treat {count(group.n_treated)}"
    if proof is None:
        what = f"a change from {change} is seen in {seen} of 100 such tries"
        wrong = f"chance is taken for a change in {fooled} of 100"
        said = f"{who}, picked by chance: then {what}, and {wrong}."
    else:
        even = number(HUNDRED * proof.break_even, 2)
        what = f"if the change is from {change}, {seen} of 100 such tries prove that it pays"
        said = f"{who}, picked by chance: {what}. It pays from {even} more in 100."
    if group.weeks is not None:
        said += f" At this volume it takes {number(ceil(group.weeks))} weeks."
    if proof is not None:
        said += f" Leaving them alone gives up about {_worth(proof.forgone, currency)}."
    return said


def _whom(fraction: float) -> str:
    return "everybody" if fraction >= 1 else f"the top {percent(fraction, short=True)}"


def _after(group: "ControlGroup") -> float:
    return group.base_rate + group.effect


def _worth(value: float, currency: str | None) -> str:
    return count(value, short=True) if currency is None else money(value, currency, short=True)


def _range(low: float, high: float, currency: str | None) -> str:
    if currency is not None:
        return between(low, high, currency)
    return f"{count(low, short=True)} to {count(high, short=True)}"
