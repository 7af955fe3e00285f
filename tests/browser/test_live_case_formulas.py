"""The script of the live case and Python work out the same cash flow, to 1e-9.

Every test runs twice: under node where there is one, and in Chromium.
"""

import json
import math
import os
import shutil
import subprocess
from functools import cache

import numpy as np
import pytest

from lepton.finance import Case, FlatEarning, cash_flow
from lepton.finance.limits import safe_limit
from lepton.finance.measures import measures
from lepton.finance.names import field_of
from lepton.value import Assumptions, ScoredRows
from lepton.value.policy_money import PolicyEarning
from pages.ui.live_case import START
from pages.ui.live_case.sent import base_of, earned
from pages.ui.live_curve.bundle import MAIN, files, joined, modules

MANY = 120
FIGURES = (
    "given.map(([v, of]) => { const f = cashflow.cashFlow(v, of); const r = results.results(f);"
)
FIGURES += " return [f.net, f.cumulative, f.discounted, r.npv, r.roi, r.payback, r.holds]; })"
NAMES = ("cashflow", "results", "scenarios", "span", "format")


@pytest.fixture(params=["node", pytest.param("chromium", marks=pytest.mark.browser)])
def run_js(request):
    """Work out an expression of the plain modules; ``given`` holds what the test hands over."""
    if request.param == "chromium":
        page = request.getfixturevalue("open_page")("about:blank")
        return lambda expression, given: in_chromium(page, expression, given)
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the browser runs the same tests")
    return lambda expression, given: under_node(node, expression, given)


def under_node(node: str, expression: str, given: object) -> object:
    """Run the files as they are: ordinary modules."""
    where = files(START)
    code = [f"import * as {name} from {json.dumps(where[name].as_uri())};" for name in NAMES]
    code.append('import { readFileSync } from "node:fs";')
    code.append("const given = JSON.parse(readFileSync(0));")
    code.append(f"console.log(JSON.stringify({expression}));")
    done = subprocess.run(
        [node, "--experimental-default-type=module", "--input-type=module", "-e", "\n".join(code)],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    return json.loads(done.stdout)


def in_chromium(page, expression: str, given: object) -> object:
    """Run the modules as the page gets them: joined into one script."""
    named = ";".join(f"const {name} = module_{name}" for name in NAMES)
    plain = [name for name in modules(START) if name != MAIN]
    body = f"{joined(plain, START)}\n{named};\nreturn JSON.stringify({expression});"
    told = page.evaluate(
        f"(text) => {{ const given = JSON.parse(text);\n{body} }}", json.dumps(given)
    )
    return json.loads(told)


def some_case(rng: np.random.Generator) -> Case:
    """A case with every choice, taxed or not, long or short."""
    return Case(
        horizon_months=int(rng.integers(1, 73)),
        build_months=int(rng.integers(0, 12)),
        discount_rate=rng.uniform(-0.2, 0.5),
        timing=rng.choice(["end", "mid"]).item(),
        inflation=rng.choice([0.0, 0.03]),
        tax_rate=rng.choice([0.0, 0.25]),
        depreciation_months=int(rng.choice([0, 7, 36])),
        volume_growth=rng.uniform(-0.3, 0.5),
        first_month=int(rng.integers(1, 13)),
        season=tuple(rng.uniform(0.5, 1.5, 12)),
        adoption=rng.choice(["full", "linear", "logistic", "bass"]).item(),
        adoption_ceiling=rng.uniform(0, 1),
        adoption_months=rng.choice([0.0, 6.5]),
        half_life_months=rng.choice([0.0, 9.0]),
        retrain_every=int(rng.choice([0, 1, 5])),
        compute=rng.choice(["cpu", "rented", "owned"]).item(),
        label_count=500.0,
        review_share=rng.uniform(0, 0.2),
        licences=rng.uniform(0, 500),
        day_rate=rng.uniform(0, 1500),
    )


@cache
def rows() -> ScoredRows:
    rng = np.random.default_rng(4)
    chance = rng.beta(0.8, 3, 1200)
    return ScoredRows.of(
        rng.random(1200) < chance,
        chance,
        value=rng.gamma(2, 50, 1200),
        columns={"size": rng.random(1200)},
    )


@cache
def policy(form: str, today: str) -> PolicyEarning:
    money = {
        "campaign": {"benefit": 120, "success_rate": 0.4, "contact_cost": 2, "incentive_cost": 9},
        "column": {"benefit": 0.9, "benefit_from": "column", "success_rate": 0.4, "takers": 0.3},
        "matrix": {"form": "matrix", "right": 80, "wrong": 12, "missed": 5, "spared": 1},
        "formula": {
            "form": "formula", "tp_formula": "0.4 * value - 5", "fp_formula": "-5",
            "cost_formula": "5 + size",
        },
    }[form]  # fmt: skip
    asked = Assumptions(
        **money, fixed_cost=300, decisions_per_month=4000, capacity=900, budget=9000, today=today
    )
    return PolicyEarning.of(rows(), asked, draws=100)


def some_earning(rng: np.random.Generator, i: int) -> PolicyEarning | FlatEarning:
    if i % 5 == 4:
        limits = {"capacity": rng.choice([None, 500.0]), "budget": rng.choice([None, 800.0])}
        profit = rng.uniform(-2, 8)
        return FlatEarning(profit=profit, decisions_per_month=2000, fixed_cost=100, **limits)
    form = ("campaign", "column", "matrix", "formula")[i % 5]
    return policy(form, str(rng.choice(["", "size > 0.7"])))


def changed(rng: np.random.Generator, earning: PolicyEarning | FlatEarning) -> dict[str, float]:
    """Other values for some names of what a decision earns, the share among them."""
    names = [name for name in earning.base if rng.random() < 0.5]
    moved = {name: earning.base[name] * rng.uniform(0.5, 1.5) for name in names}
    return {name: min(x, field_of(name).high) for name, x in moved.items()}


def close(told: object, expected: object) -> bool:
    if expected is None or isinstance(expected, bool):
        return told == expected
    return np.allclose(told, expected, rtol=1e-9, atol=1e-9 * np.max(np.abs(expected)))


def test_the_browser_and_python_work_out_the_same_case(run_js):
    rng = np.random.default_rng(11)
    given, expected = [], []
    for i in range(MANY):
        case, earning = some_case(rng), some_earning(rng, i)
        moved = changed(rng, earning)
        flow = cash_flow(case, earning, moved)
        found = measures(case, flow)
        share = moved.get("share", earning.base["share"])
        given.append([{**base_of(case, earning, {}), **moved}, earned(earning, share)])
        expected.append([
            flow.net, flow.cumulative, flow.discounted, found.npv, found.roi,
            found.payback_months, found.payback_holds,
        ])  # fmt: skip
    told = run_js(FIGURES, given)
    for i, (here, there) in enumerate(zip(told, expected, strict=True)):
        assert all(close(a, b) for a, b in zip(here, there, strict=True)), (i, given[i])
    assert sum(there[5] is None for there in expected) > MANY / 10  # some never pay back
    assert sum(there[5] is not None for there in expected) > MANY / 10
    assert all(math.isfinite(there[3]) for there in expected)


def test_what_the_hand_moves_in_the_base_moves_scenarios_that_say_nothing_else(run_js):
    base = base_of(Case(), FlatEarning(profit=3.0, decisions_per_month=9000), {})
    sent = {
        "base": base,
        "scenarios": [
            {"name": "Base", "changes": {}, "earning": {"kind": "flat"}},
            {"name": "Dear", "changes": {"day_rate": 1600.0}, "earning": {"kind": "flat"}},
        ],
    }
    hands = {"Base": {"day_rate": 400.0, "hosting": 999.0}, "Dear": {"monitoring": 1.0}}
    expression = (
        "(() => { const all = new scenarios.Scenarios(); all.take(given[0]);"
        " const names = ['day_rate', 'hosting', 'monitoring'];"
        " return ['Base', 'Dear'].map((scenario) =>"
        " names.map((name) => all.values(scenario, given[1])[name])); })()"
    )
    assert run_js(expression, [sent, hands]) == [[400, 999, 200], [1600, 999, 1]]


def test_break_evens_are_rounded_alike_beside_the_sliders_and_in_every_table(run_js):
    rng = np.random.default_rng(8)
    given = [
        (limit * sign, now, bool(pays))
        for limit, now in 10 ** rng.uniform(-4, 6, (MANY, 2))
        for sign, pays in ((1, rng.integers(2)), (-1, rng.integers(2)))
    ]
    given += [(0.0, 3.0, True), (2_963.0, 3_000.0, True), (0.15, 0.3, True)]
    told = run_js("given.map(([limit, now, pays]) => span.safeLimit(limit, now, pays)[0])", given)
    for (limit, now, pays), got in zip(given, told, strict=True):
        wanted = safe_limit(limit, now, pays=pays)
        assert got == pytest.approx(wanted, rel=1e-9), (limit, now, pays)
        assert (wanted >= limit) == ((limit < now) == pays) or wanted == pytest.approx(limit)


def test_a_worked_out_number_stands_short_in_a_field_and_a_typed_one_as_it_was(run_js):
    given = [-19.555116425, 1 / 3, 0.125, 12_345.67, 0.0005, 0, 0.00001234567, 100_000]
    told = run_js("given.map(format.shownText)", given)
    assert told == [
        "\u221219.555", "0.33333", "0.125", "12,345.67", "0.0005", "0", "0.000012346", "100,000",
    ]  # fmt: skip
