"""Results kept by name: JSON, arrays and tables. No pickle."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from lepton.errors import NotFound, StorageError
from lepton.store.files import checked_key, writing
from lepton.store.frames import read_frame, write_frame
from lepton.store.part import Part
from lepton.store.text import from_text, to_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Blobs"]

AGAIN = "It is made again when it is asked for: reload the page."


class Blobs(Part):
    """Keeps results under names such as ``"<model id>/shap"``."""

    def put_json(self, key: str, value: object) -> None:
        """Keep an object that JSON can say; NaN is refused."""
        with writing(self._blob(key, "json")) as part:
            part.write_text(to_text(key, value) or "null", encoding="utf-8")

    def json(self, key: str) -> Any:
        """What :meth:`put_json` kept.

        Raises
        ------
        NotFound
            Nothing was kept under that name.
        StorageError
            It is damaged.
        """
        file = self._blob(key, "json")
        try:
            text = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            raise NotFound(f"{key} is not in the store. {AGAIN}") from None
        except (OSError, UnicodeDecodeError) as error:
            raise StorageError(f"{key} is damaged in the store. {AGAIN}") from error
        return from_text(text, key, AGAIN)

    def put_arrays(self, key: str, arrays: Mapping[str, "np.ndarray[Any, Any]"]) -> None:
        """Keep numeric arrays by name."""
        with writing(self._blob(key, "npz")) as part, part.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **dict(arrays))

    def arrays(self, key: str) -> dict[str, "np.ndarray[Any, Any]"]:
        """What :meth:`put_arrays` kept; raises as :meth:`json` does."""
        import zipfile
        import zlib

        try:
            with (
                self._blob(key, "npz").open("rb") as file,
                np.load(file, allow_pickle=False) as kept,
            ):
                return {name: kept[name] for name in kept.files}
        except FileNotFoundError:
            raise NotFound(f"{key} is not in the store. {AGAIN}") from None
        except (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise StorageError(f"{key} is damaged in the store. {AGAIN}") from error

    def put_frame(self, key: str, frame: "pd.DataFrame") -> None:
        """Keep a table."""
        write_frame(self._blob(key, "parquet"), frame)

    def frame(self, key: str) -> "pd.DataFrame":
        """What :meth:`put_frame` kept; raises as :meth:`json` does."""
        return read_frame(self._blob(key, "parquet"), key, AGAIN)

    def has(self, key: str) -> bool:
        """Whether anything is kept under that name."""
        return any(self._blob(key, ending).exists() for ending in ("json", "npz", "parquet"))

    def _blob(self, key: str, ending: str) -> Path:
        return self.home / "blobs" / f"{checked_key(key)}.{ending}"
