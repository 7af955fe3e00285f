#!/bin/sh
# Make sure that a Chromium is there for the browser tests; say what is being done.
# Order: LEPTON_CHROMIUM, one on the PATH, Debian's package (as root), Playwright's own build.
set -eu
python=$1

found() {
    if [ -n "${LEPTON_CHROMIUM:-}" ]; then
        [ -x "$LEPTON_CHROMIUM" ] && return 0
        echo "LEPTON_CHROMIUM must be a program; got $LEPTON_CHROMIUM. Unset it, or name the browser."
        exit 1
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    "$python" - <<'PY' 2>/dev/null
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())
PY
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests (Debian package)"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
else
    echo "Installing Chromium for the browser tests (Playwright's build)"
    "$python" -m playwright install chromium
fi
