import pytest

from lepton.errors import InputError
from lepton.models import families, get_family
from lepton.models.threads import threads, threads_for


def test_there_are_seven_families_each_with_its_own_name():
    names = [family.name for family in families()]
    assert sorted(names) == [
        "baseline",
        "ensemble",
        "forest",
        "linear",
        "neural",
        "tree",
        "xgboost",
    ]


def test_every_family_says_in_a_sentence_what_it_is_good_at():
    for family in families():
        assert family.title
        assert family.good_at.endswith(".")


def test_more_rows_columns_and_classes_take_longer():
    for family in families():
        if family.name == "baseline":
            continue
        base = family.estimate_seconds(20_000, 20, "multiclass", 5)
        assert family.estimate_seconds(200_000, 20, "multiclass", 5) > base
        assert family.estimate_seconds(20_000, 20, "multiclass", 50) >= base


def test_an_unknown_family_is_refused():
    with pytest.raises(InputError, match="got 'guess'"):
        get_family("guess")


def test_the_number_of_threads_can_be_set(monkeypatch):
    monkeypatch.setenv("LEPTON_THREADS", "3")
    assert threads() == threads_for(10**9) == 3
    assert threads_for(10) == 1


@pytest.mark.parametrize("asked", ["0", "-1", "many", "1.5"])
def test_an_impossible_number_of_threads_is_refused(monkeypatch, asked):
    monkeypatch.setenv("LEPTON_THREADS", asked)
    with pytest.raises(InputError, match="LEPTON_THREADS must be a whole number above 0"):
        threads()


def test_without_a_wish_no_more_threads_than_cores_are_used(monkeypatch):
    monkeypatch.delenv("LEPTON_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert threads() == 1
    monkeypatch.delenv("OMP_NUM_THREADS")
    assert threads() >= 1
