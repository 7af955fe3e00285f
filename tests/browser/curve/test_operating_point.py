"""Where to stop: as a share, a number, a score or a sum of money, all in step."""

import pytest

pytestmark = pytest.mark.browser

WAYS = ("fraction", "contacts", "score", "spend")


def entered(shown) -> dict[str, float]:
    """The four fields as numbers."""
    texts = {name: shown.at(f"number-{name}").input_value() for name in WAYS}
    return {name: float(text.replace(",", "")) for name, text in texts.items()}


def test_a_share_sets_the_number_the_score_and_the_money(curve):
    shown = curve()
    was = entered(shown)
    shown.write("fraction", "10")
    told = shown.wait_for("fraction", 0.1)["chosen"]
    now = entered(shown)
    assert now["contacts"] == 300
    assert now["score"] == pytest.approx(told["threshold"], rel=0.01)
    assert now["spend"] == pytest.approx(told["cost"], rel=0.01)
    assert all(now[name] != was[name] for name in WAYS)


def test_a_number_of_customers_sets_the_share(curve):
    shown = curve()
    shown.write("contacts", "600")
    shown.wait_for("fraction", 0.2)
    assert entered(shown)["fraction"] == 20
    assert shown.at("grip").get_attribute("aria-valuenow") == "20"
    assert shown.at("slider-fraction").input_value() == "20"


def test_a_number_that_is_no_round_share_is_shown_in_hundredths_of_a_percent(curve):
    shown = curve()
    shown.write("contacts", "500")
    shown.wait_for("fraction", 0.166666666667)
    assert entered(shown)["fraction"] == 16.67
    assert entered(shown)["contacts"] == 500
    assert "most profit at" in shown.said("share-state")


def test_more_customers_than_come_up_is_everybody(curve):
    shown = curve()
    shown.write("contacts", "9,000")
    shown.wait_for("fraction", 1)


def test_a_score_acts_on_everybody_at_or_above_it(curve):
    shown = curve()
    shown.write("score", "0.3")
    shown.kept("fraction", lambda share: share is not None)
    told = shown.python()[0]["chosen"]
    assert 0.3 <= told["threshold"] < 0.305
    assert 0.1 < told["fraction"] < 0.5


def test_a_sum_of_money_sets_what_it_buys(curve):
    shown = curve()
    shown.write("spend", "4,300")
    shown.kept("fraction", lambda share: share is not None)
    told = shown.python()[0]["chosen"]
    assert 4200 < told["cost"] <= 4300  # 1,000 fixed, 11 for each contact
    assert told["n"] == pytest.approx(300, abs=5)


def test_the_slider_and_the_grip_move_the_fields(curve):
    shown = curve({"fraction": 0.2})
    was = entered(shown)
    shown.drag("slider-fraction", 90, moves=10)
    shown.rest()
    assert entered(shown)["contacts"] > was["contacts"]
    assert float(shown.at("grip").get_attribute("aria-valuenow")) > 20
    shown.page.mouse.up()


def test_a_share_of_ones_own_stays_until_the_most_profitable_is_asked_for(curve):
    shown = curve()
    assert "Follows" in shown.said("share-state")
    assert shown.at("follow").get_attribute("aria-pressed") == "true"
    shown.write("fraction", "90")
    shown.wait_for("fraction", 0.9)
    assert "Fixed by you" in shown.said("share-state")
    assert "most profitable share is" in shown.said("sentence-second")
    assert shown.at("follow").get_attribute("aria-pressed") == "false"
    shown.at("follow").click()
    told = shown.wait_for("fraction", None)
    assert shown.figure("share") == pytest.approx(told["honest"]["fraction"])


def test_the_fewest_that_earn_about_the_same_are_one_click_away(curve):
    shown = curve()
    most = shown.figure("share")
    shown.at("follow-fewest").click()
    told = shown.wait_for("follow", "fewest")
    assert shown.figure("share") == pytest.approx(told["fewest"]["fraction"])
    assert shown.figure("share") < most
    assert "fewest" in shown.said("share-state")
    shown.at("follow").click()
    shown.wait_for("follow", "profit")
    assert shown.figure("share") == pytest.approx(most)


def test_a_field_being_typed_in_is_left_alone(curve):
    shown = curve()
    field = shown.at("number-score")
    field.fill("")
    field.type("0.31234")
    shown.rest()
    assert field.input_value() == "0.31234"


def test_nobody_can_be_chosen(curve):
    shown = curve()
    shown.write("spend", "10")
    shown.wait_for("fraction", 0)
    assert "nobody earns nothing" in shown.said("sentence")
    assert "most profitable share is" in shown.said("sentence-second")
