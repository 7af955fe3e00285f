"""Starting a project's money from a kind of decision that is known."""

import pytest

from lepton.errors import InputError, NotFound
from lepton.value.presets import preset
from lepton.workflows.napkins import napkin_of, open_napkin
from lepton.workflows.presets import assumed_by, preset_of, start_from, words_of


def test_the_amounts_and_the_words_are_taken(store):
    project = start_from(store, store.create_project("Mine"), "maintenance")
    assert project.assumptions == preset("maintenance").assumptions().to_dict()
    assert words_of(project) == dict(preset("maintenance").words)
    assert preset_of(project).key == "maintenance"


def test_what_was_set_before_is_replaced(store):
    project = start_from(store, store.create_project("Mine"), "churn")
    assert start_from(store, project, "credit").assumptions["form"] == "matrix"


def test_the_amounts_are_called_illustrative_with_what_they_assume(store):
    project = start_from(store, store.create_project("Mine"), "churn")
    said = assumed_by(project)
    assert said.startswith("Illustrative: ")
    assert preset("churn").assumes in said
    assert said.endswith("Put your own figures.")


def test_a_project_of_its_own_has_no_such_words(store):
    project = store.create_project("Mine")
    assert (preset_of(project), words_of(project), assumed_by(project)) == (None, {}, "")


def test_a_sample_is_no_kind_of_decision(store):
    project = store.create_project("Churn", use_case="churn")
    assert preset_of(project) is None


def test_a_kind_of_decision_of_another_version_is_left_aside(store):
    assert preset_of(store.create_project("Mine", use_case="preset:nonsense")) is None


def test_a_decision_that_is_not_about_yes_or_no_is_refused(store):
    project = store.create_project("Mine")
    with pytest.raises(InputError, match="about a yes-or-no question; got 'demand'"):
        start_from(store, project, "demand")
    assert store.project(project.id).assumptions is None


def test_a_decision_that_does_not_exist_is_refused(store):
    with pytest.raises(NotFound):
        start_from(store, store.create_project("Mine"), "nonsense")


def test_on_a_napkin_the_usual_rate_comes_along(store):
    project = start_from(store, open_napkin(store, "churn"), "inspection")
    assert napkin_of(store, project).base_rate == preset("inspection").base_rate
