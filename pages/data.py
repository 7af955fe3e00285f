"""What do we have? The table as it was understood, and what to predict."""

from pages.ui.cached import table_of
from pages.ui.choose_task import choose_task
from pages.ui.chrome import head, next_step, without_model
from pages.ui.data_parts import begin, source, table_views, warn_of_suspects
from pages.ui.entry import show
from pages.ui.guard import guarding
from pages.ui.state import current_project


def page() -> None:
    head("data")
    project = current_project()
    if project is None or project.dataset_id is None:
        if project is not None:
            without_model(project)
        begin()
        return
    table = table_of(project.dataset_id)
    source(project, table)
    if without_model(project):
        table_views(table, None)
        return
    problem = choose_task(project, table)
    if problem is not None:
        with guarding():
            warn_of_suspects(project, problem)
    next_step("data", ready=problem is not None)
    table_views(table, problem)


show(page)
