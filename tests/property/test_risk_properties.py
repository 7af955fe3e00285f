"""What holds for every range, every correlation and every sample of trials."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepton.errors import InputError
from lepton.finance import (
    Case,
    FlatEarning,
    PilotTerms,
    Range,
    information,
    simulate,
    tornado,
)
from lepton.finance.copula import joined, strengths

every = settings(max_examples=25, derandomize=True, deadline=None, database=None)
TINY = 1e-9

numbers = st.integers(-1000, 1000).map(lambda v: v / 10)
shares = st.integers(0, 1000).map(lambda v: v / 1000)
strength = st.integers(-10, 10).map(lambda v: v / 10)


@st.composite
def ranges(draw):
    low, mode, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3, unique=True)))
    n = draw(st.integers(0, 500))
    return draw(
        st.sampled_from(
            [
                Range.triangular(low, mode, high),
                Range.pert(low, mode, high),
                Range.uniform(low, high),
                Range.normal(low, high),
                Range.lognormal(low + 101, high + 102),
                Range.beta(draw(st.integers(0, n)), n),
                Range.bernoulli(draw(shares)),
                Range.fixed(mode),
            ]
        )
    )


@st.composite
def cases(draw):
    """A case, an earning with draws, and ranges for some of its assumptions."""
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    profit = draw(st.integers(10, 60)) / 10
    sampled = profit + rng.normal(0, 0.5, 50) if draw(st.booleans()) else None
    earning = FlatEarning(profit=profit, decisions_per_month=1000, sampled=sampled)
    low = draw(st.integers(5, 20))
    known = {
        "profit": Range.pert(profit - 2, profit, profit + 3),
        "data_days": Range.triangular(low, low + 5, low + draw(st.integers(6, 60))),
        "hosting": Range.lognormal(100, 400),
    }
    names = draw(st.sets(st.sampled_from(sorted(known)), min_size=1))
    chance = draw(st.sampled_from([1.0, 0.9, 0.5]))
    case = Case(delivery_chance=chance, horizon_months=draw(st.sampled_from([12, 36])))
    return case, earning, {name: known[name] for name in sorted(names)}


@every
@given(ranges(), st.lists(shares, min_size=2, max_size=20))
def test_quantiles_rise_and_survive_json(known, q):
    inner = np.clip(np.sort(q), 0.001, 0.999)
    values = known.ppf(inner)
    assert np.all(np.diff(values) >= -TINY)
    assert Range.from_dict(known.to_dict()) == known
    assert known.ppf(0.0) - TINY <= known.mean <= known.ppf(1.0) + TINY


@every
@given(ranges(), numbers, numbers)
def test_a_truncated_range_stays_inside_its_bounds(known, one, other):
    floor, ceiling = min(one, other), max(one, other) + 1
    try:
        cut = known.within(floor, ceiling)
    except InputError:
        return
    values = cut.of_scores(np.random.default_rng(0).standard_normal(200))
    assert floor - TINY <= values.min()
    assert values.max() <= ceiling + TINY


@every
@given(st.tuples(strength, strength, strength))
def test_strengths_are_refused_or_found_again(three):
    pairs = dict(zip([("a", "b"), ("b", "c"), ("a", "c")], three, strict=True))
    try:
        checked = strengths(pairs, set("abc"))
    except InputError as said:
        weaker = int(str(said).split("at ")[-1].split(" %")[0]) / 100
        strengths({pair: weaker * r for pair, r in pairs.items()}, set("abc"))
        return
    z = np.random.default_rng(0).standard_normal((3, 20_000))
    mixed = joined(dict(zip("abc", z, strict=True)), checked)
    for (a, b), r in checked.items():
        assert np.corrcoef(mixed[a], mixed[b])[0, 1] == pytest.approx(r, abs=0.03)


@every
@given(cases())
def test_shares_add_up_and_quantiles_are_in_order(three):
    risk = simulate(*three, trials=400)
    assert risk.p10 <= risk.p50 <= risk.p90
    assert risk.expected_shortfall <= risk.mean + TINY
    assert sum(risk.sources.values()) == pytest.approx(1.0)
    assert all(0 <= share <= 1 + TINY for share in risk.sources.values())
    assert 0 <= risk.chance_payback_within(12) <= risk.chance_payback_within(36) <= 1


@every
@given(cases())
def test_knowing_less_is_never_worth_more(three):
    """EVPI >= EVPPI >= EVSI >= 0, exactly, on every sample."""
    case, earning, known = three
    # the earning has no success rate: a share that moves the profit stands for it
    known = {**known, "adoption_ceiling": Range.pert(0.1, 0.5, 1.0)}
    risk = simulate(case, earning, known, trials=400)
    terms = PilotTerms(name="adoption_ceiling", base_rate=0.4, per_month=500)
    told = information(case, earning, risk, pilot=terms)
    assert told.evpi >= max(told.evppi.values())
    assert told.evpi >= told.evppi_model >= 0
    assert told.evppi["adoption_ceiling"] >= told.pilot.evsi_by_size.max()
    assert min(told.pilot.evsi_by_size.min(), *told.evppi.values()) >= 0


@every
@given(cases(), st.sampled_from([0.5, 7.0, 1000.0]))
def test_another_currency_scales_money_and_nothing_else(three, k):
    case, earning, known = three
    sampled = None if earning.sampled is None else k * earning.sampled
    money = {
        name: k * getattr(case, name)
        for name in (
            "day_rate", "privacy_review", "cpu_rate", "security_review", "change_management",
            "user_rate", "hosting", "prediction_cost", "monitoring", "reviewer_rate",
            "audit_cost", "label_cost",
        )
    }  # fmt: skip
    dearer = replace(earning, profit=k * earning.profit, sampled=sampled)
    scaled = {
        name: given
        if name == "data_days"
        else Range(
            given.kind,
            low=k * given.low,
            mode=None if given.mode is None else k * given.mode,
            high=k * given.high,
        )
        for name, given in known.items()
    }
    one = simulate(case, earning, known, trials=200)
    other = simulate(replace(case, **money), dearer, scaled, trials=200)
    assert other.npv == pytest.approx(k * one.npv, rel=1e-6, abs=k * 1e-3)
    assert other.chance_positive == one.chance_positive
    for name, share in one.sources.items():
        assert other.sources[name] == pytest.approx(share, abs=1e-6)


@every
@given(cases())
def test_a_bar_of_the_tornado_is_crossed_between_its_ends(three):
    for bar in tornado(*three):
        if bar.crosses_zero_at is None:
            assert (bar.npv_low > 0) == (bar.npv_high > 0)
        else:
            assert bar.low <= bar.crosses_zero_at <= bar.high
