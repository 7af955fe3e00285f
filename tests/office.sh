#!/bin/sh
# Make sure that LibreOffice and poppler are there for the tests of written files; say what is
# being done. As root Debian's packages are installed; else the tests that need them skip, saying so.
set -eu

missing=""
command -v soffice >/dev/null 2>&1 || missing="libreoffice-calc libreoffice-impress libreoffice-writer"
for name in pdftoppm pdftotext; do
    command -v "$name" >/dev/null 2>&1 || missing="$missing poppler-utils"
done
if [ -z "$missing" ]; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing LibreOffice and poppler for the tests of written files (Debian packages)"
    apt-get update -qq >/dev/null
    # fonts with the widths of Arial, Calibri and Cambria, so that pages look as they do elsewhere
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        $missing fonts-liberation fonts-dejavu-core >/dev/null
else
    echo "LibreOffice or poppler is missing ($missing): the tests that open written files are skipped"
fi
