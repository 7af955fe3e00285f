"""What the page says: the same figures as Python's, in words that are careful."""

import re

import pytest

pytestmark = pytest.mark.browser


def test_the_range_comes_before_the_point_and_the_return_says_on_what(curve):
    shown = curve()
    assert re.fullmatch(
        r"Contacting the \d+\s% most at risk \([\d,]+ a month\) would earn an estimated "
        r"€[\d,]+ to €[\d,]+ a month, about €[\d,]+, ROI \d+\s% on the €[\d,]+ spent\.",
        shown.said("sentence"),
    )
    told = shown.python()[0]
    low, high, middle = (
        float(x.replace(",", "")) for x in re.findall(r"€([\d,]+)", shown.said("sentence"))[:3]
    )
    expected = (told["low"], told["high"], told["chosen"]["profit"])
    assert (low, high, middle) == pytest.approx(expected, rel=0.05)


def test_shares_that_earn_about_the_same_are_told(curve):
    shown = curve()
    said = shown.said("sentence-second")
    assert re.search(r"From \d+\s% to \d+\s% earns about the same; at \d+\s% the fewest", said)
    low, high = shown.python()[0]["plateau"]
    assert low < high


def test_a_profit_that_may_be_a_loss_says_how_likely_that_is(curve):
    shown = curve({"fixed_cost": 15500.0})
    told = shown.python()[0]
    assert 0.05 < 1 - told["chance_of_profit"] < 0.9
    assert "chance that it loses money" in shown.said("sentence-second")
    assert "loss of" in shown.said("sentence")


def test_the_largest_profit_is_not_to_be_quoted_where_the_share_was_chosen_elsewhere(curve):
    shown = curve({"fixed_cost": 12000.0}, extra="choose")
    told = shown.python()[0]
    assert told["chosen_elsewhere"]
    assert told["optimism"] > 0
    assert "do not quote it, it was found by looking" in shown.said("sentence-third")
    assert shown.figure("share") == pytest.approx(told["honest"]["fraction"])
    assert curve({"fixed_cost": 12000.0}).said("sentence-third") == ""


def test_the_answer_is_read_out_once_the_hand_is_lifted(curve):
    shown = curve()
    spoken = shown.at("live")
    first = spoken.inner_text()
    shown.drag("slider-benefit", 60)
    shown.rest()
    assert spoken.inner_text() == first
    shown.page.mouse.up()
    shown.rest()
    assert spoken.inner_text() != first
    assert spoken.get_attribute("aria-live") == "polite"
    assert shown.at("chart").get_attribute("role") == "img"
    assert "Most profit at" in shown.at("chart").get_attribute("aria-label")


def test_every_field_has_a_name_for_a_screen_reader(curve):
    shown = curve(view={"open": ["more", "limits", "today", "count"]})
    for role in ("textbox", "slider", "combobox", "radio", "checkbox", "button"):
        for node in shown.at("live-curve").get_by_role(role).all():
            named = node.evaluate(
                """(n) => n.getAttribute('aria-label') || n.innerText
                    || [...(n.labels || [])].map((l) => l.innerText).join('')"""
            )
            assert named.strip(), f"a {role} has no name"


def test_hovering_reads_as_a_sentence(curve):
    shown = curve()
    box = shown.at("chart").bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    tip = shown.said("tip")
    sentence = r"Contacting the \d+\s% most at risk \([\d,]+ a month\) would earn an estimated €"
    assert re.search(sentence, tip)
    assert "at random" in tip
    shown.page.mouse.move(5, 5)
    assert not shown.at("tip").is_visible()


def test_the_table_holds_the_same_figures_as_python(curve):
    shown = curve()
    shown.at("table").locator("summary").click()
    shown.rest()
    told = shown.python()[0]
    for name in ("chosen", "honest", "fewest", "best_roi", "f1", "random", "everybody", "nobody"):
        text = shown.at("table").locator(f"[data-row={name}] td").nth(4).inner_text()
        figure = float(re.sub(r"[^\d.−]", "", text).replace("−", "-"))
        assert figure == pytest.approx(told[name]["profit"], abs=0.51), name


def test_a_return_on_a_handful_of_rows_is_not_named(curve):
    shown = curve({"fixed_cost": 0.0})
    few = shown.python()[0]["best_roi"]["n"] / 3000 * 4000
    assert few < 30
    assert not shown.at("point-best_roi").is_visible()


def test_where_nothing_pays_the_page_says_what_would_have_to_change(curve):
    shown = curve({"benefit": 20.0})
    assert shown.at("live-curve").get_attribute("data-profitable") == "false"
    assert "contacting nobody is the best choice" in shown.said("sentence")
    advice = shown.said("advice")
    assert "No profitable cut-off" in advice
    needed = re.search(r"Value of a kept customer: at least €([\d.,]+)", advice)
    shown.write("benefit", needed[1])
    shown.wait_for("benefit", float(needed[1].replace(",", "")))
    assert shown.at("live-curve").get_attribute("data-profitable") == "true"
    assert not shown.at("advice").is_visible()


def test_names_from_a_table_are_text(curve):
    shown = curve()
    assert shown.at("live-curve").locator("img").count() == 0
    assert shown.page.get_by_text("<img src=x onerror=alert(1)>").first.is_visible()
