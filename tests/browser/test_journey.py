"""The whole job in a real browser, as somebody does it who sees the app for the first time."""

import os
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TRAINING = 120_000  # ms; a worker imports its libraries first
SHOTS = os.environ.get("LEPTON_SHOTS")
MOST_WAITING = 30  # seconds for two pages of another visitor on a busy machine


def customers(rows: int) -> pd.DataFrame:
    """Customers of a made-up shop: who complains often and uses little leaves."""
    rng = np.random.default_rng(3)
    complaints, minutes = rng.poisson(1.0, rows), rng.gamma(2.0, 90.0, rows).round(1)
    risk = 1 / (1 + np.exp(2.4 - 1.1 * complaints + 0.004 * minutes))
    return pd.DataFrame(
        {
            "complaints": complaints,
            "minutes": minutes,
            "plan": rng.choice(["basic", "family", "business"], rows),
            "<b>age</b>": rng.integers(18, 80, rows),
            "left": np.where(rng.random(rows) < risk, "yes", "no"),
        }
    )


@pytest.fixture(scope="module")
def app(start_app, tmp_path_factory):
    return start_app(tmp_path_factory.mktemp("journey"))


def csv_file(folder: Path, rows: int) -> Path:
    path = folder / "customers.csv"
    customers(rows).to_csv(path, index=False)
    return path


def title(page, words: str, timeout: int = 30_000) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words, timeout=timeout)


def upload(page, path: Path) -> None:
    page.locator("[data-testid=stFileUploaderDropzoneInput]").first.set_input_files(path)


def choose(page, label: str, value: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.fill(value)
    box.press("Enter")


def at_rest(page) -> None:
    """Wait until the server has nothing more to send."""
    page.wait_for_timeout(300)
    expect(page.locator("[data-testid=stApp][data-test-script-state=running]")).to_have_count(
        0, timeout=60_000
    )
    page.wait_for_timeout(300)


def shot(page, name: str) -> None:
    """Keep a picture where LEPTON_SHOTS says so."""
    if SHOTS is None:
        return
    at_rest(page)
    folder = Path(SHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png")


def curve_ready(page) -> None:
    page.wait_for_selector("[data-testid=live-curve][data-state=ready]", timeout=60_000)


def drag(page, name: str, to: float) -> None:
    """Take a slider's thumb to a place along it, 0 to 1, and let go."""
    slider = page.get_by_test_id(f"slider-{name}")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    low, high, value = (float(slider.evaluate(f"n => n.{k}")) for k in ("min", "max", "value"))
    x = box["x"] + 8 + (value - low) / (high - low) * (box["width"] - 16)
    y = box["y"] + box["height"] / 2
    end = box["x"] + 8 + to * (box["width"] - 16)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(x + (end - x) * step / 20, y)
    page.mouse.up()


def come_back(page) -> None:
    """Leave for the start, and go on where one was."""
    page.get_by_role("link", name="Start").click()
    title(page, "What do you want to decide?")
    expect(page.get_by_text("1 model · last open on Worth")).to_be_visible()
    page.get_by_role("button", name="Continue").first.click()
    title(page, "What is it worth?")
    curve_ready(page)


def test_from_a_file_to_its_worth_and_back_after_a_reload(app, open_page, tmp_path):
    page = open_page(app.url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    title(page, "What do you want to decide?")
    shot(page, "1-start")
    upload(page, csv_file(tmp_path, 1500))

    title(page, "What do we have?")
    choose(page, "Column that says how each case ended", "left")
    expect(page.get_by_text("Predicts whether left = yes")).to_be_visible()
    shot(page, "2-data")
    page.get_by_role("button", name="Next: How well can we predict it?").click()

    title(page, "How well can we predict it?")
    page.locator(".st-key-train_xgboost").get_by_role("button").click()
    expect(page.get_by_text("You can go on using the app")).to_be_visible()
    expect(page.get_by_text("XGBoost on rows it has never seen")).to_be_visible(timeout=TRAINING)
    shot(page, "3-model")
    page.get_by_role("button", name="Next: Why does it predict that?").click()

    title(page, "Why does it predict that?")
    expect(page.get_by_text("What moves the prediction most: complaints")).to_be_visible(
        timeout=60_000
    )
    expect(page.get_by_text("Exact values, from")).to_be_visible(timeout=TRAINING)
    shot(page, "4-explain")
    page.get_by_role("button", name="Next: What is it worth?").click()

    title(page, "What is it worth?")
    curve_ready(page)
    curve, sentence = page.get_by_test_id("live-curve"), page.get_by_test_id("sentence")
    optimum, said = curve.get_attribute("data-best-share"), sentence.inner_text()
    drag(page, "benefit", 0.04)
    expect(sentence).not_to_have_text(said)
    expect(curve).not_to_have_attribute("data-best-share", optimum)
    at_rest(page)
    shot(page, "5-worth")

    said, benefit = sentence.inner_text(), page.get_by_test_id("number-benefit").input_value()
    page.reload()
    curve_ready(page)
    assert page.get_by_test_id("sentence").inner_text() == said
    assert page.get_by_test_id("number-benefit").input_value() == benefit

    come_back(page)
    assert page.get_by_test_id("sentence").inner_text() == said
    own = (app.url, "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []  # it works without internet


def test_training_in_one_browser_does_not_hold_up_another(app, open_page, tmp_path):
    first, second = open_page(app.url), open_page(app.url, dark=True)
    upload(first, csv_file(tmp_path, 60_000))
    title(first, "What do we have?")
    choose(first, "Column that says how each case ended", "left")
    expect(first.get_by_text("Predicts whether left = yes")).to_be_visible()
    first.get_by_role("button", name="Next: How well can we predict it?").click()
    first.locator(".st-key-train_ensemble").get_by_role("button").click()
    going_on = first.get_by_text("You can go on using the app")
    expect(going_on).to_be_visible()

    started = time.monotonic()
    title(second, "What do you want to decide?")
    second.locator(".st-key-sample_churn").get_by_role("button").click()
    expect(second.get_by_text("Predicts whether Churn = 1")).to_be_visible()
    second.get_by_role("button", name="Next: How well can we predict it?").click()
    title(second, "How well can we predict it?")
    expect(second.locator(".st-key-train_xgboost")).to_be_visible()
    assert time.monotonic() - started < MOST_WAITING
    expect(going_on).to_be_visible()

    first.get_by_role("link", name="Data").click()  # the page that trains stays usable, too
    title(first, "What do we have?")
    first.get_by_role("link", name="Model").click()
    first.get_by_role("button", name="Cancel").click()
    expect(first.get_by_text("It was stopped. Nothing was lost")).to_be_visible(timeout=TRAINING)


def test_names_from_a_table_are_shown_as_they_are_on_every_page(app, open_page, tmp_path):
    bad = ["<img src=x onerror=alert(1)>", "$x$", ":material/home:", "[a](http://b)"]
    frame = customers(400).rename(columns=dict(zip(["complaints", "minutes"], bad, strict=False)))
    frame["left"] = frame["left"].map({"yes": bad[2], "no": bad[3]})
    path = tmp_path / "$x$ :material⁄home: <b>.csv"
    frame.to_csv(path, index=False)
    page = open_page(app.url)
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    upload(page, path)
    title(page, "What do we have?")
    choose(page, "Column that says how each case ended", "left")
    expect(page.get_by_text("Predicts whether left")).to_be_visible()
    page.get_by_role("button", name="Next: How well can we predict it?").click()
    page.locator(".st-key-train_linear").get_by_role("button").click()
    expect(page.get_by_text("Linear on rows it has never seen")).to_be_visible(timeout=TRAINING)
    no_markup(page)
    page.get_by_role("button", name="Next: Why does it predict that?").click()
    expect(page.get_by_text("What moves the prediction most")).to_be_visible(timeout=60_000)
    at_rest(page)
    no_markup(page)
    shot(page, "6-hostile-explain")
    page.get_by_role("button", name="Next: What is it worth?").click()
    curve_ready(page)
    no_markup(page)


def no_markup(page) -> None:
    """Nothing of the names has become a picture, a link, a formula or an icon."""
    main = page.locator("[data-testid=stMain]")
    for found in ("img[src='x']", "a[href='http://b']", ".katex", "svg a"):
        expect(main.locator(found)).to_have_count(0)
    assert "home" not in main.locator("[data-testid=stIconMaterial]").all_inner_texts()
