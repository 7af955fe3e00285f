"""Every assumption changes what it says it changes, here and in Python alike."""

import math

import pytest

pytestmark = pytest.mark.browser
CLOSE = 1e-9


def profit(told: dict) -> float:
    return told["chosen"]["profit"]


@pytest.mark.parametrize(
    ("name", "text", "value", "effect"),
    [
        ("benefit", "260", 260, lambda was, now: profit(now) > profit(was)),
        ("success_rate", "40", 0.4, lambda was, now: profit(now) > profit(was)),
        ("contact_cost", "6", 6, lambda was, now: now["chosen"]["n"] < was["chosen"]["n"]),
        ("incentive_cost", "15", 15, lambda was, now: profit(now) < profit(was)),
        (
            "decisions_per_month",
            "6 000",
            6000,
            lambda was, now: math.isclose(now["chosen"]["n"], 2 * was["chosen"]["n"]),
        ),
    ],
)
def test_each_of_the_five_that_matter_changes_what_it_should(curve, name, text, value, effect):
    shown = curve()
    was = shown.python()[0]
    shown.write(name, text)
    now = shown.wait_for(name, value)
    assert effect(was, now)
    assert shown.figure("profit") == pytest.approx(profit(now), rel=CLOSE)
    assert shown.figure("share") == pytest.approx(now["chosen"]["fraction"], rel=CLOSE)


@pytest.mark.parametrize(
    ("name", "text", "value", "effect"),
    [
        ("fixed_cost", "1,500", 1500, lambda was, now: profit(now) == profit(was) - 500),
        ("harm", "4", 4, lambda was, now: profit(now) < profit(was)),
        ("takers", "50", 0.5, lambda was, now: profit(now) > profit(was)),
        ("base_rate", "5", 0.05, lambda was, now: profit(now) < profit(was)),
        ("success_low", "20", 0.2, lambda was, now: now["assumed_low"] < profit(now)),
        ("success_high", "50", 0.5, lambda was, now: now["assumed_high"] > profit(now)),
    ],
)
def test_each_further_assumption_changes_what_it_should(curve, name, text, value, effect):
    shown = curve()
    shown.open("more")
    was = shown.python()[0]
    shown.write(name, text)
    now = shown.wait_for(name, value)
    assert effect(was, now)
    assert shown.figure("profit") == pytest.approx(profit(now), rel=CLOSE)
    assert "set" in shown.said("set-more")


def test_a_capacity_stops_the_curve_and_prices_one_more(curve):
    shown = curve()
    shown.open("limits")
    shown.write("capacity", "300")
    now = shown.wait_for("capacity", 300)
    assert now["limited_by"] == "capacity"
    assert now["chosen"]["n"] <= 300
    assert "300 a month is the limit" in shown.said("sentence-second")
    assert "one more would bring €" in shown.said("sentence-second")
    assert shown.said("set-limits") == "300 a month"
    assert "up to the capacity" in shown.said("share-state")
    shown.write("capacity", "")
    assert shown.wait_for("capacity", None)["limited_by"] is None


def test_a_budget_stops_the_curve_and_prices_one_more_euro(curve):
    shown = curve()
    shown.open("limits")
    shown.write("budget", "5,000")
    now = shown.wait_for("budget", 5000)
    assert now["limited_by"] == "budget"
    assert now["chosen"]["cost"] <= 5000
    assert "one more €1 of it would return €" in shown.said("sentence-second")


def test_todays_rule_is_compared_once_the_server_has_counted_it(curve):
    shown = curve()
    shown.open("today")
    options = shown.at("field-today").locator("datalist option")
    assert [o.get_attribute("value") for o in options.all()] == ["tenure", "guess"]
    shown.write("today", "tenure > 40", kind="text")
    told = shown.wait_for("today", "tenure > 40")
    shown.fresh()
    assert told["over_today"] > 0
    assert "more than today's rule" in shown.said("sentence-second")
    assert shown.at("point-today").is_visible()


def test_a_column_that_ranks_has_a_curve_of_its_own(curve):
    shown = curve({"today": "guess"})
    assert shown.at("line-today").is_visible()
    shown.show(today=False)
    assert not shown.at("line-today").is_visible()


def test_a_rule_that_cannot_be_read_is_told_beside_the_field(curve):
    shown = curve()
    shown.open("more")
    shown.write("base_rate", "100")
    alert = shown.at("field-base_rate").get_by_role("alert")
    alert.wait_for()
    assert "above 0 and below 1" in alert.inner_text()
    assert shown.python()[1]["base_rate"] is None


@pytest.mark.parametrize(
    ("name", "text", "value", "better"),
    [
        ("right", "150", 150, True),
        ("wrong", "40", 40, False),
        ("fixed_cost", "1,500", 1500, False),
        ("missed", "30", 30, True),
        ("spared", "5", 5, False),
    ],
)
def test_every_amount_of_a_right_or_wrong_decision_changes_the_profit(
    curve, name, text, value, better
):
    shown = curve({"form": "matrix", "right": 100.0, "wrong": 20.0})
    if name in {"missed", "spared"}:
        shown.open("more")
    was = shown.python()[0]["best"]["profit"]
    shown.write(name, text)
    now = shown.wait_for(name, value)["best"]["profit"]
    assert (now > was) is better
    assert shown.figure("profit") == pytest.approx(now, rel=CLOSE)


def test_the_money_can_be_counted_by_formulas_that_start_from_what_was_set(curve):
    shown = curve()
    was = shown.python()[0]["best"]
    shown.open("count")
    shown.at("form").select_option("formula")
    now = shown.wait_for("form", "formula")
    shown.fresh()
    assert now["best"]["profit"] == pytest.approx(was["profit"], rel=0.02)
    assert "success_rate" in shown.at("text-tp_formula").input_value()
    shown.write("tp_formula", "0.5 * value - 11", kind="text")
    now = shown.wait_for("tp_formula", "0.5 * value - 11")
    shown.fresh()
    assert shown.figure("profit") == pytest.approx(profit(now), rel=CLOSE)


def test_formulas_of_values_of_their_own_lead_back_to_an_amount_that_means_the_same(curve):
    shown = curve()
    shown.page.locator("label", has=shown.at("source-column")).click()
    was = profit(shown.wait_for("benefit_from", "column"))
    shown.fresh()
    shown.open("count")
    shown.at("form").select_option("formula")
    shown.wait_for("form", "formula")
    shown.fresh()
    assert "benefit" not in shown.at("text-tp_formula").input_value()
    assert shown.figure("profit") == pytest.approx(was, rel=0.02)
    shown.at("form").select_option("campaign")
    shown.wait_for("form", "campaign")
    shown.fresh()
    assert shown.figure("profit") > 0
    assert float(shown.at("number-benefit").input_value()) > 10


def test_the_currency_stands_before_every_amount(curve):
    shown = curve()
    shown.open("count")
    shown.at("currency").select_option("GBP")
    shown.wait_for("currency", "GBP")
    assert shown.said("tile-profit").startswith("£")
    assert "£" in shown.said("sentence")
    assert shown.at("chart").locator("text", has_text="£").count() > 2
    assert "€" not in shown.said("table") + shown.said("sentence-second") + shown.said(
        "pays-benefit"
    )


def test_each_case_can_be_worth_its_own_value(curve):
    shown = curve()
    shown.page.locator("label", has=shown.at("source-column")).click()
    told = shown.wait_for("benefit_from", "column")
    shown.fresh()
    shown.rest()
    assert shown.figure("profit") == pytest.approx(profit(told), rel=CLOSE)
    assert shown.said("field-benefit").startswith("Share of that value")
    assert shown.said("field-score").startswith("From expected gain")
    shown.page.locator("label", has=shown.at("source-amount")).click()
    shown.wait_for("benefit_from", "amount")
    assert shown.at("number-benefit").input_value() == "200"


def test_beside_each_control_stands_how_far_it_still_pays(curve):
    shown = curve()
    assert "still pays down to" in shown.said("pays-success_rate")
    assert "still pays up to" in shown.said("pays-contact_cost")
    needed = shown.python()[0]["break_evens"]["benefit"]
    shown.write("benefit", str(round(needed * 0.9)))
    shown.write("fraction", "36")
    shown.wait_for("fraction", 0.36)
    assert "would pay from" in shown.said("pays-benefit")
    assert shown.at("pays-benefit").get_attribute("data-loss") == "true"


def test_what_is_no_amount_is_refused_beside_the_field(curve):
    shown = curve()
    field = shown.at("number-benefit")
    for text, word in (("lots", "number"), ("-5", "minus"), ("", "number"), ("9e99", "number")):
        field.fill(text)
        alert = shown.at("field-benefit").get_by_role("alert")
        assert word in alert.inner_text()
    field.press("Enter")
    assert field.input_value() == "200"
    shown.at("number-success_rate").fill("130")
    assert "between 0 and 100" in shown.said("field-success_rate")
    shown.settle()
    assert shown.python()[1]["benefit"] == 200
    assert shown.python()[1]["success_rate"] == 0.3


def test_an_amount_beyond_the_slider_makes_the_slider_longer(curve):
    shown = curve()
    shown.write("benefit", "5000")
    told = shown.wait_for("benefit", 5000)
    assert shown.figure("profit") == pytest.approx(profit(told), rel=CLOSE)
    assert float(shown.at("slider-benefit").get_attribute("max")) >= 5000


def test_a_range_of_the_success_rate_gives_way_to_the_rate(curve):
    shown = curve({"success_low": 0.25, "success_high": 0.35})
    shown.write("success_rate", "50")
    shown.wait_for("success_rate", 0.5)
    assert shown.python()[1]["success_high"] == 0.5
