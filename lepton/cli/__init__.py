"""The use cases from a shell: ``lepton train``, ``explain``, ``value``, ``score``, ``app``."""

from lepton.cli.main import main

__all__ = ["main"]
