"""``lepton uplift`` and ``lepton control-group``."""

import numpy as np
import pandas as pd
import pytest

from lepton.value.uplift import (
    Offer,
    control_group_size,
    detectable_effect,
    proof_of_value,
    uplift_curve,
)

MONEY = ("--benefit", 10, "--contact-cost", 1)


@pytest.fixture(scope="module")
def mailing(tmp_path_factory):
    rng = np.random.default_rng(0)
    score, arm = rng.random(800), rng.integers(0, 2, 800)
    y = (rng.random(800) < 0.3 + arm * (0.4 * score - 0.1)).astype(int)
    table = pd.DataFrame({"bought": y, "mailed": arm, "rank": score, "age": 20 + score * 50})
    file = tmp_path_factory.mktemp("mail") / "mailing.csv"
    table.to_csv(file, index=False)
    return file, table


def test_the_shell_gives_the_numbers_of_the_package(told, mailing):
    file, table = mailing
    found = told("uplift", file, "--y", "bought", "--treated", "mailed", "--score", "rank", *MONEY)
    offer = Offer(benefit=10, contact_cost=1)
    curve = uplift_curve(table["bought"], table["mailed"], table["rank"], offer=offer)
    assert found["curve"]["best"] == curve.best.to_dict()
    assert found["curve"]["low"] == curve.low
    assert found["learned"] is False


def test_without_a_score_one_is_learned(told, mailing):
    file, _ = mailing
    found = told("uplift", file, "--y", "bought", "--treated", "mailed", "--drop", "rank", *MONEY)
    assert found["learned"] is True


def test_a_person_reads_sentences_and_a_table(run, mailing):
    file, _ = mailing
    words = ("uplift", file, "--y", "bought", "--treated", "mailed", "--score", "rank", *MONEY)
    code, out, err = run(*words)
    assert code == 0
    assert out.startswith("Acting on ")
    assert "A report that counts everybody" in out
    assert "most net profit" in out
    assert "€" not in out
    assert "is taken as the positive class" in err


def test_a_column_of_other_words_asks_for_its_values(run, mailing, tmp_path):
    _, table = mailing
    file = tmp_path / "words.csv"
    table.assign(mailed=np.where(table["mailed"] == 1, "post", "none")).to_csv(file, index=False)
    words = ("uplift", file, "--y", "bought", "--treated", "mailed", "--score", "rank")
    code, _, err = run(*words)
    assert code == 2
    assert "treated 'mailed' must be a column of 0 and 1; got 'none', 'post'." in err
    code, out, _ = run(*words, "--treated-is", "post", "--control-is", "none")
    assert (code, out.startswith("Acting on ")) == (0, True)


def test_a_negative_cost_is_refused_in_one_line(run, mailing):
    file, _ = mailing
    words = ("uplift", file, "--y", "bought", "--treated", "mailed", "--score", "rank")
    code, _, err = run(*words, "--contact-cost", -1)
    assert (code, err.count("\n")) == (2, 1)
    assert "contact_cost must be" in err


def test_the_size_of_a_control_group(told, run):
    size = ("control-group", "--base-rate", 0.1, "--effect", 0.02, "--per-week", 1000)
    assert told(*size) == control_group_size(0.1, 0.02, per_week=1000).to_dict()
    code, out, _ = run(*size)
    assert code == 0
    assert out.startswith("Leave 3,843 people alone")


def test_what_so_many_people_show(told, run):
    words = ("control-group", "--base-rate", 0.1, "--people", 4000)
    assert told(*words) == detectable_effect(0.1, 4000).to_dict()
    assert "a change of 1.96 in 100 or more is likely to show" in run(*words)[1]


def test_the_size_that_proves_a_profit(told, run):
    words = ("control-group", "--base-rate", 0.1, "--effect", 0.02, "--benefit", 200,
             "--contact-cost", 1, "--control-share", 0.1)  # fmt: skip
    expected = proof_of_value(0.1, 0.02, benefit=200, contact_cost=1, control_share=0.1)
    assert told(*words) == expected.to_dict()
    assert "Leaving them alone gives up about 11" in run(*words)[1]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((), "--effect or --people must be given, one of them; got neither"),
        (("--effect", 0.02, "--people", 10), "got both"),
        (("--effect", 0), "effect must be other than zero"),
        (("--effect", 0.95), "effect must be such that base_rate + effect"),
        (("--effect", 0.02, "--power", 1), "power must be above 0 and below 1"),
        (("--effect", 0.02, "--benefit", 5), "money must be complete; got no --contact-cost"),
        (("--people", 1), "n must be a number from 2"),
    ],
)
def test_what_cannot_be_sized_is_refused_in_one_line(run, more, words):
    code, _, err = run("control-group", "--base-rate", 0.1, *more)
    assert (code, err.count("\n")) == (2, 1)
    assert words in err
