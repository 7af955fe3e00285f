"""Projects are reopened exactly as they were left."""

import pandas as pd
import pytest

from lepton.errors import InputError, NotFound
from lepton.store import Store


def test_a_project_comes_back_as_it_was_left(store):
    made = store.create_project("Churn", use_case="churn", task={"target": "y", "drop": ["id"]})
    store.update_project(made.id, assumptions={"benefit": 200.0}, page="roi", model_id="m1")
    found = Store.open().project(made.id)
    assert found.assumptions == {"benefit": 200.0}
    assert found.task == {"target": "y", "drop": ["id"]}
    assert (found.name, found.use_case, found.page, found.model_id) == (
        "Churn", "churn", "roi", "m1",
    )  # fmt: skip


def test_an_id_is_short_hard_to_guess_and_safe_in_an_address(store):
    ids = {store.create_project("x").id for _ in range(50)}
    assert len(ids) == 50
    assert all(len(i) == 12 and i[0].isalnum() and i.replace("-", "").replace("_", "").isalnum()
               for i in ids)  # fmt: skip


def test_times_are_utc_and_updated_moves(store):
    made = store.create_project("x")
    changed = store.update_project(made.id, page="data")
    assert made.created.utcoffset().total_seconds() == 0
    assert changed.created == made.created
    assert changed.updated > made.updated


def test_recent_projects_come_newest_first_with_data_and_models(store, project, saved_model):
    store.put_table(pd.DataFrame({"a": [1]}), id="abc", name="t.csv")
    saved_model()
    newer = store.create_project("Newer")
    store.update_project(project.id, dataset_id="abc")
    first, second = store.projects()
    assert (first.id, first.dataset_name, first.model_count) == (project.id, "t.csv", 1)
    assert (second.id, second.dataset_name, second.model_count) == (newer.id, None, 0)
    assert len(store.projects(limit=1)) == 1


def test_an_unknown_field_is_refused(store, project):
    with pytest.raises(InputError, match="a project's field must be known; got colour"):
        store.update_project(project.id, colour="red")
    with pytest.raises(InputError, match="a project's field must be known; got colour"):
        store.create_project("x", colour="red")


@pytest.mark.parametrize("value", [{"benefit": float("nan")}, {"benefit": float("inf")}, {1, 2}])
def test_what_json_cannot_say_is_refused(store, project, value):
    with pytest.raises(InputError, match="assumptions must be plain JSON"):
        store.update_project(project.id, assumptions=value)


def test_a_project_without_a_name_gets_one(store):
    assert store.create_project("  ").name == "Untitled"


def test_a_project_that_is_not_there_says_what_to_do(store):
    with pytest.raises(NotFound, match="Choose another on the start page"):
        store.project("nothing")
    with pytest.raises(NotFound, match="Choose another on the start page"):
        store.update_project("nothing", page="roi")


def test_deleting_a_project_deletes_what_only_it_used(store, project, saved_model):
    for each, name in (("abc", "mine.csv"), ("def", "ours.csv")):
        store.put_table(pd.DataFrame({"a": [1]}), id=each, name=name)
    other = store.create_project("Other", dataset_id="def")
    store.update_project(project.id, dataset_id="abc")
    model = saved_model()
    folder = store.model(model).folder
    store.put_json(f"{model}/shap", [1])
    store.delete_project(project.id)
    assert not folder.exists()
    assert not store.has(f"{model}/shap")
    assert [t.id for t in store.tables()] == ["def"]
    assert [p.id for p in store.projects()] == [other.id]


def test_data_that_another_project_uses_outlives_a_deleted_project(store, project):
    store.put_table(pd.DataFrame({"a": [1]}), id="abc", name="ours.csv")
    store.update_project(project.id, dataset_id="abc")
    other = store.create_project("Other", dataset_id="abc")
    store.delete_project(project.id)
    assert len(store.table(other.dataset_id).frame) == 1
