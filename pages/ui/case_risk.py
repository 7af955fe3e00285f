"""How sure it is: many trials, what moves the result, and where the spread comes from."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.plots.format import count, money
from pages.ui.case_fields import written
from pages.ui.text import plain
from pages.ui.theme import chart, is_dark
from pages.ui.worth_parts import tiles

if TYPE_CHECKING:
    from lepton.finance.tornado import Bar
    from pages.ui.case_shown import Shown

__all__ = ["risk_view"]

LONGEST = 700
FEW = 2  # assumptions that a map of two needs
MOST_SHARES = 8


def risk_view(shown: "Shown") -> None:
    """Show what the money may come to, and why."""
    _range(shown)
    _histogram(shown)
    _shares(shown)
    bars = shown.study.tornado
    if not bars:
        st.caption("No assumption has a range yet: give some under Assumptions.")
        return
    _tornado(shown, bars)
    if len(bars) >= FEW:
        _further(shown, [bar.name for bar in bars])


def _range(shown: "Shown") -> None:
    risk, currency = shown.study.risk, shown.currency
    error = money(risk.monte_carlo_error, currency, short=True)
    worst = "Average of the worst 5 of 100 trials."
    tiles(
        [
            ("One in ten is below", money(risk.p10, currency, short=True), "P10", "P10"),
            ("The middle", money(risk.p50, currency, short=True), "P50", "P50"),
            ("One in ten is above", money(risk.p90, currency, short=True), "P90", "P90"),
            ("If it goes badly", money(risk.expected_shortfall, currency, short=True),
             "worst 5 of 100", worst),
        ]
    )  # fmt: skip
    average = money(risk.mean, currency, short=True)
    said = (
        f"{count(risk.trials)} trials, each with other values for every assumption that has a "
        f"range and with another sample of rows for the model. Their average, {average}, is known "
        f"to within {error}."
    )
    st.markdown(plain(said, LONGEST))


def _histogram(shown: "Shown") -> None:
    from lepton.plots.risk import histogram_figure

    risk = shown.study.risk
    parts = {"the model alone": risk.npv_model, "the assumptions alone": risk.npv_assumptions}
    figure = histogram_figure(risk.npv, parts, shown.currency, dark=is_dark())
    chart(figure, "case_histogram", "How often which net present value comes out")


def _shares(shown: "Shown") -> None:
    from lepton.plots.risk import shares_figure

    risk = shown.study.risk
    if risk.main_source is None:
        st.caption("Nothing varies: no assumption has a range, and the model has no error.")
        return
    from lepton.report.sentences import spread_words

    said = spread_words(risk, shown.labels, draws=shown.earning.draws)
    st.markdown(plain(said, LONGEST))
    shares = dict(list(risk.sources.items())[:MOST_SHARES])
    figure = shares_figure(shares, shown.labels, dark=is_dark())
    chart(figure, "case_shares", "Share of the spread by source")


def _tornado(shown: "Shown", bars: "list[Bar]") -> None:
    from lepton.plots.tornado import tornado_figure

    ends = {
        bar.name: (
            written(bar.name, bar.low, shown.currency), written(bar.name, bar.high, shown.currency)
        )
        for bar in bars
    }  # fmt: skip
    base = shown.study.measures.npv
    figure = tornado_figure(bars, base, shown.labels, ends, shown.currency, dark=is_dark())
    chart(figure, "case_tornado", "Net present value with one assumption at its low or high end")
    turning = [bar for bar in bars if bar.crosses_zero_at is not None]
    if turning:
        told = "; ".join(
            f"{shown.labels.get(bar.name, bar.name)} at "
            f"{written(bar.name, bar.crosses_zero_at, shown.currency)}"
            for bar in turning
        )
        st.caption(plain(f"By itself turns the answer: {told}.", LONGEST))
    else:
        st.caption("No single assumption turns the answer within its range.")


def _further(shown: "Shown", names: list[str]) -> None:
    """What few ask for; it is only worked out while it is open."""
    box = st.expander("Two at once, and together", key=shown.key("further"), on_change="rerun")
    if box.open:
        with box:
            _map(shown, names)
            _together(shown)


def _map(shown: "Shown", names: list[str]) -> None:
    """Two assumptions at once, of one's own choice."""
    from lepton.finance import heat_map
    from lepton.plots.heat import heat_figure

    left, right = st.columns(2)
    x = left.selectbox(
        "Across", names, format_func=lambda n: plain(shown.labels.get(n, n)),
        key=shown.key("heat_x"), index=0,
    )  # fmt: skip
    others = [name for name in names if name != x]
    y = right.selectbox(
        "Upwards", others, format_func=lambda n: plain(shown.labels.get(n, n)),
        key=shown.key("heat_y"), index=0,
    )  # fmt: skip
    found = heat_map(shown.case, shown.earning, shown.study.ranges, str(x), str(y))
    figure = heat_figure(found, shown.labels, shown.currency, written, dark=is_dark())
    chart(figure, "case_heat", "Net present value for two assumptions at once")


def _together(shown: "Shown") -> None:
    """Shares that know of what assumptions do together; only when asked for, as it takes long."""
    from lepton.plots.risk import shares_figure

    asked = st.toggle(
        "Look at what assumptions do together (Sobol shares, takes a moment)",
        key=shown.key("sobol"),
    )
    if not asked:
        return
    found = shown.study.sobol
    figure = shares_figure(
        {each.name: each.first for each in found[:MOST_SHARES]},
        shown.labels,
        "Share of the spread, by itself (blue) and with others (grey)",
        total={each.name: each.total for each in found[:MOST_SHARES]},
        dark=is_dark(),
    )
    chart(figure, "case_sobol", "Sobol shares of the spread")
