"""Times as the store keeps them: UTC, as text that sorts."""

from datetime import UTC, datetime

__all__ = ["ago", "moment", "now", "stamp"]


def now() -> str:
    """The present moment, as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A time that the store wrote.

    Examples
    --------
    >>> moment("2026-01-02T03:04:05.000000+00:00").hour
    3
    """
    return datetime.fromisoformat(text)


def ago(text: str) -> float:
    """Seconds since a time that the store wrote."""
    return (datetime.now(UTC) - moment(text)).total_seconds()


def stamp() -> str:
    """The present moment, for a file name."""
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
