"""The rules of the house that no linter holds."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import lepton

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted([*ROOT.glob("lepton/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


HEAVY = ["numpy", "pandas", "sklearn", "xgboost", "shap", "polars", "plotly", "streamlit"]


def fresh(code: str) -> str:
    """What a new Python process prints for this code."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    return done.stdout.strip()


def test_importing_lepton_loads_no_heavy_library():
    loaded = fresh(f"import sys, lepton; print([m for m in {HEAVY} if m in sys.modules])")
    assert loaded == "[]"


def test_every_public_name_can_be_reached():
    for name in lepton.__all__:
        assert getattr(lepton, name) is not None


def test_there_are_at_most_25_public_names():
    assert len(lepton.__all__) <= 25


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        lepton.nonsense  # noqa: B018 - reading the attribute is the test


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_hold_hashes_and_no_index_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"^\s*-(?!-hash=sha256:).*", text, flags=re.MULTILINE) == []  # no option
    pinned = re.findall(r"^[A-Za-z0-9_.\-]+(?:\[[^\]]+\])?==", text, flags=re.MULTILINE)
    assert text.count("--hash=sha256:") >= len(pinned) > 50


def test_every_dependency_has_its_line_in_the_docs():
    told = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    groups = PROJECT["dependency-groups"]
    asked = [
        *PROJECT["project"]["dependencies"],
        *groups["build"],
        *groups["dev"],
        *groups["bench"],
    ]
    names = [re.match(r"[A-Za-z0-9_.\-]+", line).group().lower() for line in asked]
    assert [n for n in names if n not in told] == []


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_small(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    most = 60 if path.name == "app.py" else 120 if path.parent == ROOT / "pages" else 500
    assert lines <= most


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_stay_small(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [
        f"{node.name}: {lines(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines(node) > 50
    ]
    assert long == []


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, its docstring left out."""
    body = node.body
    documented = isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant)
    first = body[1:] if documented else body
    return first[-1].end_lineno - first[0].lineno + 1 if first else 0


def test_pages_hold_no_arithmetic():
    """A page reads, asks and shows; sums and products live in the package."""
    sums = ast.Mult | ast.Div | ast.Sub | ast.Pow
    guilty = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "pages").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, sums)
    ]
    assert guilty == []


def test_nothing_unsafe_stands_in_the_code():
    banned = re.compile(
        r"\beval\(|\bexec\(|pickle\.load|joblib\.load|unsafe_allow_html|innerHTML|shell=True"
    )
    sources = [*CODE, *ROOT.glob("pages/**/*.js")]
    found = [
        str(p.relative_to(ROOT)) for p in sources if banned.search(p.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_readme_names_every_family_sample_and_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [family.name for family in lepton.families()] + [str(s) for s in lepton.samples()]
    assert [name for name in names if f"`{name}`" not in text] == []
    from lepton.cli.commands import app
    from lepton.cli.main import load_commands

    load_commands()
    commands = [c.name or c.callback.__name__.replace("_", "-") for c in app.registered_commands]
    assert len(commands) >= 14
    assert [name for name in commands if not re.search(rf"^lepton {name}\b", text, re.M)] == []


def test_every_picture_and_link_of_the_readme_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#:]+)\)", text)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
