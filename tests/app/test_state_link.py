"""A link to an exact state: applied once, taken back, and refused when it is not ours."""

import base64
import json

import pytest

from lepton.errors import InputError
from lepton.value import Assumptions
from pages.ui.state_link import read_state

MINE = Assumptions(benefit=321.0, contact_cost=2.0, success_rate=0.4)


def written(state: object) -> str:
    """A state as the browser writes it into an address."""
    return base64.urlsafe_b64encode(json.dumps(state).encode()).decode().rstrip("=")


def state(**changes: object) -> dict:
    return {"params": MINE.to_dict() | changes, "view": {"metric": "roi"}}


@pytest.fixture
def follow(filled):
    """Follow a link to the page of returns of the trained project."""
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    root = Path(__file__).resolve().parents[2]

    def open_link(text: str):
        app = AppTest.from_file(str(root / "app.py"), default_timeout=60)
        app.query_params["project"] = filled.binary
        app.run()
        app.query_params["state"] = text
        app.switch_page("pages/roi.py").run()
        assert not app.exception
        return app

    return open_link


def kept(store, project_id: str) -> dict | None:
    return store.project(project_id).assumptions


def test_a_link_says_what_it_holds():
    assumptions, view = read_state(written(state()))
    assert assumptions == MINE
    assert view == {"metric": "roi"}


def test_what_is_left_out_of_a_link_takes_its_default():
    assumptions, _ = read_state(written({"params": {"benefit": 5}, "view": {}}))
    assert assumptions == Assumptions(benefit=5)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a" * 4001, "at most 4,000 characters"),
        ("", "one that this page has made"),
        ("<script>", "one that this page has made"),
        ("abc", "one that this page has made"),
        (written([]), "one that this page has made"),
        (written({"params": {}}), "one that this page has made"),
        (written({"params": [], "view": {}}), "one that this page has made"),
        (written(state() | {"run": "rm"}), "got run"),
        (written({"params": {"benefit": "1e999"}, "view": {}}), "benefit must be"),
        (written(state(benefit=float("nan"))), "one that this page has made"),
        (written(state(benefit=-1)), "benefit must be"),
        (written(state(benefits=1)), "benefits"),
        (written(state(form=["matrix"])), "form must be"),
        (written("[" * 900), "one that this page has made"),
        (base64.urlsafe_b64encode(b"[" * 2900).decode(), "one that this page has made"),
    ],
)
def test_what_is_no_state_is_one_clear_sentence(text, word):
    with pytest.raises(InputError, match=word):
        read_state(text)


def test_exactly_as_long_as_allowed_is_read():
    short = written({"params": {}, "view": {"pad": ""}})
    padded = written({"params": {}, "view": {"pad": "x" * ((4000 - len(short)) * 3 // 4)}})
    assert 3990 < len(padded) <= 4000
    read_state(padded)


def test_a_link_is_applied_once_and_can_be_taken_back(follow, filled, store):
    before = Assumptions(benefit=50).to_dict()
    store.update_project(filled.binary, assumptions=before)
    app = follow(written(state()))
    assert kept(store, filled.binary) == MINE.to_dict()
    assert "state" not in app.query_params
    next(b for b in app.button if b.label.startswith("Back to what")).click().run()
    assert kept(store, filled.binary) == before
    assert not any(b.label.startswith("Back to what") for b in app.button)


def test_a_link_can_be_kept(follow, filled, store):
    app = follow(written(state()))
    next(b for b in app.button if b.label == "Keep these").click().run()
    assert kept(store, filled.binary) == MINE.to_dict()
    assert not any(b.label.startswith("Back to what") for b in app.button)


def test_a_broken_link_changes_nothing_and_says_so(follow, filled, store):
    before = kept(store, filled.binary)
    app = follow(written(state(benefit=-1)))
    assert "benefit must be" in app.warning[0].value
    assert kept(store, filled.binary) == before


def test_the_view_of_a_link_is_kept(follow, filled, store):
    follow(written(state()))
    assert store.json(f"{filled.binary}/worth_view") == {"metric": "roi"}
