"""Why does it predict that? Over all cases, for one column, and for one case."""

from pages.ui.chrome import head, missing, next_step, without_model
from pages.ui.entry import show
from pages.ui.examples import example_of_reasons
from pages.ui.explain_case import one_case
from pages.ui.explain_parts import best_picture, one_column, overall, pick_class
from pages.ui.guard import guarding
from pages.ui.state import current_project


def page() -> None:
    head("explain")
    project = current_project()
    if project is not None and without_model(project):
        return
    if project is None or project.dataset_id is None:
        missing("There is nothing to explain yet.", "start", "Choose what to decide")
        example_of_reasons()
        return
    if project.model_id is None:
        missing("There is no model to explain yet.", "model", "Train a model")
        example_of_reasons()
        return
    with guarding():
        picture = best_picture(project)
        chosen = pick_class(project, picture)
        overall(chosen)
        one_column(project, chosen)
    one_case(project)
    next_step("explain")


show(page)
