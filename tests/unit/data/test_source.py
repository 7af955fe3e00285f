"""What is given to load: paths, files, and things that are neither."""

import io
import os
import zipfile

import pytest

import lepton.data
from lepton.errors import InputError

SECRETS = (
    "hunter2",
    "correct horse battery staple",
    "p@ss/w0rd!",
    "x" * 9000,
    "a\0b",
    "~nobody9/x",
)


@pytest.mark.parametrize("secret", SECRETS)
def test_a_password_as_a_path_is_never_shown(secret, capfd):
    with pytest.raises(InputError, match=r"got no such file\. Check the folder") as caught:
        lepton.data.load(secret)
    shown = str(caught.value) + repr(caught.value.__cause__) + str(capfd.readouterr())
    assert secret not in shown
    assert caught.value.__suppress_context__


def test_a_missing_table_is_named_without_its_folder():
    with pytest.raises(InputError, match=r"no such file \(sales\.csv\)") as caught:
        lepton.data.load("/home/ann/s3cret/sales.csv")
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("address", ["https://ann:pw@host/x.csv", "s3://bucket/x.parquet"])
def test_nothing_is_fetched_from_the_network(address):
    with pytest.raises(InputError, match=r"got a web address\. Download the file first") as caught:
        lepton.data.load(address)
    assert address not in str(caught.value)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="source must be a file; got a folder"):
        lepton.data.load(tmp_path)


@pytest.mark.parametrize("thing", [5, None, b"a,b\n1,2\n", [[1, 2]]])
def test_something_else_is_refused(thing):
    with pytest.raises(InputError, match="must be a path, an open file or a table"):
        lepton.data.load(thing)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_opened_is_refused(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n")
    path.chmod(0)
    with pytest.raises(InputError, match="a file that this user may not open"):
        lepton.data.load(path)


def test_an_open_file_is_read_from_its_start_and_left_where_it_was():
    file = io.BytesIO(b"a,b\n1,2\n3,4\n")
    file.seek(5)
    assert len(lepton.data.load(file).frame) == 2
    assert file.tell() == 5


def test_an_open_text_file_is_read():
    assert lepton.data.load(io.StringIO("a,ü\n1,2\n3,4\n")).frame["ü"].tolist() == [2, 4]


def test_a_path_may_be_text_or_a_path(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n")
    assert lepton.data.load(str(path)).id == lepton.data.load(path).id


def test_an_upload_larger_than_accepted_is_refused():
    class Endless(io.RawIOBase):
        """A file without an end."""

        def read(self, size=-1):
            return b"1,2\n" * (size // 4) if size else b""

    with pytest.raises(InputError, match="at most 200 MB large; got more than 200 MB"):
        lepton.data.load(Endless())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "a PDF document. Export the table as CSV or Excel"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (b"\x1f\x8b\x08\x00....", "gzip.*Unpack it first"),
        (b"SQLite format 3\0....", "a database"),
        (b"ARROW1\0\0....", "an Arrow file. Save it as Parquet"),
        (b"PARE....", "an encrypted Parquet file"),
        (b"\x80\x04\x95\x10\x00", "a Python pickle, which is never opened"),
        (b"<html><body><table>", "a web page or XML"),
        (b'<?xml version="1.0"?><a/>', "a web page or XML"),
        (b'[{"a": 1}, {"a": 2}]', "JSON. Turn it into a table"),
        (b'{"a": [1, 2]}', "JSON"),
        (b"\x00\x01\x02\x03" * 100, "something that is no text"),
        (b"PK\x03\x04 cut", "a damaged or cut workbook or archive"),
    ],
)
def test_what_is_no_table_is_named_for_what_it_is(load_text, content, said):
    with pytest.raises(
        InputError, match=f"made.csv' must be a CSV, Excel or Parquet table; .*{said}"
    ):
        load_text(content)


@pytest.mark.parametrize(
    ("member", "said"),
    [
        ("table.csv", "a zip archive. Unpack it first"),
        ("word/document.xml", "a document"),
        ("xl/workbook.bin", "a binary workbook .xlsb.. Save it as xlsx"),
    ],
)
def test_an_archive_that_is_no_workbook_is_refused(load_text, member, said):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, "a,b\n1,2\n")
    with pytest.raises(InputError, match=said):
        load_text(file.getvalue(), name="t.xlsx")


@pytest.mark.parametrize("name", ["t.xlsx", "t.parquet", "t.ods"])
def test_text_under_a_wrong_name_is_read_and_said_so(load_text, name):
    table = load_text("a,b\n1,2\n", name=name)
    assert table.frame.shape == (1, 2)
    assert table.notes[0].endswith("but the file is plain text; it was read as one.")


def test_a_name_without_a_known_end_is_no_matter(load_text):
    assert load_text("a,b\n1,2\n", name="export.2024").notes == ()
