"""What to do where not everything that pays can be done: limits, alerts and human review."""

from lepton.value.limits.alerts import Alerts, alerts
from lepton.value.limits.allocation import Allocation, allocate
from lepton.value.limits.returns import Returns, returns
from lepton.value.limits.review import ThreeWay, three_way

__all__ = [
    "Alerts",
    "Allocation",
    "Returns",
    "ThreeWay",
    "alerts",
    "allocate",
    "returns",
    "three_way",
]
