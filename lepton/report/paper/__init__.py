"""The business case on paper: one page for who decides, and everything for who checks it."""

from lepton.report.paper.write import write_paper

__all__ = ["write_paper"]
