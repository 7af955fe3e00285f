"""A link to a project that is gone leads on: the page and the menu are there."""


def test_a_project_that_is_gone_leaves_the_start_page_usable(start):
    app = start("start", "made-up-id")
    assert not app.exception
    assert any("start page" in warning.value for warning in app.warning)
    assert "What do you want to decide?" in [title.value for title in app.title]
    assert len([b for b in app.button if b.label == "Try this"]) == 6


def test_a_project_deleted_in_another_tab_leaves_the_menu_and_a_way_on(start, filled, store):
    copy = store.project(filled.binary)
    doomed = store.create_project("Doomed", dataset_id=copy.dataset_id, task=copy.task)
    app = start("roi", doomed.id)
    store.delete_project(doomed.id)
    app.run()
    assert not app.exception
    assert len(app.warning) == 1
    assert any(b.label == "Choose what to decide" for b in app.button)
    assert any("No project open yet" in caption.value for caption in app.sidebar.caption)
