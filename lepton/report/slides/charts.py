"""Charts that PowerPoint draws itself, with their numbers inside, so that they can be edited."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.finance.lines import ITEMS
from lepton.plots.format import MINUS, money, percent, symbol
from lepton.report.charts.canvas import COLOURS, COST_SHADES
from lepton.report.charts.curve import curve_of
from lepton.report.charts.risk import binned
from lepton.report.slides.place import Box, colour
from lepton.report.tables import named, year_names, yearly
from lepton.report.text import shortened

if TYPE_CHECKING:
    from lepton.finance.study import Study

__all__ = ["Paint", "curve_chart", "histogram_chart", "items_chart", "tornado_chart", "total_chart"]

TEXT = 11  # points
BINS = 24
MOST_BARS = 7
MONTHS, MOST_TICKS = (1, 2, 3, 6, 12, 24, 60), 8
LABELS = 6  # under the bars of the histogram
NAME, SHORT_NAME, NARROW = 45, 28, 5 * 914_400


@dataclass(frozen=True, slots=True)
class Paint:
    """How a chart is coloured: ours, or the first accent of the user's template."""

    own: bool

    def on(self, fill: Any, shade: str) -> None:
        """Colour an area or a line."""
        from pptx.enum.dml import MSO_THEME_COLOR

        fill.solid()
        if shade == COLOURS.accent and not self.own:
            fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
        else:
            fill.fore_color.rgb = colour(shade)


def money_format(currency: str, largest: float) -> str:
    """Number format of an axis: thousands or millions where the amounts are that large.

    Examples
    --------
    >>> money_format("EUR", 50_000)
    '"€"#,##0," k";"−€"#,##0," k"'
    """
    scales = ((2e7, ',," M"'), (2e6, '.0,," M"'), (2e4, '," k"'))
    scale = next((each for least, each in scales if largest >= least), "")
    return ";".join(f'"{sign}{symbol(currency)}"#,##0{scale}' for sign in ("", MINUS))


def curve_chart(slide: Any, box: Box, study: "Study", paint: Paint) -> Any:
    """Profit by share acted on, the chosen share, and today's practice as a line at zero."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE

    curve = curve_of(study)
    if curve is None:
        return None
    data = XyChartData(number_format="General")
    shown: dict[str, Any] = {"Extra profit a month": zip(curve.share, curve.profit, strict=True)}
    for name, low_or_high in (("P10", curve.low), ("P90", curve.high)):
        if low_or_high is not None:
            shown[name] = zip(curve.share, low_or_high, strict=True)
    share, profit = curve.chosen
    chosen = f"Chosen: {percent(share, short=True)}, {money(profit, study.currency, short=True)}"
    shown |= {"Today's practice": [(0.0, 0.0), (1.0, 0.0)], chosen: [curve.chosen]}
    for name, points in shown.items():
        series = data.add_series(name)
        for share, profit in points:
            series.add_data_point(float(share), float(profit))
    chart = _add(slide, box, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data)
    styles = {
        "Extra profit a month": (COLOURS.accent, 2.5), "P10": (COLOURS.compare, 1.0),
        "P90": (COLOURS.compare, 1.0), "Today's practice": (COLOURS.today, 1.5),
    }  # fmt: skip
    for series in chart.plots[0].series:
        series.smooth = False
        if series.name in styles:
            _line(series, *styles[series.name], paint)
    point = chart.plots[0].series[-1]
    point.format.line.fill.background()
    point.marker.style, point.marker.size = XL_MARKER_STYLE.CIRCLE, 11
    paint.on(point.marker.format.fill, COLOURS.accent)
    _legend(chart)
    axes = (chart.category_axis, chart.value_axis)
    _axis(axes[0], "share acted on, highest score first", "0%", grid=False)
    axes[0].minimum_scale, axes[0].maximum_scale, axes[0].major_unit = 0.0, 1.0, 0.2
    largest = float(np.abs(curve.profit).max())
    _axis(axes[1], f"extra profit a month, {study.currency}", money_format(study.currency, largest))
    return chart


def total_chart(slide: Any, box: Box, study: "Study", paint: Paint) -> Any:
    """The running total by month, as assumed and between P10 and P90."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    flow, risk = study.flow, study.risk
    data = XyChartData(number_format="General")
    lines = {
        "P90": (risk.cumulative_high, COLOURS.compare, 1.25),
        "As assumed": (flow.cumulative, COLOURS.accent, 2.5),
        "P10": (risk.cumulative_low, COLOURS.compare, 1.25),
    }
    for name, (values, _, _) in lines.items():
        series = data.add_series(name)
        for month, value in zip(flow.month, values, strict=True):
            series.add_data_point(float(month), float(value))
    chart = _add(slide, box, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data)
    for series, (_, shade, width) in zip(chart.plots[0].series, lines.values(), strict=True):
        series.smooth = False
        _line(series, shade, width, paint)
    _legend(chart)
    across, last = chart.category_axis, float(flow.month[-1])
    _axis(across, "months from today", "General", grid=False)
    step = next((s for s in MONTHS if last / s <= MOST_TICKS), MONTHS[-1])
    across.minimum_scale, across.maximum_scale, across.major_unit = 0.0, last, step
    _money(chart, study, [*risk.cumulative_high, *risk.cumulative_low], "running total")
    return chart


def items_chart(slide: Any, box: Box, study: "Study", paint: Paint) -> Any:
    """Benefit and costs of each year, stacked by item; costs are negative."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData(number_format="General")
    data.categories = list(year_names(study.case.horizon_months))
    shades = []
    for item in ITEMS:
        sign = 1.0 if item == "benefit" else -1.0
        amounts = [sign * v + 0.0 for v in yearly(study.flow.items[item])]
        if any(amounts):
            data.add_series(ITEMS[item], amounts)
            earned = COLOURS.accent if sum(amounts) >= 0 else COLOURS.loss
            shades.append(earned if item == "benefit" else COST_SHADES[item])
    chart = _add(slide, box, XL_CHART_TYPE.COLUMN_STACKED, data)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for series, shade in zip(plot.series, shades, strict=True):
        series.invert_if_negative = False
        paint.on(series.format.fill, shade)
    _legend(chart)
    _axis(chart.category_axis, "", "General", grid=False)
    _money(chart, study, yearly(study.flow.items["benefit"]), "amount")
    return chart


def histogram_chart(slide: Any, box: Box, study: "Study", paint: Paint) -> Any:
    """How many of 100 trials come to which net present value; those that lose are red."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    edges, shares = binned(study.risk.npv, BINS)
    middle = (edges[1:] + edges[:-1]) / 2
    data = CategoryChartData(number_format="General")
    data.categories = [money(v, study.currency, short=True) for v in middle]
    parts = (
        ("Loses money", middle <= 0, COLOURS.loss),
        ("Earns money", middle > 0, COLOURS.accent),
    )
    kept = [(name, where, shade) for name, where, shade in parts if np.any(shares[where])]
    for name, where, _ in kept:
        data.add_series(name, [float(v) for v in np.where(where, shares, 0.0)])
    chart = _add(slide, box, XL_CHART_TYPE.COLUMN_STACKED, data)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 6, 100
    for series, (_, _, shade) in zip(plot.series, kept, strict=True):
        series.invert_if_negative = False
        paint.on(series.format.fill, shade)
    _legend(chart)
    _axis(chart.category_axis, f"net present value, {study.currency}", "General", grid=False)
    _every(chart.category_axis, max(1, round(middle.size / LABELS)))
    _axis(chart.value_axis, "of 100 trials", "0")
    return chart


def tornado_chart(slide: Any, box: Box, study: "Study", paint: Paint) -> Any:
    """What each assumption does to the net present value alone, the largest first."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    bars = study.tornado[:MOST_BARS][::-1]  # such an axis counts from below
    if not bars:
        return None
    data = CategoryChartData(number_format="General")
    longest = SHORT_NAME if box.width < NARROW else NAME
    data.categories = [shortened(named(study, bar.name), longest) for bar in bars]
    data.add_series("Worse end", [float(min(bar.npv_low, bar.npv_high)) for bar in bars])
    data.add_series("Better end", [float(max(bar.npv_low, bar.npv_high)) for bar in bars])
    chart = _add(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, data)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, shade in zip(plot.series, (COLOURS.compare, COLOURS.accent), strict=True):
        series.invert_if_negative = False
        paint.on(series.format.fill, shade)
    _legend(chart)
    _axis(chart.category_axis, "", "General", grid=False)
    chart.value_axis.crosses_at = study.measures.npv
    ends = [v for bar in bars for v in (bar.npv_low, bar.npv_high)]
    said = f"net present value; as assumed {money(study.measures.npv, study.currency, short=True)}"
    _money(chart, study, ends, said)
    return chart


def _add(slide: Any, box: Box, kind: Any, data: Any) -> Any:
    from pptx.util import Pt

    frame = slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    chart = frame.chart
    chart.font.size = Pt(TEXT)
    chart.has_title = False
    return chart


def _line(series: Any, shade: str, width: float, paint: Paint) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    series.format.line.width = Pt(width)
    paint.on(series.format.line.fill, shade)
    series.marker.style = XL_MARKER_STYLE.NONE


def _legend(chart: Any) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(TEXT)


def _axis(axis: Any, title: str, number_format: str, *, grid: bool = True) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.util import Pt

    axis.has_major_gridlines = grid
    if grid:
        axis.major_gridlines.format.line.color.rgb = colour(COLOURS.grid)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = number_format, False
    axis.tick_labels.font.size = Pt(TEXT)
    axis.format.line.color.rgb = colour(COLOURS.compare)
    if title:
        axis.axis_title.text_frame.text = title
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(TEXT), False
    else:
        axis.has_title = False


def _money(chart: Any, study: "Study", amounts: Any, title: str) -> None:
    largest = float(np.max(np.abs(amounts)))
    shape = money_format(study.currency, largest)
    _axis(chart.value_axis, f"{title}, {study.currency}", shape)


def _every(axis: Any, step: int) -> None:
    """Write only every so manieth label."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import qn

    space = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    skip = parse_xml(f'<c:tickLblSkip {space} val="{step}"/>')
    last = axis._element.find(qn("c:noMultiLvlLbl"))
    if last is None:
        axis._element.append(skip)
    else:
        last.addprevious(skip)
