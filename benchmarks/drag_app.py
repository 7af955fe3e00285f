"""One million scored rows on a page: our live curve, or with ``?curve=peer`` the usual way.

The usual way is ``st.slider`` and ``st.plotly_chart``: the same counts, priced by the same engine,
drawn with the same lines.
"""

import os
from functools import partial

import numpy as np
import streamlit as st

from lepton.value import Assumptions, ScoreCounts, answer, curve_for
from pages.ui.live_curve import live_curve

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


@st.cache_resource(show_spinner=False)
def counted() -> ScoreCounts:
    """Score as many customers as asked for, with a known seed, and count them once."""
    rng = np.random.default_rng(7)
    chance = rng.beta(0.8, 4.5, ROWS)
    left = rng.random(ROWS) < chance
    score = np.clip(chance + rng.normal(0, 0.08, ROWS), 0, 1)
    return ScoreCounts.from_scores(left, score).thin()


@st.cache_resource(show_spinner=False)
def sent() -> dict:
    """Give the counts as the browser gets them: the same object in every run."""
    return counted().to_dict()


def ours() -> None:
    kept = st.session_state.setdefault("assumptions", START.to_dict())
    keep = partial(st.session_state.__setitem__, "assumptions")
    live_curve(sent(), kept, LABELS, key="curve", dataset="bench", keep=keep)
    found = answer(counted(), Assumptions.from_dict(st.session_state["assumptions"]))
    st.text(f"profit {found.chosen.profit!r} share {found.chosen.fraction!r}")


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
