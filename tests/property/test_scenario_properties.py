"""What holds for every case, every scenario and every text that is read as one."""

import json
import math

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lepton.errors import InputError
from lepton.finance import (
    BASE,
    Book,
    Case,
    FlatEarning,
    Plan,
    Scenario,
    cash_flow,
    first_plan,
    under,
)
from lepton.finance.bridge import bridge
from lepton.finance.fields import FIELDS
from lepton.finance.outcomes import compare
from lepton.finance.plan_json import plan_dict, plan_from_dict, plan_from_json, plan_json

every = settings(
    max_examples=40, derandomize=True, deadline=None, database=None,
    phases=(Phase.explicit, Phase.generate),  # a plan is large: making one smaller takes minutes
)  # fmt: skip
EARNING = FlatEarning(profit=20.0, decisions_per_month=1000)
EARNED = {"profit": (-50.0, 50.0), "decisions_per_month": (1.0, 1e5), "fixed_cost": (0.0, 1e4)}
MOST = 1e5  # of an amount: beyond that, cents are lost in sums


def value_of(field):
    if field.choices:
        return st.sampled_from(field.choices)
    if field.unit == "factors":
        return st.lists(st.floats(0.1, 3), min_size=12, max_size=12).map(tuple)
    if field.whole:
        return st.integers(int(field.low), int(min(field.high, 60)))
    return st.floats(max(field.low, -0.5), min(field.high, MOST))


names = st.text(
    st.characters(categories=("L", "N", "P", "S"), include_characters=" "), min_size=1, max_size=60
).filter(lambda text: bool(text.strip()))
changes = st.fixed_dictionaries(
    {}, optional={name: value_of(field) for name, field in FIELDS.items()}
)
earned = st.fixed_dictionaries(
    {}, optional={name: st.floats(low, high) for name, (low, high) in EARNED.items()}
)


@st.composite
def scenarios(draw):
    return Scenario(
        draw(names), {**draw(changes), **draw(earned)}, draw(st.sampled_from(["", "Why"]))
    )


@st.composite
def plans(draw):
    found = draw(st.lists(scenarios(), max_size=3, unique_by=lambda s: s.name.casefold()))
    book = Book()
    for each in found:
        if each.name not in book:
            book = book.put(each)
    plan = first_plan(Case(**draw(changes)), EARNING)
    ledger = plan.ledger.with_range("day_rate", "")
    return Plan(
        case=plan.case, ledger=ledger, book=book, changes=draw(earned), client=draw(changes),
        shown=draw(st.sampled_from(book.names)), notes=draw(names),
        correlations=draw(st.sampled_from([{}, {("tools", "profit"): 0.25}])),
    )  # fmt: skip


@every
@given(plans())
def test_export_and_import_is_the_identity(plan):
    text = plan_json(plan)
    assert plan_from_json(text) == plan
    assert plan_json(plan_from_json(text)) == text


@every
@given(changes, names)
def test_a_scenario_without_differences_equals_the_base(values, name):
    case = Case(**values)
    base, same = compare(case, EARNING, (Scenario(BASE), Scenario(name)))
    assert same.measures == base.measures
    assert same.difference == 0
    assert same.measures.npv == cash_flow(case, EARNING).npv


@every
@given(changes, scenarios(), scenarios())
def test_a_bridge_adds_up(values, a, b):
    case = Case(**values)
    from_, to = (cash_flow(*under(case, EARNING, each)).npv for each in (a, b))
    steps = bridge(case, EARNING, a, b)
    total = math.fsum(step.npv_change for step in steps)
    assert total == pytest.approx(to - from_, rel=1e-9, abs=1e-9 * (1 + abs(from_) + abs(to)))
    assert all(step.from_ != step.to for step in steps)


leaves = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=5),
    st.just([]), st.just({}), st.just([{}]), st.just("x" * 6000), st.just(10**20),
)  # fmt: skip


@st.composite
def spoiled(draw):
    """A plan as plain values, with one of them replaced by something else."""
    plan = first_plan(Case(), EARNING).with_ends(EARNING)
    whole = json.loads(plan_json(plan))
    at = whole
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = draw(st.sampled_from(keys))
        if not at[key] or not isinstance(at[key], dict | list) or draw(st.integers(0, 9)) == 0:
            at[key] = draw(leaves)
            return whole
        at = at[key]


@settings(every, max_examples=100)
@given(spoiled())
def test_whatever_is_read_is_a_plan_or_one_sentence(values):
    try:
        plan = plan_from_dict(values)
    except InputError as problem:
        said = str(problem)
    else:
        said = ""
        assert plan_from_dict(plan_dict(plan)) == plan
    assert len(said) < 600


@every
@given(st.text(max_size=50))
def test_any_text_is_a_plan_or_one_sentence(text):
    with pytest.raises(InputError):
        plan_from_json(text)


@every
@given(changes)
def test_what_a_client_said_leaves_no_trace(values):
    plan = first_plan(Case(), EARNING)
    assert plan.with_client(values).without_client() == plan
