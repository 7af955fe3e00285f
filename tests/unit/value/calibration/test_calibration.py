import numpy as np
import pytest

from lepton.errors import InputError, NoSolution, NotApplicable
from lepton.value import Assumptions, Payoff, ScoreCounts
from lepton.value.calibration import (
    expected_against_realised,
    money_calibration,
    reliability,
    shift_base_rate,
    threshold_gap,
    undo_resampling,
    undo_weights,
)
from lepton.value.scored import ScoredRows

OFFER = Payoff(tp=9, fp=-1)
MONEY = Assumptions(form="matrix", right=9, wrong=1)


def right(rows=20_000, seed=0):
    """Outcomes that happen exactly as often as the probabilities say."""
    rng = np.random.default_rng(seed)
    p = rng.beta(1, 6, rows)
    return (rng.random(rows) < p).astype(int), p


def odds_times(p, factor):
    return p * factor / (p * factor + 1 - p)


def stretched(p, slope):
    odds = (p / (1 - p)) ** slope
    return odds / (1 + odds)


def as_many(p, mean):
    """The same log-odds moved until as many hits are predicted as there are."""
    factor = 1.0
    for _ in range(60):
        factor *= mean / odds_times(p, factor).mean()
    return odds_times(p, factor)


def test_bins_by_hand():
    """Four rows at 0.1 with one hit, and four at 0.6 with three."""
    y, p = [0, 0, 0, 1, 1, 1, 1, 0], [0.1] * 4 + [0.6] * 4
    found = reliability(y, p, bins=2)
    assert found.predicted == pytest.approx([0.1, 0.6])
    assert found.observed == pytest.approx([0.25, 0.75])
    assert found.count.tolist() == [4, 4]
    assert found.ece == pytest.approx(0.15)
    assert found.largest_gap == pytest.approx(-0.15)
    assert found.brier == pytest.approx((3 * 0.01 + 0.81 + 3 * 0.16 + 0.36) / 8)
    assert (found.mean_predicted, found.mean_observed) == pytest.approx((0.35, 0.5))


def test_the_range_of_a_bin_is_that_of_wilson_1927():
    """Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662 at 95 %."""
    found = reliability([1] * 81 + [0] * 182, [0.3] * 263, level=0.95)
    assert found.low[0] == pytest.approx(0.2553, abs=5e-5)
    assert found.high[0] == pytest.approx(0.3662, abs=5e-5)


def test_brier_and_error_agree_with_scikit_learn():
    from sklearn.calibration import calibration_curve
    from sklearn.metrics import brier_score_loss

    y, p = right(5000)
    found = reliability(y, p)
    came, said = calibration_curve(y, p, n_bins=10, strategy="quantile")
    assert found.predicted == pytest.approx(said)
    assert found.observed == pytest.approx(came)
    assert found.brier == pytest.approx(brier_score_loss(y, p))


def test_right_probabilities_are_called_good_and_err_no_more_than_by_chance():
    found = reliability(*right())
    assert found.verdict == "good"
    assert found.slope == pytest.approx(1, abs=0.05)
    errors = [reliability(*right(2000, seed)) for seed in range(40)]
    assert np.mean([f.ece for f in errors]) == pytest.approx(errors[0].ece_by_chance, rel=0.15)
    assert sum(f.verdict == "good" for f in errors) >= 39


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (lambda p: odds_times(p, 1.5), "optimistic"),
        (lambda p: odds_times(p, 0.6), "pessimistic"),
        (lambda p: as_many(stretched(p, 1.6), p.mean()), "overconfident"),
        (lambda p: 0.5 * p + 0.5 * p.mean(), "underconfident"),
        (lambda p: odds_times(p, 1.03), "good"),
    ],
)
def test_what_is_wrong_with_probabilities_is_named(change, verdict):
    y, p = right(50_000)
    assert reliability(y, change(p)).verdict == verdict


def test_probabilities_right_on_average_but_not_at_every_level_are_called_uneven():
    rng = np.random.default_rng(3)
    said = np.repeat([0.1, 0.2, 0.3, 0.4], 5000)
    true = np.repeat([0.12, 0.16, 0.27, 0.45], 5000)  # no stretching brings them together
    y = (rng.random(said.size) < true).astype(int)
    found = reliability(y, said)
    assert found.verdict == "uneven"
    assert found.ece > 3 * found.ece_by_chance
    assert reliability((rng.random(said.size) < said).astype(int), said).verdict == "good"


def test_the_slope_is_that_of_a_logistic_regression():
    from sklearn.linear_model import LogisticRegression

    y, p = right(5000)
    said = odds_times(stretched(p, 1.7), 2)
    x = np.log(said / (1 - said))[:, np.newaxis]
    fitted = LogisticRegression(C=np.inf).fit(x, y)
    assert reliability(y, said).slope == pytest.approx(fitted.coef_[0, 0], rel=1e-3)


def test_equal_probabilities_are_never_parted():
    found = reliability([0, 1] * 50, [0.5] * 100)
    assert len(found.predicted) == 1
    assert found.verdict == "good"


def test_a_weight_of_two_is_the_row_twice():
    y, p = right(200)
    weight = np.random.default_rng(1).integers(1, 4, 200)
    one = reliability(y, p, sample_weight=weight)
    other = reliability(np.repeat(y, weight), np.repeat(p, weight))
    assert one.predicted == pytest.approx(other.predicted)
    assert (one.ece, one.brier, one.slope) == pytest.approx((other.ece, other.brier, other.slope))


@pytest.mark.parametrize("y", [[0, 0, 0, 0], [1, 1, 1, 1]])
def test_one_class_only_gives_figures_and_no_error(y):
    found = reliability(y, [0.1, 0.2, 0.3, 0.4], bins=2)
    assert np.isfinite(found.ece)


def test_certain_probabilities_do_no_harm():
    assert reliability([0, 0, 1, 1], [0.0, 0.0, 1.0, 1.0]).ece == 0


@pytest.mark.parametrize("p", [-0.01, 1.01])
def test_probabilities_beyond_their_bounds_are_refused(p):
    with pytest.raises(InputError, match="y_prob must be between 0 and 1"):
        reliability([0, 1], [0.5, p])
    with pytest.raises(InputError, match="p must be between 0 and 1"):
        undo_weights([p], 2)


def test_probabilities_at_their_bounds_are_taken():
    assert undo_weights([0.0, 1.0], 9).tolist() == [0, 1]
    assert undo_resampling([0.0, 1.0], kept_negatives=0.1).tolist() == [0, 1]
    assert shift_base_rate([0.0, 1.0], 0.5, 0.1).tolist() == [0, 1]


@pytest.mark.parametrize("bins", [1, 1001, 2.5])
def test_too_few_too_many_or_half_bins_are_refused(bins):
    with pytest.raises(InputError, match="bins must be"):
        reliability([0, 1], [0.1, 0.9], bins=bins)
    assert len(reliability([0, 1], [0.1, 0.9], bins=2).count) == 2


def test_lengths_that_differ_are_refused():
    with pytest.raises(
        InputError, match=r"y_prob must be as long as y_true \(2 rows\); got 3 rows"
    ):
        reliability([0, 1], [0.1, 0.2, 0.3])


@pytest.mark.parametrize("rate", [0.0, 1.0, -0.1, 1.5])
def test_a_base_rate_of_nobody_or_everybody_is_refused(rate):
    with pytest.raises(InputError, match="new must be above 0 and below 1"):
        shift_base_rate([0.5], 0.5, rate)
    with pytest.raises(InputError, match="old must be above 0 and below 1"):
        shift_base_rate([0.5], rate, 0.5)


@pytest.mark.parametrize("weight", [0.0, -1.0, "9", np.inf])
def test_a_weight_that_is_not_above_zero_is_refused(weight):
    with pytest.raises(InputError, match="positive_weight must be"):
        undo_weights([0.5], weight)
    with pytest.raises(InputError, match="kept_negatives must be"):
        undo_resampling([0.5], kept_negatives=weight)


def test_undoing_is_the_inverse_of_what_training_did():
    _, p = right(100)
    assert undo_weights(odds_times(p, 7), 7) == pytest.approx(p)
    assert undo_resampling(odds_times(p, 4), kept_negatives=0.25) == pytest.approx(p)
    assert undo_resampling(odds_times(p, 3), kept_positives=3) == pytest.approx(p)
    assert shift_base_rate(shift_base_rate(p, 0.1, 0.4), 0.4, 0.1) == pytest.approx(p)


def test_money_by_hand():
    """Highest expected gains first; the policy is all rows that promise more than nothing."""
    found = expected_against_realised([5.0, 4.0, -1.0, -2.0], [9.0, -1.0, -1.0, 9.0], bins=2)
    assert found.share.tolist() == [0.5, 1.0]
    assert found.expected.tolist() == [9, -3]
    assert found.realised.tolist() == [8, 8]
    assert (found.expected_where_it_pays, found.realised_where_it_pays) == (9, 8)
    assert found.kept == pytest.approx(8 / 9)
    # sum of squares less the mean: 81 + 1 − 64/2 = 50
    assert found.high[0] - found.realised[0] == pytest.approx(1.6448536 * 50**0.5)


def test_right_probabilities_keep_their_promise_of_money():
    found = money_calibration(ScoredRows.of(*right()), MONEY)
    assert found.verdict == "good"
    assert found.expected.sum() == pytest.approx(found.realised.sum(), rel=0.2, abs=100)
    inside = (found.low <= found.expected) & (found.expected <= found.high)
    assert inside.sum() >= 7  # nine of ten on average


@pytest.mark.parametrize(("factor", "verdict"), [(2.0, "optimistic"), (0.5, "pessimistic")])
def test_wrong_probabilities_do_not(factor, verdict):
    y, p = right()
    found = money_calibration(ScoredRows.of(y, odds_times(p, factor)), MONEY)
    assert found.verdict == verdict
    assert (found.kept < 1) == (verdict == "optimistic")


def test_values_formulas_and_base_rates_are_part_of_the_promise():
    y, p = right()
    value = np.random.default_rng(1).gamma(2, 50, y.size)
    rows = ScoredRows.of(y, p, value=value)
    every = [
        Assumptions(benefit=0.5, contact_cost=5, benefit_from="column"),
        Assumptions(form="formula", tp_formula="value - 20", fp_formula="0 - 20"),
        Assumptions(form="matrix", right=9, wrong=1, base_rate=0.05),
    ]
    for money in every:
        found = money_calibration(rows, money)
        assert found.verdict == "good", money
        assert found.kept == pytest.approx(1, abs=0.15)


def test_nothing_promised_is_no_promise_broken():
    found = expected_against_realised([-1.0, -2.0, -3.0], [1.0, 1.0, 1.0], bins=2)
    assert found.kept is None
    assert found.verdict == "good"


def test_expected_and_realised_of_other_lengths_are_refused():
    with pytest.raises(InputError, match="realised must be as long as"):
        expected_against_realised([1.0, 2.0], [1.0])


def test_scores_that_are_no_probabilities_have_no_expected_money():
    rows = ScoredRows.of([0, 1], [0.5, 3.0])
    with pytest.raises(InputError, match="y_score must be between 0 and 1"):
        money_calibration(rows, MONEY)


def test_the_cut_off_of_theory_pays_where_probabilities_are_right():
    alarms = [
        threshold_gap(ScoreCounts.from_scores(*right(2000, seed)), OFFER).alarm
        for seed in range(200)
    ]
    assert np.mean(alarms) < 0.03


@pytest.mark.parametrize(("factor", "verdict"), [(6, "optimistic"), (1 / 6, "pessimistic")])
def test_the_alarm_rings_where_probabilities_are_wrong(factor, verdict):
    y, p = right(10_000)
    found = threshold_gap(ScoreCounts.from_scores(y, odds_times(p, factor)), OFFER)
    assert found.alarm
    assert found.verdict == verdict
    assert found.break_even == pytest.approx(0.1)
    assert found.lost == pytest.approx(found.best_profit - found.profit_at_break_even)


def test_a_base_rate_moves_both_cut_offs():
    y, p = right(10_000)
    rare = Assumptions(form="matrix", right=9, wrong=1, base_rate=0.05)
    found = threshold_gap(ScoreCounts.from_scores(y, p), rare)
    assert not found.alarm
    assert found.break_even == pytest.approx(0.1)


def test_theory_needs_probabilities_and_one_payoff_for_all():
    scores = ScoreCounts.from_scores([0, 1], [1.0, 1.5])
    with pytest.raises(InputError, match="y_score must be probabilities between 0 and 1; got 1 to"):
        threshold_gap(scores, OFFER)
    counts = ScoreCounts.from_scores([0, 1], [0.0, 1.0])
    assert threshold_gap(counts, OFFER).lost == 0
    with pytest.raises(NotApplicable, match="money must be the same in every row"):
        threshold_gap(counts, Payoff(tp=np.ones(2), fp=-1))
    with pytest.raises(NotApplicable, match="money must be the same in every row"):
        threshold_gap(counts, Assumptions(benefit_from="column"))
    with pytest.raises(NoSolution, match="act on everybody"):
        threshold_gap(counts, Payoff(tp=1, fp=1))
    with pytest.raises(InputError, match="money must be Assumptions or a Payoff"):
        threshold_gap(counts, 3)


@pytest.mark.parametrize("rate", [None, 0.05, 0.6])
def test_the_range_of_what_came_in_is_that_of_drawn_tables(rate):
    rng = np.random.default_rng(8)
    p = rng.beta(1, 3, 1500)
    rows = ScoredRows.of(rng.random(p.size) < p, p)
    mine = Assumptions(benefit=100, success_rate=0.3, contact_cost=5, base_rate=rate)
    found = money_calibration(rows, mine)
    gain = np.where(rows.expected(mine) > 0, rows.gains(mine)[0], 0.0)
    came = []
    for _ in range(1000):
        drawn = rng.integers(0, p.size, p.size)
        share = rows.y_true[drawn].mean()
        used = share if rate is None else rate
        weight = np.where(rows.y_true[drawn], used / share, (1 - used) / (1 - share))
        came.append(1000 * np.mean(weight * gain[drawn]))
    reach = (found.high_where_it_pays - found.low_where_it_pays) / 2
    assert reach == pytest.approx(1.645 * np.std(came), rel=0.08)
