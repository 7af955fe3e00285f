"""Run every benchmark and write the figures to ``docs/benchmarks.md``.

``python -m benchmarks`` runs them all; ``python -m benchmarks curves drag`` runs only those
and keeps the other figures.
"""

import json
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

FILES = ("curves", "pricing", "uncertainty", "risk", "training", "drag", "case_page", "start")
DOCS = Path(__file__).resolve().parents[1] / "docs"
KEPT = DOCS / "benchmarks.json"

HEAD = """# What was measured

Written by `make bench`. Every row is a ratio from one run on one machine, the peer beside us;
absolute times depend on the machine, ratios much less. A target that was missed says so.
"""


def main() -> None:
    """Run the benchmarks named on the command line, or all of them."""
    chosen = sys.argv[1:] or list(FILES)
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for name in chosen:
        print(f"== {name}")
        rows = import_module(f"benchmarks.{name}").run()
        kept[name] = {
            "when": datetime.now(UTC).strftime("%Y-%m-%d"),
            "machine": machine(),
            "rows": rows,
        }
        for row in rows:
            print("  ", line(row))
    KEPT.write_text(
        json.dumps(kept, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8"
    )
    (DOCS / "benchmarks.md").write_text(page(kept), encoding="utf-8")


def machine() -> str:
    """Processor count and Python version: what a reader needs to judge the figures."""
    import os

    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def line(row: dict) -> str:
    """One row as text for the terminal."""
    met = "met" if row.get("met") else "MISSED"
    figures = f"ours {row['ours']}, {row['peer']}, ratio {row['ratio']}"
    return f"{row['claim']}: {figures}, target {row['target']}: {met}"


def page(kept: dict) -> str:
    """All kept figures as one Markdown page."""
    parts = [HEAD]
    for name in (f for f in FILES if f in kept):
        told, title = kept[name], name.capitalize().replace("_", " ")
        parts.append(f"\n## {title}\n\n{told['when']}, {told['machine']}\n")
        parts.append(
            "| claim | ours | peer | ratio | target | | note |\n|---|---|---|---|---|---|---|"
        )
        for row in told["rows"]:
            met = "met" if row.get("met") else "**missed**"
            cells = [
                row["claim"],
                row["ours"],
                row["peer"],
                row["ratio"],
                row["target"],
                met,
                row.get("note", ""),
            ]
            parts.append("| " + " | ".join(str(c).replace("|", "/") for c in cells) + " |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
