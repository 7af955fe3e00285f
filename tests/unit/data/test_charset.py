"""Text encodings: found by themselves, overridden by the user."""

import pytest

from lepton.errors import InputError

GERMAN = "größe,straße\n1,Äpfel für Jürgen\n2,schön über\n3,Müßiggang\n"
CHINESE = "客户名称,城市,金额\n张伟,北京,12\n王芳,上海,30\n李娜,广州,7\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1",
                 "cp1252"]
)  # fmt: skip
def test_german_text_is_read_in_every_encoding(load_text, encoding):
    frame = load_text(GERMAN, written=encoding).frame
    assert list(frame.columns) == ["größe", "straße"]
    assert frame["straße"].tolist() == ["Äpfel für Jürgen", "schön über", "Müßiggang"]


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "gb2312", "utf-8", "utf-16"])
def test_chinese_text_is_read_in_every_encoding(load_text, encoding):
    frame = load_text(CHINESE, name="客户.csv", written=encoding).frame
    assert list(frame.columns) == ["客户名称", "城市", "金额"]
    assert frame["城市"].tolist() == ["北京", "上海", "广州"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Город,Число\nМосква,1\nСанкт-Петербург,2\nНижний Новгород,3\nКазань,4\n", "cp1251"),
        ("名前,都市\n田中さん,東京\nこんにちは世界,大阪\nありがとう,京都\n", "shift_jis"),
    ],
)
def test_other_scripts_are_read(load_text, text, encoding):
    frame = load_text(text, written=encoding).frame
    assert ",".join(frame.columns) == text.split("\n", maxsplit=1)[0]


def test_the_euro_sign_of_windows_is_read(load_text):
    assert load_text("preis,ort\n1 €,Köln\n2 €,Ulm\n", written="cp1252").frame[
        "preis"
    ].tolist() == [
        1,
        2,
    ]


def test_a_guessed_encoding_is_said(load_text):
    notes = load_text(CHINESE, written="gb18030").notes
    assert notes[0] == (
        "The text was read as Chinese (GB18030); if letters look wrong, choose another encoding."
    )


def test_strict_utf8_needs_no_word(load_text):
    assert load_text(GERMAN).notes == ()


def test_one_bad_byte_late_in_the_file_is_noticed(load_text):
    content = b"a,b\n" + b"1,x\n" * 50_000 + "2,größe\n".encode("latin-1")
    frame = load_text(content).frame
    assert frame["b"].iloc[-1] == "größe"


def test_the_user_may_override_the_encoding(load_text):
    text = "a,b\n1,größe\n"
    chosen = load_text(text, written="latin-1", encoding="cp437")
    assert chosen.frame["b"].tolist() == ["größe".encode("latin-1").decode("cp437")]
    assert chosen.id != load_text(text, written="latin-1").id


def test_an_unknown_encoding_is_refused(load_text):
    with pytest.raises(InputError, match="encoding must be a known text encoding; got 'klingon'"):
        load_text("a,b\n1,2\n", encoding="klingon")


def test_an_encoding_that_does_not_fit_is_refused(load_text):
    with pytest.raises(InputError, match="must be the one the file was written in; got 'utf-8'"):
        load_text(GERMAN, written="latin-1", encoding="utf-8")


def test_an_encoding_that_is_no_text_encoding_is_refused(load_text):
    with pytest.raises(InputError, match="encoding must be"):
        load_text("a,b\n1,2\n", encoding="zlib")


def test_chinese_text_that_begins_late_is_read(load_text):
    content = b"a,b\n" + b"1,x\n" * 50_000 + CHINESE.encode("gb18030").replace(b",12", b"")
    frame = load_text(content).frame
    assert "张伟" in frame["a"].tolist()


def test_a_few_damaged_characters_do_not_spoil_the_rest(load_text):
    good = "größe,straße\n" + "1,Äpfel für Jürgen\n" * 200
    content = good.encode() + b"2,M\xfcll\n"
    table = load_text(content)
    assert table.frame["straße"].tolist()[0] == "Äpfel für Jürgen"
    assert table.frame["straße"].tolist()[-1] == "M\ufffdll"
    assert table.notes == ("Damaged characters were replaced by \ufffd: 1.",)
