"""From the value of a decision to a business case: cash flow, risk, scenarios."""

from lepton.finance.case import Case
from lepton.finance.earning import Earning, FlatEarning, Worth
from lepton.finance.flows import CashFlow, cash_flow, net_flows

__all__ = ["Case", "CashFlow", "Earning", "FlatEarning", "Worth", "cash_flow", "net_flows"]
