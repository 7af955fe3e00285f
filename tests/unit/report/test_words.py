"""What is said of a business case: plain, ranges before points, and no where the answer is no."""

import re
from dataclasses import asdict, replace

import numpy as np
import pytest

from lepton.finance import Case, FlatEarning, first_plan
from lepton.finance.study import Origin, study
from lepton.plots.format import money
from lepton.report.sentences import bringing, chance, duration, gap_words, stretch
from lepton.report.words import goes_above, said
from lepton.value import Assumptions, ScoreCounts
from lepton.value.policy_money import PolicyEarning

GOOD = FlatEarning(profit=2.5, decisions_per_month=10_000,
                   sampled=np.random.default_rng(1).normal(2.5, 0.3, 500))  # fmt: skip
BAD = FlatEarning(profit=0.2, decisions_per_month=10_000)
THIN = FlatEarning(profit=0.56, decisions_per_month=10_000)


def _study(earning, case=None, **asked):
    plan = first_plan(case or Case(), earning)
    return study(plan, earning, title="Parcels", trials=2_000, **asked)


@pytest.fixture(scope="module")
def good():
    return _study(GOOD)


@pytest.fixture(scope="module")
def policy():
    rng = np.random.default_rng(2)
    p = rng.beta(1.2, 4.0, 1_500)
    y = (rng.random(1_500) < p).astype(int)
    offer = Assumptions(benefit=45, success_rate=0.3, contact_cost=1, decisions_per_month=9_000)
    return PolicyEarning.of_counts(ScoreCounts.from_scores(y, p), offer, draws=300)


def test_the_range_comes_before_the_point_with_horizon_and_rate(good):
    told = said(good).headline
    spread = bringing(good.risk.p10, good.risk.p90, "EUR").removeprefix("a ")
    point = f"about {money(good.measures.npv, short=True)}"
    assert told.index(spread) < told.index(point)
    assert "over 3\u00a0years" in told
    assert "at 10\u00a0% a year" in told
    assert "if it is delivered and all is as assumed" in told


def test_a_case_that_loses_is_told_no_first():
    told = said(_study(BAD))
    assert told.answer == "no"
    assert told.headline.startswith("No. ")
    assert told.asked.startswith("As assumed, do not spend it")
    assert told.next_step.startswith("Do not build it as it is.")
    assert "would not have paid for itself within 3\u00a0years" in told.headline


def test_a_case_that_fails_more_often_than_it_pays_is_a_no_as_well():
    found = _study(THIN, Case(delivery_chance=0.45))
    assert found.measures.npv > 0
    assert found.risk.chance_positive < 0.5
    assert said(found).answer == "no"


def test_a_case_that_never_comes_into_use_says_why():
    found = _study(GOOD, Case(build_months=36))
    assert found.measures.nothing_earned
    assert said(found).headline.startswith(f"No. {found.measures.nothing_earned}")


def test_everything_is_said_to_be_estimated_and_guesses_are_counted(good):
    told = said(good)
    assert told.unproven == "Estimated, not measured, until a hold-out confirms it."
    assert told.footnotes[:2] == (told.unproven, told.guesses)
    assert told.guesses == f"{good.ledger.said()}."
    assert any("present value of all costs" in note for note in told.footnotes)
    assert any("2,000 trials (seed 0)" in note for note in told.footnotes)


def test_the_difference_between_trials_and_headline_adds_up(good):
    told = gap_words(good.risk, "EUR")
    came = good.risk.draws.values["delivered"] > 0
    delivered = good.risk.npv[came].mean()
    never = delivered - good.risk.mean
    rest = good.risk.base - delivered
    assert never + rest == pytest.approx(good.risk.base - good.risk.mean)
    for part in (good.risk.mean, good.risk.base, never, rest):
        assert money(abs(part), short=True) in told
    sure = FlatEarning(profit=2.5, decisions_per_month=10_000)
    plan = first_plan(Case(delivery_chance=1.0), sure)
    assert gap_words(study(plan, sure, title="x", trials=200).risk, "EUR") != told


def test_where_nothing_varies_that_is_said():
    earning = FlatEarning(profit=2.5, decisions_per_month=10_000)
    plan = first_plan(Case(delivery_chance=1.0), earning)
    ledger = plan.ledger
    for entry in plan.ledger:
        ledger = ledger.with_range(entry.id, "") if entry.ranged else ledger
    told = said(study(replace(plan, ledger=ledger), earning, title="x", trials=100))
    assert told.headline.startswith("An estimated €")
    assert "Nothing is allowed to vary yet" in told.risk
    assert (told.spread, told.gap, told.knowing) == ("", "", "")


def test_a_pilot_has_a_control_group_a_cost_and_a_stop_rule(policy):
    told = said(_study(policy, origin=Origin(rows=1_500)))
    found = re.search(r"treat ([\d,]+) .* leave ([\d,]+) like them alone", told.next_step)
    assert found
    assert found[1] == found[2]
    assert re.search(r"cost", told.next_step)
    assert "Go on if “Success rate” comes out above" in told.next_step
    assert told.next_step.endswith("else stop.")
    goes = re.search(r"above ([\d.]+)", told.next_step)
    assert float(goes[1]) > 0
    study_ = _study(policy)
    limit = goes_above(study_, study_.information.pilot)
    assert float(goes[1]) / 100 == pytest.approx(limit)
    even = study_.break_evens["success_rate"]
    assert even <= limit < even * 1.1  # on the safe side, and near
    assert "on 1,500 rows that had no say in the choice" in told.against


def test_without_a_rate_to_try_there_is_a_stage_with_a_stop_rule(good):
    told = said(good).next_step
    assert told.startswith("A first stage for about €")
    limit = good.break_evens["profit"]
    assert f"Stop if it earns less than {money(float(f'{limit:.2g}'))} more" in told


def test_break_evens_say_which_way_and_what_is_assumed(good):
    told = said(good).break_evens
    assert any(each.startswith("“Extra profit of a decision” may fall to €0.") for each in told)
    assert all("(assumed: " in each for each in told)
    worse = said(_study(BAD)).break_evens
    assert worse
    assert all("would have to" in each for each in worse)


def test_a_rule_of_thumb_says_that_nothing_was_measured(policy):
    told = said(_study(policy, origin=Origin(kind="napkin")))
    assert "nothing was measured" in told.against


def test_the_error_of_a_model_that_is_not_known_is_said_to_be_missing():
    flat = FlatEarning(profit=2.5, decisions_per_month=10_000)
    assert "is not known" in said(_study(flat)).spread
    assert "is not known" not in said(_study(GOOD)).spread


@pytest.mark.parametrize("earning", [GOOD, BAD, THIN])
@pytest.mark.parametrize("case", [
    Case(), Case(horizon_months=1, build_months=0), Case(discount_rate=0.0, delivery_chance=0.0),
    Case(build_months=36), Case(day_rate=0.0, hosting=0.0, tax_rate=0.3, inflation=0.02),
])  # fmt: skip
def test_sentences_are_whole_whatever_the_case(earning, case):
    told = asdict(said(_study(earning, case)))
    for value in told.values():
        for text in (value,) if isinstance(value, str) else value:
            assert "nan" not in text
            assert "None" not in text
            assert "  " not in text
            assert not re.search(r"\d_|[a-z]_[a-z]", text)
            assert text == "" or text in {"yes", "no"} or text.endswith((".", "!"))


def test_times_and_chances_in_words():
    assert stretch(12) == "1\u00a0year"
    assert stretch(13) == "13\u00a0months"
    assert (duration(1.49), duration(1.5)) == ("6\u00a0weeks", "1.5\u00a0months")
    assert (chance(0.0099), chance(0.01)) == ("fewer than 1\u00a0%", "1\u00a0%")
    assert (chance(0.99), chance(0.9901)) == ("99\u00a0%", "more than 99\u00a0%")
    assert bringing(0, 0, "EUR") == "about €0"


def test_what_is_said_of_knowing_more_agrees_with_what_each_is_worth(policy):
    """Where only whether it is delivered matters, that is what is said."""
    found = _study(policy, Case(delivery_chance=0.8))
    worth = dict(found.information.evppi)
    delivered = worth.pop("delivered")
    assert delivered >= 1 > max(worth.values())
    told = said(found).knowing
    assert f"delivered at all: that is worth at most {money(delivered, short=True)}." in told
    sure = said(_study(policy, Case(delivery_chance=1.0))).knowing
    assert "delivered" not in sure
