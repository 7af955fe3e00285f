"""The table as XGBoost reads it: missing stays missing, categories stay categories."""

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from lepton.models.encoding.reader import Reader
from lepton.models.encoding.text import topics_of
from lepton.models.family import Files
from lepton.models.trusted import dumps, loads

__all__ = ["Codes"]


@dataclass(frozen=True)
class Codes:
    """Numbers and category codes as float32, text as topics behind them.

    Parameters
    ----------
    reader
        How the columns are read.
    topics
        For every text column, its fitted pipeline from text to numbers.
    """

    reader: Reader
    topics: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def learn(cls, frame: pd.DataFrame, features: tuple[str, ...], seed: int) -> "Codes":
        """Decide from training rows how the table is encoded."""
        reader = Reader.learn(frame, features)
        texts = reader.texts(frame)
        return cls(reader, {name: topics_of(t, seed).fit(t) for name, t in texts.items()})

    def encode(self, frame: pd.DataFrame) -> np.ndarray:
        """Return a float32 matrix; NaN is missing."""
        numbers = self.reader.numbers(frame, np.float32)
        if not self.topics:
            return numbers
        texts = self.reader.texts(frame)
        encoded = [_dense(self.topics[name].transform(texts[name])) for name in self.topics]
        return np.column_stack([numbers, *encoded]).astype(np.float32)

    @property
    def widths(self) -> list[int]:
        """How many topics each text column has."""
        return [len(pipeline.get_feature_names_out()) for pipeline in self.topics.values()]

    @property
    def types(self) -> list[str]:
        """For every encoded column: ``q`` (a quantity) or ``c`` (a category)."""
        kinds = np.where(self.reader.categorical, "c", "q").tolist()
        return [*kinds, *["q"] * sum(self.widths)]

    @property
    def groups(self) -> np.ndarray:
        """For every encoded column, the position of its original column."""
        places = [self.reader.inner.index(name) for name in self.topics]
        return np.concatenate([self.reader.groups, np.repeat(places, self.widths)]).astype(int)

    def files(self) -> dict[str, bytes]:
        """Return what has to be kept, by file name."""
        kept = {"columns.json": json.dumps(self.reader.to_list(), ensure_ascii=False).encode()}
        return {**kept, "topics.skops": dumps(self.topics)} if self.topics else kept

    @classmethod
    def restore(cls, files: Files) -> "Codes":
        """Rebuild from :meth:`files`."""
        reader = Reader.from_list(json.loads(files["columns.json"]))
        kept = files.get("topics.skops")
        return cls(reader, loads(kept) if kept else {})


def _dense(encoded: Any) -> np.ndarray:
    return encoded.toarray() if hasattr(encoded, "toarray") else encoded
