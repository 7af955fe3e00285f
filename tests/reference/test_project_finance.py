"""Published and hand-worked figures of investment arithmetic.

Sources: the documentation of numpy-financial 1.0; the function pages of Microsoft Excel (NPV, IRR,
MIRR), whose inputs are used; textbook annuity tables; and the method itself, written out month by
month below, without a line of the package.
"""

import math

import pytest

from lepton.finance import (
    Case,
    FlatEarning,
    cash_flow,
    compute_options,
    equivalent_annual,
    fv,
    irr,
    irr_all,
    measures,
    mirr,
    nper,
    npv,
    own_after_hours,
    payback,
    pmt,
    pv,
)
from lepton.finance.rates import monthly_rate, sign_changes

FIRST = [-40_000, 5_000, 8_000, 12_000, 30_000]
SECOND = [-100, 39, 59, 55, 20]
LOAN = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000]
SHOP = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000]


@pytest.mark.parametrize(
    ("found", "published"),
    [
        (npv(0.08, FIRST), 3065.22267),
        (irr(SECOND), 0.28095),
        (irr([-100, 0, 0, 74]), -0.0955),
        (irr([-100, 100, 0, -7]), -0.0833),
        (irr([-100, 100, 0, 7]), 0.06206),
        (irr([-5, 10.5, 1, -8, 1]), 0.0886),
        (pmt(0.075 / 12, 180, 200_000), -1854.0247),
        (fv(0.05 / 12, 120, -100, -100), 15692.9289),
        (nper(0.07 / 12, -150, 8_000), 64.07335),
        (pv(0.05 / 12, 120, -100, 15692.93), -100.0),
    ],
)
def test_the_documentation_of_numpy_financial(found, published):
    digits = len(str(published).partition(".")[2])
    assert found == pytest.approx(published, abs=0.51 * 10**-digits)


def test_the_further_figures_of_its_first_example():
    assert irr(FIRST) == pytest.approx(0.1058226, abs=1e-7)
    assert mirr(FIRST, 0.08, 0.08) == pytest.approx(0.1001209, abs=1e-7)
    assert payback(_running(FIRST)) == pytest.approx(3.5)
    assert payback(_running(_today(FIRST, 0.08))) == pytest.approx(3.8609933, abs=1e-7)


def test_the_further_figures_of_its_second_example():
    assert mirr(SECOND, 0.10, 0.12) == pytest.approx(0.2043767, abs=1e-7)
    assert npv(0.10, SECOND) == pytest.approx(39.1974592, abs=1e-7)
    assert payback(_running(SECOND)) == pytest.approx(2.0363636, abs=1e-7)
    assert payback(_running(_today(SECOND, 0.10))) == pytest.approx(2.382, abs=5e-4)


@pytest.mark.parametrize(
    ("found", "published"),
    [
        (mirr(LOAN, 0.10, 0.12), 0.126094),
        (mirr(LOAN[:4], 0.10, 0.12), -0.048045),
        (mirr(LOAN, 0.10, 0.14), 0.134759),
        (irr(SHOP), 0.086631),
        (irr(SHOP[:5]), -0.021245),
    ],
)
def test_the_function_pages_of_excel(found, published):
    assert found == pytest.approx(published, abs=5e-7)


def test_the_npv_of_excel_discounts_its_first_value():
    """Excel: NPV(10 %; -10000; 3000; 4200; 6800), and -40000 + NPV(8 %; …)."""
    assert npv(0.10, [-10_000, 3_000, 4_200, 6_800]) / 1.1 == pytest.approx(1188.4434, abs=5e-5)
    paid = [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500]
    assert npv(0.08, paid) == pytest.approx(1922.0616, abs=5e-5)


def test_ten_percent_a_year_is_this_much_a_month():
    assert monthly_rate(0.10) == pytest.approx(0.0079741404, abs=5e-11)


def test_a_famous_flow_with_two_rates_has_both():
    """The oil-pump problem (Lorie and Savage, 1955): -1,600, 10,000, -10,000 has 25 % and 400 %."""
    flows = [-1_600, 10_000, -10_000]
    assert sign_changes(flows) == 2
    assert irr_all(flows) == pytest.approx([0.25, 4.0])
    assert irr(flows) == pytest.approx(0.25)


def test_the_annuity_factor_of_three_years_at_ten_percent():
    """Every textbook's table: 2.4869."""
    assert 1000 / equivalent_annual(1000, 0.10, 36) == pytest.approx(2.4869, abs=5e-5)


def test_an_hour_of_a_gpu_of_your_own_and_when_owning_pays():
    """(30,000 - 5,000) / (26,000 × 0.6) + 0.7 kW × 1.4 × 0.25 = 1.6026 + 0.245 an hour."""
    rented, owned = compute_options(Case())[1:]
    assert rented.hour_cost == pytest.approx(3 / 0.6)
    assert owned.hour_cost == pytest.approx(25_000 / 15_600 + 0.245)
    assert own_after_hours(Case()) == pytest.approx(25_000 / (5 - 0.245))


def test_tax_and_writing_off_by_hand():
    """Spent 1,200, written off over 12 months; earned 300 a month; tax 25 %; two months shown.

    Month 0: nothing is deducted, so the tax is 0 and the net -1,200. Month 1: 300 less 100
    written off is 200, the tax 50, the net 250.
    """
    case = _bare(tools=1_200.0, tax_rate=0.25, depreciation_months=12, horizon_months=14)
    flow = cash_flow(case, FlatEarning(profit=3.0, decisions_per_month=100))
    assert flow.net[:3].tolist() == pytest.approx([-1_200, 250, 250])
    assert flow.lines["tax"][[0, 1, 12, 13]].tolist() == pytest.approx([0, 50, 50, 75])


def test_tax_without_writing_off_by_hand():
    """All 1,200 are deducted at once and save 300 of tax on other profit; then 75 of 300 go."""
    case = _bare(tools=1_200.0, tax_rate=0.25)
    flow = cash_flow(case, FlatEarning(profit=3.0, decisions_per_month=100))
    assert flow.net[:2].tolist() == pytest.approx([-900, 225])
    found = measures(case, flow)
    assert found.roi_undiscounted == pytest.approx((36 * 225 - 900) / 1_200)
    assert found.total_tax == pytest.approx(36 * 75 - 300)


CASES = [
    {},
    {"adoption": "logistic", "build_months": 0, "discount_rate": 0.0},
    {"adoption": "bass", "timing": "mid", "inflation": 0.02, "volume_growth": 0.15},
    {"adoption": "full", "retrain_every": 0, "half_life_months": 6.0, "lasting_share": 0.0},
    {"compute": "rented", "training_hours": 40.0, "review_share": 0.1, "build_months": 7},
    {"compute": "owned", "contingency": 0.4, "benefit_haircut": 0.3, "horizon_months": 60},
    {"season": (0.5,) * 6 + (1.5,) * 6, "first_month": 11, "retrain_every": 1},
]


@pytest.mark.parametrize("given", CASES)
def test_the_method_written_out_month_by_month(given):
    case = Case(**given)
    earning = FlatEarning(profit=2.5, decisions_per_month=8_000, fixed_cost=120)
    expected = [_month(case, earning, t) for t in range(case.horizon_months + 1)]
    flow = cash_flow(case, earning)
    assert flow.net.tolist() == pytest.approx(expected, rel=1e-12)
    late = 0.5 if case.timing == "mid" else 0.0
    value = sum(
        money / (1 + case.discount_rate) ** (max(t - late, 0) / 12)
        for t, money in enumerate(expected)
    )
    assert flow.npv == pytest.approx(value, rel=1e-12)


def _month(case, earning, t):
    """A·D·G·v·N·(1 - hair) - running·(1 + contingency); at first -one-off·(1 + contingency)."""
    hour = {
        "cpu": case.cpu_rate,
        "rented": case.gpu_rate / case.gpu_utilisation,
        "owned": (case.gpu_price - case.gpu_salvage) / (case.gpu_life_hours * case.gpu_utilisation)
        + case.power_kw * case.pue * case.kwh_price,
    }[case.compute]
    if t == 0:
        days = case.needs_days + case.data_days + case.model_days
        days += case.integration_days + case.testing_days
        once = days * case.day_rate + case.label_count * case.label_cost + case.privacy_review
        once += case.tools + case.training_runs * case.training_hours * hour
        once += case.security_review + case.change_management
        once += case.trained_users * case.hours_per_user * case.user_rate
        return -once * (1 + case.contingency)
    use = t - case.build_months
    if use <= 0:
        return 0.0
    uptake = {
        "full": lambda: 1.0,
        "linear": lambda: min(1.0, use / case.adoption_months),
        "logistic": lambda: (
            1 / (1 + math.exp(-case.adoption_speed * (use - case.adoption_midpoint)))
        ),
        "bass": lambda: _bass(case.bass_innovation, case.bass_imitation, use),
    }[case.adoption]()
    age = (use - 1) % case.retrain_every if case.retrain_every else use - 1
    fade = 0.5 ** (age / case.half_life_months)
    left = case.lasting_share + (1 - case.lasting_share) * fade
    level = (1 + case.inflation) ** (t / 12)
    number = earning.decisions_per_month * (1 + case.volume_growth) ** ((t - 1) / 12)
    number *= case.season[(case.first_month - 1 + t - 1) % 12]
    benefit = earning.profit * number * uptake * case.adoption_ceiling * left * level
    again = case.retrain_every and use > 1 and (use - 1) % case.retrain_every == 0
    training = case.retrain_days * case.day_rate + case.retrain_runs * case.training_hours * hour
    run = case.hosting + case.monitoring + case.licences + case.incentives + earning.fixed_cost
    run += number * case.prediction_cost / 1000
    run += number * case.review_share * case.review_minutes / 60 * case.reviewer_rate
    run += training if again else 0.0
    run += case.audit_cost if use % 12 == 0 else 0.0
    return benefit * (1 - case.benefit_haircut) - run * level * (1 + case.contingency)


def _bass(p, q, t):
    fade = math.exp(-(p + q) * t)
    return (1 - fade) / (1 + q / p * fade)


def _bare(**given):
    """A case in which nothing costs anything but what is given; full use from month 1."""
    nothing = dict.fromkeys(
        (
            "contingency", "benefit_haircut", "day_rate", "privacy_review", "tools",
            "training_runs", "security_review", "change_management", "trained_users", "hosting",
            "prediction_cost", "monitoring", "retrain_runs", "audit_cost", "half_life_months",
        ),
        0.0,
    )  # fmt: skip
    return Case(**{**nothing, "build_months": 0, "adoption": "full", **given})


def _running(flows):
    return [sum(flows[: t + 1]) for t in range(len(flows))]


def _today(flows, rate):
    return [money / (1 + rate) ** t for t, money in enumerate(flows)]
