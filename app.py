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
    with guarding():
        project = current_project()
        sidebar(project)
        if project is not None:
            remember_page(project, page.url_path or "start")
        with leading():
            page.run()


if __name__ == "__main__":
    main()
