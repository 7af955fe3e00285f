"""A project file from another machine: told what it is first, opened when that is wanted."""

from typing import TYPE_CHECKING

import streamlit as st

from lepton.config import LIMITS
from pages.ui.guard import guarded
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.workflows.bundle import About

__all__ = ["bring_project"]

LONGEST = 500
STANDING = {
    "own": "It was packed here.",
    "known": "Files of this sender were opened here before.",
    "new": "No file of this sender was opened here before: compare the fingerprint with them.",
}
MEGA = 1e6


@guarded
def bring_project() -> "Project | None":
    """Offer to open a project file; give the new project once it is open."""
    box = st.expander("Open a project file (.lepton)", key="bring", on_change="rerun")
    if not box.open:
        return None
    with box:
        file = st.file_uploader(
            "It holds the data, the models and the case of a project",
            type="lepton", key="bring_file", max_upload_size=LIMITS.upload_mb,
        )  # fmt: skip
        if file is None:
            return None
        from lepton.workflows.bundle import about_bundle, open_bundle

        st.markdown(plain(_said(about_bundle(store(), file)), LONGEST))
        if not st.button("Open it", type="primary", key="bring_open"):
            return None
        file.seek(0)
        with st.spinner("Opening the project…"):
            return open_bundle(store(), file).project


def _said(about: "About") -> str:
    by = f" by {about.by}" if about.by else ""
    models = "1 model" if about.models == 1 else f"{about.models} models"
    return (
        f"“{about.title}”, packed{by} on {about.made_at[:10]} with Lepton {about.version}: "
        f"{models}, {about.size / MEGA:.1f} MB. Fingerprint {about.fingerprint}. "
        f"{STANDING[about.standing]}"
    )
