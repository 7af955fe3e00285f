from dataclasses import dataclass, field
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from lepton.data.catalog import CATALOG, Entry
from lepton.data.dataset import Dataset
from lepton.data.loading import load
from lepton.data.task import Task
from lepton.errors import NotFound, must

if TYPE_CHECKING:
    from lepton.value import Assumptions

__all__ = ["Sample", "SampleInfo", "load_sample", "samples"]


@dataclass(frozen=True, eq=False, kw_only=True, repr=False)
class Sample(Dataset):
    """A built-in table with the question to ask of it and illustrative money.

    Attributes
    ----------
    key, title, question, use_case
        Its short name, its title, and the one sentence it answers.
    task
        The suggested task, leaks and identifiers already left out.
    money
        Illustrative assumptions; None where the target is not binary.
    labels
        The wording of each assumption and verb for this use case.
    licence, source, authors, doi, changes
        Where it comes from.
    synthetic
        True if the rows were made up, by the authors' own description.
    illustrative
        Where the money comes from, in words to show beside it.
    """

    key: str
    title: str
    question: str
    use_case: str
    task: Task
    money: "Assumptions | None"
    labels: dict[str, str] = field(default_factory=dict)
    licence: str
    source: str
    authors: str
    doi: str
    changes: str
    synthetic: bool
    illustrative: str


class SampleInfo(str):
    """The key of a built-in sample, and what is known of it without reading its rows.

    It is text, so it can be used wherever a key can.

    Attributes
    ----------
    key, title, question, use_case
        Its short name, its title, and the one sentence it answers.
    rows, columns, kind
        Its size and the kind of its target.
    task, labels, illustrative
        As :class:`Sample` has them.
    licence, source, authors, doi, changes, synthetic
        Where it comes from.
    """

    key: str
    title: str  # type: ignore[assignment]  # the sample's title takes the place of a method of text
    question: str
    use_case: str
    rows: int
    columns: int
    kind: str
    task: Task
    labels: dict[str, str]
    illustrative: str
    licence: str
    source: str
    authors: str
    doi: str
    changes: str
    synthetic: bool

    def __new__(cls, key: str) -> "SampleInfo":
        """Look the key up in the catalogue."""
        made = super().__new__(cls, key)
        entry = CATALOG[str(key)]
        made.__dict__.update({name: getattr(entry, name) for name in _SHARED})
        made.__dict__.update(rows=entry.rows, columns=entry.columns, kind=entry.kind)
        return made


def samples() -> tuple[SampleInfo, ...]:
    """The built-in samples, in the order in which they are offered; no rows are read.

    Examples
    --------
    >>> [str(sample) for sample in samples()]
    ['churn', 'credit', 'marketing', 'demand', 'maintenance', 'intents']
    >>> samples()[1].title
    'Credit default'
    """
    return tuple(SampleInfo(key) for key in CATALOG)


def load_sample(key: str) -> Sample:
    """Read one built-in sample with its suggested task and its illustrative money.

    Parameters
    ----------
    key
        One of :func:`samples`.

    Raises
    ------
    NotFound
        If there is no such sample.

    Examples
    --------
    >>> sample = load_sample("churn")
    >>> sample.frame.shape, sample.task.target, sample.money.benefit
    ((3150, 14), 'Churn', 125.0)
    """
    if str(key) not in CATALOG:
        raise NotFound(
            must("sample", f"one of {', '.join(CATALOG)}", repr(str(key)), "Choose one of them.")
        )
    entry = CATALOG[str(key)]
    with as_file(files("lepton.data") / "samples" / f"{entry.key}.parquet") as path:
        table = load(path)
    return Sample(
        table.frame,
        table.id,
        (*table.notes, *entry.notes),
        entry.title,
        table.reading,
        money=_money(entry),
        **{name: getattr(entry, name) for name in _SHARED},
    )


_SHARED = (
    "key", "title", "question", "use_case", "task", "labels", "licence", "source", "authors",
    "doi", "changes", "synthetic", "illustrative",
)  # fmt: skip


def _money(entry: Entry) -> "Assumptions | None":
    if entry.money is None:
        return None
    from lepton.value import Assumptions

    return Assumptions(**entry.money)
