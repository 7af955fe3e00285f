"""How well can we predict it? Train a model, and see how it does on rows it has never seen."""

import streamlit as st

from pages.ui.cached import problem_of, question_of
from pages.ui.chrome import head, missing, next_step, without_model
from pages.ui.entry import show
from pages.ui.examples import example_of_model
from pages.ui.families import family_cards
from pages.ui.guard import guarding
from pages.ui.model_result import model_table, result
from pages.ui.progress import watch
from pages.ui.state import current_project
from pages.ui.text import plain


def page() -> None:
    from lepton.workflows import task_of

    head("model")
    project = current_project()
    if project is not None and without_model(project):
        return
    if project is None or project.dataset_id is None:
        missing("There is nothing to learn from yet.", "start", "Choose what to decide")
        example_of_model()
        return
    if project.task is None:
        missing("First say which column to predict.", "data", "Choose what to predict")
        return
    task = task_of(project)
    problem = problem_of(project.dataset_id, task)
    st.markdown(plain(question_of(project.dataset_id, task), 400))
    busy = watch(project, "train")
    if project.model_id is not None:
        with guarding():
            result(project.model_id)
            next_step("model")
        model_table(project)
    family_cards(project, problem, busy=busy)


show(page)
