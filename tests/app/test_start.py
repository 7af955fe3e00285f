"""The first page: use cases, own data, projects of last time."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ["sklearn", "xgboost", "shap", "scipy", "polars"]
CSV = "age,plan,left\n" + "\n".join(
    f"{20 + i % 40},{'ab'[i % 2]},{'yes' if i % 5 == 0 else 'no'}" for i in range(60)
)


def words(app) -> str:
    return " ".join([e.value for e in (*app.title, *app.markdown, *app.caption, *app.subheader)])


def test_the_first_page_asks_what_to_decide_and_offers_six_use_cases(start):
    app = start()
    assert app.title[0].value == "What do you want to decide?"
    offered = [b.key for b in app.button if b.key.startswith("sample_")]
    assert len(offered) == 6
    for name in ("Customer churn", "Credit default", "Marketing response", "Demand forecast"):
        assert name in words(app)


def test_made_up_data_is_called_synthetic_on_its_card_and_no_other(start):
    assert words(start()).count("synthetic") == 1


def test_an_empty_store_shows_no_projects_of_last_time(start):
    assert "Go on where you left off" not in words(start())


@pytest.mark.parametrize("key", ["churn", "demand", "intents"])
def test_choosing_a_use_case_opens_its_data_with_its_task(start, store, key):
    app = start()
    app.button(key=f"sample_{key}").click().run()
    assert app.title[0].value == "What do we have?"
    project = store.project(app.query_params["project"])
    assert project.use_case == key
    assert project.task["target"] in app.info[0].value.replace("\\", "")


def test_an_uploaded_file_becomes_a_project(start, store):
    app = start()
    app.file_uploader[0].upload("my customers.csv", CSV.encode(), "text/csv").run()
    assert app.title[0].value == "What do we have?"
    project = store.project(app.query_params["project"])
    assert project.name == "my customers"
    assert store.table_info(project.dataset_id).rows == 60


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("cut.parquet", b"PAR1 and then nothing"),
        ("header.csv", b"a,b,c\n"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence_and_loses_nothing(
    start, store, name, content
):
    app = start()
    app.file_uploader[0].upload(name, content, "application/octet-stream").run()
    assert len(app.warning) == 1
    assert not app.error
    assert not app.exception
    assert app.title[0].value == "What do you want to decide?"
    assert store.projects() == []


def test_a_project_is_reopened_on_the_page_where_it_was_left(start, filled, store):
    store.update_project(filled.binary, page="model")
    app = start()
    app.button(key=f"open_{filled.binary}").click().run()
    assert app.title[0].value == "How well can we predict it?"
    assert app.query_params["project"] == filled.binary


def test_a_project_can_get_another_name(start, filled, store):
    app = start()
    app.text_input(key=f"name_{filled.binary}").set_value("Who leaves?")
    app.button(key=f"rename_{filled.binary}").click().run()
    assert store.project(filled.binary).name == "Who leaves?"
    assert "Who leaves?" in words(app)


def test_a_project_can_be_deleted_while_it_is_open(start, filled, store):
    app = start("data", filled.binary)
    app.switch_page("pages/start.py").run()
    assert app.button(key=f"delete_{filled.binary}").disabled
    app.checkbox(key=f"sure_{filled.binary}").check().run()
    app.button(key=f"delete_{filled.binary}").click().run()
    assert filled.binary not in [p.id for p in store.projects()]
    assert app.title[0].value == "What do you want to decide?"
    assert not app.warning


def test_one_sheet_of_a_workbook_can_be_chosen(start, store):
    book = io.BytesIO()
    with pd.ExcelWriter(book) as writer:
        for name, rows in (("first", 30), ("second", 40)):
            frame = pd.DataFrame({"age": range(rows), "left": ["yes", "no"] * (rows // 2)})
            frame.to_excel(writer, sheet_name=name, index=False)
    app = start()
    app.file_uploader[0].upload("book.xlsx", book.getvalue(), "application/x-excel").run()
    assert app.title[0].value == "What do you want to decide?"
    app.selectbox(key="sheet_start").select("second").run()
    app.button(key="read_start").click().run()
    project = store.project(app.query_params["project"])
    assert store.table_info(project.dataset_id).rows == 40


def test_the_encoding_can_be_set_by_hand(start, store):
    text = "stadt;left\n" + "\n".join(f"Köln{i};{'yes' if i % 3 else 'no'}" for i in range(40))
    app = start()
    app.selectbox(key="encoding_start").select("utf-16").run()
    app.file_uploader[0].upload("a.csv", text.encode("utf-16"), "text/csv").run()
    project = store.project(app.query_params["project"])
    assert list(store.table(project.dataset_id).frame.columns) == ["stadt", "left"]


def test_the_page_a_visitor_is_on_is_noted_in_the_project(start, filled, store):
    start("explain", filled.binary)
    assert store.project(filled.binary).page == "explain"


def test_a_project_in_the_address_is_open_after_a_reload(start, filled):
    app = start("data", filled.regression)
    assert any("spend" in box.value for box in app.selectbox if box.key.startswith("target_"))


def test_an_address_of_a_project_that_is_gone_is_said_so_and_left(start):
    app = start("start", "nothing-of-the-kind")
    assert len(app.warning) == 1
    app.run()
    assert not app.warning
    assert app.title[0].value == "What do you want to decide?"


def test_the_first_page_loads_no_heavy_library(tmp_path):
    code = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        "assert app.title[0].value == 'What do you want to decide?', app.exception\n"
        f"print([m for m in {HEAVY} if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=120,
        env={**os.environ, "LEPTON_HOME": str(tmp_path)},
    )
    assert done.stdout.strip().splitlines()[-1] == "[]"
