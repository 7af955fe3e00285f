"""The tables of the database, and the number of their present shape."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

__all__ = ["VERSION", "documents", "jobs", "metadata", "models", "projects", "schema", "tables"]

VERSION = 1
"""Goes up by one with each change of shape; an older database is brought up when it is opened.

A further table needs no new number: it is made when a database is opened, and a Lepton that does
not know it leaves it alone.
"""

metadata = MetaData()

schema = Table("schema", metadata, Column("version", Integer, nullable=False))

# Times are ISO 8601 text in UTC, so that they sort as written in every database.
# JSON is kept as text and parsed row by row, so that one damaged row cannot spoil a list.

tables = Table(
    "tables",
    metadata,
    Column("id", String(128), primary_key=True),
    Column("name", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("columns", Integer, nullable=False),
    Column("created", String(40), nullable=False),
    Column("updated", String(40), nullable=False),
)

projects = Table(
    "projects",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", Text, nullable=False),
    Column("use_case", Text),
    Column("dataset_id", String(128)),
    Column("task", Text),
    Column("model_id", String(40)),
    Column("assumptions", Text),
    Column("page", Text),
    Column("created", String(40), nullable=False),
    Column("updated", String(40), nullable=False),
    Index("projects_by_age", "updated"),
)

models = Table(
    "models",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), nullable=False),
    Column("dataset_id", String(128)),
    Column("family", Text, nullable=False),
    Column("task", Text),
    Column("info", Text, nullable=False),
    Column("metrics", Text, nullable=False),
    Column("created", String(40), nullable=False),
    Index("models_of_a_project", "project_id"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE")),
    Column("params", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("progress", Float, nullable=False),
    Column("message", Text, nullable=False),
    Column("result", Text),
    Column("error", Text),
    Column("cancel", String(40)),
    Column("process", Text),
    Column("heartbeat", String(40)),
    Column("progressed", String(40)),
    Column("created", String(40), nullable=False),
    Column("started", String(40)),
    Column("finished", String(40)),
    Index("jobs_by_state", "state"),
    Index("jobs_of_a_project", "project_id", "kind"),
)

documents = Table(
    "documents",
    metadata,
    Column("project_id", ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(128), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("body", Text, nullable=False),
)
