"""From the value of a decision to a business case: cash flow, risk, scenarios."""

from lepton.finance.annuities import fv, nper, pmt, pv
from lepton.finance.breakeven import break_even, break_evens
from lepton.finance.buying import BuildOrBuy, Offer, build_or_buy
from lepton.finance.case import Case
from lepton.finance.compute import ComputeOption, compute_options, own_after_hours
from lepton.finance.delay import cost_of_delay
from lepton.finance.earning import Earning, FlatEarning, Worth
from lepton.finance.entries import SOURCE_TYPES, Entry
from lepton.finance.first_ledger import first_ledger
from lepton.finance.flows import CashFlow, cash_flow, net_flows, trial_npvs
from lepton.finance.heat import HeatMap, heat_map
from lepton.finance.information import Information, information
from lepton.finance.ledger import Ledger
from lepton.finance.measures import Measures, equivalent_annual, measures, payback
from lepton.finance.pilot import Pilot, PilotTerms, pilot_terms
from lepton.finance.plan import Plan, first_plan
from lepton.finance.ranges import KINDS, Range
from lepton.finance.rates import irr, irr_all, mirr, npv
from lepton.finance.repriced import Repriced, repriced
from lepton.finance.retraining import Interval, Retraining, best_retraining, retraining_interval
from lepton.finance.risk import Risk
from lepton.finance.scenario import BASE, Book, Scenario, applied, under
from lepton.finance.simulate import simulate
from lepton.finance.sobol import SobolIndex, sobol
from lepton.finance.tornado import Bar, tornado

__all__ = [
    "BASE",
    "KINDS",
    "SOURCE_TYPES",
    "Bar",
    "Book",
    "BuildOrBuy",
    "Case",
    "CashFlow",
    "ComputeOption",
    "Earning",
    "Entry",
    "FlatEarning",
    "HeatMap",
    "Information",
    "Interval",
    "Ledger",
    "Measures",
    "Offer",
    "Pilot",
    "PilotTerms",
    "Plan",
    "Range",
    "Repriced",
    "Retraining",
    "Risk",
    "Scenario",
    "SobolIndex",
    "Worth",
    "applied",
    "best_retraining",
    "break_even",
    "break_evens",
    "build_or_buy",
    "cash_flow",
    "compute_options",
    "cost_of_delay",
    "equivalent_annual",
    "first_ledger",
    "first_plan",
    "fv",
    "heat_map",
    "information",
    "irr",
    "irr_all",
    "measures",
    "mirr",
    "net_flows",
    "nper",
    "npv",
    "own_after_hours",
    "payback",
    "pilot_terms",
    "pmt",
    "pv",
    "repriced",
    "retraining_interval",
    "simulate",
    "sobol",
    "tornado",
    "trial_npvs",
    "under",
]
