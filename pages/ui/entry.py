"""Running a page, whichever way it was reached."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pages.ui.state import app_state

__all__ = ["leading", "show"]


@contextmanager
def leading() -> Iterator[None]:
    """Tell the page that is run inside that app.py leads to it."""
    app_state().routed = True
    try:
        yield
    finally:
        app_state().routed = False


def show(page: Callable[[], None]) -> None:
    """Run a page that app.py leads to; if it does not, run it through app.py.

    A server that has just started runs the files in ``pages/`` by themselves when one is opened
    by its address. Naming the pages, which app.py does, ends that for all visitors.
    """
    if app_state().routed:
        page()
        return
    from app import main

    main()
