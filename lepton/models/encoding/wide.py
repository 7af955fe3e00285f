"""The table as everything but XGBoost reads it: only numbers, none missing."""

import json
import re
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from lepton.models.encoding.reader import Reader
from lepton.models.encoding.text import terms_of, topics_of
from lepton.models.family import Files
from lepton.models.trusted import dumps, loads

__all__ = ["Wide"]

MOST_LEVELS = 40
FEWEST_ROWS = 10
MISSING = -1.0  # a level of its own

TextAs = Literal["terms", "topics"]


@dataclass(frozen=True)
class Wide:
    """Medians for missing numbers, one column per level, text as terms or topics.

    Parameters
    ----------
    reader
        How the columns are read.
    transformer
        The fitted scikit-learn ``ColumnTransformer``.
    """

    reader: Reader
    transformer: Any

    @classmethod
    def learn(
        cls,
        frame: pd.DataFrame,
        features: tuple[str, ...],
        *,
        scale: bool,
        text: TextAs,
        seed: int,
    ) -> "Wide":
        """Decide from training rows how the table is encoded.

        Parameters
        ----------
        frame, features
            Training rows and the columns to learn from.
        scale
            Bring numbers to mean 0 and standard deviation 1.
        text
            ``terms`` (sparse: thousands of columns) or ``topics`` (dense: 64 columns).
        seed
            For the topics.
        """
        reader = Reader.learn(frame, features)
        table = _table(reader, frame)
        parts: list[Any] = [
            *_number_part(reader, scale),
            *_level_part(reader, len(frame), text == "terms"),
        ]
        for name, texts in reader.texts(frame).items():
            made = terms_of(texts) if text == "terms" else topics_of(texts, seed)
            parts.append((f"text_{name}", made, name))
        return cls(reader, _transformer(parts, dense=text == "topics").fit(table))

    def encode(self, frame: pd.DataFrame) -> Any:
        """Return a float64 matrix without missing values, dense or CSR."""
        return self.transformer.transform(_table(self.reader, frame))

    @property
    def groups(self) -> np.ndarray:
        """For every encoded column, the position of its original column."""
        names = self.transformer.get_feature_names_out()
        return np.array([_original(name) for name in names], dtype=int)

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        columns = json.dumps(self.reader.to_list(), ensure_ascii=False)
        return {"columns.json": columns.encode(), "encoder.skops": dumps(self.transformer)}

    @classmethod
    def restore(cls, files: Files) -> "Wide":
        """Rebuild from :meth:`files`."""
        reader = Reader.from_list(json.loads(files["columns.json"]))
        return cls(reader, loads(files["encoder.skops"]))


def _table(reader: Reader, frame: pd.DataFrame) -> pd.DataFrame:
    """Put numbers, codes and text side by side under their inner names."""
    numbers = reader.numbers(frame)
    levels = reader.categorical
    numbers[:, levels] = np.where(np.isnan(numbers[:, levels]), MISSING, numbers[:, levels])
    table = pd.DataFrame(numbers, columns=reader.number_names)
    for name, texts in reader.texts(frame).items():
        table[name] = texts
    return table


def _number_part(reader: Reader, scale: bool) -> list[tuple[str, Any, list[str]]]:
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names = [
        n for n, level in zip(reader.number_names, reader.categorical, strict=True) if not level
    ]
    if not names:
        return []
    filled = SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True)
    steps = [filled, StandardScaler()] if scale else [filled]
    return [("numbers", make_pipeline(*steps), names)]


def _level_part(reader: Reader, rows: int, sparse: bool) -> list[tuple[str, Any, list[str]]]:
    from sklearn.preprocessing import OneHotEncoder

    names = [n for n, level in zip(reader.number_names, reader.categorical, strict=True) if level]
    if not names:
        return []
    encoder = OneHotEncoder(
        handle_unknown="infrequent_if_exist",
        max_categories=MOST_LEVELS,
        min_frequency=min(FEWEST_ROWS, max(1, rows // 50)),
        sparse_output=sparse,
    )
    return [("levels", encoder, names)]


def _transformer(parts: list[Any], *, dense: bool) -> Any:
    from sklearn.compose import ColumnTransformer

    return ColumnTransformer(parts, sparse_threshold=0.0 if dense else 0.3)


def _original(encoded: str) -> int:
    """Return the position of the original column in a name such as ``levels__c00003_2.0``."""
    found = re.search(r"c(\d{5})", encoded)
    if found is None:
        raise ValueError(f"no original column in {encoded!r}")
    return int(found.group(1))
