"""Real files with real trouble."""

import pandas as pd
import pytest

from lepton.data import Task, load, profile, resolve, suspects


@pytest.fixture(scope="module")
def real(shared):
    """Load one of the real files."""
    return lambda name, **choices: load(shared / "data" / "extra" / name, **choices)


def test_semicolons_and_quotes(real, shared):
    table = real("bank-full_semicolon_raw.csv")
    clean = load(shared / "data" / "samples" / "bank_term_deposit_marketing.csv").frame
    pd.testing.assert_frame_equal(table.frame, clean)
    assert table.notes == ("Columns are separated by semicolons.",)


def test_decimal_commas(real, shared):
    table = real("bike_eu_semicolon_decimal_comma.csv")
    clean = load(shared / "data" / "samples" / "bike_rental_demand_hourly.csv").frame
    pd.testing.assert_frame_equal(table.frame, clean)
    assert "The comma was read as the decimal mark in temp, atemp, hum, windspeed." in table.notes


def test_a_mark_before_the_header_and_brackets_in_names(real, shared):
    frame = real("ai4i2020_utf8_bom_raw.csv").frame
    clean = load(shared / "data" / "samples" / "machine_failure_ai4i2020.csv").frame
    pd.testing.assert_frame_equal(frame[list(clean.columns)], clean)
    assert frame.columns[0] == "UDI"
    assert "Air temperature [K]" in frame.columns


def test_chinese_names_and_values(real):
    table = real("银行营销_gb18030.csv")
    assert table.name == "银行营销_gb18030.csv"
    assert table.frame.shape == (8000, 17)
    assert list(table.frame.columns[:3]) == ["年龄", "职业", "婚姻状况"]
    assert resolve(Task("是否认购"), table.frame).classes == ("否", "是")


def test_chinese_reviews_are_text(real):
    table = real("中文商品评论_gb18030.csv")
    assert "text" in {column.kind for column in profile(table.frame)}


def test_blank_totals_become_missing_numbers(real):
    table = real("telco_customer_churn_ibm.csv")
    assert str(table.frame["TotalCharges"].dtype) == "float64"
    assert int(table.frame["TotalCharges"].isna().sum()) == 11
    assert table.notes == ("11 blank cells count as missing in TotalCharges.",)
    problem = resolve(Task("Churn"), table.frame)
    assert problem.classes == ("No", "Yes")
    assert list(problem.left_out) == ["customerID", "Churn"]


def test_tabs_and_a_letter_for_no_value(real):
    table = real("pakdd2009_tab_raw.tsv")
    assert "Columns are separated by tabs." in table.notes
    assert any(note.startswith("N stands for a missing value") for note in table.notes)
    assert len(table.frame) == 40_000


def test_a_workbook_with_a_cover_page_and_a_late_header(real):
    table = real("loans_multi_sheet_messy.xlsx")
    assert table.frame.shape == (5000, 55)
    assert "'loans' was read because it is the first that looks like a table" in table.notes[0]
    assert "The header was found on line 4; what is above it was left out." in table.notes
    assert real("loans_multi_sheet_messy.xlsx", sheet="dictionary").frame.shape == (55, 3)


def test_numbers_held_apart_by_spaces(real):
    table = real("CDNOW_master_fixedwidth_noheader.txt")
    assert table.frame.shape == (69_659, 4)
    assert str(table.frame["dollar_value"].dtype) == "float64"


def test_very_many_columns(real):
    table = real("grants_wide_1500cols.parquet")
    found = profile(table.frame.head(500))
    assert found.columns > 1500
    assert found.missing > 100_000


def test_three_hundred_thousand_rows(real):
    table = real("nyc_flights_2013_336k.parquet")
    assert "year" in resolve(Task("arr_delay"), table.frame).left_out
    assert resolve(Task("arr_delay", time="time_hour"), table.frame).dropped_rows > 0


def test_columns_from_after_the_loan_are_suspected(real):
    frame = real("lendingclub_loans_full_schema.csv").frame
    named = {s.column for s in suspects(frame, Task("loan_amount"))}
    assert {"balance", "paid_principal", "paid_total"} <= named


def test_what_was_spent_gives_away_who_bought(real):
    frame = real("hillstrom_email_experiment.csv").frame
    assert [s.column for s in suspects(frame, Task("conversion"))] == ["spend"]
