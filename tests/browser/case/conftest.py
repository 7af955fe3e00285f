"""A page with nothing but the live case; under it what Python makes of the same assumptions."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

SCRIPT = """
import json
import time
from dataclasses import replace

import streamlit as st

from lepton.errors import LeptonError
from lepton.finance import Book, Case, FlatEarning, Range, Scenario, cash_flow, first_plan
from lepton.finance.breakeven import break_evens
from lepton.finance.measures import measures
from lepton.finance.simulate import simulate
from pages.ui.live_case import Look, live_case, live_case_after, matter_most, taken

st.set_page_config(layout="wide")
EARNING = FlatEarning(profit=1.4, decisions_per_month=9000, fixed_cost=500)
NAMES = ("profit", "decisions_per_month", "adoption_ceiling", "half_life_months", "data_days")
BOOK = Book((
    Scenario("Pessimistic", {"profit": 0.7, "adoption_months": 12.0, "data_days": 40.0}),
    Scenario("Optimistic", {"profit": 2.1}, locked=True),
))
state = st.session_state
plan = state.setdefault("plan", replace(first_plan(Case(), EARNING), book=BOOK))
state.setdefault("seen", [])
state.setdefault("refused", "")


def keep(message):
    state["seen"].append([message.shown, message.changed])
    state["refused"] = ""
    try:
        state["plan"] = taken(state["plan"], message)
    except LeptonError as problem:
        state["refused"] = str(problem)


if st.button("Set 60 days on the server"):
    plan = state["plan"] = plan.with_values({"data_days": 60.0})
plan = state["plan"]
names = matter_most(NAMES, {**plan.case.to_dict(), **EARNING.base})
live_case(
    Look(plan, EARNING, names, labels={"profit": "Extra profit of <b>one</b> decision"},
         marks={"profit": "yours"}, note=plan.ledger_of().said()),
    key="case", keep=keep,
)
began = time.perf_counter()
case, earning = plan.under(EARNING)
risk = simulate(case, earning, plan.ranges(), correlations=plan.correlations)
evens = break_evens(case, earning, names)
took = time.perf_counter() - began
flow = cash_flow(case, earning)
told = {
    "shown": plan.shown, "base": {**plan.case.to_dict(), **EARNING.base, **plan.changes},
    "pessimistic": dict(plan.book["Pessimistic"].changes), "seen": state["seen"],
    "refused": state["refused"], "took": took, "low": risk.p10, "chance": risk.chance_positive,
    "measures": measures(case, flow).to_dict(),
}
st.text(json.dumps(told, default=str))
live_case_after(risk=risk, break_evens=evens, key="case", refused=state["refused"])
"""
PATIENCE = 20_000  # ms


@dataclass
class Live:
    """The live case on a page, as a person and as a test see it."""

    page: Any

    def at(self, test_id: str) -> Any:
        """One part of the case."""
        return self.page.get_by_test_id(test_id)

    def said(self, test_id: str) -> str:
        """The text of a part."""
        return self.at(test_id).first.evaluate("(n) => n.innerText ?? n.textContent")

    def figure(self, name: str) -> float:
        """A figure that the case keeps in full precision once it has come to rest."""
        return float(self.at("live-case").get_attribute(f"data-{name}"))

    def python(self) -> dict:
        """What Python answered."""
        return json.loads(self.page.locator("[data-testid=stText]").inner_text())

    def fresh(self) -> None:
        """Wait until what Python sends after a change has arrived."""
        self.page.wait_for_selector("[data-testid=live-case][data-fresh=true]", timeout=PATIENCE)

    def rest(self) -> None:
        """Two frames after the last change everything is drawn."""
        self.page.evaluate(
            "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
        )

    def settle(self) -> int:
        """Wait until no message leaves any more; give how many have left."""
        self.page.wait_for_timeout(300)
        return len(self.page.watched.sent)

    def write(self, name: str, text: str) -> None:
        """Type into a field, and leave it."""
        field = self.at(f"number-{name}")
        field.fill(text)
        field.press("Enter")

    def choose(self, scenario: str) -> None:
        """Look at another scenario, and wait for Python."""
        self.page.locator("label", has=self.at(f"scenario-{scenario}")).click()
        self.fresh()

    def drag(self, name: str, to_right: float, moves: int = 40) -> None:
        """Press on a slider's thumb and move it; the button stays down."""
        slider, mouse = self.at(f"slider-{name}"), self.page.mouse
        slider.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
        box = slider.bounding_box()
        low, high, value = (
            float(slider.evaluate(f"(node) => node.{part}")) for part in ("min", "max", "value")
        )
        x = box["x"] + 8 + (value - low) / (high - low) * (box["width"] - 16)
        y = box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        for step in range(1, moves + 1):
            mouse.move(x + to_right * step / moves, y)


@pytest.fixture(scope="module")
def case_app(start_app, tmp_path_factory):
    folder = tmp_path_factory.mktemp("case")
    (folder / "case.py").write_text(SCRIPT, encoding="utf-8")
    app = start_app(folder / "home", folder / "case.py")
    yield app
    app.stop()


@pytest.fixture
def live(case_app, open_page):
    """Open the page, and wait until the case is drawn and Python has answered."""

    def show(**how) -> Live:
        page = open_page(case_app.url, **how)
        page.wait_for_selector("[data-testid=live-case][data-state=ready][data-fresh=true]")
        return Live(page)

    return show
