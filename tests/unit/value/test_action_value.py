"""Several possible actions: hand arithmetic, limits, baselines, and bad input."""

import json

import numpy as np
import pytest

from lepton.errors import InputError
from lepton.value.actions import ActionMatrix, ActionMoney, action_value

CLASSES = ["card", "cash", "loan"]
DESK = ActionMoney(wrong=6, automatic=0, human=2, human_right=1, decisions_per_month=4)


@pytest.fixture
def made():
    """A thousand cases whose truth is drawn from the probabilities themselves."""
    rng = np.random.default_rng(8)
    p = rng.dirichlet([0.3, 0.3, 0.3], 1000)
    y = np.array([rng.choice(3, p=row) for row in p])
    return y, p


def test_the_action_of_least_risk_is_taken_by_hand():
    """0.7 · 1 − 0.3 · 9 = −2 for the bot, 0.7 · −2 + 0.3 · 3 = −0.5 for the expert."""
    matrix = ActionMatrix.of(["card", "cash"], ["bot", "expert"], [[1, -2], [-9, 3]])
    assert matrix.expected([[0.7, 0.3]]).tolist() == [[pytest.approx(-2), pytest.approx(-0.5)]]
    assert matrix.choose([[0.7, 0.3]]).tolist() == [1]
    assert matrix.realised(["card", "cash"], ["expert", "bot"]).tolist() == [-2, -9]


def test_amounts_become_a_matrix_with_asking_a_person_in_it():
    money = ActionMoney(right=1, wrong=6, automatic=0.5, human=2, human_right=0.9)
    table = money.matrix_for(["a", "b"])
    assert table.actions == ("a", "b", "ask a person")
    assert table.values[0].tolist() == [0.5, -6.5, pytest.approx(0.9 - 0.6 - 2)]


def test_single_classes_may_have_amounts_of_their_own():
    money = ActionMoney(
        wrong=6, wrong_of={"loan": 60}, right_of={"card": 3}, automatic=0, human=None
    )
    table = money.matrix_for(CLASSES)
    assert table.values.tolist() == [[3, -6, -6], [-6, 0, -6], [-60, -60, 0]]


def test_four_cases_by_hand():
    p = [[0.9, 0.1], [0.8, 0.2], [0.5, 0.5], [0.1, 0.9]]
    found = action_value([0, 0, 1, 1], p, DESK)
    assert (found.share, found.people) == (0.75, 0.25)
    assert found.saved == 6  # three times the two that a person costs
    assert found.profit == -2
    assert found.expected == pytest.approx((2 - 0.6) + (2 - 1.2) + (2 - 0.6))
    assert found.baseline("person").profit == -8
    assert found.baseline("model").profit == -6  # the even one goes to the first class, wrongly


def test_asking_nobody_is_the_model_alone(made):
    y, p = made
    money = ActionMoney(wrong=6, automatic=0, human=2, max_human_share=0)
    found = action_value(y, p, money)
    assert found.share == 1
    assert found.saved == pytest.approx(-found.baseline("model").over + found.saved)
    assert found.error_rate == pytest.approx(np.mean(p.argmax(axis=1) != y))
    assert found.curve.saved[-1] == pytest.approx(found.saved)


def test_one_action_for_all_is_a_constant(made):
    y, p = made
    matrix = {name: {"same": float(i)} for i, name in enumerate(CLASSES)}
    found = action_value(y, p, ActionMoney(matrix=matrix), classes=CLASSES)
    assert (found.saved, found.share) == (0, 0)
    assert found.fallback == "same"
    assert (found.curve.saved == 0).all()


def test_nothing_is_automatic_where_people_are_free_and_always_right(made):
    found = action_value(*made, ActionMoney(human=0, human_right=1, automatic=0.1))
    assert (found.share, found.saved, found.error_rate) == (0, 0, None)
    assert found.low == found.high == 0


def test_the_choice_is_close_to_the_top_of_the_drawn_curve_and_never_above(made):
    money = ActionMoney(wrong=6, automatic=0.1, human=2, human_right=0.95)
    found = action_value(*made, money)
    at = found.curve.at(found.share)
    assert found.curve.share[at] == pytest.approx(found.share)
    assert found.curve.saved[at] == pytest.approx(found.saved)
    assert found.curve.saved.max() - found.saved < 0.1 * found.saved


def test_a_limit_on_people_makes_more_cases_automatic_and_is_priced(made):
    base = dict(wrong=20.0, automatic=0.0, human=1.0, human_right=1.0)  # noqa: C408 - keywords
    free = action_value(*made, ActionMoney(**base))
    tight = action_value(*made, ActionMoney(**base, max_human_share=0.2))
    assert tight.people == pytest.approx(0.2)
    assert tight.chosen_by == "capacity"
    assert tight.one_more > 0
    assert tight.saved < free.saved
    wide = action_value(*made, ActionMoney(**base, max_human_share=1.0))
    assert wide.to_dict() == free.to_dict()


def test_a_share_set_by_hand_is_kept_to(made):
    found = action_value(*made, ActionMoney(automated_share=0.3))
    assert found.share == pytest.approx(0.3)
    assert found.chosen_by == "share"


def test_the_probabilities_kept_their_word_on_data_drawn_from_them(made):
    found = action_value(*made, ActionMoney(wrong=6, automatic=0, human=2))
    assert found.low < found.expected < found.high


def test_todays_routing_is_judged_on_the_same_rows(made):
    y, p = made
    names = np.array(CLASSES)
    money = ActionMoney(wrong=6, automatic=0, human=2)
    now = names[y]  # today nothing ever goes wrong
    found = action_value(names[y], p, money, classes=CLASSES, today=now)
    today = found.baseline("today")
    assert (today.automated, today.error_rate) == (1, 0)
    assert today.over == pytest.approx(found.profit - today.profit)
    assert today.over < 0


def test_classes_and_money_table_add_up_to_the_saving(made):
    money = ActionMoney(wrong=6, automatic=0.2, human=2, fixed_cost=50)
    found = action_value(*made, money)
    assert found.classes.saved.sum() == pytest.approx(found.saved + 50)
    assert found.matrix.sum() == pytest.approx(found.saved + 50)
    assert found.classes.n.sum() == pytest.approx(money.decisions_per_month)
    assert found.classes.automated.sum() / 1000 == pytest.approx(found.share)


def test_the_costliest_mistakes_come_first_and_are_mistakes(made):
    found = action_value(*made, ActionMoney(wrong=6, wrong_of={"2": 60}, human=None))
    assert found.mistakes[0].truth == "2"
    assert all(m.truth != m.action for m in found.mistakes)
    assert [m.lost for m in found.mistakes] == sorted(m.lost for m in found.mistakes)[::-1]


def test_twice_the_money_is_twice_the_saving_and_the_same_choice(made):
    once = action_value(*made, ActionMoney(wrong=6, automatic=0.2, human=2))
    twice = action_value(*made, ActionMoney(wrong=12, automatic=0.4, human=4))
    assert twice.saved == pytest.approx(2 * once.saved)
    assert twice.share == once.share


def test_a_class_called_like_the_person_is_not_the_person():
    table = ActionMoney(person="agent").matrix_for(["agent", "bot"])
    assert table.actions == ("agent", "bot", "agent (not the class)")
    assert table.asking == 2


def test_the_answer_is_plain_json_and_a_table(made):
    found = action_value(*made, ActionMoney())
    json.dumps(found.to_dict(), allow_nan=False)
    assert len(found.classes.to_frame()) == 3
    assert len(found.curve.to_frame()) == len(found.curve.share)


def test_money_survives_its_own_writing():
    matrix = {"a": {"x": 1.0, "ask": -2.0}, "b": {"x": -3.0, "ask": -2.0}}
    for money in (ActionMoney(wrong_of={"a": 3}, human=None), ActionMoney(matrix=matrix)):
        assert ActionMoney.from_dict(json.loads(json.dumps(money.to_dict()))) == money


def test_ranges_hold_the_truth_as_often_as_they_say():
    """True saving by a huge sample; nine of ten ranges of 300 rows have to hold it."""
    rng = np.random.default_rng(11)
    money = ActionMoney(wrong=6, automatic=0, human=2)

    def draw(n):
        p = rng.dirichlet([0.4, 0.4, 0.4], n)
        y = (p.cumsum(axis=1) < rng.random((n, 1))).sum(axis=1).clip(0, 2)
        return action_value(y, p, money)

    truth = draw(200_000).saved
    found = [draw(300) for _ in range(400)]
    covered = np.mean([f.low <= truth <= f.high for f in found])
    assert covered == pytest.approx(0.9, abs=0.04)


BAD = {
    "a negative cost": ({"wrong": -1}, "wrong must be"),
    "a person who costs less than nothing": ({"human": -0.1}, "human must be"),
    "right more than always": ({"human_right": 1.1}, "human_right must be between 0 and 1"),
    "more than all to people": ({"max_human_share": 2}, "max_human_share must be"),
    "more than all automatic": ({"automated_share": 1.5}, "automated_share must be"),
    "no cases": ({"decisions_per_month": 0}, "decisions_per_month must be above zero"),
    "money that is text": ({"right": "2"}, "right must be"),
    "a currency with no code": ({"currency": "€"}, "currency must be"),
    "a list by class": ({"wrong_of": [1, 2]}, "wrong_of must be a table"),
    "a negative cost of a class": ({"wrong_of": {"a": -1}}, "wrong_of must be"),
    "an empty matrix": ({"matrix": {}}, "matrix must be filled"),
    "different actions": ({"matrix": {"a": {"x": 1}, "b": {"y": 1}}}, "the same actions"),
    "a gap in the matrix": ({"matrix": {"a": {"x": float("nan")}}}, "matrix"),
    "a person of no name": ({"person": " "}, "person must be a name"),
    "a column of no name": ({"today": ""}, "today must be"),
}


@pytest.mark.parametrize(("given", "said"), BAD.values(), ids=BAD)
def test_money_that_cannot_be_used_is_refused_in_one_sentence(given, said):
    with pytest.raises(InputError, match=said):
        ActionMoney(**given)


@pytest.mark.parametrize(
    "given",
    [{"wrong": 0}, {"human": 0}, {"human_right": 1}, {"max_human_share": 0}, {"right": -1},
     {"automated_share": 1}, {"decisions_per_month": 0.5}, {"matrix": {"a": {"x": 1}}}],
)  # fmt: skip
def test_money_on_the_other_side_of_each_boundary_is_taken(given):
    ActionMoney(**given)


def test_other_forms_and_unknown_fields_are_refused():
    with pytest.raises(InputError, match="form must be 'actions'"):
        ActionMoney.from_dict({"form": "campaign"})
    with pytest.raises(InputError, match="assumptions must be among"):
        ActionMoney.from_dict({"wrng": 2})


@pytest.mark.parametrize(
    ("y", "p", "said"),
    [
        ([0, 1], [[0.5, 0.5]], "as long as the probabilities"),
        ([0], [[0.5, 0.6]], "1 in sum in every row"),
        ([0], [[1.5, -0.5]], "between 0 and 1"),
        ([2], [[0.5, 0.5]], "y_true must be one of"),
        (["x"], [[0.5, 0.5]], "y_true must be one of"),
        ([0], [0.5, 0.5], "of shape"),
        ([0], [["a", "b"]], "a table of numbers"),
        ([0], [[np.nan, 1]], "finite throughout"),
        ([], np.empty((0, 2)), "of shape"),
    ],
)
def test_rows_that_cannot_be_used_are_refused(y, p, said):
    with pytest.raises(InputError, match=said):
        action_value(y, p, ActionMoney())


def test_rounded_probabilities_are_taken():
    action_value([0], [[0.3334, 0.3333, 0.3334]], ActionMoney())


def test_amounts_for_classes_that_do_not_exist_are_refused(made):
    with pytest.raises(InputError, match="wrong_of must be a class of the target; got crad"):
        action_value(*made, ActionMoney(wrong_of={"crad": 2}), classes=CLASSES)
    matrix = {name: {"x": 1} for name in CLASSES[:2]}
    with pytest.raises(InputError, match="no row for loan"):
        action_value(*made, ActionMoney(matrix=matrix), classes=CLASSES)


def test_today_has_to_name_things_that_can_be_done(made):
    y, p = made
    with pytest.raises(InputError, match="today must be one of"):
        action_value(y, p, ActionMoney(), classes=CLASSES, today=["nonsense"] * len(y))
    with pytest.raises(InputError, match="today must be as long"):
        action_value(y, p, ActionMoney(), classes=CLASSES, today=["card"])


def test_a_matrix_has_to_fit_its_names():
    with pytest.raises(InputError, match="of shape"):
        ActionMatrix.of(["a"], ["x"], [[1, 2]])
    with pytest.raises(InputError, match="all different"):
        ActionMatrix.of(["a", "a"], ["x"], [[1], [2]])
    with pytest.raises(InputError, match="one of the actions"):
        ActionMatrix.of(["a"], ["x"], [[1]], "boss")
    with pytest.raises(InputError, match="more than asking a person"):
        ActionMatrix.of(["a"], ["boss"], [[1]], "boss")
