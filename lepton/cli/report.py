"""``lepton report``: the business case as files to take along."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lepton.cli import options as o
from lepton.cli.case import Source, write_plan
from lepton.cli.case_options import BeyondFlags, CaseFlags
from lepton.cli.case_source import Asked, study_for
from lepton.cli.commands import app
from lepton.cli.groups import with_options
from lepton.cli.money import MoneyFlags
from lepton.cli.output import print_json, say, warn
from lepton.cli.worth_options import PolicyFlags, ScoreFlags
from lepton.errors import InputError, must

if TYPE_CHECKING:
    from lepton.finance.study import Study
    from lepton.models import Model

__all__ = ["report"]

Text = str | None
KINDS = ("xlsx", "pptx", "pdf", "html", "card")


def _option(flag: str, what: str) -> Any:
    return typer.Option(flag, help=what, metavar="FILE", show_default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFlags:
    """Which files are to be written."""

    xlsx: Annotated[Text, _option("--xlsx", "Excel workbook with live formulas.")] = None
    pptx: Annotated[Text, _option("--pptx", "Slides with charts that can be edited.")] = None
    pdf: Annotated[Text, _option("--pdf", "One page; everything with --full.")] = None
    html: Annotated[Text, _option("--html", "A page that opens without the internet.")] = None
    card: Annotated[Text, _option("--card", "Model card: Word, or Markdown with .md.")] = None
    full: Annotated[
        bool | None,
        typer.Option("--full", help="The PDF tells everything.", show_default=False),
    ] = None
    template: Annotated[Text, _option("--template", "Slides that yours are to look like.")] = None
    logo: Annotated[Text, _option("--logo", "PNG or JPEG for slides, PDF and HTML.")] = None

    @property
    def files(self) -> dict[str, Path]:
        """The files asked for, by their kind."""
        found = {f.name: getattr(self, f.name) for f in fields(self) if f.name in KINDS}
        return {kind: Path(file).expanduser() for kind, file in found.items() if file is not None}


@app.command()
@with_options(
    flags=ReportFlags, assumed=CaseFlags, money=MoneyFlags, policy=PolicyFlags,
    scores=ScoreFlags, beyond=BeyondFlags,
)  # fmt: skip
def report(
    flags: ReportFlags,
    assumed: CaseFlags,
    money: MoneyFlags,
    policy: PolicyFlags,
    scores: ScoreFlags,
    beyond: BeyondFlags,
    source: Source = None,
    as_json: o.AsJson = False,
) -> None:
    """Write the business case as files: workbook, slides, PDF, HTML, model card.

    All from the same numbers as lepton case and the page; the options are those of lepton case.
    """
    if not flags.files:
        then = "Add --xlsx FILE, --pptx FILE, --pdf FILE, --html FILE or --card FILE."
        raise InputError(must("files", "named", "none", then))
    _require_files(flags)
    asked = Asked(source=source, money=money, policy=policy, scores=scores, beyond=beyond,
                  case=assumed)  # fmt: skip
    study = study_for(asked)
    for kind, file in flags.files.items():
        _write(kind, file, study, asked, flags)
    if assumed.save is not None:
        write_plan(study, assumed.save)
    written = {kind: str(file) for kind, file in flags.files.items()}
    if as_json:
        print_json({"files": written, "guesses": study.ledger.said()})
        return
    warn(*study.origin.notes)
    say(*written.values(), f"{study.ledger.said().capitalize()}.")


def _write(kind: str, file: Path, study: "Study", asked: Asked, flags: ReportFlags) -> None:
    """Write one file.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    try:
        WRITERS[kind](study, file, asked, flags)
    except OSError as problem:
        got = f"{file} ({type(problem).__name__})"
        rule, then = "a file that can be written", "Choose another folder."
        raise InputError(must(f"--{kind}", rule, got, then)) from None


def _xlsx(study: "Study", file: Path, _: Asked, __: ReportFlags) -> None:
    from lepton.report.workbook import write_workbook

    write_workbook(study, file)


def _pptx(study: "Study", file: Path, _: Asked, flags: ReportFlags) -> None:
    from lepton.report.slides import write_slides

    template, logo = (_path(name) for name in (flags.template, flags.logo))
    write_slides(study, file, template=template, logo=logo)


def _pdf(study: "Study", file: Path, _: Asked, flags: ReportFlags) -> None:
    from lepton.report.paper import write_paper

    write_paper(study, file, full=bool(flags.full), logo=_path(flags.logo))


def _html(study: "Study", file: Path, _: Asked, flags: ReportFlags) -> None:
    from lepton.report.page import html_report

    file.write_text(html_report(study, logo=_path(flags.logo)), encoding="utf-8")


def _card(study: "Study", file: Path, asked: Asked, _: ReportFlags) -> None:
    from lepton.report.card import card_markdown, write_card
    from lepton.workflows.explaining import columns_that_matter

    model = _model(asked, study)
    importance = None if model is None else columns_that_matter(model)
    if file.suffix.lower() == ".md":
        file.write_text(card_markdown(study, model, importance=importance), encoding="utf-8")
        return
    write_card(study, model, file, importance=importance)


def _model(asked: Asked, study: "Study") -> "Model | None":
    """The model that the card is about; None where scores came from elsewhere."""
    from lepton.config import home
    from lepton.models import Model
    from lepton.store import Store

    if study.origin.model_id:
        return Model.load(Store.open(home()).model(study.origin.model_id).folder)
    if asked.source is None or not study.origin.model:
        return None
    return Model.load(Path(asked.source).expanduser())


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name).expanduser()


def _require_files(flags: ReportFlags) -> None:
    """Refuse a template or a logo that is not there before anybody waits."""
    for kind in ("template", "logo"):
        file = _path(getattr(flags, kind))
        if file is not None and not file.is_file():
            then = "Check the path."
            raise InputError(must(f"--{kind}", "a file that is there", repr(str(file)), then))


Writer = Callable[["Study", Path, Asked, ReportFlags], None]
WRITERS: dict[str, Writer] = {
    "xlsx": _xlsx, "pptx": _pptx, "pdf": _pdf, "html": _html, "card": _card,
}  # fmt: skip
