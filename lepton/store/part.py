"""What every part of the store stands on: the database and the folder."""

import secrets
from pathlib import Path

from lepton.store.database import Database

__all__ = ["Part", "new_id"]


class Part:
    """One part of the store.

    Parameters
    ----------
    home
        The store's folder.
    database
        Its database.
    """

    def __init__(self, home: Path, database: Database) -> None:
        self.home = home
        self.database = database


def new_id() -> str:
    """Short, hard to guess, safe in an address and as a file name."""
    while not (token := secrets.token_urlsafe(9))[0].isalnum():
        pass  # a leading dash would read as an option in a shell
    return token
