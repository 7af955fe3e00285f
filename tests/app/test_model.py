"""The model page: training in the background, figures beside the baseline, the models so far."""

import io

import pytest


def plain_words(elements) -> str:
    return " ".join(e.value for e in elements).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def project(store):
    """A small table with a task and no model yet."""
    from lepton.workflows import open_file

    rows = ["age,visits,left"]
    rows += [f"{20 + i * 7 % 50},{i % 9},{'yes' if i * 7 % 50 > 30 else 'no'}" for i in range(300)]
    made = open_file(store, io.BytesIO("\n".join(rows).encode()), "shop.csv")
    return store.update_project(made.id, task={"target": "left", "positive": "yes"})


def test_without_a_project_the_page_shows_an_example_and_the_way_there(start):
    app = start("model")
    assert "nothing to learn from" in plain_words(app.markdown)
    assert app.get("plotly_chart")
    app.button(key="missing_start").click().run()
    assert app.title[0].value == "What do you want to decide?"


def test_without_a_task_the_page_leads_to_the_data(start, store, project):
    store.update_project(project.id, task=None)
    app = start("model", project.id)
    app.button(key="missing_data").click().run()
    assert app.title[0].value == "What do we have?"


def test_every_family_is_a_card_with_what_it_is_good_at_and_its_time(start, project):
    from lepton.models import families

    app = start("model", project.id)
    said = plain_words((*app.markdown, *app.caption))
    for family in families():
        assert family.title in said
        assert family.good_at in said
        assert app.button(key=f"train_{family.name}").label == "Train"
    assert said.count("on these rows") == len(families())


def test_training_runs_in_the_background_and_its_model_is_shown(start, store, project, finished):
    app = start("model", project.id)
    app.button(key="train_baseline").click().run()
    assert app.button(key="train_linear").disabled
    assert finished(project.id, "train").state == "done"
    app.run()
    assert store.project(project.id).model_id is not None
    assert "Baseline on rows it has never seen" in plain_words(app.subheader)
    assert not app.button(key="train_linear").disabled


def test_settings_reach_the_training(start, store, project, finished):
    app = start("model", project.id)
    app.slider[0].set_value(40)
    next(n for n in app.number_input if n.key.startswith("seed_")).set_value(11)
    next(s for s in app.selectbox if s.key.startswith("device_")).select("Processor (CPU)")
    app.run()
    app.button(key="train_baseline").click().run()
    job = finished(project.id, "train")
    assert (job.params["test_size"], job.params["seed"]) == (0.4, 11)
    assert job.params["device"] == "cpu"


def test_a_training_can_be_cancelled(start, store, project, finished):
    app = start("model", project.id)
    app.button(key="train_ensemble").click().run()
    cancel = next(b for b in app.button if b.key.startswith("cancel_"))
    cancel.click().run()
    assert finished(project.id, "train").state == "cancelled"
    app.run()
    assert "Nothing was lost" in plain_words(app.info)


def test_a_training_that_fails_says_why_and_what_to_do(start, store, project, finished):
    from lepton.workflows import start_training

    start_training(store, project, "linear", device="cuda")
    assert finished(project.id, "train").state == "failed"
    app = start("model", project.id)
    assert len(app.warning) == 1
    assert "cpu" in app.warning[0].value


def test_figures_stand_beside_the_baseline_with_their_meaning(start, filled):
    app = start("model", filled.binary)
    assert "always giving the most frequent answer" in plain_words(app.markdown)
    assert len(app.metric) == 4
    for tile in app.metric:
        assert tile.delta.startswith("no model: ")
        assert tile.help


@pytest.mark.parametrize(("kind", "charts"), [("binary", 4), ("multiclass", 1), ("regression", 1)])
def test_each_kind_of_target_has_its_charts(start, filled, kind, charts):
    app = start("model", getattr(filled, kind))
    assert len(app.get("plotly_chart")) == charts


def test_the_device_that_was_used_is_shown(start, filled):
    assert "on the processor (CPU)" in plain_words(start("model", filled.binary).caption)


def test_another_model_can_be_chosen_for_the_next_pages(start, filled, store):
    app = start("model", filled.binary)
    choice = next(s for s in app.selectbox if s.key.startswith("model_"))
    assert "Baseline" in plain_words(app.subheader)
    choice.select_index(1).run()
    linear = next(m for m in store.models(filled.binary) if m.family == "linear")
    assert store.project(filled.binary).model_id == linear.id
    assert "Linear on rows" in plain_words(app.subheader)


def test_the_sidebar_names_the_project_and_the_model(start, filled):
    app = start("model", filled.binary)
    said = plain_words((*app.sidebar.markdown, *app.sidebar.caption))
    assert "binary" in said
    assert "Model: Baseline" in said


def test_a_model_that_is_gone_is_replaced_by_the_newest_one(start, filled, store):
    store.update_project(filled.binary, model_id="gone")
    app = start("model", filled.binary)
    assert store.project(filled.binary).model_id == store.models(filled.binary)[0].id
    assert not app.button(key="train_linear").disabled


def test_the_only_model_gone_leaves_the_page_usable(start, filled, store):
    only = store.project(filled.regression).model_id
    store.delete_model(only)
    app = start("model", filled.regression)
    assert len(app.warning) == 1
    assert not app.button(key="train_linear").disabled
