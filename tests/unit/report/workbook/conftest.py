"""Studies of every kind, and workbooks as a reader changes and opens them."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest

from lepton.finance import Book, Case, FlatEarning, Ledger, Scenario, first_plan
from lepton.finance.study import Origin, study
from lepton.report.workbook.asked import excel_name
from lepton.value import Assumptions, ScoredRows
from lepton.value.policy_money import PolicyEarning

ORIGIN = Origin(
    model="XGBoost", model_id="m-1", data_name="churn.csv", data_hash="ab12" * 8, rows=600,
    made_at="2026-11-22T10:00:00+00:00", lepton_version="0.1.0",
)  # fmt: skip
NUMBER = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*>)<f>([^<]*)</f><v>[^<]*</v></c>')


def rows_of(seed=0, n=600):
    rng = np.random.default_rng(seed)
    spend = rng.gamma(4, 20, n)
    y = (rng.random(n) < 1 / (1 + np.exp(2.2 - spend / 60))).astype(int)
    score = 1 / (1 + np.exp(-rng.normal(1.2 * y - 1, 1)))
    return ScoredRows.of(y, score, value=spend, columns={"spend": spend})


def study_of(earning, *scenarios, case=None, shown="Base", ranges=False, **rest):
    plan = first_plan(case or Case(), earning)
    if not ranges:  # saves the time of looking at them
        plan = replace(plan, ledger=Ledger(tuple(e.without_range() for e in plan.ledger)))
    plan = replace(plan, book=Book(scenarios), shown=shown)
    rest = {"title": "Keep customers"} | rest
    return study(plan, earning, origin=ORIGIN, trials=200, **rest)


def policy(**assumptions):
    given = Assumptions(decisions_per_month=4_000, **assumptions)
    return PolicyEarning.of(rows_of(), given, choose=rows_of(5), draws=100)


def campaign():
    return policy(
        benefit=60, success_rate=0.4, contact_cost=2, incentive_cost=5, harm=0.5, takers=0.7,
        fixed_cost=300,
    )  # fmt: skip


def flat():
    return FlatEarning(profit=2.5, decisions_per_month=4_000, fixed_cost=50)


EVERY_SHAPE = (
    Scenario("S-curve", {"adoption": "logistic", "inflation": 0.03, "volume_growth": 0.2,
                         "season": (0.5, 1.5) + (1.0,) * 10, "first_month": 11}),
    Scenario("Bass", {"adoption": "bass", "timing": "mid", "tax_rate": 0.3,
                      "depreciation_months": 24, "success_rate": 0.5}),
    Scenario("At once", {"adoption": "full", "build_months": 0, "horizon_months": 60,
                         "retrain_every": 0, "compute": "rented", "review_share": 0.1}),
    Scenario("Short", {"horizon_months": 12, "half_life_months": 0, "share": 0.123,
                       "tax_rate": 0.2, "depreciation_months": 36, "hosting": 4_000,
                       "compute": "owned"}),
)  # fmt: skip
FORMULA = '=HYPERLINK("http://example.com","prize")'
HOSTILE = (
    "=1+1", "+2", "-3", "@SUM(A1)", "Best*", "Best case?", "a'b\"c", "[x]:/\\<&>", "1/2", "TRUE",
    "long" * 15, "\U0001f680 up", "شركة متفائلة",
)  # fmt: skip
KINDS = {
    "campaign": lambda: study_of(campaign(), *EVERY_SHAPE, ranges=True),
    "matrix": lambda: study_of(
        policy(form="matrix", right=20, wrong=6, spared=1, missed=3, budget=2_000, fixed_cost=150,
               today="spend > 110"),
        Scenario("Twice", {"right": 40, "timing": "mid"}), shown="Twice",
        case=Case(horizon_months=24),
    ),
    "column": lambda: study_of(
        policy(benefit=0.5, success_rate=0.4, contact_cost=3, benefit_from="column", capacity=500,
               base_rate=0.1),
        Scenario("Works better", {"success_rate": 0.6, "volume_growth": 1.0}),
        case=Case(horizon_months=18),
    ),
    "formula": lambda: study_of(
        policy(form="formula", tp_formula="0.4 * spend - 3", fp_formula="-3",
               cost_formula="3 + spend / 90", today="spend"),
        Scenario("By hand", {"share": 0.5, "profit": 3.0}), case=Case(horizon_months=12),
    ),
    "flat": lambda: study_of(
        flat(), Scenario("Loss", {"profit": -0.5}),
        Scenario("Hopeless", {"profit": 0.9, "decisions_per_month": 600, "fixed_cost": 0,
                              "horizon_months": 12}),
        Scenario("Nothing", {"horizon_months": 1, "day_rate": 0, "privacy_review": 0,
                             "security_review": 0, "change_management": 0, "training_runs": 0,
                             "trained_users": 0}),
        case=Case(horizon_months=24),
    ),
    "hostile": lambda: study_of(
        FlatEarning(profit=900.0, decisions_per_month=5e6, currency="SEK"),
        *(Scenario(name, {"profit": 800.0 - i}) for i, name in enumerate(HOSTILE)),
        case=Case(training_hours=9.65 / 3600, label_cost=0.0123), ranges=True, title=FORMULA,
        words={"profit": "@SUM(1+1)*cmd|' /C calc'!A0"},
    ),
    "long": lambda: study_of(flat(), case=Case(horizon_months=240, inflation=0.02)),
}  # fmt: skip


class Changed:
    """A workbook file with some cells typed over, and no stored result of any formula."""

    def __init__(self, source: Path) -> None:
        self.source = source
        with zipfile.ZipFile(source) as packed:
            self.parts = {name: packed.read(name).decode("utf-8") for name in packed.namelist()
                          if name.endswith((".xml", ".rels"))}  # fmt: skip
        book = self.parts["xl/workbook.xml"]
        self.sheets = re.findall(r'<sheet name="([^"]*)"', book)
        self.names = dict(re.findall(r'<definedName name="([^"]*)"[^>]*>([^<]*)<', book))
        for part in list(self.parts):
            if part.startswith("xl/worksheets/sheet"):
                self.parts[part] = NUMBER.sub(r"\1<f>\3</f></c>", self.parts[part])

    def place(self, name):
        """Sheet and cell that a name stands for."""
        sheet, _, where = self.names[excel_name(name)].rpartition("!")
        return sheet.strip("'"), where.replace("$", "")

    def put(self, sheet, where, value, *, formula=False):
        """Type a number, a text or a formula into a cell."""
        part = f"xl/worksheets/sheet{self.sheets.index(sheet) + 1}.xml"
        old = re.compile(rf'<c r="{where}"((?: s="\d+")?)[^>]*?(?:/>|>.*?</c>)')
        new = f'<c r="{where}"@><v>{value!r}</v></c>'
        if isinstance(value, str):
            new = f'<c r="{where}"@ t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if formula:
            new = f'<c r="{where}"@><f>{escape(value)}</f></c>'
        self.parts[part], times = old.subn(
            lambda found: new.replace("@", found.group(1), 1), self.parts[part]
        )
        assert times == 1, (sheet, where)
        return self

    def save(self, path):
        with zipfile.ZipFile(self.source) as packed, zipfile.ZipFile(path, "w") as out:
            for name in packed.namelist():
                out.writestr(name, self.parts.get(name, packed.read(name)))
        return path


@pytest.fixture(scope="session")
def kinds():
    """A study of every kind of earning, with scenarios that use every part of the engine."""
    return {name: make() for name, make in KINDS.items()}


@pytest.fixture(scope="session")
def changed():
    """Open a written workbook so that cells can be typed over."""
    return Changed
