"""Risk against closed forms and published numbers."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from lepton.finance import (
    Case,
    FlatEarning,
    PilotTerms,
    Range,
    cash_flow,
    information,
    simulate,
)
from lepton.finance.cells import cells
from lepton.finance.information import evpi_normal
from lepton.finance.pilot import pilot_of
from lepton.finance.sobol import indices

EARNING = FlatEarning(profit=4.1, decisions_per_month=1000)
SURE = Case(delivery_chance=1.0)
STRICT = 4.0  # standard errors that chance may make


def test_pert_of_10_20_60():
    """Malcolm et al. (1959), weight 4: α 1.8, β 4.2; quantiles by the incomplete beta function."""
    known = Range.pert(10, 20, 60)
    assert (known.mean, known.sd) == pytest.approx((25, 8.6602540), abs=1e-7)
    assert known.ppf([0.1, 0.5, 0.9]) == pytest.approx([14.4951, 23.8336, 37.2667], abs=1e-4)


def test_triangle_of_10_20_60():
    """Mean (a + m + b)/3, variance (a² + m² + b² - ab - am - bm)/18."""
    known = Range.triangular(10, 20, 60)
    assert (known.mean, known.sd**2) == pytest.approx((30, 116.6666667), abs=1e-6)
    assert known.ppf([0.1, 0.5, 0.9]) == pytest.approx([17.0711, 28.3772, 45.8579], abs=1e-4)


def test_lognormal_from_mean_and_spread():
    """s² = ln(1 + cv²), μ = ln M - s²/2: μ 4.4935984, s 0.4723807 for mean 100 and cv 0.5."""
    known = Range.lognormal_mean(100, 0.5)
    assert (known.mean, known.sd) == pytest.approx((100, 50))
    assert math.log(known.quantile(0.5)) == pytest.approx(4.4935984, abs=1e-7)
    spread = (math.log(known.high) - math.log(known.low)) / 2.5631031
    assert spread == pytest.approx(0.4723807, abs=1e-7)


def test_a_share_seen_in_3_of_10_has_mean_one_third():
    """Beta(k + 1, n - k + 1), the posterior from a flat start (Laplace's rule)."""
    assert Range.beta(3, 10).mean == pytest.approx(4 / 12)


def test_evpi_of_a_normal_npv():
    """σ φ(μ/σ) - |μ| Φ(-|μ|/σ) at N(100, 200): 39.5593; chance of a loss .3085375."""
    assert evpi_normal(100, 200) == pytest.approx(39.5593, abs=1e-4)
    assert evpi_normal(-100, 200) == evpi_normal(100, 200)
    assert norm.cdf(-0.5) == pytest.approx(0.3085375, abs=1e-7)


def ishigami(u):
    """sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 on [-π, π]³ (Ishigami & Homma 1990)."""
    x = np.pi * (2 * u - 1)
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def test_sobol_indices_of_ishigami():
    """Closed form: S1 .3139052, .4424111, 0; ST .5575889, .4424111, .2436837."""
    first, total, first_error, total_error = indices(ishigami, 3, size=4096)
    assert first == pytest.approx([0.3139052, 0.4424111, 0], abs=0.005)
    assert total == pytest.approx([0.5575889, 0.4424111, 0.2436837], abs=0.005)
    assert np.all(first_error < 0.03)
    assert np.all(total_error < 0.03)


def test_sobol_indices_beside_those_that_salib_publishes():
    """SALib's example with 1,000 points and half-widths of its 95 % intervals.

    S1 .307975 ±.0639, .447767 ±.0540, -.004255 ±.0533; ST .560137 ±.0852, .438722 ±.0420,
    .242845 ±.0265.
    """
    first, total, *_ = indices(ishigami, 3, size=1024)
    assert np.all(np.abs(first - [0.307975, 0.447767, -0.004255]) < [0.0639, 0.0540, 0.0533])
    assert np.all(np.abs(total - [0.560137, 0.438722, 0.242845]) < [0.0852, 0.0420, 0.0265])


def test_a_function_far_from_zero_has_the_same_indices():
    near = indices(ishigami, 3, size=256)
    far = indices(lambda u: ishigami(u) + 1e6, 3, size=256)
    assert far[:2] == pytest.approx(near[:2], abs=1e-6)


def linear_case():
    """A case that is linear in two normal inputs: its worth, and their spreads in money."""
    ranges = {"data_days": Range.normal(15, 25), "needs_days": Range.normal(8, 12)}
    base = cash_flow(SURE, EARNING).npv
    a_day = base - cash_flow(SURE, EARNING, {"data_days": 21.0}).npv
    spreads = np.array([a_day * r.sd for r in ranges.values()])
    return base, float(np.sqrt(spreads @ spreads)), spreads, ranges


def test_trials_of_a_linear_case_are_normal():
    """Mean, spread, P10, P90, chance and shortfall of N(μ, σ²), within 4 standard errors."""
    mean, sd, spreads, ranges = linear_case()
    n = 40_000
    risk = simulate(SURE, EARNING, ranges, trials=n)
    of_tail = sd * math.sqrt(0.1 * 0.9 / n) / norm.pdf(norm.ppf(0.9))
    assert risk.mean == pytest.approx(mean, abs=STRICT * sd / math.sqrt(n))
    assert risk.sd == pytest.approx(sd, abs=STRICT * sd / math.sqrt(2 * n))
    assert risk.p10 == pytest.approx(mean - 1.2815516 * sd, abs=STRICT * of_tail)
    assert risk.p90 == pytest.approx(mean + 1.2815516 * sd, abs=STRICT * of_tail)
    chance = norm.cdf(mean / sd)
    error = math.sqrt(chance * (1 - chance) / n)
    assert risk.chance_positive == pytest.approx(chance, abs=STRICT * error)
    shortfall = mean - sd * norm.pdf(norm.ppf(0.05)) / 0.05
    assert risk.expected_shortfall == pytest.approx(shortfall, abs=0.03 * sd)
    assert risk.monte_carlo_error == pytest.approx(sd / math.sqrt(n), rel=0.02)
    shares = spreads**2 / sd**2
    found = [risk.shares_by_name[name] for name in ranges]
    assert found == pytest.approx(shares, abs=0.02)


def test_correlated_inputs_add_their_covariance():
    """Var(a + b) = σa² + σb² + 2 r σa σb."""
    mean, _, (one, other), ranges = linear_case()
    risk = simulate(
        SURE, EARNING, ranges, trials=40_000, correlations={("needs_days", "data_days"): -0.6}
    )
    sd = math.sqrt(one**2 + other**2 - 1.2 * one * other)
    assert risk.mean == pytest.approx(mean, abs=STRICT * sd / 200)
    assert risk.sd == pytest.approx(sd, abs=STRICT * sd / math.sqrt(80_000))


def test_the_error_of_the_model_is_that_of_its_draws():
    """With a fixed price and volume the worth is linear in the profit of a decision."""
    sampled = 4.0 + np.random.default_rng(0).normal(0, 0.5, 2000)
    earning = FlatEarning(profit=4.0, decisions_per_month=1000, sampled=sampled)
    slope = cash_flow(SURE, earning, {"profit": 5.0}).npv - cash_flow(SURE, earning).npv
    n = 20_000
    risk = simulate(SURE, earning, {"data_days": Range.normal(12, 28)}, trials=n)
    sd = slope * sampled.std()
    assert risk.npv_model.std() == pytest.approx(sd, abs=STRICT * sd / math.sqrt(2 * n))
    other = risk.npv_assumptions.std()
    assert risk.share_of_model == pytest.approx(sd**2 / (sd**2 + other**2), abs=0.02)
    assert risk.sd**2 == pytest.approx(sd**2 + other**2, rel=0.04)


def test_information_about_a_linear_case():
    """EVPI and EVPPI in closed form: the unit normal loss at the spread that would go away."""
    mean, sd, spreads, ranges = linear_case()
    assert abs(mean) < sd / 2
    risk = simulate(SURE, EARNING, ranges, trials=40_000)
    told = information(SURE, EARNING, risk)
    # the mean of 40,000 trials is off by chance, so it enters as it was drawn
    assert told.evpi == pytest.approx(evpi_normal(risk.mean, sd), rel=0.03)
    for name, spread in zip(ranges, spreads, strict=True):
        whole = evpi_normal(risk.mean, sd)
        exact = evpi_normal(risk.mean, spread)
        assert told.evppi[name] == pytest.approx(exact, abs=0.04 * whole)


@pytest.mark.parametrize("n", [100, 1000, 10_000])
def test_a_pilot_of_a_normal_rate(n):
    """Raiffa & Schlaifer (1961): the unit normal loss at the preposterior spread σ²/√(σ² + e²)."""
    sd, mean, money = 0.03, 0.375, 1e6
    rate = mean + sd * norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    known = cells(rate, money * (rate - 0.365))
    p = 0.8  # half of the treated have the outcome: the error hardly depends on the rate
    terms = PilotTerms(base_rate=p, per_month=2.0 * n, longest=1.0)
    found = pilot_of(known, terms)
    q = p * (1 - mean)
    error = math.sqrt((p * (1 - p) + q * (1 - q)) / n) / p
    exact = evpi_normal(money * (mean - 0.365), money * sd**2 / math.hypot(sd, error))
    assert found.evsi_by_size[-1] == pytest.approx(exact, rel=0.03, abs=1.0)
