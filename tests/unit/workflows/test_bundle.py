"""A project as one signed file: it comes out as it went in, and a changed one is refused."""

import io
import json
import struct
import zipfile
from dataclasses import replace

import pytest

from lepton.errors import InputError
from lepton.finance import Scenario
from lepton.finance.buying import Offer
from lepton.store import Store
from lepton.store.clock import moment
from lepton.store.records import Document
from lepton.workflows import answer_for, evidence_of, open_file
from lepton.workflows.bundle import about_bundle, open_bundle, pack_project
from lepton.workflows.bundle.layout import FORMAT
from lepton.workflows.bundle.signing import own_key, public_text
from lepton.workflows.case import first_plan, study_of
from lepton.workflows.case_store import keep_plan, lock_version, version, versions
from lepton.workflows.napkins import open_napkin
from lepton.workflows.training import keep_model
from lepton.workflows.worth import first_guess

SAVED = "2026-01-02T03:04:05.000000+00:00"


@pytest.fixture
def project(store, visits, model):
    opened = open_file(store, visits, "visits.csv")
    store.update_project(
        opened.id, task=model.problem.task.to_dict(), assumptions=first_guess().to_dict()
    )
    keep_model(store, opened.id, model)
    made = store.project(opened.id)
    store.put_json(f"{made.id}/worth_view", {"metric": "roi", "model": made.model_id})
    text = Document("case-versions/one", 4, "Ada", moment(SAVED), json.dumps({"of": made.id}))
    store.restore_documents(made.id, [text])
    return made


@pytest.fixture
def packed(store, project):
    file = io.BytesIO()
    pack_project(store, project, file, by="Ada")
    return file


@pytest.fixture
def elsewhere(tmp_path):
    opened = Store.open(tmp_path / "elsewhere")
    yield opened
    opened.close()


def rewritten(packed, change, *, signer=None):
    """The same file with some contents changed; signed anew where a signer is given."""
    with zipfile.ZipFile(packed) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    change(contents)
    if signer is not None:
        manifest = json.loads(contents["manifest.json"]) | {"signer": public_text(signer)}
        contents["manifest.json"] = json.dumps(manifest).encode()
        contents["signature"] = signer.sign(contents["manifest.json"])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in contents.items():
            new.writestr(name, content)
    return made


def test_everything_of_a_project_reopens_on_another_machine(store, project, packed, elsewhere):
    opened = open_bundle(elsewhere, packed)
    found, about = opened.project, opened.about
    assert (found.name, found.task, found.assumptions) == (
        project.name, project.task, project.assumptions,
    )  # fmt: skip
    there = answer_for(evidence_of(elsewhere, found), first_guess())
    assert there == answer_for(evidence_of(store, project), first_guess())
    mine, theirs = store.table(project.dataset_id), elsewhere.table(found.dataset_id)
    assert theirs.frame.equals(mine.frame)
    assert (about.title, about.by, about.models, about.standing) == (project.name, "Ada", 1, "new")


def test_what_speaks_of_the_project_speaks_of_the_new_one(packed, elsewhere):
    found = open_bundle(elsewhere, packed).project
    view = elsewhere.json(f"{found.id}/worth_view")
    assert view == {"metric": "roi", "model": found.model_id}
    (text,) = elsewhere.all_documents(found.id)
    assert json.loads(text.body) == {"of": found.id}
    assert (text.name, text.by, text.at) == ("case-versions/one", "Ada", moment(SAVED))


def test_opening_it_where_it_was_packed_leaves_the_old_project_alone(store, project, packed):
    opened = open_bundle(store, packed)
    assert opened.project.id != project.id
    assert opened.about.standing == "own"
    assert store.project(project.id) == project


def test_a_signer_is_known_once_a_file_was_opened(packed, elsewhere):
    assert about_bundle(elsewhere, packed).standing == "new"
    open_bundle(elsewhere, packed)
    assert about_bundle(elsewhere, packed).standing == "known"


def test_the_key_is_for_this_user_only_and_stays_the_same(store):
    first = public_text(own_key(store))
    assert public_text(own_key(store)) == first
    assert (store.home / "signing.key").stat().st_mode & 0o077 == 0


def change_table(contents):
    contents["table.parquet"] = contents["table.parquet"][:-1] + b"x"


def shorten_table(contents):
    contents["table.parquet"] = contents["table.parquet"][:-9]


def add_file(contents):
    contents["models/more/manifest.json"] = b"{}"


def drop_file(contents):
    del contents["table.parquet"]


def change_manifest(contents):
    contents["manifest.json"] = contents["manifest.json"].replace(b"Ada", b"Eve")


def other_signature(contents):
    contents["signature"] = b"0" * 64


def not_json(contents):
    contents["manifest.json"] = b"{" * 2_000


@pytest.mark.parametrize(
    "change",
    [change_table, shorten_table, add_file, drop_file, change_manifest, other_signature, not_json],
)
def test_a_file_that_was_changed_is_refused_and_nothing_of_it_is_kept(packed, elsewhere, change):
    with pytest.raises(InputError, match="must be as it was signed; got changed since it was pack"):
        open_bundle(elsewhere, rewritten(packed, change))
    assert elsewhere.projects() == []


def lead_out(contents):
    manifest = json.loads(contents["manifest.json"])
    contents["models/../../x"] = b"x"
    manifest["files"]["models/../../x"] = {"bytes": 1, "sha256": "0" * 64}
    contents["manifest.json"] = json.dumps(manifest).encode()


def unknown_field(contents):
    project = json.loads(contents["project.json"]) | {"run": "this"}
    replace_project(contents, project)


def no_money(contents):
    project = json.loads(contents["project.json"])
    replace_project(contents, project | {"assumptions": {"benefit": "much"}})


def replace_project(contents, project):
    import hashlib

    content = json.dumps(project).encode()
    manifest = json.loads(contents["manifest.json"])
    told = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["files"]["project.json"] = told
    contents |= {"project.json": content, "manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lead_out, "which is no part of a project"),
        (unknown_field, "must be a project of Lepton"),
        (no_money, "benefit must be"),
    ],
)
def test_a_signature_alone_does_not_open_a_strange_file(store, packed, elsewhere, change, said):
    strange = rewritten(packed, change, signer=own_key(store))
    with pytest.raises(InputError, match=said):
        open_bundle(elsewhere, strange)
    assert elsewhere.projects() == []


def test_a_newer_file_says_that_it_is_newer(store, packed, elsewhere):
    def newer(contents):
        manifest = json.loads(contents["manifest.json"])
        manifest |= {"format": FORMAT + 1, "version": "9.1", "new": True}
        contents["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(InputError, match=r"got a file of Lepton 9\.1\. Update Lepton"):
        open_bundle(elsewhere, rewritten(packed, newer, signer=own_key(store)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,age\nAda,36\n"])
def test_any_other_file_is_no_project_file(elsewhere, content):
    with pytest.raises(InputError, match=r"must be a \.lepton file with its manifest"):
        about_bundle(elsewhere, io.BytesIO(content))


def test_a_table_that_is_here_already_is_not_replaced(store, project, packed, elsewhere, visits):
    elsewhere.put_table(visits.head(3), id=project.dataset_id, name="mine")
    found = open_bundle(elsewhere, packed).project
    assert len(elsewhere.table(found.dataset_id).frame) == 3


def plant_reading(contents):
    """Say how a column of a table is read, as if the sender knew it."""
    import hashlib

    project = json.loads(contents["project.json"])
    name, content = f"blobs/{project['dataset_id']}/planted.json", b'{"visits": 1}'
    manifest = json.loads(contents["manifest.json"])
    told = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    manifest["files"][name] = told
    contents |= {name: content, "manifest.json": json.dumps(manifest).encode()}


def test_nothing_is_said_of_a_table_that_is_here_already(
    store, project, packed, elsewhere, tmp_path, visits
):
    elsewhere.put_table(visits, id=project.dataset_id, name="mine")
    planted = rewritten(packed, plant_reading, signer=own_key(store))
    open_bundle(elsewhere, planted)
    assert not elsewhere.has(f"{project.dataset_id}/planted")
    third = Store.open(tmp_path / "third")
    open_bundle(third, planted)
    assert third.json(f"{project.dataset_id}/planted") == {"visits": 1}
    third.close()


def test_a_file_that_cannot_be_opened_leaves_no_table_behind(store, packed, elsewhere):
    with pytest.raises(InputError, match="benefit must be"):
        open_bundle(elsewhere, rewritten(packed, no_money, signer=own_key(store)))
    assert elsewhere.tables() == []


def where_the_list_of_files_lies(raw):
    return struct.unpack("<I", raw[raw.rfind(b"PK\x05\x06") + 16 :][:4])[0]


def a_name_that_is_no_text(raw):
    start = where_the_list_of_files_lies(raw)
    raw[start + 9] |= 8  # names are said to be UTF-8
    raw[start + 46] = 0xFF


def a_list_before_the_file(raw):
    at = raw.rfind(b"PK\x05\x06") + 16
    raw[at : at + 4] = struct.pack("<I", where_the_list_of_files_lies(raw) + 5_000_000)


@pytest.mark.parametrize("damage", [a_name_that_is_no_text, a_list_before_the_file])
def test_a_damaged_zip_file_is_told_in_one_sentence(packed, elsewhere, damage):
    raw = bytearray(packed.getvalue())
    damage(raw)
    with pytest.raises(InputError, match=r"must be a \.lepton file.*a damaged one"):
        about_bundle(elsewhere, io.BytesIO(bytes(raw)))


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_another_way_of_packing_is_refused_before_it_is_tried(elsewhere, how):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as packed:
        packed.writestr("manifest.json", b"{}" * 100)
        packed.writestr("signature", b"0" * 64)
    raw = bytearray(made.getvalue())
    raw[60:90] = bytes(range(30))
    with pytest.raises(InputError, match="one packed by something else"):
        about_bundle(elsewhere, io.BytesIO(bytes(raw)))


@pytest.mark.parametrize("kind", ["a model", "a rule of thumb"])
def test_the_business_case_says_the_same_on_the_other_machine(store, project, elsewhere, kind):
    project = project if kind == "a model" else open_napkin(store, "churn")
    mine = first_plan(store, project).with_values({"hosting": 321.0, "decisions_per_month": 1234.0})
    dear = Scenario("Dear", {"hosting": 999.0, "season": (1.0,) * 11 + (2.0,)})
    mine = replace(
        mine, book=mine.book.put(dear), shown="Dear", client={"hosting": 111.0},
        correlations={("hosting", "monitoring"): 0.5}, offer=Offer(name="Acme", per_month=900),
    )  # fmt: skip
    keep_plan(store, project, mine, revision=0, by="Ada")
    lock_version(store, project, name="For the board", by="Ada")
    packed = io.BytesIO()
    pack_project(store, project, packed)
    there = open_bundle(elsewhere, packed).project
    one, other = study_of(store, project, trials=300), study_of(elsewhere, there, trials=300)
    assert other.plan == one.plan
    assert other.flow.net.tolist() == one.flow.net.tolist()
    assert other.risk.npv.tolist() == one.risk.npv.tolist()
    assert other.outcomes == one.outcomes
    (locked,), (kept,) = versions(elsewhere, there), versions(store, project)
    assert (locked.name, locked.by, locked.at) == ("For the board", "Ada", kept.at)
    assert version(elsewhere, there, locked.id).plan == mine
