"""Starting the app."""

import os
import subprocess
import sys
from pathlib import Path

import lepton
from lepton.config import home
from lepton.errors import NotFound

__all__ = ["app_file", "serve"]


def app_file() -> Path:
    """The app's script: beside the package in a checkout, inside it where it is installed.

    Raises
    ------
    NotFound
        It is in neither place.
    """
    package = Path(lepton.__file__).resolve().parent
    for file in (package.parent / "app.py", package / "_app" / "app.py"):
        if file.is_file() and (file.parent / "pages").is_dir():
            return file
    raise NotFound("The app's files are missing. Install lepton again.")


def serve(port: int) -> int:
    """Run the app until it is stopped; where the system can, this process becomes the app."""
    file = app_file()
    command = [
        sys.executable, "-m", "streamlit", "run", str(file), "--server.port", str(port),
    ]  # fmt: skip
    environment = {**os.environ, "LEPTON_HOME": str(home().absolute())}
    sys.stdout.flush()
    if os.name != "posix":
        return subprocess.run(command, cwd=file.parent, env=environment, check=False).returncode  # noqa: S603 - no shell
    os.chdir(file.parent)  # the app's settings lie beside it
    os.execve(sys.executable, command, environment)  # noqa: S606 - no shell
    return 0
