"""How sure the money is, given how few rows were seen."""

from lepton.value.uncertainty.assumed import PriceDraws, assumption_band
from lepton.value.uncertainty.bands import Bands, bands
from lepton.value.uncertainty.comparison import Comparison, compare
from lepton.value.uncertainty.interval import ProfitInterval, profit_interval
from lepton.value.uncertainty.noise import NoiseFloor, noise_floor
from lepton.value.uncertainty.optimism import Optimism, optimism
from lepton.value.uncertainty.replicates import Replicates

__all__ = [
    "Bands",
    "Comparison",
    "NoiseFloor",
    "Optimism",
    "PriceDraws",
    "ProfitInterval",
    "Replicates",
    "assumption_band",
    "bands",
    "compare",
    "noise_floor",
    "optimism",
    "profit_interval",
]
