"""The files people take home: each made when it is asked for, from the numbers of the page."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.ui.store import store

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from pages.ui.case_shown import Shown

__all__ = ["Brand", "Taken", "files_of"]

OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Brand:
    """What a firm puts its own look on a file with: bytes, or None for ours."""

    template: bytes | None = None
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: what it is called, for whom it is, and how it is made."""

    key: str
    title: str
    about: str
    name: str
    mime: str
    make: Callable[[], bytes]


def files_of(shown: "Shown", brand: Brand) -> list[Taken]:
    """List what can be taken home; nothing is made yet.

    Parameters
    ----------
    shown
        The case as it is looked at.
    brand
        Template and logo of the reader's firm.
    """
    study, stem = shown.study, _stem(shown.project.name)
    every = [
        Taken("excel", "Excel", "Live formulas, every scenario, every assumption with its source.",
              f"{stem}.xlsx", f"{OFFICE}.spreadsheetml.sheet", lambda: _workbook(study)),
        Taken("slides", "PowerPoint", "Six slides with charts that can be edited.",
              f"{stem}.pptx", f"{OFFICE}.presentationml.presentation",
              lambda: _slides(study, brand)),
        Taken("one", "PDF, one page", "The answer, the range and the decision asked for.",
              f"{stem}-one-page.pdf", "application/pdf", lambda: _paper(study, brand, full=False)),
        Taken("full", "PDF, in full", "Every figure, every assumption, how it is worked out.",
              f"{stem}.pdf", "application/pdf", lambda: _paper(study, brand, full=True)),
        Taken("html", "Web page", "Opens without the internet.",
              f"{stem}.html", "text/html", lambda: _page(study, brand)),
        *_of_model(shown, stem),
        Taken("bundle", "Project file", "Opens everything on another machine: data, model, case.",
              f"{stem}.lepton", "application/zip", lambda: _bundle(shown)),
    ]  # fmt: skip
    return every


def _of_model(shown: "Shown", stem: str) -> list[Taken]:
    """The card of the model, where there is one."""
    if shown.project.model_id is None:
        return []
    model_id = shown.project.model_id
    word = f"{OFFICE}.wordprocessingml.document"
    return [
        Taken("card", "Model card (Word)", "What the model is, what it was tested on, its limits.",
              f"{stem}-model-card.docx", word, lambda: _card(shown.study, model_id)),
        Taken("card_text", "Model card (Markdown)", "The same as plain text.",
              f"{stem}-model-card.md", "text/markdown", lambda: _card_text(shown.study, model_id)),
    ]  # fmt: skip


def _stem(name: str) -> str:
    """A name that every system takes as that of a file.

    Examples
    --------
    >>> _stem("Churn: <2026> / EU"), _stem("…")
    ('Churn-2026-EU', 'case')
    """
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:LONGEST_NAME] or "case"


def _workbook(study: "Study") -> bytes:
    from lepton.report.workbook import write_workbook

    file = io.BytesIO()
    write_workbook(study, file)
    return file.getvalue()


def _slides(study: "Study", brand: Brand) -> bytes:
    from lepton.report.slides import write_slides

    file = io.BytesIO()
    write_slides(study, file, template=brand.template, logo=brand.logo)
    return file.getvalue()


def _paper(study: "Study", brand: Brand, *, full: bool) -> bytes:
    from lepton.report.paper import write_paper

    file = io.BytesIO()
    write_paper(study, file, full=full, logo=brand.logo)
    return file.getvalue()


def _page(study: "Study", brand: Brand) -> bytes:
    from lepton.report.page import html_report

    return html_report(study, logo=brand.logo).encode()


def _card(study: "Study", model_id: str) -> bytes:
    from lepton.report.card import write_card
    from lepton.workflows.explaining import columns_that_matter
    from pages.ui.cached import model_of

    file, model = io.BytesIO(), model_of(model_id)
    write_card(study, model, file, importance=columns_that_matter(model))
    return file.getvalue()


def _card_text(study: "Study", model_id: str) -> bytes:
    from lepton.report.card import card_markdown
    from lepton.workflows.explaining import columns_that_matter
    from pages.ui.cached import model_of

    model = model_of(model_id)
    return card_markdown(study, model, importance=columns_that_matter(model)).encode()


def _bundle(shown: "Shown") -> bytes:
    from lepton.workflows.bundle import pack_project

    file = io.BytesIO()
    pack_project(store(), shown.project, file)
    return file.getvalue()
