"""Static charts: their numbers, their words, the same file every time."""

import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from lepton.plots.format import money
from lepton.report.charts import charts_of, png_of, svg_of
from lepton.report.charts.canvas import apart
from lepton.report.charts.curve import curve_of
from lepton.report.charts.risk import binned
from lepton.report.fonts import drawable, in_two

NAMES = {"total", "items", "histogram", "tornado", "bridge0", "bridge1"}


def words_of(svg):
    """Every word that is drawn."""
    return " ".join(" ".join(ET.fromstring(svg).itertext()).split())


def test_a_case_with_a_curve_has_every_chart(good, bad):
    assert set(charts_of(good)) == NAMES | {"curve"}
    assert set(charts_of(bad)) == NAMES


@pytest.fixture(scope="module")
def pictures(good):
    """Every chart of the good case as SVG."""
    return {name: svg_of(chart) for name, chart in charts_of(good).items()}


def test_every_chart_is_drawn_and_fetches_nothing(pictures, hostile):
    drawn = charts_of(hostile)
    odd = {name: svg_of(drawn[name]) for name in ("tornado", "bridge1")}
    for svg in [*pictures.values(), *odd.values()]:
        assert not re.search(r"<script|<image|https?:|href=\"(?!#)|<!|#[0-9a-fA-F]{6}\b", svg)
        assert ET.fromstring(svg) is not None


def test_charts_name_amounts_with_their_unit_and_mark_the_chosen_share(pictures, good):
    total = words_of(pictures["total"])
    assert "running total, EUR" in total
    end = money(good.flow.cumulative[-1], short=True)
    assert f"as assumed {end}".replace("\u00a0", " ") in total
    assert "chosen:" in words_of(pictures["curve"])
    assert "earns as much as today's practice" in words_of(pictures["curve"])


def test_no_colour_means_loss_where_nothing_is_lost(pictures, bad):
    assert "var(--loss)" in svg_of(charts_of(bad)["tornado"])
    assert "var(--loss)" not in pictures["tornado"]


def test_the_same_chart_is_the_same_file_also_from_many_threads(pictures, good):
    drawn = [charts_of(good)[name] for name in ("total", "bridge0", "total", "bridge0")]
    with ThreadPoolExecutor(4) as pool:
        again = list(pool.map(svg_of, drawn))
    assert again == [pictures[chart.name] for chart in drawn]


def test_a_png_has_the_size_that_was_asked_for(good):
    data = png_of(charts_of(good)["total"], (4.0, 2.0), dpi=50)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(data[at : at + 4]) for at in (16, 20)] == [200, 100]


def test_the_curve_is_what_the_earning_gives(good):
    curve, earning = curve_of(good), good.priced
    decisions = earning.base["decisions_per_month"]
    assert curve.chosen[1] == pytest.approx(earning.worth({}).profit * decisions)
    at = float(curve.share[30])
    assert curve.profit[30] == pytest.approx(earning.worth({"share": at}).profit * decisions)
    assert np.all(curve.low <= curve.high)


def test_bins_hold_every_trial_and_keep_losses_apart(good):
    edges, shares = binned(good.risk.npv)
    assert shares.sum() == pytest.approx(100)
    assert 0.0 in edges
    lost = shares[edges[1:] <= 0].sum()
    assert lost == pytest.approx((1 - good.risk.chance_positive) * 100, abs=0.2)


@pytest.mark.parametrize("value", [0.0, 3.0, -7.3e15])
def test_bins_of_a_single_value_hold_it(value):
    edges, shares = binned(np.full(50, value))
    assert shares.sum() == pytest.approx(100)
    assert edges.size < 10


def test_labels_keep_apart_and_in_order():
    moved = apart([5.0, 5.1, 5.2, 20.0], 2.0)
    assert np.all(np.diff(moved) >= 2.0 - 1e-9)
    assert apart([1.0, 9.0], 2.0) == [1.0, 9.0]


def test_a_name_that_the_font_lacks_is_not_drawn_as_boxes():
    assert drawable("\U0001f389 party", "the other scenario") == "the other scenario"
    assert drawable("Größe €", "x") == "Größe €"
    assert max(len(line) for line in in_two("W" * 200).splitlines()) <= 30


@pytest.mark.parametrize("amount", [0.0, -3.0, 9e15])
def test_trials_that_are_all_alike_are_few_bars(amount):
    trials = amount + np.linspace(0, abs(amount) * 1e-15, 500)
    edges, shares = binned(trials)
    assert len(edges) < 50
    assert shares.sum() == pytest.approx(100)
