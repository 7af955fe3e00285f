"""Sentences and charts about limits, measures and the back of a napkin."""

import json

import numpy as np
import pytest

from lepton.errors import InputError, NotApplicable
from lepton.plots import limits, measured
from lepton.plots import napkin as on_napkin
from lepton.value import Assumptions, ScoreCounts
from lepton.value.limits import alerts, allocate, returns, three_way
from lepton.value.measures import measures
from lepton.value.napkin import napkin
from lepton.value.presets import preset

MONEY = {"right": 100.0, "wrong": 100.0, "review_cost": 20.0}
WORDS = preset("churn").words


@pytest.fixture
def found():
    rng = np.random.default_rng(2)
    score = rng.beta(1, 5, 4000)
    counts = ScoreCounts.from_scores(rng.random(4000) < score, score).thin(200)
    return measures(counts, Assumptions(benefit=60, success_rate=0.4, contact_cost=4))


def drawn(figure):
    """The figure as the browser gets it, with its title and both axes named."""
    told = json.loads(figure.to_json())
    layout = told["layout"]
    assert layout["title"]["text"]
    assert layout["xaxis"]["title"]["text"]
    assert layout["yaxis"]["title"]["text"]
    return told


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("what", measured.CURVES)
def test_every_measure_can_be_drawn(found, what, dark):
    told = drawn(measured.measured_curve(found, what, WORDS, dark=dark))
    assert len(told["data"]) == 1 + len(measured.CURVES[what].beside)
    assert "{" not in told["layout"]["title"]["text"] + told["layout"]["yaxis"]["title"]["text"]


def test_a_measure_that_is_not_there_is_told():
    bare = measures(ScoreCounts.from_scores([1, 0], [0.9, 0.1]))
    with pytest.raises(InputError, match="curve must be one of gains, lift"):
        measured.measured_curve(bare, "beauty")
    with pytest.raises(NotApplicable, match="profit must be told with money"):
        measured.measured_curve(bare, "profit")
    drawn(measured.measured_curve(bare, "gains"))


def test_the_roc_hull_and_the_decision_curves_can_be_drawn(found):
    drawn(measured.roc_hull(found, WORDS))
    drawn(measured.net_benefit_curve(found.net_benefit, WORDS, dark=True))


def test_gains_are_said_in_words(found):
    said = measured.gains_sentence(found, 0.2, WORDS)
    assert said.startswith("The best 20\u00a0% hold")
    assert "customers about to leave" in said
    assert measured.gains_sentence(found, 0.0) == "Nothing can be said of so few."


def test_each_limit_is_said_with_its_price():
    rng = np.random.default_rng(5)
    gain, cost = rng.gamma(2, 30, 400), rng.gamma(2, 10, 400)
    few = limits.limit_sentence(allocate(gain, cost, capacity=20), "EUR", WORDS)
    assert few.startswith("The capacity is the limit: one more customer would earn €")
    both = allocate(gain, cost, capacity=100, budget=1200)
    assert "Capacity and budget are both the limit" in limits.limit_sentence(both)
    assert "hold nothing back" in limits.limit_sentence(allocate(gain, cost))


def test_what_may_be_lost_is_said():
    rows = [60, 100, 120], [10, 20, 30]
    assert "at most €40 more" in limits.lost_sentence(allocate(*rows, budget=40))
    assert "No other choice" in limits.lost_sentence(allocate(*rows, budget=40, exact=True))


def test_alerts_are_said_with_their_backlog():
    rng = np.random.default_rng(8)
    score = rng.beta(1, 8, 3000)
    y = rng.random(3000) < score
    money = {"value_per_hit": 200, "cost_per_alert": 30, "days": 10}
    time = {"minutes_per_alert": 15, "analysts_hours": 4}
    said = limits.alerts_sentence(alerts(y, score, alerts_per_day=20, **money, **time))
    assert said.startswith("Of 20 alerts a day")
    assert "They pay from 15\u00a0% on." in said
    assert "Nobody gets to 4 of them: 1 hours a day are missing." in said
    none = alerts(y, score, alerts_per_day=0, **money)
    assert limits.alerts_sentence(none) == "No alert is raised."


def test_a_second_look_is_said_and_drawn():
    p = np.linspace(0, 1, 101)
    found = three_way(p, **MONEY)
    assert "between 20\u00a0% and 80\u00a0%" in limits.review_sentence(found)
    assert "less than €50" in limits.review_sentence(found)
    assert len(drawn(limits.review_chart(found, MONEY))["data"]) == 3
    dear = three_way(p, **MONEY | {"review_cost": 60})
    assert "never pays" in limits.review_sentence(dear)
    drawn(limits.review_chart(dear, MONEY | {"review_cost": 60}, dark=True))


def test_the_returns_of_a_budget_rise_and_can_be_drawn():
    found = returns([60, 100, 120, -5], [10, 20, 0, 1], steps=6)
    assert found.gain.tolist() == [120, 150, 180, 205, 230, 255, 280]
    assert found.n[-1] == 3
    assert (np.diff(found.price) <= 0).all()
    drawn(limits.budget_curve(found, budget=15))


def test_the_returns_are_those_of_the_choice_in_parts():
    rng = np.random.default_rng(5)
    gain, cost = rng.normal(10, 30, 300), rng.gamma(2, 10, 300)
    found = returns(gain, cost, steps=10)
    for i in (0, 3, 7, 10):
        chosen = allocate(gain, cost, budget=found.budget[i])
        assert found.gain[i] == pytest.approx(chosen.bound)
        assert found.price[i] == pytest.approx(chosen.shadow_price_budget)


OFFER = {"form": "matrix", "right": 44.0, "wrong": 1.0, "decisions_per_month": 1e6}


def test_a_napkin_is_said_and_drawn():
    found = napkin(Assumptions(**OFFER), base_rate=0.01)
    said = on_napkin.verdict(found, "EUR", WORDS)
    assert said.startswith("Contacting the top 5.1\u00a0%")
    assert "could earn about €51\u00a0k a month" in said
    assert "rule of thumb" in drawn(on_napkin.napkin_curve(found))["layout"]["title"]["text"]


def test_a_napkin_that_says_no_is_said_too():
    lost = napkin(Assumptions(**OFFER, fixed_cost=440_001), base_rate=0.01)
    assert "nobody is best" in on_napkin.verdict(lost)
    assert "Even a model that is always right" in on_napkin.needed(lost)
    drawn(on_napkin.napkin_curve(lost, dark=True))
    deep = napkin(Assumptions(**OFFER, fraction=0.5), base_rate=0.01)
    assert "would lose about" in on_napkin.verdict(deep)
    dear = napkin(Assumptions(**OFFER | {"right": 300.0}), base_rate=0.01)
    assert on_napkin.verdict(dear).startswith("Acting on everybody is best: it could earn about")
    free = napkin(Assumptions(**OFFER | {"right": 110.0}), base_rate=0.01)
    assert "even by chance" in on_napkin.needed(free)
