"""What do you want to decide? Use cases to try, your own data, and the work of last time."""

from pages.ui.bring_project import bring_project
from pages.ui.chrome import PAGES, head
from pages.ui.entry import show
from pages.ui.recent import recent_projects
from pages.ui.samples import sample_cards
from pages.ui.state import go, open_project
from pages.ui.upload import upload


def page() -> None:
    head("start")
    chosen = sample_cards() or upload("start")
    if chosen is not None:
        open_project(chosen.id)
        go("data")
    brought = bring_project()
    if brought is not None:
        open_project(brought.id)
        go(brought.page if brought.page in PAGES else "data")
    recent_projects()


show(page)
