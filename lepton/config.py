"""Where things are kept, and how much of anything is accepted."""

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["LIMITS", "Limits", "home"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest input of each kind that is accepted; strangers upload files."""

    upload_mb: int = 200
    rows: int = 20_000_000
    columns: int = 5_000
    cells: int = 500_000_000
    name_chars: int = 200
    classes: int = 200


LIMITS = Limits()


def home() -> Path:
    """Folder that holds the store: ``LEPTON_HOME``, else the user's data directory."""
    chosen = os.environ.get("LEPTON_HOME")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("lepton", appauthor=False))
