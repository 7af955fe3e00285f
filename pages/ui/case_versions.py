"""Versions that nobody can change any more, and the case as a file."""

from typing import TYPE_CHECKING

import streamlit as st

from pages.ui.case_keep import WHO, edit, refuse, who
from pages.ui.guard import guarding
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.workflows.case_store import Version
    from pages.ui.case_shown import Shown

__all__ = ["files", "versions_below"]

LONGEST = 400


def versions_below(shown: "Shown") -> None:
    """Lock what is assumed now, with who and when; look at what was locked before."""
    from lepton.workflows.case_store import versions

    st.markdown("**Locked versions**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = shown.key("version_name")
        st.text_input("Name of the version", key=key, max_chars=60, placeholder="For the board",
                      width=320)  # fmt: skip
        st.button("Lock a version", on_click=_lock, args=(shown, key), key=shown.key("lock_v"))
    if WHO not in st.session_state:
        st.caption("Say your name above first: a version names who locked it.")
    found = versions(store(), shown.project)
    if not found:
        st.caption("None yet. A locked version keeps every number as it is today.")
        return
    told = {each.id: _said(each) for each in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "A version", list(told), format_func=lambda i: plain(told[i]), key=shown.key("version"),
            width=420,
        )  # fmt: skip
        st.button("Reopen it", on_click=_reopen, args=(shown, chosen), key=shown.key("reopen_v"))
        st.button("Delete it", on_click=_delete, args=(shown, chosen), key=shown.key("delete_v"))
    _changed(shown, str(chosen))


def files(shown: "Shown") -> None:
    """The whole case as JSON, out and in again."""
    from lepton.finance.plan_json import plan_json

    st.markdown("**The case as a file**")
    st.download_button(
        "Export it (JSON)", lambda: plan_json(shown.plan), "case.json", "application/json",
        key=shown.key("export"), on_click="ignore",
    )  # fmt: skip
    times = f"{shown.key('imports')}_n"
    key = f"{shown.key('import')}_{st.session_state.get(times, 0)}"
    file = st.file_uploader("Import one (JSON)", type="json", key=key, max_upload_size=2)
    if file is not None:
        said = "It takes the place of what is assumed now; lock a version first to keep that."
        st.caption(said)
        st.button(
            "Use the imported case", on_click=_import, args=(shown, file.getvalue(), times),
            key=shown.key("use_import"), type="primary",
        )  # fmt: skip


def _said(version: "Version") -> str:
    return f"{version.name}, by {version.by}, {version.at:%d %B %Y, %H:%M}"


def _changed(shown: "Shown", version_id: str) -> None:
    """What is different now."""
    from lepton.workflows.case_store import changed_between, version

    with guarding():
        found = changed_between(version(store(), shown.project, version_id).plan, shown.plan)
        if not found:
            st.caption("Nothing has changed since.")
            return
        told = "; ".join(each.said() for each in found[:5])
        more = f"; and {len(found) - 5} more" if len(found) > 5 else ""
        st.caption(plain(f"Changed since: {told}{more}.", LONGEST))


def _lock(shown: "Shown", key: str) -> None:
    from lepton.workflows.case_store import lock_version

    name = str(st.session_state[key])
    by = who() if WHO in st.session_state else ""
    with refuse():
        plan = shown.plan.as_kept(shown.study.earning)
        lock_version(store(), shown.project, plan, name=name, by=by)
        st.session_state[key] = ""


def _reopen(shown: "Shown", version_id: str) -> None:
    from lepton.workflows.case_store import version

    with refuse():
        old = version(store(), shown.project, version_id).plan
        edit(shown, lambda _: old.as_kept(shown.study.earning))


def _delete(shown: "Shown", version_id: str) -> None:
    from lepton.workflows.case_store import delete_version

    with refuse():
        delete_version(store(), shown.project, version_id)


def _import(shown: "Shown", content: bytes, times: str) -> None:
    from lepton.errors import InputError, must
    from lepton.finance.plan_json import plan_from_json

    with refuse():
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            then = "Export it again, or choose another file."
            raise InputError(must("business case", "a JSON text", "another file", then)) from None
        plan = plan_from_json(text)
        edit(shown, lambda _: plan)
        st.session_state[times] = st.session_state.get(times, 0) + 1
