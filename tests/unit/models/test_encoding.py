import json

import numpy as np
import pandas as pd
import pytest

from lepton.errors import InputError
from lepton.models.encoding.codes import Codes
from lepton.models.encoding.reader import Reader
from lepton.models.encoding.wide import Wide


@pytest.fixture
def orders():
    n = 300
    rng = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "amount": np.where(np.arange(n) % 9 == 0, np.nan, rng.gamma(2, 30, n)),
            "town": rng.choice(["Ulm", "Bonn", "Köln"], n, p=[0.6, 0.39, 0.01]),
            "ordered": pd.Timestamp("2024-02-28 12:30") + pd.to_timedelta(np.arange(n), "D"),
            "note": [
                f"please leave it at door {i % 7} near the {'red' if i % 2 else 'old'} gate"
                for i in range(n)
            ],
        }
    )


def levels_of(values, asked):
    reader = Reader.learn(pd.DataFrame({"a": values}), ["a"])
    return reader.numbers(pd.DataFrame({"a": asked}))[:, 0]


def test_a_category_never_seen_before_is_missing_where_training_saw_all():
    codes = levels_of(["x"] * 5 + ["y"] * 5, ["x", "y", "z", None])
    np.testing.assert_array_equal(codes, [0, 1, np.nan, np.nan])


def test_rare_categories_are_one_and_new_ones_belong_to_it():
    codes = levels_of(["x"] * 5 + ["y"] * 5 + ["q", "r"], ["x", "q", "new", None])
    np.testing.assert_array_equal(codes, [0, 2, 2, np.nan])


def test_categories_are_the_same_as_words_numbers_or_pandas_categories():
    values = ["1", "2", "3x"] * 4
    for asked in (
        ["1", "2"],
        pd.Categorical(["1", "2"]),
        pd.Series([1, 2], dtype=object),
        [1.0, 2.0],
    ):
        np.testing.assert_array_equal(levels_of(values, asked), [0, 1])


def test_a_column_of_thousands_of_words_keeps_the_hundred_most_frequent():
    values = [f"w{i % 900}" for i in range(4_000)] + ["often"] * 50
    column = Reader.learn(pd.DataFrame({"a": values}), ["a"]).columns[0]
    assert len(column.levels) == 100
    assert "often" in column.levels
    assert column.pooled


def test_a_category_of_rare_values_only_is_still_read():
    assert np.isfinite(levels_of(list("abcdefgh"), ["a", "h"])).all()


def test_dates_are_taken_apart(orders):
    reader = Reader.learn(orders, ["ordered"])
    leap_day = reader.numbers(pd.DataFrame({"ordered": ["2024-02-29T18:00"]}))[0]
    assert reader.columns[0].parts == ("days", "year", "month", "day", "weekday", "hour")
    assert leap_day.tolist() == [19782.75, 2024, 2, 29, 3, 18]


def test_dates_before_1970_are_taken_apart_too():
    frame = pd.DataFrame({"d": pd.to_datetime(["1969-12-31", "1960-05-01"])})
    numbers = Reader.learn(frame, ["d"]).numbers(frame)
    assert numbers[:, 1:].tolist() == [[1969, 12, 31, 2], [1960, 5, 1, 6]]


def test_a_reader_survives_json(orders):
    reader = Reader.learn(orders, list(orders))
    again = Reader.from_list(json.loads(json.dumps(reader.to_list())))
    assert again == reader


def test_missing_columns_are_named_and_counted(orders):
    reader = Reader.learn(
        orders.assign(**{f"x{i}": i for i in range(8)}), [f"x{i}" for i in range(8)]
    )
    with pytest.raises(InputError, match="got no columns x0, x1, x2, x3, x4 and 3 more"):
        reader.numbers(orders)


def test_codes_keep_missing_as_missing_and_say_what_is_a_category(orders):
    codes = Codes.learn(orders, tuple(orders), seed=0)
    encoded = codes.encode(orders)
    assert encoded.dtype == np.float32
    assert codes.types[:2] == ["q", "c"]
    assert np.isnan(encoded[0, 0])
    assert len(codes.types) == len(codes.groups) == encoded.shape[1]
    assert sorted(set(codes.groups)) == [0, 1, 2, 3]


def test_codes_survive_being_kept(orders):
    codes = Codes.learn(orders, tuple(orders), seed=0)
    np.testing.assert_array_equal(Codes.restore(codes.files()).encode(orders), codes.encode(orders))


@pytest.mark.parametrize("text", ["terms", "topics"])
def test_wide_tables_hold_no_gap_and_know_their_columns(orders, text):
    wide = Wide.learn(orders, tuple(orders), scale=True, text=text, seed=0)
    dense = dense_of(wide.encode(orders))
    assert np.isfinite(dense).all()
    assert len(wide.groups) == dense.shape[1]
    assert sorted(set(wide.groups)) == [0, 1, 2, 3]
    np.testing.assert_array_equal(dense_of(Wide.restore(wide.files()).encode(orders)), dense)


def dense_of(encoded):
    return encoded.toarray() if hasattr(encoded, "toarray") else encoded


def test_changing_one_column_changes_only_its_own_group(orders):
    wide = Wide.learn(orders, tuple(orders), scale=False, text="topics", seed=0)
    changed = orders.assign(town="Bonn", amount=np.nan)
    moved = (wide.encode(changed) != wide.encode(orders)).any(axis=0)
    assert set(wide.groups[moved]) == {0, 1}


def test_a_missing_number_has_a_flag_of_its_own(orders):
    wide = Wide.learn(orders[["amount"]], ("amount",), scale=False, text="topics", seed=0)
    assert wide.groups.tolist() == [0, 0]
    assert wide.encode(pd.DataFrame({"amount": [None]}))[0, 1] == 1


@pytest.mark.parametrize(
    "texts",
    [
        ["我的卡丢了怎么办", "汇率是多少"] * 40,
        ["!!! ???", "?? !!"] * 40,
        ["", "a"] * 40,
        [f"word{i} other{i} third{i}" for i in range(80)],
    ],
)
def test_any_text_becomes_terms(texts):
    from lepton.models.encoding.text import terms_of, topics_of

    assert terms_of(texts).fit_transform(texts).shape[1] >= 1
    assert topics_of(texts, seed=0).fit(texts).transform(texts).shape[1] >= 1
