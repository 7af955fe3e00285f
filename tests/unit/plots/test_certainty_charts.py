import numpy as np
import pytest

from lepton.plots import certainty, trust
from lepton.value import Assumptions, Payoff, ScoreCounts
from lepton.value.calibration import money_calibration, reliability, threshold_gap
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import (
    PriceDraws,
    assumption_band,
    bands,
    compare,
    noise_floor,
    profit_interval,
)

OFFER = Payoff(tp=9, fp=-1)
MONEY = Assumptions(form="matrix", right=9, wrong=1)
BAD = "<img src=x onerror=alert(1)>"


def rows(factor=1.0, size=3000):
    rng = np.random.default_rng(0)
    p = rng.beta(1, 6, size)
    y = (rng.random(size) < p).astype(int)
    return ScoredRows.of(y, p * factor / (p * factor + 1 - p))


@pytest.fixture(scope="module")
def table():
    return rows()


@pytest.fixture(scope="module")
def rival(table):
    rng = np.random.default_rng(1)
    return ScoredRows.of(table.y_true, np.clip(table.y_score + rng.normal(0, 0.15, 3000), 0, 1))


@pytest.mark.parametrize("dark", [False, True])
def test_every_chart_has_a_title_named_axes_and_sentences_to_hover(table, rival, dark):
    counts = table.counts_for(MONEY)
    worlds = PriceDraws.of(counts, Assumptions(), {"success_rate": np.linspace(0.2, 0.4, 50)})
    figures = [
        certainty.band_figure(
            bands(counts, MONEY), noise=noise_floor(3000, 0.14, MONEY), dark=dark
        ),
        certainty.assumption_figure(assumption_band(counts, worlds), dark=dark),
        certainty.difference_figure(compare(table, rival, MONEY), dark=dark),
        trust.reliability_figure(reliability(table.y_true, table.y_score), dark=dark),
        trust.money_calibration_figure(money_calibration(table, MONEY), dark=dark),
    ]
    for figure in figures:
        assert figure.layout.title.text
        assert figure.layout.xaxis.title.text
        assert figure.layout.yaxis.title.text
        assert any(trace.customdata is not None for trace in figure.data)


def test_the_band_on_the_chart_is_the_band_that_was_found(table):
    found = bands(table.counts_for(MONEY), MONEY)
    whole, one, line = certainty.band_figure(found).data
    half = len(found.share)
    assert np.array_equal(np.asarray(whole.y)[:half], found.high_all)
    assert np.array_equal(np.asarray(one.y)[:half], found.high)
    assert np.array_equal(line.y, found.profit)


def test_names_of_models_are_shown_as_text(table, rival):
    figure = certainty.difference_figure(compare(table, rival, MONEY), (BAD, BAD))
    assert "<img" not in figure.to_json()


def test_the_words_give_the_range_the_chance_and_the_luck(table):
    counts = table.counts_for(MONEY)
    found = profit_interval(counts, MONEY, fraction=0.3)
    said = certainty.certainty_words(found, "GBP", noise=noise_floor(3000, 0.14, MONEY))
    assert said[0].startswith("It earns £")
    assert " to £" in said[0]
    assert "90 of 100" in said[0]
    assert len(said) == 3


@pytest.mark.parametrize(
    ("hits", "words"),
    [
        (200, "A profit is all but certain"),
        (100, "The chance of a profit is"),
        (20, "A loss is all"),
    ],
)
def test_a_chance_is_called_what_it_is(hits, words):
    counts = ScoreCounts.from_scores([1] * hits + [0] * (1000 - hits), [1.0] * 1000)
    found = profit_interval(counts, OFFER, fraction=1)
    assert words in certainty.certainty_words(found)[1]


def test_luck_is_named_only_where_it_may_be_luck(table):
    found = profit_interval(table.counts_for(MONEY), MONEY, fraction=0.3)
    few, many = noise_floor(50, 0.1, MONEY), noise_floor(10**6, 0.1, MONEY)
    assert "before relying on it" in certainty.certainty_words(found, noise=few)[2]
    assert "this is more" in certainty.certainty_words(found, noise=many)[2]


def test_nobody_acted_on_is_said_so(table):
    found = profit_interval(table.counts_for(MONEY), MONEY, fraction=0)
    assert certainty.certainty_words(found) == [
        "Nobody is acted on, so nothing is earned and nothing is uncertain."
    ]


def test_the_better_model_is_named_and_a_draw_is_called_one(table, rival):
    useless = ScoredRows.of(table.y_true, np.random.default_rng(5).random(3000))
    names = ("Forest", "Linear")
    better = certainty.comparison_words(compare(table, useless, MONEY), names)
    assert better[0].startswith("Forest earns €")
    worse = certainty.comparison_words(compare(useless, table, MONEY), names)
    assert worse[0].startswith("Linear earns €")
    near = ScoredRows.of(table.y_true, table.y_score + 0.001 * rival.y_score)
    open_ = certainty.comparison_words(compare(table, near, MONEY), names)
    assert open_[0].startswith("These rows cannot tell")
    same = certainty.comparison_words(compare(table, table, MONEY), names)
    assert same == ["Forest and Linear act on the very same cases, so they earn the same."]


@pytest.mark.parametrize(
    ("factor", "probabilities", "amounts"),
    [
        (1.0, "can be taken at their word", "brought what was expected"),
        (3.0, "are too high", "brought less than expected"),
        (0.3, "are too low", "brought more than expected"),
    ],
)
def test_trust_is_put_into_words(factor, probabilities, amounts):
    table = rows(factor, 20_000)
    found = reliability(table.y_true, table.y_score)
    gap = threshold_gap(table.counts_for(MONEY), MONEY)
    said = trust.trust_words(found, money_calibration(table, MONEY), gap)
    assert probabilities in said[0]
    assert amounts in said[1]
    assert len(said) == 2 + gap.alarm


@pytest.mark.parametrize("verdict", ["overconfident", "underconfident", "uneven"])
def test_every_verdict_has_its_words(verdict):
    from dataclasses import replace

    found = replace(reliability([0, 1] * 50, [0.5] * 100), verdict=verdict)
    assert "right on average" in trust.trust_words(found)[0]


def test_an_alarm_says_what_it_costs():
    table = rows(8.0, 20_000)
    gap = threshold_gap(table.counts_for(MONEY), MONEY)
    assert gap.alarm
    said = trust.trust_words(gap=gap)
    assert len(said) == 1
    assert "correct the probabilities" in said[0]
    assert "10" in said[0]


def test_nothing_promised_is_said_so():
    table = ScoredRows.of([0, 1] * 50, [0.01] * 100)
    said = trust.trust_words(money_found=money_calibration(table, MONEY))
    assert said == [
        "The probabilities promise no profit from anybody, so there is nothing to compare."
    ]
