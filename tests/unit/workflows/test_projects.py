"""From a file or a sample to a project."""

import pytest
from pandas.testing import assert_frame_equal

import lepton
from lepton.errors import InputError, NotFound
from lepton.workflows import (
    assumptions_of,
    dataset_of,
    open_file,
    open_sample,
    start_training,
    task_of,
)


@pytest.mark.parametrize("key", ["churn", "demand", "intents"])
def test_a_sample_becomes_a_project_with_its_task_and_money(store, key):
    sample = lepton.load_sample(key)
    project = open_sample(store, key)
    assert (project.name, project.use_case) == (sample.title, key)
    assert task_of(project) == sample.task
    assert assumptions_of(project) == sample.money
    assert_frame_equal(dataset_of(store, project.dataset_id).frame, sample.frame)
    assert store.table_info(project.dataset_id).notes == sample.notes


def test_a_persons_file_becomes_a_project_without_a_task(store, visits, tmp_path):
    visits.to_csv(tmp_path / "my customers.csv", index=False)
    data = lepton.load(tmp_path / "my customers.csv")
    project = open_file(store, tmp_path / "my customers.csv")
    assert (project.name, project.dataset_name) == ("my customers", "my customers.csv")
    assert project.dataset_id == data.id
    assert_frame_equal(dataset_of(store, data.id).frame, data.frame)
    with pytest.raises(InputError, match="Choose on the data page what to predict"):
        task_of(project)


def test_how_a_file_was_read_is_kept_with_it(store, visits, tmp_path):
    visits.to_csv(tmp_path / "visits.csv", index=False, sep=";", decimal=",")
    data = lepton.load(tmp_path / "visits.csv")
    project = open_file(store, tmp_path / "visits.csv")
    assert dataset_of(store, project.dataset_id).reading == data.reading
    assert set(data.reading) == set(data.frame)


def test_an_open_file_and_a_name_of_ones_own_are_taken(store, visits, tmp_path):
    visits.to_csv(tmp_path / "t.csv", sep=";", index=False)
    with (tmp_path / "t.csv").open("rb") as file:
        project = open_file(store, file, "Spring.csv", delimiter=";")
    assert project.name == "Spring"
    assert list(dataset_of(store, project.dataset_id).frame) == list(visits)


def test_a_file_that_is_no_table_starts_no_project(store, tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    with pytest.raises(InputError):
        open_file(store, tmp_path / "empty.csv")
    assert store.projects() == []
    assert store.tables() == []


def test_a_sample_that_does_not_exist_is_refused(store):
    with pytest.raises(NotFound, match="sample must be one of churn"):
        open_sample(store, "nothing")


def test_nothing_is_trained_before_there_is_data_and_a_target(store, visits):
    empty = store.create_project("Empty")
    with pytest.raises(InputError, match="Choose a sample or upload a file"):
        start_training(store, empty)
    with pytest.raises(InputError, match="Choose on the data page what to predict"):
        start_training(store, open_file(store, visits, "v.csv"))


def test_a_family_that_does_not_exist_is_refused_before_a_process_starts(store):
    with pytest.raises(InputError, match="family must be one of"):
        start_training(store, open_sample(store, "churn"), "magic")
