"""Put the case on one page of HTML: no script, no request, every word of a user escaped."""

import base64
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from lepton.report.charts import charts_of, svg_of
from lepton.report.further import also_looked_at, mind_changers
from lepton.report.logo import read_logo
from lepton.report.tables import (
    Table,
    break_even_table,
    compute_table,
    cost_table,
    figure_cards,
    ledger_table,
    measure_table,
    origin_rows,
    scenario_table,
    year_table,
)
from lepton.report.text import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lepton.finance.study import Study
    from lepton.report.charts import Drawn
    from lepton.report.words import Said

__all__ = ["html_report"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
LONGEST_TITLE = 300
SIZE = (7.2, 3.2)


def html_report(study: "Study", *, logo: bytes | Path | None = None) -> str:
    """Give the case as an HTML file that opens without a network, light or dark.

    Parameters
    ----------
    study
        The case and all that follows from it.
    logo
        A PNG or JPEG picture for its head.

    Returns
    -------
    The whole file, well under 3 MB.

    Raises
    ------
    InputError
        The logo cannot be used.
    """
    from lepton.report.words import said

    words, drawn = said(study), charts_of(study)
    body = (
        _logo(logo), *_first(study, words), *_earned(study, drawn), *_risk(words, drawn),
        *_scenarios(study, drawn), *_further(study, words), *_foot(study, words),
    )  # fmt: skip
    title = escape(cleaned(study.title, LONGEST_TITLE))
    return "\n".join((
        "<!doctype html>", '<html lang="en">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">', f"<title>{title}</title>",
        f"<style>{_style()}</style>", "</head>", "<body>", "<main>", *body, "</body>", "</html>",
        "",
    ))  # fmt: skip


def _style() -> str:
    return files("lepton.report.page").joinpath("style.css").read_text(encoding="utf-8")


def _logo(given: bytes | Path | None) -> str:
    logo = read_logo(given)
    if logo is None:
        return ""
    data = base64.b64encode(logo.png).decode("ascii")
    return f'<img class="logo" alt="Logo" src="data:image/png;base64,{data}">'


def _first(study: "Study", said: "Said") -> list[str]:
    cards = "".join(
        f"<li><span>{escape(name)}</span><b>{escape(value)}</b><span>{escape(of)}</span></li>"
        for name, value, of in figure_cards(study)
    )
    return [
        f"<h1>{escape(cleaned(study.title, LONGEST_TITLE))}</h1>", _line(said.headline, "lead"),
        _line(said.asked), f'<ul class="cards">{cards}</ul>',
        _line(f"{said.unproven} {said.guesses}", "note"),
    ]  # fmt: skip


def _earned(study: "Study", drawn: "dict[str, Drawn]") -> list[str]:
    curve = drawn.get("curve")
    parts = ["<h2>What we do differently</h2>", _figure(curve)] if curve else []
    return [
        *parts, "<h2>The money over time</h2>", _figure(drawn["total"]), _figure(drawn["items"]),
        _table(year_table(study)), _table(cost_table(study)), _table(measure_table(study)),
    ]  # fmt: skip


def _risk(said: "Said", drawn: "dict[str, Drawn]") -> list[str]:
    tornado = [_figure(drawn["tornado"])] if "tornado" in drawn else []
    return [
        "<h2>How sure it is</h2>", _lines((said.risk, said.spread, said.gap)),
        _figure(drawn["histogram"]), *tornado,
    ]  # fmt: skip


def _scenarios(study: "Study", drawn: "dict[str, Drawn]") -> list[str]:
    bridges = [_figure(each) for name, each in drawn.items() if name.startswith("bridge")]
    return ["<h2>Scenarios</h2>", _table(scenario_table(study)), *bridges]


def _further(study: "Study", said: "Said") -> list[str]:
    return [
        "<h2>Where it stops paying</h2>", _lines(said.break_evens), _table(break_even_table(study)),
        "<h2>What would change our mind</h2>", _lines(mind_changers(study)),
        "<h2>What else was looked at</h2>", _lines(also_looked_at(study, said)),
        _table(compute_table(study)), "<h2>Next step</h2>", _line(said.next_step),
        "<h2>Assumptions</h2>", _table(ledger_table(study)),
    ]  # fmt: skip


def _foot(study: "Study", said: "Said") -> list[str]:
    rows = Table("Where the numbers come from", ("What", "Which"), origin_rows(study))
    notes = _lines((*said.footnotes, *study.origin.notes), "note")
    return ["<h2>Method</h2>", notes, _table(rows), "</main>",
            f"<footer>{escape(said.unproven)} {escape(said.guesses)}</footer>"]  # fmt: skip


def _line(text: str, kind: str = "") -> str:
    if not text:
        return ""
    marked = f' class="{kind}"' if kind else ""
    return f"<p{marked}>{escape(cleaned(text))}</p>"


def _lines(texts: "Iterable[str]", kind: str = "") -> str:
    return "".join(_line(text, kind) for text in texts)


def _figure(chart: "Drawn") -> str:
    """A chart with its title, and with a text for who cannot see it."""
    told = escape(cleaned(chart.told, 2_000), quote=True)
    drawn = svg_of(chart, SIZE).replace("<svg ", f'<svg role="img" aria-label="{told}" ', 1)
    plot = f'<div class="wide" role="region" tabindex="0" aria-label="Chart">{drawn}</div>'
    return f"<figure><figcaption>{escape(chart.title)}</figcaption>{plot}</figure>"


def _table(given: Table) -> str:
    head = "".join(_cell(given, i, text, "th", ' scope="col"') for i, text in enumerate(given.head))
    rows = "".join(_row(given, i, row) for i, row in enumerate(given.rows))
    note = _line(given.note, "note")
    title = escape(given.title)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{title}"><table>'
        f"<caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        f"</table></div>{note}"
    )


def _row(given: Table, at: int, row: tuple[str, ...]) -> str:
    kind = ' class="sum"' if at in given.strong else ""
    first = _cell(given, 0, row[0], "th", ' scope="row"')
    rest = "".join(_cell(given, i, text, "td") for i, text in enumerate(row) if i)
    return f"<tr{kind}>{first}{rest}</tr>"


def _cell(given: Table, at: int, text: str, tag: str, more: str = "") -> str:
    kind = ' class="n"' if at in given.figures else ""
    return f"<{tag}{more}{kind}>{escape(text)}</{tag}>"
