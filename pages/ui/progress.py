"""Work in another process, as it goes on: progress, time, and a way to stop it."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton import jobs
from lepton.plots.format import duration, percent
from pages.ui.guard import guarded
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.jobs import Job
    from lepton.store import Project

__all__ = ["watch"]

EVERY = 1.0  # seconds between two looks
LONGEST = 500


def watch(project: "Project", kind: str) -> bool:
    """Show how the newest job of a kind stands; say whether it still goes on.

    Parameters
    ----------
    project
        Whose job.
    kind
        ``train`` or ``explain``.
    """
    job = jobs.latest(store(), project.id, kind)
    if job is None:
        return False
    if job.active:
        _follow(job.id)
        return True
    if job.state == "failed":
        st.warning(plain(job.error or "It stopped without a reason. Start it again.", LONGEST))
    if job.state == "cancelled":
        st.info("It was stopped. Nothing was lost: start it again when you like.")
    return False


@st.fragment(run_every=EVERY)
@guarded
def _follow(job_id: str) -> None:
    """Look again every second; once it is over, draw the whole page anew and stop looking."""
    job = jobs.job(store(), job_id)
    if not job.active:
        st.rerun()
    with st.container(border=True, key="job"):
        st.progress(min(max(job.progress, 0.0), 1.0), text=plain(_now(job), LONGEST))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(_times(job), width="stretch")
            st.button(
                "Cancel",
                key=f"cancel_{job.id}",
                disabled=job.cancelling,
                on_click=_stop,
                args=(job.id,),
            )


def _now(job: "Job") -> str:
    """What is being done."""
    return "Stopping" if job.cancelling else f"{job.message} ({percent(job.progress, 0)})"


def _times(job: "Job") -> str:
    """How long it has run, and how long it may still take."""
    if job.state == "queued":
        return "Waiting for its turn. You can go on using the app."
    left = "" if job.remaining is None else f", about {duration(job.remaining)} left"
    return f"{duration(job.seconds)} so far{left}. You can go on using the app."


def _stop(job_id: str) -> None:
    jobs.cancel(store(), job_id)
