"""A page with nothing but the live curve; under it what Python makes of the same assumptions."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest

SCRIPT = """
import json

import numpy as np
import streamlit as st

from lepton.errors import LeptonError
from lepton.value import Assumptions, answer
from lepton.value.scored import ScoredRows
from lepton.value.uncertainty import Replicates, bands
from pages.ui.live_curve import Shown, live_after, live_curve


@st.cache_resource
def scored(seed, noise):
    rng = np.random.default_rng(seed)
    chance = rng.beta(0.8, 3.2, 4000)
    score = np.clip(chance + rng.normal(0, noise, 4000), 0, 1)
    columns = {"tenure": rng.integers(0, 60, 4000).astype(float), "guess": chance}
    value = rng.gamma(2, 100, 4000)
    return ScoredRows.of(rng.random(4000) < chance, score, value=value, columns=columns)


st.set_page_config(layout="wide")
query = st.query_params
start = Assumptions(
    benefit=200, success_rate=0.3, contact_cost=1, incentive_cost=10,
    fixed_cost=1000, decisions_per_month=3000,
).to_dict()
kept = st.session_state.setdefault("kept", start | json.loads(query.get("with", "{}")))
looked = st.session_state.setdefault("view", json.loads(query.get("view", "{}")))
labels = {
    "benefit": "Value of a kept customer", "action": "contact", "acting": "contacting",
    "acted": "contacted", "units": "customers", "ranked": "most at risk",
    "value_column": "<img src=x onerror=alert(1)>",
}
if st.button("Set 300 on the server"):
    kept = st.session_state["kept"] = kept | {"benefit": 300.0}


def keep(message):
    st.session_state["view"] = message.view
    try:
        st.session_state["kept"] = Assumptions.from_dict(message.params).to_dict()
        st.session_state["refused"] = ""
    except LeptonError as problem:
        st.session_state["refused"] = str(problem)


kept = st.session_state["kept"]
assumed = Assumptions.from_dict(kept)
rows = scored(3, 0.05)
table = rows.counts_for(assumed).thin()
choose = scored(4, 0.05).counts_for(assumed).thin() if "choose" in query else None
order = json.dumps(kept) if assumed.per_row else ""
models = [{
    "id": "own", "title": "XGBoost", "dataset": f"own{order}", "counts": table.to_dict(),
    "choose": choose and choose.to_dict(),
}]
if "models" in query:
    other = scored(3, 0.3).counts_for(assumed).thin(400)
    models.append({
        "id": "other", "title": "=Linear", "dataset": f"other{order}", "counts": other.to_dict(),
        "choose": None,
    })
today = rows.today(assumed)
band = bands(Replicates.of(table), assumed)
names = ("share", "low", "high", "low_all", "high_all")
if not st.checkbox("Hide"):
    shown = Shown(models, labels, ["tenure", "guess"], looked)
    live_curve(shown, kept, key="curve", keep=keep)
    live_after({
        "of": kept, "today": today and today.to_dict(),
        "band": {"level": 0.9, **{name: getattr(band, name).tolist() for name in names}},
        "refused": st.session_state.get("refused", ""),
    }, key="curve")
found = answer(table, assumed, choose=choose, today=today)
st.text(json.dumps([found.to_dict(), kept, st.session_state["view"]]))
"""
PATIENCE = 20  # seconds


@dataclass
class Curve:
    """The live curve on a page, as a person and as a test see it."""

    page: Any

    def at(self, test_id: str) -> Any:
        """One part of the curve."""
        return self.page.get_by_test_id(test_id)

    def said(self, test_id: str) -> str:
        """The text of a part."""
        return self.at(test_id).first.evaluate("(n) => n.innerText ?? n.textContent")

    def figure(self, name: str) -> float:
        """A figure that the curve keeps in full precision once it has come to rest."""
        return float(self.at("live-curve").get_attribute(f"data-{name}"))

    def python(self) -> tuple[dict, dict, dict]:
        """What Python answered, and the assumptions and the view it has."""
        return tuple(json.loads(self.page.locator("[data-testid=stText]").inner_text()))

    def wait_for(self, name: str, value: object) -> dict:
        """Wait until Python has an assumption, and give its answer."""
        self.page.wait_for_function(
            """([name, value]) => {
                const text = document.querySelector('[data-testid=stText]');
                if (!text) return false;  // the script is running again
                const kept = JSON.parse(text.innerText)[1][name];
                return typeof value === 'number' ? Math.abs(kept - value) < 1e-9 : kept === value;
            }""",
            arg=[name, value],
        )
        return self.python()[0]

    def fresh(self) -> None:
        """Wait until what Python sends after a change has arrived."""
        self.page.wait_for_selector("[data-testid=live-curve][data-fresh=true]")

    def rest(self) -> None:
        """Two frames after the last change everything is drawn."""
        self.page.evaluate(
            "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
        )

    def kept(self, name: str, holds: Callable[[Any], bool]) -> None:
        """Wait until Python has an assumption of which this holds."""
        until = time.monotonic() + PATIENCE
        while not holds(self.python()[1][name]):
            assert time.monotonic() < until, f"{name} stays {self.python()[1][name]}"
            self.page.wait_for_timeout(50)

    def settle(self) -> int:
        """Wait until no message leaves any more; give how many have left."""
        self.page.wait_for_timeout(700)
        return len(self.page.watched.sent)

    def write(self, name: str, text: str, kind: str = "number") -> None:
        """Type into a field, and leave it."""
        field = self.at(f"{kind}-{name}")
        field.fill(text)
        field.press("Enter")

    def open(self, section: str) -> None:
        """Open a group of assumptions."""
        self.at(f"section-{section}").locator("summary").click()

    def show(self, **curves: bool) -> None:
        """Tick and untick curves in the menu."""
        self.at("curves").locator("summary").click()
        for name, wanted in curves.items():
            self.at(f"show-{name}").set_checked(wanted)
        self.at("curves").locator("summary").click()
        self.rest()

    def drag(self, test_id: str, to_right: float, moves: int = 60) -> None:
        """Press on a slider's thumb and move it; the button stays down."""
        slider, mouse = self.at(test_id), self.page.mouse
        slider.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
        box = slider.bounding_box()
        low, high, value = (
            float(slider.evaluate(f"(node) => node.{name}")) for name in ("min", "max", "value")
        )
        x = box["x"] + 8 + (value - low) / (high - low) * (box["width"] - 16)
        y = box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        for step in range(1, moves + 1):
            mouse.move(x + to_right * step / moves, y)


@pytest.fixture(scope="session")
def curve_app(start_app, tmp_path_factory):
    folder = tmp_path_factory.mktemp("curve")
    (folder / "curve.py").write_text(SCRIPT, encoding="utf-8")
    return start_app(folder / "home", folder / "curve.py")


@pytest.fixture
def curve(curve_app, open_page) -> Callable[..., Curve]:
    """Open the page with some assumptions changed, and wait until the curve is drawn.

    ``extra`` asks for more: "models" for a second model, "choose" for rows that choose the share.
    """

    def show(
        changes: dict | None = None, *, view: dict | None = None, extra: str = "", **how
    ) -> Curve:
        query = f"with={quote(json.dumps(changes or {}))}&view={quote(json.dumps(view or {}))}"
        page = open_page(f"{curve_app.url}/?{query}{extra and f'&{extra}=1'}", **how)
        page.wait_for_selector("[data-testid=live-curve][data-state=ready][data-fresh=true]")
        return Curve(page)

    return show
