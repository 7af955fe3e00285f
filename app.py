"""The app: which pages there are, and what happens when one of them fails."""

from pages.ui.chrome import navigation, sidebar
from pages.ui.guard import guarding
from pages.ui.state import app_state, current_project, remember_page
from pages.ui.theme import apply_style


def main() -> None:
    """Show the page that was asked for."""
    page = navigation()
    app_state().routed = True
    apply_style()
    with guarding():
        project = current_project()
        sidebar(project)
        if project is not None:
            remember_page(project, page.url_path or "start")
        page.run()


main()
