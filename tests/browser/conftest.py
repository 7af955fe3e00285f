"""A real server and a real browser for every test in this folder.

``start_app`` starts a Streamlit script on a free loopback port with a store of its own,
``open_page`` gives a page of headless Chromium. Both clean up after themselves, by their own ids.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STARTING = 90  # seconds; a cold start on a busy machine


@dataclass
class App:
    """A running server."""

    url: str
    home: Path
    log: Path
    process: subprocess.Popen

    def stop(self) -> None:
        """End this server and nothing else."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=20)


@dataclass
class Watched:
    """What a page did behind the scenes."""

    sent: list[float] = field(default_factory=list)  # when a websocket message left the browser
    received: list[int] = field(default_factory=list)  # bytes of each one that came
    errors: list[str] = field(default_factory=list)


def chromium() -> str | None:
    """Path of the browser: LEPTON_CHROMIUM, one on the PATH, else None for Playwright's own."""
    chosen = os.environ.get("LEPTON_CHROMIUM")
    if chosen:
        return chosen
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; a machine without one fails here and says how to get it."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            running = playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)
        except Error as problem:
            pytest.fail(f"no Chromium could be started: run `make chromium` first ({problem})")
        yield running
        running.close()


@pytest.fixture(scope="session")
def start_app() -> Iterator[Callable[..., App]]:
    """Start ``script`` with its store in ``home``; stopped when the session ends, or earlier."""
    running: list[App] = []

    def start(home: Path, script: str | Path = "app.py", **environment: str) -> App:
        app = _start(Path(home), ROOT / script, environment)
        running.append(app)
        _wait_until_healthy(app)
        return app

    yield start
    for app in running:
        app.stop()


@pytest.fixture(scope="session")
def contexts(browser) -> Iterator[dict[bool, Any]]:
    """A light and a dark browser profile; pages of one share its cache, so they open faster."""
    every = {
        dark: browser.new_context(color_scheme="dark" if dark else "light")
        for dark in (False, True)
    }
    yield every
    for context in every.values():
        context.close()


@pytest.fixture
def open_page(contexts) -> Iterator[Callable[..., Any]]:
    """Open an address in a tab of its own; ``page.watched`` says what happened meanwhile."""
    pages = []

    def open_at(url: str, *, width: int = 1440, height: int = 1000, dark: bool = False) -> Any:
        page = contexts[dark].new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(30_000)
        page.watched = _watch(page)
        pages.append(page)
        page.goto(url)
        return page

    yield open_at
    errors = [error for page in pages for error in page.watched.errors]
    for page in pages:
        page.close()
    assert not errors, f"scripts failed in the browser: {errors[:3]}"


def _watch(page: Any) -> Watched:
    watched = Watched()

    def listen(websocket: Any) -> None:
        websocket.on("framesent", lambda _: watched.sent.append(time.monotonic()))
        websocket.on("framereceived", lambda payload: watched.received.append(len(payload)))

    page.on("websocket", listen)
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    return watched


def _start(home: Path, script: Path, environment: dict[str, str]) -> App:
    home.mkdir(parents=True, exist_ok=True)
    port, log = _free_port(), home / "server.log"
    options = [f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1"]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(script), *options],
            cwd=ROOT,
            env={**os.environ, "LEPTON_HOME": str(home), "OMP_NUM_THREADS": "2", **environment},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    return App(f"http://127.0.0.1:{port}", home, log, process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_healthy(app: App) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        if app.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    app.stop()
    pytest.fail(f"the server did not start:\n{app.log.read_text(encoding='utf-8')[-2000:]}")
