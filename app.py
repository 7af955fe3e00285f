"""The app: which pages there are, and what happens when one of them fails."""

from pages.ui.chrome import navigation, sidebar
from pages.ui.entry import leading
from pages.ui.guard import guarding
from pages.ui.state import current_project, remember_page
from pages.ui.theme import apply_style


def main() -> None:
    """Show the page that was asked for."""
    page = navigation()
    apply_style()
    project = None
    with guarding():  # a project that is gone is said, and the page goes on without one
        project = current_project()
    with guarding():
        sidebar(project)
        if project is not None:
            remember_page(project, page.url_path or "start")
        with leading():
            page.run()


if __name__ == "__main__":
    main()
