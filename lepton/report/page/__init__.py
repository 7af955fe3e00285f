"""The business case as one HTML file that opens without a network."""

from lepton.report.page.write import html_report

__all__ = ["html_report"]
