"""A link to an exact state of the page of returns: read with care, applied once, taken back."""

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

import streamlit as st

from lepton.errors import InputError, LeptonError, listed, must
from pages.ui.store import store
from pages.ui.text import plain

if TYPE_CHECKING:
    from lepton.store import Project
    from lepton.value import Assumptions

__all__ = ["IN_URL", "arrive", "read_state", "view_key"]

IN_URL = "state"
MOST = 4000  # characters
PARTS = ("params", "view")
AGAIN = "Copy the link again on the page it came from."
LONGEST = 600


def read_state(text: str) -> tuple["Assumptions", dict[str, Any]]:
    """Read the assumptions and the view out of a link.

    Parameters
    ----------
    text
        base64url of JSON with ``params`` and ``view``, at most 4,000 characters.

    Raises
    ------
    InputError
        It is too long, not such a text, or holds something that cannot be used.
    """
    from lepton.value import Assumptions

    if len(text) > MOST:
        rule = f"at most {MOST:,} characters long"
        raise InputError(must("the state in the link", rule, f"{len(text):,}", AGAIN))
    given = _decoded(text)
    if not isinstance(given, dict) or not all(isinstance(given.get(p), dict) for p in PARTS):
        raise _broken("something else")
    if unknown := [name for name in given if name not in PARTS]:
        raise _broken(listed(unknown))
    return Assumptions.from_dict(given["params"]), given["view"]


def arrive(project: "Project") -> "Project":
    """Apply the state of a link once, and offer the way back; give the project as it now is."""
    text = st.query_params.get(IN_URL)
    if text is not None:
        del st.query_params[IN_URL]  # a reload must not undo what is set from here on
        try:
            project = _apply(project, text)
        except LeptonError as problem:
            st.warning(plain(problem, LONGEST))
    if _was(project.id) is not None:
        _offer_back(project.id)
    return project


def view_key(project_id: str) -> str:
    """Name under which the view of a project's page is kept."""
    return f"{project_id}/worth_view"


def _before(project_id: str) -> str:
    return f"{project_id}/worth_before_link"


def _apply(project: "Project", text: str) -> "Project":
    assumptions, view = read_state(text)
    wanted = assumptions.to_dict()
    store().put_json(view_key(project.id), view)
    if wanted == project.assumptions:
        return project
    store().put_json(_before(project.id), {"assumptions": project.assumptions})
    return store().update_project(project.id, assumptions=wanted)


def _offer_back(project_id: str) -> None:
    """What was set before the link is kept until somebody decides."""
    with st.container(border=True, key="came_with_link"):
        st.markdown("These assumptions came with a link.")
        back, stay = st.columns([1, 1], width=520)
        back.button("Back to what was set before", on_click=_back, args=(project_id,))
        stay.button("Keep these", on_click=_keep, args=(project_id,))


def _was(project_id: str) -> dict[str, Any] | None:
    """What was set before the last link; None where nobody has to decide."""
    key = _before(project_id)
    return store().json(key) if store().has(key) else None


def _back(project_id: str) -> None:
    was = _was(project_id)
    if was is not None:
        store().update_project(project_id, assumptions=was["assumptions"])
    _keep(project_id)


def _keep(project_id: str) -> None:
    store().put_json(_before(project_id), None)


def _decoded(text: str) -> Any:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise _broken("other characters")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except (binascii.Error, ValueError, RecursionError):
        raise _broken("a damaged text") from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _broken(got: str) -> InputError:
    return InputError(must("the state in the link", "one that this page has made", got, AGAIN))
