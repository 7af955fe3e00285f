"""What can be switched on and off, and the points and areas of one answer."""

import pytest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "shows"),
    [
        ("band", ["band"]),
        ("plateau", ["plateau", "label-plateau"]),
        ("perfect", ["line-perfect", "label-perfect"]),
        ("random", ["line-random"]),
        ("everybody", ["line-everybody"]),
        ("today", ["point-today", "label-today"]),
        ("models", ["line-model-2", "line-model-3"]),
        ("roi", ["point-best_roi"]),
        ("f1", ["point-f1"]),
        ("simultaneous", ["band-simultaneous"]),
    ],
)
def test_every_switch_shows_and_hides_what_it_says(chart, name, shows):
    shown = chart({"models": 3, "today": "point", "shown": {name: True}})
    for test_id in shows:
        assert shown.seen(test_id), test_id
    shown.change(shown={name: False})
    for test_id in shows:
        assert not shown.seen(test_id), test_id
    assert shown.seen("line-model")


def test_models_can_be_switched_one_by_one(chart):
    shown = chart({"models": 3, "shown": {"models": ["m2"]}})
    assert not shown.seen("line-model-2")
    assert shown.seen("line-model-3")


def test_a_rule_of_today_that_ranks_has_a_curve_of_its_own(chart):
    shown = chart({"today": "curve"})
    assert shown.seen("line-today")
    assert not shown.seen("point-today")
    assert shown.at("label-today").text_content() == "by tenure"


def test_a_maximum_chosen_on_the_same_rows_is_not_to_be_quoted(chart):
    shown = chart()
    assert "most profit at" in shown.at("label-best").text_content()
    shown.page.evaluate(
        """() => {
            const { counts, curve } = chart.view.models[0];
            const honest = pointAt(counts, params, curve, Math.round(answer.best.index / 2));
            set({ change: { chosen_elsewhere: true, honest, chosen: honest } });
        }"""
    )
    assert "do not quote" in shown.at("label-best").text_content()
    assert shown.at("point-best").get_attribute("data-apparent") == "true"
    assert "recommended" in shown.at("label-chosen").text_content()


def test_the_highest_return_is_only_marked_where_thirty_rows_stand_behind_it(chart):
    shown = chart({"params": {"fixed_cost": 0}})
    few = shown.ask("chart.view.models[0].counts.n[answer.best_roi.index]")
    assert (few >= 30) is shown.seen("point-best_roi")
    for rows, marked in ((29, False), (30, True)):
        shown.page.evaluate(
            """(rows) => {
                const { counts, curve } = chart.view.models[0];
                const found = [...counts.n].findIndex((n) => n >= rows);
                const best_roi = pointAt(counts, params, curve, found);
                if (counts.n[best_roi.index] !== rows) counts.n[best_roi.index] = rows;
                set({ change: { best_roi } });
            }""",
            rows,
        )
        assert shown.seen("point-best_roi") is marked


def test_a_limit_stands_where_it_binds_and_shades_the_rest(chart):
    shown = chart({"params": {"capacity": 900}})
    line, beyond = shown.at("limit"), shown.at("beyond-limit")
    left = shown.at("chart").bounding_box()["x"]
    assert left + float(line.get_attribute("x1")) == pytest.approx(shown.place(0.3)[0], abs=2)
    assert beyond.bounding_box()["width"] == pytest.approx(
        shown.place(1)[0] - shown.place(0.3)[0], abs=2
    )
    assert "900 a month" in shown.at("label-limit").text_content()
    shown.change(params={"capacity": None})
    assert not shown.seen("limit")
    assert not shown.seen("beyond-limit")


def test_a_band_of_earlier_assumptions_is_marked_as_such(chart):
    shown = chart({"updating": True})
    assert shown.at("band").get_attribute("data-updating") == "true"
    shown.change(updating=False)
    assert shown.at("band").get_attribute("data-updating") == "false"
