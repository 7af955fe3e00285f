"""Where everything that is large or must survive is kept: a SQLite database and a folder."""

from lepton.store.records import Document, ModelRecord, Project, StoredTable, TableInfo
from lepton.store.store import Store

__all__ = ["Document", "ModelRecord", "Project", "Store", "StoredTable", "TableInfo"]
