"""What one decision earns or costs, right or wrong."""

from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lepton.errors import InputError, NoSolution, must
from lepton.value.amounts import Money, cost, money, rate, same_rows
from lepton.value.checks import Floats, column

__all__ = ["Money", "Payoff"]

NAMES = ("tp", "fp", "fn", "tn", "action_cost")


@dataclass(frozen=True, slots=True, eq=False)
class Payoff:
    """Net value per decision, measured against one stated baseline.

    Benefits are positive and costs negative. Write a loss either as a benefit of acting or as
    a cost of not acting, never as both: it would count twice (Elkan 2001, section 1.2).

    Parameters
    ----------
    tp
        Acting where the outcome would have happened: a number, or one per row, shape (n,).
    fp
        Acting where it would not have happened; usually negative.
    fn
        Not acting where it would have happened.
    tn
        Not acting where it would not have happened.
    action_cost
        What acting once costs, zero or more: the denominator of ROI. Left out, it is what a
        wasted action costs, ``-fp``, or zero where a wasted action earns something.

    Raises
    ------
    InputError
        An amount is not a finite number, or the arrays differ in length.

    Examples
    --------
    >>> Payoff(tp=99, fp=-1).threshold()
    0.01
    """

    tp: Money
    fp: Money
    fn: Money = 0.0
    tn: Money = 0.0
    _: KW_ONLY
    action_cost: Money | None = None

    def __post_init__(self) -> None:
        for name in NAMES[:4]:
            object.__setattr__(self, name, money(name, getattr(self, name)))
        given = self.action_cost
        spent = _wasted(self.fp) if given is None else cost("action_cost", given)
        object.__setattr__(self, "action_cost", spent)
        same_rows({name: getattr(self, name) for name in NAMES})

    @classmethod
    def campaign(
        cls,
        benefit: Any,
        *,
        contact_cost: Any = 0.0,
        success_rate: Any = 1.0,
        incentive_cost: Any = 0.0,
        harm: Any = 0.0,
        takers: Any = 1.0,
    ) -> "Payoff":
        """Price an offer made to the people most likely to need it.

        A person who would have acted costs the contact, and with the success rate brings the
        benefit and takes the incentive: ``tp = success_rate · (benefit - incentive_cost) -
        contact_cost``. Of the people reached needlessly the takers take the incentive anyway:
        ``fp = -(contact_cost + incentive_cost · takers) - harm`` (Verbraken, Verbeke & Baesens
        2013, where all of them take it). What acting costs is the contact and the full offer.

        Parameters
        ----------
        benefit
            What one success is worth; a number or one per row, as all the others.
        contact_cost
            Cost of reaching one person, zero or more.
        success_rate
            Share of rightly chosen people with whom the offer works, 0 to 1.
        incentive_cost
            Cost of the gift or discount, zero or more.
        harm
            Cost to each person reached needlessly, such as lost goodwill, zero or more.
        takers
            Share of people reached needlessly who take the incentive, 0 to 1.

        Raises
        ------
        InputError
            An amount is not finite, a cost is negative or a rate lies outside 0 to 1.

        Examples
        --------
        >>> offer = Payoff.campaign(200, contact_cost=1, success_rate=0.3, incentive_cost=10)
        >>> offer.tp, offer.fp
        (56.0, -11.0)
        """
        worth, works = money("benefit", benefit), rate("success_rate", success_rate)
        contact, gift = cost("contact_cost", contact_cost), cost("incentive_cost", incentive_cost)
        hurt, taken = cost("harm", harm), rate("takers", takers)
        parts = {"benefit": worth, "contact_cost": contact, "success_rate": works}
        same_rows(parts | {"incentive_cost": gift, "harm": hurt, "takers": taken})
        return cls(
            tp=works * (worth - gift) - contact,
            fp=0.0 - (contact + gift * taken) - hurt,  # never -0.0
            action_cost=contact + gift,
        )

    @property
    def per_row(self) -> bool:
        """Whether any amount differs from row to row."""
        return any(isinstance(getattr(self, name), np.ndarray) for name in NAMES)

    @property
    def spend(self) -> Money:
        """What acting once costs, zero or more; what ROI is measured against."""
        return _wasted(self.fp) if self.action_cost is None else self.action_cost

    @property
    def right(self) -> Money:
        """What acting changes where the outcome would have happened: ``tp - fn``."""
        return self.tp - self.fn

    @property
    def wrong(self) -> Money:
        """What acting changes where it would not have happened: ``fp - tn``."""
        return self.fp - self.tn

    def check(self) -> list[str]:
        """Tell in words what is odd about these amounts; empty where nothing is.

        Named are an action that is best whatever the score says (Elkan 2001, section 1.1), and
        a loss that is written both as a gain of acting and as a cost of not acting (1.2).

        Examples
        --------
        >>> Payoff(tp=5, fp=1).check()
        ['Acting never costs anything with these amounts, so act on everybody.']
        >>> Payoff(tp=99, fp=-1).check()
        []
        """
        loss, gain = _ends(-self.wrong), _ends(self.right)
        always = {_dominance(one, other) for one in loss for other in gain}
        said = [*always] if len(always) == 1 else []  # the same in every row
        said.append(_double_count(self.tp, self.fn))
        return [sentence for sentence in said if sentence is not None]

    def threshold(self) -> Money:
        """Tell from which calibrated probability on acting pays.

        ``t* = (tn - fp) / ((tn - fp) + (tp - fn))`` (Elkan 2001, eq. 2); it is also the share
        of hits at which acting breaks even.

        Returns
        -------
        A number from 0 to 1; or one per row, where 0 means always act and infinity never.

        Raises
        ------
        NoSolution
            The same choice is best at every probability; the message says which.

        Examples
        --------
        >>> Payoff(tp=0, fp=-1, fn=-5).threshold()
        0.1666667
        """
        loss, gain = -self.wrong, self.right
        if not self.per_row:
            return _one_threshold(float(loss), float(gain))
        loss, gain = np.broadcast_arrays(loss, gain)
        usual = (loss > 0) & (gain > 0)
        never = np.where(gain > 0, 0.0, np.inf)
        return np.divide(loss, loss + gain, out=never, where=usual)

    def expected_value(self, probability: npt.ArrayLike) -> Floats:
        """Expected gain of acting over not acting, per decision.

        ``p · (tp - fn) + (1 - p) · (fp - tn)`` (Elkan 2001, section 2). Act where it is above
        zero.

        Parameters
        ----------
        probability
            Calibrated probabilities of the outcome, shape (n,).

        Raises
        ------
        InputError
            The probabilities are not numbers from 0 to 1, or differ in length from the amounts.

        Examples
        --------
        >>> Payoff(tp=99, fp=-1).expected_value([0.0, 0.5]).tolist()
        [-1.0, 49.0]
        """
        p = column("probability", probability, np.size(probability))
        if p.min() < 0 or p.max() > 1:
            got = f"{p.min():g} to {p.max():g}"
            then = "Pass calibrated probabilities, not raw scores."
            raise InputError(must("probability", "between 0 and 1", got, then))
        self.require_rows(p.size)
        return np.asarray(p * self.right + (1 - p) * self.wrong)

    def require_rows(self, rows: int) -> None:
        """Refuse amounts given per row for another number of rows."""
        for name in NAMES:
            values = getattr(self, name)
            if isinstance(values, np.ndarray) and values.size != rows:
                rule = f"one number, or one per row ({rows:,} rows)"
                then = "Take the amounts from the same rows as the scores."
                raise InputError(must(name, rule, f"{values.size:,} values", then))


def _wasted(fp: Money) -> Money:
    """What a wasted action costs; zero where it earns something."""
    return max(0.0, -fp) if isinstance(fp, float) else np.maximum(0.0, -fp)


def _one_threshold(loss: float, gain: float) -> float:
    said = _dominance(loss, gain)
    if said is None:
        return loss / (loss + gain)
    rule = "below tn with tp above fn"
    got = f"fp − tn = {-loss:g} and tp − fn = {gain:g}"
    raise NoSolution(must("fp", rule, got, said))


def _ends(values: Money) -> tuple[float, float]:
    return float(np.min(values)), float(np.max(values))


def _dominance(loss: float, gain: float) -> str | None:
    """Say which choice is always best; None where it depends on the probability."""
    if loss > 0 and gain > 0:
        return None
    if loss <= 0 <= gain:
        return "Acting never costs anything with these amounts, so act on everybody."
    if gain <= 0 <= loss:
        return "Acting never pays with these amounts, so act on nobody."
    return "Acting pays only where the outcome does not happen, so the signs are swapped."


def _double_count(tp: Money, fn: Money) -> str | None:
    if not (np.all(np.asarray(tp) > 0) and np.all(np.asarray(fn) < 0)):
        return None
    return (
        "There is a gain where acting was right and a loss where not acting was wrong: make sure "
        "that they are not the same money, counted twice."
    )
