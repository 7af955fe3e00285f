import math

import pytest

from lepton.plots.format import CURRENCIES, count, duration, money, number, percent, symbol


def spoken(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (1_203_447, "€1.2 M"),
        (8_440, "€8.4 k"),
        (950, "€950"),
        (999, "€1 k"),
        (994, "€990"),
        (96, "€96"),
        (0.5, "€0.5"),
        (0, "€0"),
        (-3_500, "−€3.5 k"),
        (12_000_000_000, "€12 B"),
        (9.96e11, "€1 T"),
    ],
)
def test_money_in_a_headline_has_two_significant_figures(amount, said):
    assert spoken(money(amount, short=True)) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(1_203_447.4, "€1,203,447"), (12.5, "€12.50"), (12.0, "€12"), (-0.004, "€0"), (100.5, "€100")],
)
def test_money_in_full_has_cents_only_where_they_matter(amount, said):
    assert spoken(money(amount)) == said


@pytest.mark.parametrize("nothing", [None, math.nan, math.inf])
def test_a_number_that_does_not_exist_is_a_dash(nothing):
    for say in (money, percent, count, number, duration):
        assert say(nothing) == "–"


def test_every_currency_has_a_symbol_and_an_unknown_one_its_code():
    assert all(symbol(code) for code in CURRENCIES)
    assert spoken(money(5, "NOK")) == "NOK 5"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.124, "12 %"), (2.1, "210 %"), (0.0042, "0.42 %"), (0, "0 %"), (-0.386, "−39 %")],
)
def test_a_percentage_in_a_headline_has_two_significant_figures(share, said):
    assert spoken(percent(share, short=True)) == said


def test_a_percentage_has_one_decimal_by_default():
    assert spoken(percent(0.12349)) == "12.3 %"
    assert spoken(percent(-0.00001)) == "0.0 %"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "under a second"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (61, "1 min 1 s"),
        (119.7, "2 min"),
        (3_599.6, "1 h"),
        (7_260, "2 h 1 min"),
    ],
)
def test_a_duration_is_said_roughly(seconds, said):
    assert spoken(duration(seconds)) == said


def test_small_and_large_numbers_keep_their_meaning():
    assert number(0.00001234) == "0.0000123"
    assert number(1_234_567) == "1,234,567"
    assert number(-2.5) == "−2.5"


def test_counts_are_whole():
    assert count(1_234.6) == "1,235"
    assert count(-2) == "−2"
