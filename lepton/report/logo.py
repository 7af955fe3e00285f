"""A user's logo: a small picture, checked and written anew before it goes into a file."""

import io
from dataclasses import dataclass
from pathlib import Path

from lepton.errors import InputError, must

__all__ = ["Logo", "read_logo"]

MOST_BYTES = 5_000_000
MOST_SIDE = 8_000  # pixels of a side that are read
KEPT_SIDE = 1_200  # pixels of a side that are kept
LEAST_SIDE = 8
THEN = "Save the logo as a PNG or JPEG picture."


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as PNG, and its size in pixels."""

    png: bytes
    width: int
    height: int

    def fit(self, width: float, height: float) -> tuple[float, float]:
        """Size, in any unit, at which it fits into a box.

        Examples
        --------
        >>> Logo(b"", 200, 100).fit(60, 20)
        (40.0, 20.0)
        """
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale


def read_logo(given: bytes | Path | None) -> Logo | None:
    """Read a logo; None stays None.

    Raises
    ------
    InputError
        It is no PNG or JPEG picture, is damaged, too small or too large.
    """
    if given is None:
        return None
    data = given.read_bytes() if isinstance(given, Path) else given
    if len(data) > MOST_BYTES:
        rule = f"a picture of at most {MOST_BYTES // 1_000_000} MB"
        raise InputError(must("logo", rule, f"{len(data) / 1e6:.1f} MB", "Save a smaller one."))
    from PIL import Image, UnidentifiedImageError

    damaged = (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    )
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            _check_size(picture.size)
            drawn = picture.convert("RGBA")
    except InputError:
        raise
    except damaged:
        raise InputError(must("logo", "a PNG or JPEG picture", _said(data), THEN)) from None
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE))
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return Logo(file.getvalue(), *drawn.size)


def _check_size(size: tuple[int, int]) -> None:
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in size):
        rule = f"from {LEAST_SIDE} to {MOST_SIDE:,} pixels wide and high"
        got = f"{size[0]:,} × {size[1]:,}"
        raise InputError(must("logo", rule, got, "Save it in another size."))


def _said(data: bytes) -> str:
    return "an empty file" if not data else "another kind of file, or a damaged one"
