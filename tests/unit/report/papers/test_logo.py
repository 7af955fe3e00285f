"""A logo is a picture, and a small one."""

import io

import pytest
from PIL import Image

from lepton.errors import InputError
from lepton.report.logo import read_logo


def picture(width, height, kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (width, height), (9, 9, 9)).save(file, kind)
    return file.getvalue()


def test_a_jpeg_becomes_a_small_png():
    found = read_logo(picture(2400, 600, "JPEG"))
    assert (found.width, found.height) == (1200, 300)
    assert found.png[:4] == b"\x89PNG"


def test_no_logo_is_no_logo(tmp_path):
    assert read_logo(None) is None
    (tmp_path / "a.png").write_bytes(picture(20, 20))
    assert read_logo(tmp_path / "a.png").width == 20


BAD = {
    "nothing": (b"", "an empty file"),
    "text": (b"<svg/>", "another kind of file"),
    "a GIF": (picture(20, 20, "GIF"), "another kind of file"),
    "half a picture": (picture(400, 400)[:200], "damaged"),
    "too small": (picture(7, 20), "7 × 20"),
    "too wide": (picture(8_001, 8), "8,001 × 8"),
    "too large": (b"0" * 5_000_001, "at most 5 MB"),
}


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD)
def test_what_is_no_logo_is_refused(data, told):
    with pytest.raises(InputError, match=told) as caught:
        read_logo(data)
    assert str(caught.value).startswith("logo must be ")


@pytest.mark.parametrize("size", [(8, 8), (8_000, 8)])
def test_the_smallest_and_the_widest_will_do(size):
    assert read_logo(picture(*size)) is not None
