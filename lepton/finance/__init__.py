"""From the value of a decision to a business case: cash flow, risk, scenarios."""

from lepton.finance.case import Case
from lepton.finance.earning import Earning, FlatEarning, Worth
from lepton.finance.entries import SOURCE_TYPES, Entry
from lepton.finance.first_ledger import first_ledger
from lepton.finance.flows import CashFlow, cash_flow, net_flows
from lepton.finance.ledger import Ledger
from lepton.finance.plan import Plan, first_plan
from lepton.finance.ranges import KINDS, Range
from lepton.finance.repriced import Repriced, repriced
from lepton.finance.risk import Risk
from lepton.finance.scenario import BASE, Book, Scenario, applied, under
from lepton.finance.simulate import simulate
from lepton.finance.tornado import Bar, tornado

__all__ = [
    "BASE",
    "KINDS",
    "SOURCE_TYPES",
    "Bar",
    "Book",
    "Case",
    "CashFlow",
    "Earning",
    "Entry",
    "FlatEarning",
    "Ledger",
    "Plan",
    "Range",
    "Repriced",
    "Risk",
    "Scenario",
    "Worth",
    "applied",
    "cash_flow",
    "first_ledger",
    "first_plan",
    "net_flows",
    "repriced",
    "simulate",
    "tornado",
    "under",
]
