"""The built-in samples: what ships, where it comes from, what it is worth asking."""

import json
import pickle
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import lepton
from lepton.data import load, load_sample, resolve, samples
from lepton.data.catalog import CATALOG
from lepton.errors import NotFound

KEYS = ["churn", "credit", "marketing", "demand", "maintenance", "intents"]
ORIGINAL = {
    "churn": "telecom_churn_iran",
    "credit": "credit_card_default_taiwan",
    "marketing": "bank_term_deposit_marketing",
    "demand": "bike_rental_demand_hourly",
    "maintenance": "machine_failure_ai4i2020",
    "intents": "customer_service_intents_banking77",
}
POSITIVE = {"churn": 0.157, "credit": 0.221, "marketing": 0.117, "maintenance": 0.034}
LICENCES = Path(__file__).resolve().parents[3] / "DATA_LICENSES.md"


def test_six_samples_are_listed_by_their_keys():
    assert list(samples()) == KEYS == json.loads(json.dumps(samples()))
    assert "churn" in lepton.samples()


def test_what_is_listed_can_be_shown_without_reading_rows():
    for info in samples():
        assert info.title
        assert info.question.endswith("?")
        assert info == info.key == load_sample(info).key


@pytest.mark.parametrize("key", KEYS)
def test_what_is_listed_is_true(key):
    info, sample = next(i for i in samples() if i == key), load_sample(key)
    assert (info.rows, info.columns) == sample.frame.shape
    assert resolve(sample.task, sample.frame).kind == info.kind
    assert resolve(sample.task, sample.frame).dropped_rows == 0


def test_what_is_listed_survives_being_copied():
    info = samples()[1]
    copied = pickle.loads(pickle.dumps(info))
    assert (copied, copied.title, copied.rows) == ("credit", "Credit default", 30_000)


@pytest.mark.parametrize("key", KEYS)
def test_a_sample_holds_every_value_of_its_original(key, shared):
    original = pd.read_csv(
        shared / "data" / "samples" / f"{ORIGINAL[key]}.csv", keep_default_na=False
    )
    frame = load_sample(key).frame
    assert list(frame.columns) == list(original.columns)
    for name in frame.columns:
        if pd.api.types.is_numeric_dtype(original[name].dtype):
            np.testing.assert_array_equal(frame[name].to_numpy(), original[name].to_numpy())
        else:
            assert frame[name].tolist() == original[name].str.strip().tolist()


@pytest.mark.parametrize("key", KEYS)
def test_a_sample_is_the_same_every_time(key):
    one, two = load_sample(key), load_sample(key)
    assert one.id == two.id
    assert re.fullmatch("[0-9a-f]{64}", one.id)
    assert load(one.frame).id == load(two.frame).id


@pytest.mark.parametrize(("key", "share"), POSITIVE.items())
def test_the_positive_class_is_as_rare_as_published(key, share):
    sample = load_sample(key)
    problem = resolve(sample.task, sample.frame)
    assert problem.target(sample.frame).mean() == pytest.approx(share, abs=5e-4)


def test_leaks_and_identifiers_are_no_features():
    features = {key: set(resolve(load_sample(key).task, load_sample(key).frame).features)
                for key in KEYS}  # fmt: skip
    assert "duration" not in features["marketing"]
    assert not features["demand"] & {"casual", "registered", "day"}
    assert not features["maintenance"] & {"UDI", "Product ID"}
    assert "ID" not in features["credit"]
    assert features["intents"] == {"text"}
    assert "Customer Value" in features["churn"]


def test_money_comes_with_binary_samples_only():
    money = {key: load_sample(key).money for key in KEYS}
    assert [key for key in KEYS if money[key] is None] == ["demand", "intents"]
    assert {m.currency for m in money.values() if m is not None} == {"EUR"}


def test_the_illustrative_money_is_the_published_one():
    churn, credit = load_sample("churn"), load_sample("credit").money
    marketing, machines = load_sample("marketing").money, load_sample("maintenance").money
    leavers = churn.frame.loc[churn.frame["Churn"] == 1, "Customer Value"].mean()
    assert churn.money.benefit == round(leavers) == 125
    assert churn.money.incentive_cost == round(0.05 * leavers)
    assert (churn.money.success_rate, churn.money.contact_cost) == (0.30, 1)
    assert (credit.form, credit.right, credit.wrong) == ("matrix", 100_000, 20_000)
    assert (marketing.benefit, marketing.contact_cost, marketing.fixed_cost) == (50, 10, 1000)
    assert (machines.form, machines.right, machines.wrong) == ("matrix", 8000, 500)


@pytest.mark.parametrize("key", list(POSITIVE))
def test_acting_pays_for_some_and_not_for_all(key):
    assert 0.01 < load_sample(key).money.payoff().threshold() < 0.5


@pytest.mark.parametrize("key", KEYS)
def test_every_control_has_a_wording_of_its_own(key):
    sample = load_sample(key)
    spoken = {"unit", "units", "success", "successes"}
    if sample.money is not None:
        spoken |= {"action", "acting", "acted", "ranked", "fixed_cost", "decisions_per_month",
                   "fraction"}  # fmt: skip
        spoken |= ({"right", "wrong"} if sample.money.form == "matrix" else
                   {"benefit", "success_rate", "contact_cost", "incentive_cost"})  # fmt: skip
    assert spoken <= set(sample.labels)


def test_only_the_made_up_sample_says_that_it_is():
    assert [key for key in KEYS if load_sample(key).synthetic] == ["maintenance"]
    assert "synthetic by its own description" in load_sample("maintenance").notes[-1]


def test_the_copied_rows_of_churn_are_said():
    sample = load_sample("churn")
    assert int(sample.frame.duplicated().sum()) == 300
    assert sample.notes[0].startswith("300 rows are exact copies of another row")


@pytest.mark.parametrize("key", KEYS)
def test_the_licence_of_a_sample_is_stated(key):
    entry, page = CATALOG[key], LICENCES.read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{key}.parquet`"))
    assert entry.doi in row
    assert entry.licence == "CC BY 4.0"
    assert "CC BY 4.0" in page
    if "Not named" not in entry.authors:
        assert entry.authors in row


@pytest.mark.parametrize("key", ["nope", "", "Churn"])
def test_an_unknown_sample_is_refused(key):
    with pytest.raises(NotFound, match="sample must be one of churn, credit, marketing, demand, m"):
        load_sample(key)
