"""The script files and Python say the same: formulas to 1e-9, numbers in words to the letter.

Every test runs twice: under node where there is one, and in Chromium.
"""

import json
import math
import random
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from lepton.plots import format as words
from lepton.value import Assumptions, ScoreCounts, ScoredRows, answer, choose_policy
from pages.ui.live_curve.bundle import HERE, MAIN, joined, modules

MODULES = ("format", "formula", "breakeven", "scales", "normal")
MONEY = [0, 0.004, 0.05, 0.5, 1, 9.994, 9.995, 12.5, 96, 99.996, 100, 125, 999.5, 1000, 8450]
MONEY += [84_500, 123_456.5, 994_999, 999_500, 1_203_447, 5e9, 7.7e12, -0.001, -8.5, -96, -1500]


@pytest.fixture(params=["node", pytest.param("chromium", marks=pytest.mark.browser)])
def run_js(request, tmp_path):
    """Work out an expression of the plain modules; ``given`` holds what the test hands over."""
    if request.param == "chromium":
        page = request.getfixturevalue("open_page")("about:blank")
        return lambda expression, given: in_chromium(page, expression, given)
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed; the browser runs the same tests")
    return lambda expression, given: under_node(node, tmp_path, expression, given)


def under_node(node: str, folder: Path, expression: str, given: object) -> object:
    """Run the files as they are: ordinary modules."""
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    for path in (HERE / "js").glob("*.js"):
        shutil.copy(path, folder)
    code = [f'import * as {name} from "./{name}.js";' for name in MODULES]
    code.append('import { readFileSync } from "node:fs";')
    code.append("const given = JSON.parse(readFileSync(0));")
    code.append(f"console.log(JSON.stringify({expression}));")
    (folder / "run.js").write_text("\n".join(code), encoding="utf-8")
    done = subprocess.run(
        [node, "run.js"],
        input=json.dumps(given),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


def in_chromium(page, expression: str, given: object) -> object:
    """Run the modules as the page gets them: joined into one script."""
    named = ";".join(f"const {name} = module_{name}" for name in MODULES)
    plain = [name for name in modules() if name != MAIN]
    body = f"{joined(plain)}\n{named};\nreturn JSON.stringify({expression});"
    told = page.evaluate(
        f"(text) => {{ const given = JSON.parse(text);\n{body} }}", json.dumps(given)
    )
    return json.loads(told)


def some_counts(value: bool = False) -> ScoreCounts:
    rng = np.random.default_rng(5)
    chance = rng.beta(0.8, 3, 800)
    worth = rng.gamma(2, 50, 800) if value else None
    return ScoreCounts.from_scores(rng.random(800) < chance, chance.round(2), value=worth).thin()


def test_amounts_read_the_same(run_js):
    told = run_js(
        "given.map((x) => [format.money(x, '€'), format.money(x, '€', {brief: true})])", MONEY
    )
    assert told == [[words.money(x), words.money(x, short=True)] for x in MONEY]


def test_shares_and_counts_read_the_same(run_js):
    shares = [0, 0.0004, 0.0005, 0.00125, 0.124, 0.1245, 0.5, 0.999, 1, 2.104, 55.5, -0.031, None]
    told = run_js(
        "given.map((x) => [format.percent(x), format.percent(x, {brief: true}), format.score(x)])",
        shares,
    )
    assert told == [
        [words.percent(x), words.percent(x, short=True), words.number(x)] for x in shares
    ]
    many = [0, 0.5, 1.5, 2.5, 630.4, 3150, 999_499, 1_203_447]
    told = run_js("given.map((x) => [format.count(x), format.count(x, {brief: true})])", many)
    assert told == [[words.count(x), words.count(x, short=True)] for x in many]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,500", 1500),
        ("1 500", 1500),
        ("1,234,567.5", 1234567.5),
        ("0,3", 0.3),
        ("0,125", 0.125),
        ("1.5", 1.5),
        ("12,50", 12.5),
        ("€1,000", 1000),
        ("30 %", 30),
        ("-3", -3),
    ],
)
def test_a_typed_number_is_read_as_meant(run_js, typed, meant):
    assert run_js("format.parseNumber(given)", typed) == meant


@pytest.mark.parametrize("typed", ["", "abc", "1,23,4", "--1", "1.2.3"])
def test_what_is_no_number_is_not_read(run_js, typed):
    assert run_js("format.parseNumber(given)", typed) is None


def test_the_tick_step_is_one_two_or_five(run_js):
    steps = run_js("given.map((x) => scales.niceStep(x))", [0.03, 1, 1.2, 3, 7, 120, 60_000])
    assert steps == pytest.approx([0.05, 1, 2, 5, 10, 200, 100_000])


def test_a_money_axis_holds_what_pays_and_not_every_loss(run_js):
    curve = {"profit": [0, 1000, -1_000_000]}
    low, high = run_js("scales.wantedProfit(given, null)", curve)
    assert high == 1000
    assert -1000 < low < 0


def test_the_perfect_line_does_not_squash_the_model(run_js):
    given = [{"profit": [0, 1000, 0]}, {"profit": [0, 90_000, 0]}]
    assert run_js("scales.wantedProfit(given[0], given[1])", given)[1] == pytest.approx(1700)


def test_the_axis_stays_put_while_the_hand_moves(run_js):
    drawn = run_js("scales.niceRange([0, 900])", None)
    moved = run_js("scales.steadyRange(given, [0, 500], true)", drawn)
    outgrown = run_js("scales.steadyRange(given, [0, 5000], true)", drawn)
    assert moved == drawn
    assert outgrown["high"] >= 5000


def test_a_break_even_is_where_python_begins_to_pay(run_js):
    counts = some_counts()
    start = Assumptions(benefit=5, success_rate=0.3, contact_cost=1, fixed_cost=400)
    given = {"counts": counts.to_dict(), "params": start.to_dict()}
    assert not answer(counts, start).profitable
    needed = run_js(
        "breakeven.breakEven(formula.readCounts(given.counts), given.params, 'benefit')", given
    )
    below, above = (start.to_dict() | {"benefit": needed * part} for part in (0.999, 1.001))
    assert not answer(counts, Assumptions.from_dict(below)).profitable
    assert answer(counts, Assumptions.from_dict(above)).profitable


def test_no_break_even_is_promised_where_none_exists(run_js):
    start = Assumptions(benefit=1, success_rate=0.3, contact_cost=5, fixed_cost=100)
    given = {"counts": some_counts().to_dict(), "params": start.to_dict()}
    expression = "breakeven.breakEven(formula.readCounts(given.counts), given.params, 'fixed_cost')"
    assert run_js(expression, given) is None


KINDS = ("plain", "value", "gain", "formula", "chosen elsewhere", "today point", "today curve")


@pytest.mark.parametrize("kind", KINDS)
def test_python_and_the_script_agree_on_200_random_assumptions(run_js, kind):
    rng = random.Random(11)
    rows, others = some_rows(6), some_rows(7)
    cases = [random_assumptions(rng, kind) for _ in range(200)]
    asked = cases[0]
    counts, choose, today = counted(kind, rows, others, asked)
    given = {
        "counts": counts.to_dict(),
        "choose": None if choose is None else choose.to_dict(),
        "today": None if today is None else today.to_dict(),
        "cases": [case.to_dict() for case in cases],
    }
    expression = (
        "(() => { const c = formula.readCounts(given.counts);"
        " const choose = given.choose && formula.readCounts(given.choose);"
        " return given.cases.map((p) =>"
        " formula.answerOf(c, p, undefined, { choose, today: given.today })); })()"
    )
    for case, told in zip(cases, run_js(expression, given), strict=True):
        ours = answer(counts, case, choose=choose, today=today).to_dict()
        assert set(ours) <= set(told)
        size = max(1.0, abs(ours["everybody"]["cost"]), abs(ours["best"]["profit"]))
        same(ours, told, size, (kind, case))


def some_rows(seed: int) -> ScoredRows:
    rng = np.random.default_rng(seed)
    chance = rng.beta(0.8, 3, 800).round(2)
    columns = {"tenure": rng.integers(0, 60, 800), "amount": rng.gamma(2, 50, 800)}
    hits = rng.random(800) < chance
    return ScoredRows.of(hits, chance, value=rng.gamma(2, 50, 800), columns=columns)


def counted(kind, rows, others, case):
    """Reporting rows, choosing rows and today's rule, as the page gets them."""
    choose = others.counts_for(case).thin() if kind in CHOSEN_ELSEWHERE else None
    return rows.counts_for(case).thin(), choose, rows.today(case)


CHOSEN_ELSEWHERE = ("chosen elsewhere", "gain", "formula")


def random_assumptions(rng: random.Random, kind: str) -> Assumptions:
    common = {
        "fixed_cost": rng.choice([0, rng.uniform(0, 5000)]),
        "decisions_per_month": rng.uniform(1, 1e6),
        "fraction": rng.choice([None, None, None, 0, 1, 0.12, rng.random()]),
        "follow": rng.choice(["profit", "fewest"]),
        "today": {"today point": "tenure > 24", "today curve": "60 - tenure"}.get(kind, ""),
    }
    common |= some_limits(rng, common)
    if kind == "formula":
        formulas = {"tp_formula": "0.4 * amount - 9", "fp_formula": "-9 - 0.02 * tenure"}
        return Assumptions(form="formula", cost_formula="5 + tenure / 10", **formulas, **common)
    common["base_rate"] = rng.choice([None, rng.uniform(0.01, 0.9)])
    if kind != "gain" and rng.random() < 0.3:
        cells = ("right", "wrong", "missed", "spared")
        money = {name: rng.uniform(0, 1e5) for name in cells}
        money["missed"] *= rng.choice([0, 1])
        return Assumptions(form="matrix", **money, **common)
    from_column = kind == "gain" or (kind == "value" and rng.random() < 0.5)
    rate = rng.random()
    return Assumptions(
        benefit=rng.uniform(0, 2 if from_column else 500),
        success_rate=rate,
        success_low=rng.choice([None, rate * rng.random()]),
        success_high=rng.choice([None, 1 - (1 - rate) * rng.random()]),
        contact_cost=rng.uniform(0, 20),
        incentive_cost=rng.choice([0, rng.uniform(0, 50)]),
        harm=rng.choice([0, rng.uniform(0, 10)]),
        takers=rng.choice([1, rng.random()]),
        benefit_from="column" if from_column else "amount",
        **common,
    )


def some_limits(rng: random.Random, common: dict) -> dict:
    capacity = rng.choice([None, common["decisions_per_month"] * rng.uniform(0.01, 1.2)])
    spent = common["decisions_per_month"] * rng.uniform(0.01, 30)
    budget = rng.choice([None, common["fixed_cost"] + spent])
    return {"capacity": capacity, "budget": budget}


MONEY_KEYS = {
    "profit", "cost", "optimism", "over_today", "standard_error", "low", "high", "assumed_low",
    "assumed_high", "profit_per_year", "best_profit_per_year",
}  # fmt: skip


def same(ours, theirs, size, case, name="") -> None:
    """Every figure alike to 1e-9: of itself, or of the money at stake."""
    if isinstance(ours, dict):
        for key, value in ours.items():
            same(value, theirs[key], size, case, key)
    elif isinstance(ours, list):
        assert theirs == pytest.approx(ours, rel=1e-9), (name, case)
    elif isinstance(ours, float):
        least = 1e-9 * size if name in MONEY_KEYS else 1e-9
        assert theirs == pytest.approx(ours, rel=1e-9, abs=least), (name, case)
    else:  # None, True or a word
        assert theirs == ours, (name, case)


def test_the_chance_of_a_profit_is_exact_far_out_too(run_js):
    points = [-38, -8, -4.3, -4.2, -1, 0, 1e-9, 0.5, 3, 4.2427, 9]
    told = run_js("given.map((z) => normal.normalCdf(z))", points)
    assert told == pytest.approx([0.5 * math.erfc(-z / math.sqrt(2)) for z in points], rel=1e-12)


def test_the_strip_names_the_model_that_earns_most_at_each_share(run_js):
    good = {"size": 3, "fraction": [0, 0.5, 1], "profit": [0, 10, 5]}
    late = {"size": 3, "fraction": [0, 0.5, 1], "profit": [0, 3, 6]}
    runs = run_js("formula.bestByShare(given, 4)", [{"curve": good}, {"curve": late}])
    assert runs == [{"from": 0, "to": 0.75, "model": 0}, {"from": 0.75, "to": 1, "model": 1}]


def test_a_choice_on_other_rows_is_the_same_in_both(run_js):
    case = Assumptions(benefit=50, success_rate=0.3, contact_cost=4, capacity=300)
    rows, others = some_rows(6), some_rows(7)
    counts, choose = rows.counts_for(case).thin(), others.counts_for(case).thin()
    policy = choose_policy(choose, case)
    given = {"counts": counts.to_dict(), "choose": choose.to_dict(), "case": case.to_dict()}
    told = run_js(
        "formula.answerOf(formula.readCounts(given.counts), given.case, undefined,"
        " { choose: formula.readCounts(given.choose) })",
        given,
    )
    assert told["honest"]["fraction"] <= policy.fraction
    found = answer(counts, case, choose=choose)
    assert told["plateau"] == pytest.approx(found.plateau)
    assert found.plateau[0] <= policy.low
    assert found.plateau[1] <= policy.high


ODD_TABLES = {
    "no positives": ([0, 0, 0], [0.1, 0.5, 0.7]),
    "positives only": ([1, 1, 1], [0.1, 0.5, 0.7]),
    "one score": ([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]),
    "one row": ([1], [0.5]),
    "raw scores": ([0, 1, 0, 1], [-3.0, 2.0, 1.0, 7.5]),
}


@pytest.mark.parametrize("name", ODD_TABLES)
def test_odd_tables_are_answered_alike(run_js, name):
    y, score = ODD_TABLES[name]
    counts, rng = ScoreCounts.from_scores(y, score), random.Random(3)
    cases = [random_assumptions(rng, "plain") for _ in range(40)]
    if len(set(y)) == 1:
        cases = [Assumptions(**{**case.to_dict(), "base_rate": None}) for case in cases]
    given = {"counts": counts.to_dict(), "cases": [case.to_dict() for case in cases]}
    expression = (
        "(() => { const c = formula.readCounts(given.counts);"
        " return given.cases.map((p) => formula.answerOf(c, p)); })()"
    )
    for case, told in zip(cases, run_js(expression, given), strict=True):
        ours = answer(counts, case).to_dict()
        size = max(1.0, abs(ours["everybody"]["cost"]), abs(ours["best"]["profit"]))
        same(ours, told, size, (name, case))


def test_rows_in_groups_have_the_same_wider_range_in_both(run_js):
    once = some_rows(4)
    alike = np.arange(len(once.y_true)) // 4
    rows = ScoredRows.of(once.y_true, np.round(once.y_score, 1), group=alike)
    case = Assumptions(benefit=50, success_rate=0.3, contact_cost=4)
    counts = rows.counts_for(case).thin()
    assert counts.design != 1
    told = run_js(
        "formula.answerOf(formula.readCounts(given.counts), given.case)",
        {"counts": counts.to_dict(), "case": case.to_dict()},
    )
    found = answer(counts, case)
    assert told["standard_error"] == pytest.approx(found.standard_error, rel=1e-9)
    assert [told["low"], told["high"]] == pytest.approx([found.low, found.high], rel=1e-9)
