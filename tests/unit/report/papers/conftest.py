"""Studies to print: one that pays, one that loses, one with names nobody would choose."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from lepton.finance import Case, FlatEarning, first_plan
from lepton.finance.scenario import Scenario
from lepton.finance.study import Origin, study
from lepton.value import Assumptions, ScoredRows
from lepton.value.policy_money import PolicyEarning

TRIALS = 1_000
HOSTILE = (
    "=cmd|'/c calc'!A1 <script>alert(1)</script> & \u4f1a\u793e \u05e9\u05dc\u05d5\u05dd "
    "\U0001f389 $x^2$ \u202eevil " + "W" * 120
)
ORIGIN = Origin(
    model="Linear", model_id="m-123", data_name="Customer churn", data_hash="50c51261b1455093",
    rows=630, made_at="2025-03-04T10:20:00+00:00", lepton_version="0.1.0",
)  # fmt: skip
RANGES = {"adoption_ceiling": (0.6, 1.0), "integration_days": (15, 45), "benefit_haircut": (0, 0.3)}


def campaign(**given):
    """What a campaign on scored customers earns."""
    rng = np.random.default_rng(3)
    y = rng.random(600) < 0.16
    score = np.clip(0.16 + 0.45 * y + rng.normal(0, 0.2, 600), 0.01, 0.99)
    rows = ScoredRows.of(y.astype(np.int64), score)
    money = {"benefit": 200, "success_rate": 0.3, "contact_cost": 1, "incentive_cost": 10,
             "fixed_cost": 1_000, "decisions_per_month": 3_000}  # fmt: skip
    return PolicyEarning.of(rows, Assumptions(**(money | given)), draws=100)


def studied(earning, *, title="Who is about to leave?", name="The board's own", origin=ORIGIN):
    """A study with ranges, sources and three scenarios beside the base."""
    case = Case(training_hours=0.05)
    plan = first_plan(case, earning)
    ledger = plan.ledger
    for each, (low, high) in RANGES.items():
        ledger = ledger.with_range(each, "triangular", low=low, high=high)
    moving = "success_rate" if "success_rate" in earning.base else "profit"
    value = earning.base[moving]
    ledger = ledger.with_range(moving, "triangular", low=value * 0.5, high=value * 1.4)
    ledger = ledger.with_source("day_rate", source_type="finance system", source="Rates of 2025",
                                owner="Ana Müller", date="2025-02-01")  # fmt: skip
    plan = replace(plan, ledger=ledger).with_ends(earning)
    plan = replace(plan, book=plan.book.put(Scenario(name[:60], {"day_rate": 700.0})))
    return study(plan, earning, title=title, origin=origin, trials=TRIALS)


@pytest.fixture(scope="session")
def good():
    """A campaign that pays."""
    return studied(campaign())


@pytest.fixture(scope="session")
def bad():
    """Something that loses money, in a currency with a long sign, and without a curve."""
    earning = FlatEarning(profit=0.4, decisions_per_month=3_000, fixed_cost=500, currency="CHF")
    return studied(earning, origin=replace(ORIGIN, kind="forecast"))


@pytest.fixture(scope="session")
def hostile():
    """Names that break files that are not careful."""
    name = "".join(c for c in HOSTILE if c != "\u202e")[:60]
    origin = replace(ORIGIN, data_name=HOSTILE)
    made = studied(campaign(currency="INR"), title=HOSTILE, name=name, origin=origin)
    source = HOSTILE.replace("\u202e", "")
    ledger = made.plan.ledger.with_source("success_rate", source_type="expert", source=source,
                                          owner=source[:50])  # fmt: skip
    return replace(made, plan=replace(made.plan, ledger=ledger))


@pytest.fixture(scope="session")
def model():
    """A small model of a table with a column whose name is no name."""
    import lepton

    rng = np.random.default_rng(0)
    visits = rng.poisson(4, 400)
    left = np.where(rng.random(400) < 0.5 / (1 + visits / 4), "yes", "no")
    frame = pd.DataFrame({"visits": visits, "<b>|plan*</b>": rng.integers(0, 3, 400), "left": left})
    return lepton.train(frame, lepton.Task("left", positive="yes"), "linear")


@pytest.fixture(scope="session")
def logo():
    """A small picture, 120 by 40."""
    return picture()


def picture(width=120, height=40, kind="PNG"):
    """A picture of one colour as a file."""
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (width, height), (20, 120, 90)).save(file, kind)
    return file.getvalue()
