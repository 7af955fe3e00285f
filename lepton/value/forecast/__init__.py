"""Predicted numbers: what being too low or too high costs, and what a better forecast saves."""

from lepton.value.forecast.act import ActIf, act_if
from lepton.value.forecast.acting import Acting, ActMoney, acting
from lepton.value.forecast.answer import forecast_value, savings_by_period
from lepton.value.forecast.money import ForecastMoney
from lepton.value.forecast.newsvendor import (
    Stock,
    critical_fractile,
    newsvendor_normal,
    newsvendor_poisson,
    sharper_forecast_value,
)
from lepton.value.forecast.result import ForecastPlan, ForecastResult, StockCurve
from lepton.value.forecast.rows import ForecastRows
from lepton.value.forecast.shift import best_shift, shift_for

__all__ = [
    "ActIf",
    "ActMoney",
    "Acting",
    "ForecastMoney",
    "ForecastPlan",
    "ForecastResult",
    "ForecastRows",
    "Stock",
    "StockCurve",
    "act_if",
    "acting",
    "best_shift",
    "critical_fractile",
    "forecast_value",
    "newsvendor_normal",
    "newsvendor_poisson",
    "savings_by_period",
    "sharper_forecast_value",
    "shift_for",
]
