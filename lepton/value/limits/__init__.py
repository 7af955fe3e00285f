"""What to do where not everything that pays can be done: limits, alerts and human review."""

from lepton.value.limits.alerts import Alerts, alerts, alerts_from
from lepton.value.limits.allocation import Allocation, allocate
from lepton.value.limits.returns import Returns, returns
from lepton.value.limits.review import ThreeWay, three_way

__all__ = [
    "Alerts",
    "Allocation",
    "Returns",
    "ThreeWay",
    "alerts",
    "alerts_from",
    "allocate",
    "returns",
    "three_way",
]
