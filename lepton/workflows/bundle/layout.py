"""What stands in a project file, and what may stand there."""

import re
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt

from lepton.store.copies import BLOB_ENDINGS

__all__ = [
    "FORMAT", "MANIFEST", "MOST_BYTES", "MOST_FILES", "MOST_MANIFEST", "SIGNATURE", "DocumentIn",
    "KeptFile", "Manifest", "ModelIn", "ProjectIn", "allowed",
]  # fmt: skip

FORMAT = 1
MANIFEST, SIGNATURE, PROJECT = "manifest.json", "signature", "project.json"
MOST_FILES = 5_000
MOST_BYTES = 2 * 1024**3
MOST_MANIFEST = 4 * 1024**2
LONG, SHORT = 200, 64
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,127}")
STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)


class KeptFile(BaseModel):
    """What the manifest says of one file."""

    model_config = STRICT

    bytes: NonNegativeInt
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What the signature covers: every file by its hash, and who packed them when."""

    model_config = STRICT

    format: int
    version: str = Field(max_length=SHORT)
    made_at: str = Field(max_length=SHORT)
    by: str = Field(max_length=LONG)
    title: str = Field(max_length=LONG)
    signer: str = Field(max_length=SHORT)
    files: dict[str, KeptFile] = Field(max_length=MOST_FILES)


class ModelIn(BaseModel):
    """One model as the store lists it."""

    model_config = STRICT

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_\-]{0,63}$")
    family: str = Field(max_length=SHORT)
    dataset_id: str | None
    task: dict[str, object] | None
    info: dict[str, object]
    metrics: dict[str, object]


class DocumentIn(BaseModel):
    """One text of the project with who saved it."""

    model_config = STRICT

    name: str = Field(max_length=128)
    by: str = Field(max_length=LONG)
    at: str = Field(max_length=SHORT)
    body: str


class ProjectIn(BaseModel):
    """Everything of a project that is not a file of its own."""

    model_config = STRICT

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_\-]{0,63}$")
    name: str = Field(max_length=LONG)
    use_case: str | None = Field(max_length=LONG)
    dataset_id: str | None = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]{0,127}$")
    dataset_name: str = Field(max_length=LONG * 5)
    dataset_notes: list[str]
    task: dict[str, object] | None
    model_id: str | None
    assumptions: dict[str, object] | None
    page: str | None = Field(max_length=SHORT)
    models: list[ModelIn] = Field(max_length=500)
    documents: list[DocumentIn] = Field(max_length=1_000)


def allowed(name: str) -> bool:
    """Whether a file of this name may stand in a project file.

    Examples
    --------
    >>> allowed("models/abc/manifest.json"), allowed("models/../x"), allowed("blobs/project/x.exe")
    (True, False, False)
    """
    parts = name.split("/")
    if not all(NAME.fullmatch(part) for part in parts):
        return False
    if name in {PROJECT, "table.parquet"}:
        return True
    if parts[0] == "models":
        return len(parts) == 3
    return parts[0] == "blobs" and len(parts) > 2 and PurePosixPath(name).suffix in BLOB_ENDINGS
