import json

import pytest

from lepton.data.catalog import CATALOG
from lepton.errors import InputError, NotApplicable, NotFound
from lepton.value import Assumptions
from lepton.value.napkin import napkin
from lepton.value.presets import preset, presets
from lepton.value.slots import slot_value

KEYS = [p.key for p in presets()]


def test_there_are_ten_of_them_each_with_its_own_key():
    assert len(KEYS) == len(set(KEYS)) == 10


@pytest.mark.parametrize("key", KEYS)
def test_each_is_flagged_and_says_what_it_assumes(key):
    told = preset(key)
    assert told.illustrative
    assert told.question.endswith("?")
    for text in (told.assumes, told.baseline):
        assert text.endswith(".")
    assert 3 <= len(told.main) <= 5


@pytest.mark.parametrize("key", [k for k in KEYS if preset(k).kind != "slots"])
def test_each_can_be_priced_and_names_every_amount_it_shows(key):
    told = preset(key)
    money = told.assumptions()
    for name in (*told.main, *(n for n in told.money if n not in {"form", "currency", "season"})):
        assert hasattr(money, name)
        assert name in told.words
    assert set(told.main) <= set(told.words)


@pytest.mark.parametrize("key", [k for k in KEYS if preset(k).kind in {"campaign", "matrix"}])
def test_each_binary_one_pays_with_a_good_model_and_not_for_everybody(key):
    told = preset(key)
    money = told.assumptions()
    assert isinstance(money, Assumptions)
    assert money.warnings() == []
    found = napkin(money, base_rate=told.base_rate)
    assert found.pays
    assert found.chosen.profit > found.everybody.profit
    assert told.capacity is None or told.capacity < money.decisions_per_month


def test_the_words_are_those_of_the_samples():
    for key, entry in CATALOG.items():
        told = preset(key)
        shared = {"unit", "units", "action", "success"} & set(entry.labels) & set(told.words)
        assert shared
        assert told.task == entry.kind


def test_offers_in_slots_are_priced_by_slot_value():
    told = preset("recommendation")
    found = slot_value([1, 1, 2, 2], [0.9, 0.1, 0.2, 0.8], [1, 0, 0, 1], **told.money)
    assert found.total >= 0
    with pytest.raises(NotApplicable, match="Pass its money to slot_value"):
        told.assumptions()


def test_a_column_gives_every_row_its_own_amount():
    money = preset("credit").assumptions(exposure='My "LIMIT"')
    assert money.form == "formula"
    assert money.tp_formula == '0.45 * "My ""LIMIT"""'
    assert money.decisions_per_month == preset("credit").money["decisions_per_month"]
    with pytest.raises(InputError, match="columns must be named for exposure; got limit"):
        preset("credit").assumptions(limit="LIMIT")
    with pytest.raises(InputError, match="columns must be named for nothing; got exposure"):
        preset("churn").assumptions(exposure="LIMIT")


def test_an_unknown_one_is_told_with_those_there_are():
    with pytest.raises(NotFound, match=r"preset must be one of churn, credit.*got 'fraud'"):
        preset("fraud")


@pytest.mark.parametrize("key", KEYS)
def test_each_can_be_sent_as_json(key):
    told = json.loads(json.dumps(preset(key).to_dict()))
    assert told["illustrative"] is True
    assert told["money"] == dict(preset(key).money)
