"""The model card as Markdown; no name in it can become markup."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lepton.report.card.content import Section, sections
from lepton.report.text import cleaned

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.models import Model
    from lepton.report.tables import Table

__all__ = ["card_markdown"]

SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$!])")
FIRST = re.compile(r"^(\d*)([-+=.)])(?=\s|$|[-=])")
SCHEME = re.compile(r"(?<=[A-Za-z]):(?=//)|(?<=www)\.")


def card_markdown(
    study: "Study", model: "Model | None", *, importance: Mapping[str, float] | None = None
) -> str:
    """Give the model card as Markdown.

    Parameters
    ----------
    study
        The case that rests on the model.
    model
        The trained model; None where scores came from elsewhere.
    importance
        What each column contributes on average; left out, the card does not tell it.
    """
    parts = [f"# Model card: {escaped(cleaned(study.title, 200))}"]
    for section in sections(study, model, importance):
        parts.extend(_section(section))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Make text mean itself in Markdown.

    Examples
    --------
    >>> print(escaped("a|b *c* <script>"))
    a\|b \*c\* \<script\>
    """
    told = FIRST.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")))
    return SCHEME.sub(lambda m: f"&#{ord(m.group())};", told)


def _section(section: Section) -> list[str]:
    parts = [f"## {section.title}", *(escaped(line) for line in section.lines if line)]
    return [*parts, *([_table(section.table)] if section.table and section.table.rows else [])]


def _table(given: "Table") -> str:
    aligned = ("---:" if i in given.figures else "---" for i in range(len(given.head)))
    rows = [given.head, tuple(aligned), *given.rows]
    return "\n".join(
        "| " + " | ".join(cell if at == 1 else escaped(cell) for cell in row) + " |"
        for at, row in enumerate(rows)
    )
