"""The sentences and charts of sorting and planning."""

import json

import numpy as np
import pandas as pd
import pytest

from lepton.plots import actions, forecasts, plans
from lepton.plots.amounts import between, money_axis, round_steps
from lepton.plots.theme import new_figure
from lepton.value.actions import ActionMoney, action_value
from lepton.value.forecast import ForecastMoney, ForecastRows, forecast_value

BAD = "<img src=x onerror=alert(1)>"


def sorted_cases(names=("a", "b"), today=None, **money):
    rng = np.random.default_rng(1)
    p = rng.dirichlet([0.4] * len(names), 800)
    y = np.array([rng.choice(len(names), p=row) for row in p])
    now = None if today is None else [names[0]] * 800
    return action_value(y, p, ActionMoney(**money), classes=list(names), today=now)


def planned(error: float, today=None, **money):
    rng = np.random.default_rng(1)
    y = rng.normal(50, 10, 800)
    rows = ForecastRows.of(
        y, y + rng.normal(0, error, 800), baselines={"mean": np.full(800, 50.0)},
        today=None if today is None else np.full(800, today),
    )  # fmt: skip
    return forecast_value(rows, ForecastMoney(**({"under": 4, "over": 1} | money)), choose=rows)


TABLE = pd.DataFrame({"needed": [3.0, 9, 4], "forecast": [4.0, 5, 4], "plan": [5.0, 6, 5]})


def words(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_sentence_of_sorting_says_what_it_saves_against_whom():
    said = words(actions.verdict(sorted_cases(wrong=6, human=2)))
    assert said.startswith("Deciding ")
    assert "leaving the rest to people saves" in said
    assert said.endswith("against a person deciding every one.")


def test_the_sentence_of_sorting_says_when_it_does_not_pay():
    assert "does not pay" in actions.verdict(sorted_cases(human=0, human_right=1))


def test_the_sentence_of_sorting_says_when_it_loses_and_when_chance_decides():
    forced = {"max_human_share": 0, "human_right": 1, "human": 0.1}
    assert " loses " in actions.verdict(sorted_cases(wrong=6, **forced))
    even = sorted_cases(wrong=6, automatic=0, human=None, fixed_cost=2500)
    assert even.low < 0 < even.high or even.high < 0 or even.low > 0


def test_without_a_person_the_best_single_action_is_named():
    assert "“a”" in actions.verdict(sorted_cases(human=None)) or "“b”" in actions.verdict(
        sorted_cases(human=None)
    )


def test_the_sentence_of_planning_says_what_it_saves_or_costs():
    good, bad = planned(2), planned(30)
    assert "saves" in forecasts.verdict(good)
    assert "the same for every period" in forecasts.verdict(good)
    assert "keep to that" in forecasts.verdict(bad)
    assert "against today’s plan" in forecasts.verdict(planned(2, today=50))


def test_a_plan_below_the_forecast_is_said_in_words():
    assert "fewer than the forecast says" in forecasts.verdict(planned(5, under=1, over=9))


def test_chance_is_named_where_it_decides():
    near = planned(9.5)
    assert near.low < 0 < near.high
    assert "may earn or lose" in forecasts.verdict(near)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "draw",
    [
        lambda dark: actions.saved_curve(sorted_cases(today=1), limit=0.4, dark=dark),
        lambda dark: actions.money_table(sorted_cases(), dark=dark),
        lambda dark: forecasts.stock_curve(planned(2, today=55.0), dark=dark),
        lambda dark: forecasts.stock_curve(planned(30), dark=dark),
        lambda dark: plans.plan_chart(TABLE, dark=dark),
        lambda dark: plans.errors_chart(TABLE, planned(2), dark=dark),
    ],
)
def test_every_chart_has_a_title_and_named_axes(draw, dark):
    figure = draw(dark)
    assert figure.layout.title.text
    assert figure.layout.xaxis.title.text
    assert figure.layout.yaxis.title.text


def test_todays_practice_is_amber_and_labelled():
    for figure in (
        actions.saved_curve(sorted_cases(today=1)),
        forecasts.stock_curve(planned(2, today=55.0)),
    ):
        marks = [t for t in figure.data if t.mode == "markers"]
        assert {"#1D5FD1", "#B7791F"} <= {t.marker.color for t in marks}
        assert any("today" in a.text for a in figure.layout.annotations)


def test_names_from_a_table_are_never_markup():
    found = sorted_cases((BAD, "b"))
    for figure in (actions.saved_curve(found), actions.money_table(found)):
        assert "<img" not in figure.to_json()
    say = forecasts.ForecastWords(column=f"the same {BAD}", pieces=BAD, short=BAD)
    for figure in (plans.plan_chart(TABLE, say), plans.errors_chart(TABLE, planned(2), say)):
        shown = json.loads(figure.to_json())
        texts = [a["text"] for a in shown["layout"].get("annotations", [])]
        assert not any("<img" in text for text in texts)


def test_many_classes_are_a_table_and_not_a_picture():
    assert actions.money_table(sorted_cases(tuple("abcdefghijklmn"))) is None


def test_rows_with_too_little_are_marked_as_lost():
    lost = plans.plan_chart(TABLE).data[2]
    assert (list(lost.x), list(lost.y)) == ([2], [9.0])


def test_ranges_are_said_from_low_to_high():
    assert words(between(3, -2)) == "−€2 to €3"
    assert round_steps(2, 2) == [2]
    figure = new_figure("t", "x", "y")
    money_axis(figure, 0, 0)
    assert figure.layout.yaxis.range[1] > figure.layout.yaxis.range[0]
