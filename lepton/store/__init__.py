"""Where everything that is large or must survive is kept: a SQLite database and a folder."""

from lepton.store.records import ModelRecord, Project, StoredTable, TableInfo
from lepton.store.store import Store

__all__ = ["ModelRecord", "Project", "Store", "StoredTable", "TableInfo"]
