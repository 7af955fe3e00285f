"""The data page: what was understood, and choosing what to predict."""

import io

import pandas as pd
import pytest

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "$x$",
    ":material/home:",
    "[a](http://b)",
    "**bold** `code`",
]


def plain_words(elements) -> str:
    return " ".join(e.value for e in elements).replace("\\", "").replace("\u2060", "")


def box(app, start: str):
    return next(b for b in app.selectbox if b.key.startswith(start))


@pytest.fixture
def opened(start, store):
    """Open the data page on a table of our own."""

    def with_table(frame: pd.DataFrame, **task):
        from lepton import load

        data = load(io.BytesIO(frame.to_csv(index=False).encode()))
        store.put_table(data.frame, id=data.id, name="own.csv", notes=data.notes)
        project = store.create_project("own", dataset_id=data.id, task=task.get("task"))
        return start("data", project.id), project.id

    return with_table


def customers(rows: int = 200) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "number": range(1000, 1000 + rows),
            "age": [20 + i * 7 % 50 for i in range(rows)],
            "city": [("Rome", "Oslo", "Lyon")[i % 3] for i in range(rows)],
            "day": pd.date_range("2025-01-01", periods=rows).astype(str),
            "worth": [10.0 + i % 17 for i in range(rows)],
            "left": ["yes" if (i * 7) % 50 > 35 else "no" for i in range(rows)],
        }
    )


def test_without_a_project_the_page_says_what_is_missing_and_offers_a_way(start):
    app = start("data")
    assert "There is no table yet" in plain_words(app.markdown)
    app.button(key="begin_sample").click().run()
    assert "Predicts whether Churn = 1" in plain_words(app.info)


def test_the_size_of_the_table_and_its_repairs_are_shown(start, filled):
    app = start("data", filled.binary)
    assert [m.value for m in app.metric][:2] == ["400", "5"]


def test_without_a_target_the_next_page_is_out_of_reach(opened):
    app, _ = opened(customers())
    assert "Choose the column to predict" in plain_words(app.info)
    assert app.button(key="next_model").disabled


def test_choosing_a_target_says_what_is_predicted_and_keeps_it(opened, store):
    app, project = opened(customers())
    box(app, "target_").select("left").run()
    assert "Predicts whether left = yes (" in plain_words(app.info)
    assert store.project(project).task["target"] == "left"
    assert not app.button(key="next_model").disabled


def test_choosing_the_other_class_turns_the_question_round(opened, store):
    app, project = opened(customers(), task={"target": "left"})
    box(app, "positive_").select("no").run()
    assert "whether left = no" in plain_words(app.info)
    assert store.project(project).task["positive"] == "no"


def test_one_class_of_several_can_be_asked_for(opened, store):
    app, project = opened(customers(), task={"target": "city"})
    assert "which of 3 classes" in plain_words(app.info)
    box(app, "positive_").select("Rome").run()
    assert "whether city = Rome" in plain_words(app.info)
    assert store.project(project).task["positive"] == "Rome"


@pytest.mark.parametrize(
    ("role", "column"), [("value", "worth"), ("time", "day"), ("group", "city")]
)
def test_a_column_gets_its_role(opened, store, role, column):
    app, project = opened(customers(), task={"target": "left"})
    box(app, f"{role}_").select(column).run()
    assert store.project(project).task[role] == column


def test_a_column_that_is_left_out_is_no_longer_learned_from(opened, store):
    app, project = opened(customers(), task={"target": "left"})
    before = plain_words(app.info)
    app.multiselect[0].select("age").run()
    assert store.project(project).task["drop"] == ["age"]
    assert plain_words(app.info) != before


def test_the_target_can_be_treated_as_a_number(opened, store):
    frame = customers().assign(stars=[i % 5 for i in range(200)])
    app, project = opened(frame, task={"target": "stars"})
    assert "which of 5 classes" in plain_words(app.info)
    box(app, "kind_").select("A number").run()
    assert "the number stars" in plain_words(app.info)
    assert store.project(project).task["kind"] == "regression"


def test_a_leak_is_warned_of_and_left_out_with_one_click(opened, store):
    frame = customers()
    frame["final_status"] = frame["left"].map({"yes": "closed", "no": "active"})
    app, project = opened(frame, task={"target": "left"})
    assert "final_status" in plain_words(app.markdown)
    app.button(key="leave_final_status").click().run()
    assert store.project(project).task["drop"] == ["final_status"]
    assert not [b for b in app.button if b.key == "leave_final_status"]


def test_a_target_that_cannot_be_used_gives_one_sentence_and_keeps_the_old_task(opened, store):
    frame = customers().assign(same="x")
    app, project = opened(frame, task={"target": "left"})
    kept = store.project(project).task
    box(app, "target_").select("same").run()
    assert len(app.warning) == 1
    assert app.button(key="next_model").disabled
    assert store.project(project).task == kept


def test_another_question_puts_the_old_model_aside_and_the_old_one_brings_it_back(
    start, filled, store
):
    old = store.project(filled.binary).model_id
    app = start("data", filled.binary)
    box(app, "positive_").select("no").run()
    assert store.project(filled.binary).model_id is None
    box(app, "positive_").select("yes").run()
    assert store.project(filled.binary).model_id == old


def test_a_look_at_the_page_changes_nothing(start, filled, store):
    before = store.project(filled.binary)
    start("data", filled.binary)
    after = store.project(filled.binary)
    assert (after.task, after.model_id) == (before.task, before.model_id)


def test_the_preview_holds_at_most_a_thousand_rows(opened):
    app, _ = opened(customers(1500), task={"target": "left"})
    assert max(len(table.value) for table in app.dataframe) == 1000


def test_hostile_names_are_never_markup(opened):
    frame = customers().rename(columns=dict(zip(["age", "city", "worth"], HOSTILE, strict=False)))
    frame["left"] = frame["left"].map({"yes": HOSTILE[3], "no": HOSTILE[4]})
    frame = frame.rename(columns={"left": HOSTILE[4]})
    app, _ = opened(frame, task={"target": HOSTILE[4], "positive": HOSTILE[3]})
    shown = " ".join(e.value for e in (*app.markdown, *app.caption, *app.info, *app.warning))
    for name in HOSTILE:
        assert name not in shown
    assert HOSTILE[3] in plain_words(app.info)
