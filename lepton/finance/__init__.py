"""From the value of a decision to a business case: cash flow, risk, scenarios."""

from lepton.finance.case import Case
from lepton.finance.earning import Earning, FlatEarning, Worth
from lepton.finance.entries import SOURCE_TYPES, Entry
from lepton.finance.first_ledger import first_ledger
from lepton.finance.flows import CashFlow, cash_flow, net_flows
from lepton.finance.ledger import Ledger
from lepton.finance.plan import Plan, first_plan
from lepton.finance.repriced import Repriced, repriced
from lepton.finance.scenario import BASE, Book, Scenario, applied, under

__all__ = [
    "BASE",
    "SOURCE_TYPES",
    "Book",
    "Case",
    "CashFlow",
    "Earning",
    "Entry",
    "FlatEarning",
    "Ledger",
    "Plan",
    "Repriced",
    "Scenario",
    "Worth",
    "applied",
    "cash_flow",
    "first_ledger",
    "first_plan",
    "net_flows",
    "repriced",
    "under",
]
