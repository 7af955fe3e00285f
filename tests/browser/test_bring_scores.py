"""The way in without a model: a file of scores, or a napkin, in the real app."""

import re

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WAIT = 30_000  # milliseconds


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    return start_app(tmp_path_factory.mktemp("scores"))


@pytest.fixture(scope="module")
def scores(tmp_path_factory) -> str:
    """A file of two scores, of which one knows who leaves."""
    rng = np.random.default_rng(4)
    p = rng.beta(1, 4, 1500)
    frame = pd.DataFrame({
        "left": np.where(rng.random(1500) < p, "yes", "no"),
        "ours": p.round(4), "theirs": rng.random(1500).round(4),
    })  # fmt: skip
    path = tmp_path_factory.mktemp("file") / "scores.csv"
    frame.to_csv(path, index=False)
    return str(path)


@pytest.fixture
def empty(app, open_page):
    """The page of returns before there is anything to work out."""

    def show(**how):
        page = open_page(f"{app.url}/roi", **how)
        seen(page.get_by_text("There is nothing to work out yet."))
        return page

    return show


def ready(page) -> None:
    page.wait_for_selector("[data-testid=live-curve][data-state=ready]")


def seen(where) -> None:
    """Wait for something that a busy server may take its time for."""
    expect(where.first).to_be_visible(timeout=WAIT)


def pick(page, label: str, option: str) -> None:
    """Choose from a list, and wait until the choice is there."""
    field = page.locator("[data-testid=stSelectbox], [data-testid=stMultiSelect]", has_text=label)
    field.locator("input").click()
    page.get_by_role("option", name=option, exact=True).click()
    if field.get_attribute("data-testid") == "stMultiSelect":
        seen(field.get_by_text(option, exact=True))


def in_exports(page) -> float:
    """The profit a month in the line that Python writes."""
    text = page.locator(".st-key-export_figures").inner_text()
    found = re.search(r"profit (−?)€([\d,.]+) a month", text)
    return float(found[2].replace(",", "")) * (-1 if found[1] else 1)


def in_curve(page) -> float:
    return float(page.get_by_test_id("live-curve").get_attribute("data-profit"))


def test_scores_from_a_file_are_worked_out_and_looked_into(empty, scores):
    page = empty()
    page.locator(".st-key-bring_scores input[type=file]").set_input_files(scores)
    seen(page.get_by_text("1,500 rows were read."))
    pick(page, "Column that says how each case ended", "left")
    pick(page, "Columns of scores", "ours")
    pick(page, "Columns of scores", "theirs")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show what they are worth").click()
    ready(page)
    seen(page.get_by_text("by the scores ours"))
    assert in_exports(page) == pytest.approx(in_curve(page), abs=0.51)
    seen(page.get_by_test_id("stSidebar").get_by_text("Scores from elsewhere"))
    seen(page.get_by_text("theirs, judged on the same rows"))
    page.get_by_role("radio", name="How sure it is").or_(
        page.get_by_role("button", name="How sure it is")
    ).first.click()
    seen(page.get_by_text("A model that knows nothing"))
    seen(page.get_by_text("How much more ours earns than theirs"))
    profit = in_exports(page)
    page.reload()
    ready(page)
    assert in_exports(page) == profit


def test_a_napkin_is_opened_and_changed(empty):
    page = empty()
    page.get_by_role("button", name="Work it out").click()
    ready(page)
    sentence = page.get_by_test_id("sentence").inner_text()
    assert "most at risk" in sentence
    assert not re.search(r"(€[\d,.]+) to \1", sentence)
    before = in_exports(page)
    page.get_by_label("How often it happens, in percent of all cases").fill("20")
    page.get_by_label("How often it happens, in percent of all cases").press("Enter")
    expect(page.get_by_test_id("sentence")).not_to_have_text(sentence)
    expect(page.locator(".st-key-export_figures")).not_to_contain_text(f"{before:,.0f}")
    assert in_exports(page) == pytest.approx(in_curve(page), rel=1e-3)
    field = page.get_by_test_id("number-benefit")
    field.fill("400")
    field.press("Enter")
    page.reload()
    ready(page)
    assert page.get_by_test_id("number-benefit").input_value() == "400"
    assert in_exports(page) == pytest.approx(in_curve(page), rel=1e-3)


def test_nothing_of_the_way_in_is_cut_off_on_a_phone(empty):
    page = empty(width=390, height=844)
    seen(page.get_by_role("button", name="Work it out"))
    wide = page.evaluate(
        "() => [...document.querySelectorAll('.st-key-bring_scores *, .st-key-napkin *')]"
        ".filter((n) => n.getBoundingClientRect().right > innerWidth + 1).length"
    )
    assert wide == 0
