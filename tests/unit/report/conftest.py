"""LibreOffice and poppler, so that a test can open a written file as its reader would."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# Recalculate every workbook on load (0 = always), and never ask anything.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun"
 oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""
LONGEST = 150  # seconds for one call; the first starts the office


class Office:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        self.program, self.profile = program, profile

    def convert(self, files: list[Path], to: str, folder: Path) -> list[Path]:
        """Write each file anew as "xlsx", "pdf", …; one call, because a start takes seconds."""
        folder.mkdir(parents=True, exist_ok=True)
        given = [self.program, f"-env:UserInstallation={self.profile.as_uri()}", "--headless",
                 "--norestore", "--convert-to", to, "--outdir", str(folder)]  # fmt: skip
        done = subprocess.run(
            [*given, *map(str, files)], capture_output=True, text=True, timeout=LONGEST, check=False
        )
        made = [folder / f"{file.stem}.{to}" for file in files]
        missing = [file.name for file in made if not file.exists()]
        assert not missing, f"not written: {missing}\n{done.stdout}\n{done.stderr}"
        return made

    def recalculated(self, files: list[Path], folder: Path) -> list[Path]:
        """Give workbooks as LibreOffice works them out: every cell is computed on load."""
        return self.convert(files, "xlsx", folder)

    def pictures(self, pdf: Path, folder: Path, *, dpi: int = 60) -> list[Path]:
        """Draw every page of a PDF file."""
        folder.mkdir(parents=True, exist_ok=True)
        _run("pdftoppm", "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem))
        return sorted(folder.glob(f"{pdf.stem}-*.png"))

    def text(self, pdf: Path) -> str:
        """Give the words on the pages of a PDF file, laid out as they stand."""
        return _run("pdftotext", "-layout", str(pdf), "-")


def _run(program: str, *given: str) -> str:
    done = subprocess.run([program, *given], capture_output=True, timeout=LONGEST, check=True)
    return done.stdout.decode("utf-8", errors="replace")


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Office:
    """LibreOffice and poppler; tests skip where they are missing, unless that is not allowed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    missing = [name for name in ("pdftoppm", "pdftotext") if shutil.which(name) is None]
    if program is None or missing:
        said = "LibreOffice or poppler is missing: sh tests/office.sh installs them as root"
        assert not os.environ.get("LEPTON_NO_SKIP"), said
        pytest.skip(said)
    profile = tmp_path_factory.mktemp("office")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    return Office(program, profile)
