"""Static charts of a business case, as SVG for a page and as PNG for paper."""

from lepton.report.charts.draw import Drawn, alternative, charts_of, png_of, svg_of

__all__ = ["Drawn", "alternative", "charts_of", "png_of", "svg_of"]
