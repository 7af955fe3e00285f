"""Offers in a list, acting on forecasts and weighted scores, from a shell."""

import json

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.value.forecast import ActMoney
from lepton.workflows.acting import acting_of
from lepton.workflows.scores import ScoreColumns, evidence_in
from lepton.workflows.slots import SlotColumns, SlotMoney, slots_of

ACT = ["--act-margin", 2, "--act-cost", 90]
MONEY = ["--tp", 10, "--fp", -4]


def same(found):
    return json.loads(json.dumps(found.to_dict()))


@pytest.fixture(scope="session")
def offers(folder):
    rng = np.random.default_rng(2)
    good = rng.normal(size=400)
    frame = pd.DataFrame({
        "visit": np.repeat(range(80), 5), "ours": good, "today": rng.normal(size=400),
        "clicked": (rng.random(400) < 1 / (1 + np.exp(1 - good))).astype(int),
        "chance": rng.uniform(0.2, 1, 400),
    })  # fmt: skip
    frame.to_csv(folder / "offers.csv", index=False)
    return folder / "offers.csv"


@pytest.fixture(scope="session")
def sizes(folder):
    rng = np.random.default_rng(6)
    warm = rng.normal(15, 6, 300)
    frame = pd.DataFrame({"warm": warm, "sold": 40 + 2 * warm + rng.normal(0, 9, 300)})
    lepton.train(frame, lepton.Task("sold"), "linear").save(folder / "sizes")
    return folder / "sizes"


@pytest.fixture(scope="session")
def scores(folder):
    rng = np.random.default_rng(5)
    score = rng.beta(2, 4, 600)
    frame = pd.DataFrame(
        {"y": (rng.random(600) < score).astype(int), "s": score, "rank": 3 * score}
    )
    frame.to_csv(folder / "own.csv", index=False)
    return folder / "own.csv"


def offered(file, *more):
    return ["value-slots", file, "--visit", "visit", "--score", "ours", "--clicked", "clicked",
            "--slots", 3, "--margin", 20, *more]  # fmt: skip


def test_offers_are_judged_as_the_package_judges_them(told, run, offers):
    more = ["--conversion", 0.1, "--current", "today", "--propensity", "chance"]
    columns = SlotColumns(
        visit="visit", score="ours", clicked="clicked", current="today", propensity="chance"
    )
    found = slots_of(offers, columns, SlotMoney(slots=3, margin=20, conversion=0.1))
    assert told(*offered(offers, *more)) == same(found)
    code, out, err = run(*offered(offers, "--currency", "USD"))
    assert (code, err) == (0, "")
    assert "our order earns $" in out
    assert "an order drawn by chance" in out


def test_acting_on_a_forecast_is_told_alone_or_beside_planning(told, run, sizes):
    wanted = same(acting_of(lepton.Model.load(sizes), ActMoney(margin=2, cost=90)))
    assert told("value-forecast", sizes, *ACT) == {"act": wanted}
    both = told("value-forecast", sizes, *ACT, "--under", 4, "--over", 1)
    assert both["act"] == wanted
    assert both["model"]
    out = run("value-forecast", sizes, *ACT)[1]
    assert "Acting where the forecast pays for it" in out
    assert (
        "nowhere high enough"
        in run("value-forecast", sizes, "--act-margin", 1, "--act-cost", 1e6)[1]
    )


def test_weighted_scores_are_put_right_before_everything(told_noted, scores):
    words = ["value", "--scores", scores, "--y", "y", "--score", "s", *MONEY, "--trust"]
    for flag, more in (
        (["--positive-weight", 9], {"positive_weight": 9.0}),
        (["--kept-negatives", 0.1], {"kept_negatives": 0.1}),
    ):
        shell = told_noted(*words, *flag)
        found = evidence_in(scores, ScoreColumns(y="y", scores=("s",), **more))
        mean = found.first.rows.y_score.mean()
        assert shell["reliability"]["mean_predicted"] == pytest.approx(mean)
        assert shell["evidence"]["notes"] == list(found.notes)


@pytest.fixture
def told_noted(run):
    """Run a command with --json that may say something beside it."""

    def call(*words):
        code, out, _ = run(*words, "--json")
        assert code == 0
        return json.loads(out)

    return call


OWN = ["value", "--scores", "{scores}", "--y", "y", *MONEY]
OFFERED = offered("{offers}")
WRONG = {
    "half of acting": (["value-forecast", "{sizes}", *ACT[:2]], "got no --act-cost"),
    "a cost below nothing": (
        ["value-forecast", "{sizes}", "--act-margin", 1, "--act-cost", -1], "cost must be",
    ),
    "acting by a yes or no": (
        ["value-forecast", "{model}", *ACT], "model must be one that predicts a number",
    ),
    "no weight": ([*OWN, "--score", "s", "--positive-weight", 0], "positive_weight must be above"),
    "nothing kept": ([*OWN, "--score", "s", "--kept-negatives", 0], "kept_negatives must be above"),
    "a weight of ranks": ([*OWN, "--score", "rank", "--positive-weight", 2], "between 0 and 1"),
    "a weight of a model": (
        ["value", "{model}", *MONEY, "--positive-weight", 2], "must be given with --scores",
    ),
    "a column that is not there": ([*OFFERED, "--current", "tody"], "current must be a column"),
    "no place": ([*OFFERED[:-3], 0, *OFFERED[-2:]], "slots must be"),
    "a loss per sale": ([*OFFERED[:-1], -1], "margin must be"),
    "more sales than clicks": ([*OFFERED, "--conversion", 1.1], "conversion must be"),
    "no such currency": ([*OFFERED, "--currency", "EURO"], "currency must be"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_bad_input_gets_one_clear_line(run, model_folder, offers, sizes, scores, words, said):
    places = {"model": model_folder, "offers": offers, "sizes": sizes, "scores": scores}
    code, out, err = run(*(str(word).format(**places) for word in words))
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
