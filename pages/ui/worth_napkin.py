"""Before there is any data: what a model could be worth by a rule of thumb, on the live curve."""

from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from lepton.config import home
from lepton.plots.format import count, number, percent
from pages.ui.guard import guarded
from pages.ui.live_curve import Message, Shown, live_after, live_curve
from pages.ui.roi_fields import plain_fields
from pages.ui.roi_parts import ROOM, change, curve_key, export_figures
from pages.ui.state import go, open_project
from pages.ui.store import store
from pages.ui.text import plain
from pages.ui.worth_presets import start_from_usual

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Assumptions, ScoreCounts
    from lepton.workflows.napkins import NapkinPlan

__all__ = ["napkin_start", "napkin_worth"]

PERCENT = 100
LONGEST = 500
HOW_GOOD = {
    0.5: "Weak",
    0.75: "Fair",
    1.0: "Good, the usual rule of thumb",
    1.25: "Very good",
    1.5: "Excellent",
}


@guarded
def napkin_start() -> None:
    """Offer to work it out before there is any data."""
    from lepton.value.presets import presets
    from lepton.workflows.napkins import PRICED, open_napkin

    with st.container(border=True, key="napkin"):
        st.markdown("**No data yet? Work it out on a napkin**")
        st.caption(
            "A rule of thumb stands in for the model: enough to see whether it is worth a look, "
            "and how good a model would have to be."
        )
        offered = {p.key: p.title for p in presets() if p.kind in PRICED}
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                "Kind of decision", list(offered), format_func=lambda key: offered[key]
            )
            if st.button("Work it out", key="napkin_open"):
                project = open_napkin(store(), str(chosen))
                open_project(project.id)
                go("roi")


@st.fragment
@guarded
def napkin_worth(project_id: str) -> None:
    """The live curve of the rule of thumb; only this part runs again when something changes."""
    from lepton.value import Assumptions, answer
    from lepton.workflows.napkins import napkin_of

    project = store().project(project_id)
    plan = _asked(project, napkin_of(store(), project))
    kept = Assumptions.from_dict(project.assumptions or {})
    counts, sent = _counted(str(home()), plan.base_rate, plan.strength)
    key = curve_key(project.id, "napkin")
    labels = _words(project)
    with st.container(key="live_curve", height=ROOM, border=False):
        shown = Shown([sent], labels)
        live_curve(shown, kept.to_dict(), key=key, keep=partial(_keep, project.id))
    with st.container(key="live_after"):
        live_after({"of": kept.to_dict(), "band": None, "today": None, "refused": ""}, key=key)
    found = answer(counts, kept)
    _needed(kept, plan, project)
    export_figures(found, kept, labels)
    start_from_usual(project)
    plain_fields(project_id, kept, labels)


def _asked(project: "Project", plan: "NapkinPlan") -> "NapkinPlan":
    """Ask how often it happens and how good a model might be; keep what is new."""
    from lepton.workflows.napkins import NapkinPlan, keep_napkin

    st.caption(
        "By a rule of thumb, not from data: nothing here has been measured. Bring data to see "
        "what a real model would earn."
    )
    left, right = st.columns(2)
    rate = left.number_input(
        "How often it happens, in percent of all cases",
        min_value=0.01,
        max_value=99.0,
        value=round(plan.base_rate * PERCENT, 6),
        key=f"napkin_rate_{project.id}_{project.use_case}",
    )
    strength = right.select_slider(
        "How good the model might be",
        list(HOW_GOOD),
        value=min(HOW_GOOD, key=lambda s: abs(s - plan.strength)),
        format_func=lambda s: HOW_GOOD[s],
        key=f"napkin_strength_{project.id}",
        help="A good model finds, among the top tenth, about three times as many as chance would.",
    )
    wanted = NapkinPlan(base_rate=rate / PERCENT, strength=float(strength))
    if wanted != plan:
        keep_napkin(store(), project, wanted)
    return wanted


@st.cache_resource(max_entries=50, show_spinner=False)
def _counted(
    folder: str,  # noqa: ARG001 - part of the key
    base_rate: float,
    strength: float,
) -> "tuple[ScoreCounts, dict[str, Any]]":
    from lepton.workflows.napkins import NapkinPlan, napkin_counts_of

    table = napkin_counts_of(NapkinPlan(base_rate=base_rate, strength=strength))
    name = f"napkin-{base_rate:.9g}-{strength:g}"
    sent = {"id": "napkin", "title": "Rule of thumb", "dataset": name}
    return table, sent | {"counts": table.to_dict(), "choose": None}


def _words(project: "Project") -> dict[str, str]:
    from lepton.workflows.presets import words_of

    return words_of(project)


def _keep(project_id: str, message: Message) -> None:
    change(project_id, message.params)


def _needed(kept: "Assumptions", plan: "NapkinPlan", project: "Project") -> None:
    """Say how good a model has to be before acting on it pays."""
    from lepton.value.napkin import napkin
    from lepton.workflows.presets import assumed_by

    if kept.per_row:
        return
    found = napkin(kept, base_rate=plan.base_rate, strength=plan.strength)
    if found.smallest_lift is None:
        said = "No model, however good, makes this pay at these amounts."
    elif found.smallest_lift <= 1:
        said = "Acting pays even without a model."
    else:
        said = (
            f"It pays once a model finds, among the {percent(found.depth, short=True)} it ranks "
            f"highest, {number(found.smallest_lift, 2)} times as many as picking at random would; "
            f"here {number(found.lift or 1.0, 2)} times is assumed."
        )
    st.markdown(plain(said, LONGEST))
    volume = f"For {count(kept.decisions_per_month)} decisions a month. "
    st.caption(plain(f"{volume}{assumed_by(project)}", LONGEST))
