"""Models are listed only once they are complete."""

import pytest

from lepton.errors import InputError, NotFound


def test_a_model_is_kept_with_what_is_known_of_it(store, project, saved_model):
    model = saved_model(dataset_id="abc", info={"seed": 0}, metrics={"auc": None}, task={"t": 1})
    found = store.model(model)
    assert (found.family, found.dataset_id, found.project_id) == ("linear", "abc", project.id)
    assert (found.info, found.metrics, found.task) == ({"seed": 0}, {"auc": None}, {"t": 1})
    assert (found.folder / "manifest.json").is_file()


def test_a_projects_models_come_newest_first(store, project, saved_model):
    first, second = saved_model(), saved_model()
    assert [m.id for m in store.models(project.id)] == [second, first]


def test_a_folder_that_was_never_finished_is_not_a_model(store, project):
    store.new_model_folder()
    assert store.models(project.id) == []


def test_a_figure_that_json_cannot_say_is_refused_and_nothing_is_listed(store, project):
    folder = store.new_model_folder()
    with pytest.raises(InputError, match="metrics must be plain JSON"):
        store.add_model(project.id, folder, {"family": "x", "metrics": {"auc": float("nan")}})
    assert store.models(project.id) == []


def test_a_deleted_model_is_gone_with_its_results(store, project, saved_model):
    model = saved_model()
    store.put_json(f"{model}/shap", [1])
    store.delete_model(model)
    assert store.models(project.id) == []
    assert not store.has(f"{model}/shap")
    with pytest.raises(NotFound, match="Train it again"):
        store.model(model)
