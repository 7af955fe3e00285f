"""Formulas that a person types over the columns of a table: arithmetic and conditions, no code."""

from lepton.value.formula.formula import Formula, compile_formula

__all__ = ["Formula", "compile_formula"]
