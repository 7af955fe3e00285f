"""What a person sees when something goes wrong."""

import functools
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import streamlit as st

from lepton.errors import LeptonError
from pages.ui.text import plain

__all__ = ["guarded", "guarding"]

P = ParamSpec("P")
R = TypeVar("R")
LOG = logging.getLogger("lepton.app")
LONGEST_MESSAGE = 600


@contextmanager
def guarding() -> Iterator[None]:
    """Show an error of ours as guidance, and anything else as a bug with an id for the log."""
    try:
        yield
    except LeptonError as problem:
        st.warning(plain(problem, LONGEST_MESSAGE))
    except Exception:
        name = secrets.token_hex(4)
        LOG.exception("unexpected error %s", name)
        st.error(f"Something went wrong on our side (id {name}). Nothing you entered is lost.")


def guarded(part: Callable[P, R]) -> Callable[P, R | None]:
    """Guard a part that runs on its own, such as a fragment."""

    @functools.wraps(part)
    def safe(*args: P.args, **kwargs: P.kwargs) -> R | None:
        with guarding():
            return part(*args, **kwargs)
        return None

    return safe
