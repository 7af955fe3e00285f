"""``lepton napkin`` gives the figures of the package, before there is any data."""

import pytest

from lepton.value import Assumptions
from lepton.value.napkin import napkin

PROSPECTS = ["napkin", "--population", 1e6, "--base-rate", 0.01, "--tp", 44, "--fp", -1]


def test_the_figures_are_those_of_the_package(told):
    found = napkin(
        Assumptions(form="matrix", right=44, wrong=1, decisions_per_month=1e6), base_rate=0.01
    )
    said = told(*PROSPECTS)
    assert said["chosen"]["profit"] == found.chosen.profit
    assert said["smallest_strength"] == found.smallest_strength
    assert said["rule"] == found.rule
    assert len(said["fraction"]) == len(said["profit"]) == 101


def test_lifts_that_are_expected_take_the_place_of_the_rule(told):
    said = told(*PROSPECTS, "--lift-at", "0.1=3", "--lift-at", "0.2=2.5", "--fixed-cost", 20_000)
    assert said["chosen"]["profit"] == pytest.approx(15_000)
    assert said["strength"] is None


def test_a_campaign_is_priced_as_elsewhere(told):
    said = told(
        "napkin", "--population", 10_000, "--base-rate", 0.1, "--benefit", 200,
        "--contact-cost", 1, "--success-rate", 0.3, "--incentive-cost", 10,
    )  # fmt: skip
    offer = Assumptions(benefit=200, contact_cost=1, success_rate=0.3, incentive_cost=10)
    money = Assumptions.from_dict(offer.to_dict() | {"decisions_per_month": 10_000})
    found = napkin(money, base_rate=0.1)
    assert said["chosen"]["profit"] == pytest.approx(found.chosen.profit)
    assert said["chosen"]["cost"] == pytest.approx(found.chosen.cost)


def test_a_person_reads_what_it_could_earn_and_what_it_rests_on(run):
    code, out, err = run(*PROSPECTS)
    assert (code, err) == (0, "")
    assert "could earn about" in out
    assert "A rule of thumb" in out
    assert "nothing was measured" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (PROSPECTS[:1] + PROSPECTS[3:], "--population must be above zero; got none."),
        ([*PROSPECTS, "--population", 0], "--population must be above zero; got none."),
        ([*PROSPECTS, "--base-rate", 1], "base_rate must be above 0 and below 1; got 1."),
        ([*PROSPECTS, "--lift-at", "three"], "--lift-at must be such as 0.1=3; got 'three'."),
        ([*PROSPECTS, "--lift-at", "0.1=11"], "of hits that there are; got 11 at 0.1."),
        ([*PROSPECTS, "--strength", 3], "strength must be a number from 0 to 2; got 3.0."),
        ([*PROSPECTS, "--action-cost", 3], "--action-cost must be left out; got 3.0."),
        ([*PROSPECTS, "--tn", -5], "money of acting needlessly must be --fp below --tn; got -4."),
        (PROSPECTS[:5], "money must be given; got none."),
        (
            [*PROSPECTS[:5], "--benefit-from-value", "--contact-cost", 1],
            "--benefit-from-value must be left out; got given.",
        ),
    ],
)
def test_what_cannot_be_used_is_one_sentence(run, words, said):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
