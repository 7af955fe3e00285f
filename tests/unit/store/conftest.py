"""A store of its own for each test."""

import pytest

from lepton.store import Store


@pytest.fixture
def store(home):
    opened = Store.open()
    yield opened
    opened.close()


@pytest.fixture
def project(store):
    return store.create_project("Who will leave?")


@pytest.fixture
def saved_model(store, project):
    """A model folder with one file, taken into the store."""

    def save(**record):
        folder = store.new_model_folder()
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
        return store.add_model(project.id, folder, {"family": "linear", **record})

    return save
