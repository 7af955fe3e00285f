"""Uplift in words and charts."""

import numpy as np
import pytest

from lepton.plots import uplift as charts
from lepton.plots import uplift_words as words
from lepton.plots.theme import palette
from lepton.value.uplift import (
    Offer,
    balance,
    control_group_size,
    proof_of_value,
    uplift_curve,
)

OFFER = Offer(benefit=30, contact_cost=1, population=20_000)


def experiment(slope, start, rows=6000):
    """Outcomes, arms and scores of people whose uplift goes from ``start`` up by ``slope``."""
    rng = np.random.default_rng(5)
    score, arm = rng.random(rows), rng.integers(0, 2, rows)
    y = (rng.random(rows) < 0.3 + arm * (slope * score + start)).astype(int)
    return y, arm, score


@pytest.fixture(scope="module")
def curve():
    return uplift_curve(*experiment(0.4, -0.13), offer=OFFER)


@pytest.fixture(scope="module")
def useless():
    return uplift_curve(*experiment(0.0, 0.0), offer=Offer(benefit=1, contact_cost=5))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("draw", [charts.net_and_gross, charts.qini, charts.tenths])
def test_every_chart_has_a_title_and_named_axes(curve, draw, dark):
    figure = draw(curve, dark=dark)
    assert figure.layout.title.text
    assert figure.layout.xaxis.title.text
    assert figure.layout.yaxis.title.text


def test_net_stands_beside_gross_and_random(curve):
    figure = charts.net_and_gross(curve)
    random, gross, net, best = figure.data
    assert net.line.color == palette().accent
    assert gross.line.color == palette().compare
    assert random.line.dash == "dot"
    assert list(net.y) == curve.net.tolist()
    assert list(gross.y) == curve.gross.tolist()
    assert best.x[0] == curve.best.fraction
    assert {a.text for a in figure.layout.annotations} == {
        "picked at random", "as a report counts it", "what acting changed",
    }  # fmt: skip


def test_a_chart_of_a_campaign_that_never_pays_marks_no_depth(useless):
    assert len(charts.net_and_gross(useless).data) == 3


def test_people_better_left_alone_are_drawn_as_a_loss(curve):
    colours = charts.tenths(curve).data[0].marker.color
    assert colours[0] == palette().accent
    assert colours[-1] == palette().loss


def test_the_verdict_gives_the_range_before_the_point_and_tells_the_optimism(curve):
    said = words.verdict(curve)
    assert said.startswith("Acting on the top 52\u00a0% earns €")
    assert " to €" in said
    assert said.index(" to €") < said.index("at best guess")
    assert "The depth was chosen on the same rows: expect about €" in said


def test_without_a_currency_amounts_have_no_sign_of_one(curve):
    for said in (words.verdict(curve, None), words.gross_against_net(curve, None)):
        assert "€" not in said
        assert "\u00a0 " not in said


def test_a_treatment_for_everybody_is_called_so():
    rows = experiment(0.0, 0.2)
    curve = uplift_curve(rows[0], rows[1], np.zeros(6000), offer=OFFER)
    assert words.verdict(curve).startswith("Acting on everybody earns €")


def test_no_depth_that_pays_is_an_answer(useless):
    assert words.verdict(useless).startswith("No depth pays")
    assert "would show outcomes worth" in words.gross_against_net(useless)


def test_the_report_shows_more_than_acting_changed(curve):
    at = curve.best
    assert at.gross > at.net
    assert "would show outcomes worth €150\u00a0k; €51\u00a0k" in words.gross_against_net(curve)


def test_an_effect_that_may_be_chance_is_called_so(useless):
    assert "that may be chance" in words.effect_sentence(useless)


def test_an_effect_has_its_direction(curve):
    assert "the treatment adds 4.5 to 8.6 in 100" in words.effect_sentence(curve)
    y, arm, score = experiment(0.0, -0.2)
    said = words.effect_sentence(uplift_curve(y, arm, score))
    assert "the treatment takes away" in said
    low, high = (float(w) for w in said.split("takes away ")[1].split(" in ")[0].split(" to "))
    assert 0 < low < high


def test_an_effect_in_money_is_told_per_person(curve):
    said = words.effect_sentence(curve, valued=True)
    assert said.startswith("A person treated brought")
    assert "a person." in said


def test_a_ranking_is_praised_only_where_it_is_shown(curve, useless):
    assert words.ranking_sentence(curve) == "The score picks people who react more than others do."
    assert "not shown" in words.ranking_sentence(useless)
    y, arm, score = experiment(0.4, -0.1)
    turned = uplift_curve(y, arm, -score)
    assert "act on the lowest instead" in words.ranking_sentence(turned)


def test_people_to_leave_alone_are_named(curve):
    assert words.sleeping_sentence(curve).startswith("Leave the lowest 38\u00a0% by score alone")
    everywhere = uplift_curve(*experiment(0.0, 0.3))
    if everywhere.sleeping is None:
        assert words.sleeping_sentence(everywhere) == ""


def test_a_difference_before_the_treatment_is_a_warning():
    rng = np.random.default_rng(1)
    arm = np.tile([0, 1], 500)
    before = rng.normal(size=1000)
    assert words.balance_warning(balance(arm, {"age": before})) == ""
    said = words.balance_warning(balance(arm, {"age": before, "visits": before + arm}))
    assert "The two groups differ in visits" in said


def test_the_size_of_a_group_is_told_with_time_and_price():
    said = words.group_sentence(control_group_size(0.1, 0.02, per_week=1000))
    assert "At this volume it takes 8 weeks." in said
    proof = proof_of_value(0.1, 0.02, benefit=200, contact_cost=1)
    said = words.group_sentence(proof.group, proof, "EUR")
    assert "80 of 100 such tries prove that it pays" in said
    assert "Leaving them alone gives up about €11\u00a0k." in said
