"""One million scored rows on a page: our live curve, or with ``?curve=peer`` the usual way.

Ours draws three models, rows to choose the share on, a band, the plateau and five policies:
today's rule, chance, perfect foresight, everybody, nobody. The usual way is ``st.slider`` and
``st.plotly_chart``: one model's counts, priced by the same engine, with four lines.
"""

import os

import numpy as np
import streamlit as st

from lepton.value import Assumptions, ScoreCounts, answer, curve_for
from lepton.value.today import Today
from lepton.value.uncertainty import Replicates, bands
from pages.ui.live_curve import Message, Shown, live_after, live_curve

ROWS = int(os.environ.get("LEPTON_BENCH_ROWS", "1000000"))
LABELS = {
    "benefit": "Value of a kept customer",
    "acting": "contacting",
    "acted": "contacted",
    "action": "contact",
    "units": "customers",
}
START = Assumptions(
    benefit=200.0,
    success_rate=0.3,
    contact_cost=1.0,
    incentive_cost=10.0,
    fixed_cost=1000.0,
    decisions_per_month=100_000.0,
)


MODELS = {"Gradient boosting": 0.08, "Linear": 0.2, "Tree": 0.4}  # with the noise of each
BAND = ("share", "low", "high", "low_all", "high_all")


@st.cache_resource(show_spinner=False)
def counted(noise: float = 0.08, seed: int = 7, steps: int = 1000) -> ScoreCounts:
    """Score as many customers as asked for, with a known seed, and count them once."""
    rng = np.random.default_rng(seed)
    chance = rng.beta(0.8, 4.5, ROWS)
    left = rng.random(ROWS) < chance
    score = np.clip(chance + rng.normal(0, noise, ROWS), 0, 1)
    return ScoreCounts.from_scores(left, score).thin(steps)


@st.cache_resource(show_spinner=False)
def sent() -> list[dict]:
    """Give the models as the browser gets them: the same objects in every run."""
    first, *others = MODELS.values()
    tables = [counted(first), *(counted(noise, steps=400) for noise in others)]
    chosen = counted(seed=8).to_dict()
    return [
        {
            "id": str(place),
            "title": title,
            "dataset": str(place),
            "counts": table.to_dict(),
            "choose": None if place else chosen,
        }
        for place, (title, table) in enumerate(zip(MODELS, tables, strict=True))
    ]


@st.cache_resource(show_spinner=False)
def replicates() -> Replicates:
    """Draw other samples that could have come up, once."""
    return Replicates.of(counted())


def ours() -> None:
    kept = st.session_state.setdefault("assumptions", START.to_dict())
    live_curve(Shown(sent(), LABELS), kept, key="curve", keep=_keep)
    kept = st.session_state["assumptions"]
    assumed = Assumptions.from_dict(kept)
    today = Today("long contracts", counts=counted(0.6))
    band = bands(replicates(), assumed)
    arrays = {name: getattr(band, name).tolist() for name in BAND}
    after = {"of": kept, "today": today.to_dict(), "band": {"level": band.level, **arrays}}
    live_after(after | {"refused": ""}, key="curve")
    found = answer(counted(), assumed, choose=counted(seed=8), today=today)
    st.text(f"profit {found.chosen.profit!r} share {found.chosen.fraction!r}")


def _keep(message: Message) -> None:
    st.session_state["assumptions"] = message.params


@st.fragment
def peer() -> None:
    import plotly.graph_objects as go

    benefit = st.slider("Value of a kept customer", 0.0, 500.0, 200.0, 1.0, key="benefit")
    curve = curve_for(counted(), Assumptions(**(START.to_dict() | {"benefit": benefit})))
    lines = {"model": curve, "random": curve.random, "perfect": curve.perfect}
    drawn = [go.Scatter(x=c.fraction, y=c.profit, name=n, mode="lines") for n, c in lines.items()]
    level = np.full(2, curve.everybody.profit)
    drawn.append(go.Scatter(x=[0, 1], y=level, name="everybody", mode="lines"))
    figure = go.Figure(drawn, layout={"title": f"Benefit {benefit:g}", "height": 430})
    st.plotly_chart(figure, key="peer")


st.set_page_config(layout="wide")
if st.query_params.get("curve") == "peer":
    peer()
else:
    ours()
