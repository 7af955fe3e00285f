"""The workbook of a business case, with live formulas."""

from lepton.report.workbook.write import write_workbook

__all__ = ["write_workbook"]
