"""A project as one signed file, to be reopened on another machine."""

from lepton.workflows.bundle.opening import About, Opened, about_bundle, open_bundle
from lepton.workflows.bundle.packing import pack_project
from lepton.workflows.bundle.signing import fingerprint, remember_signer

__all__ = [
    "About", "Opened", "about_bundle", "fingerprint", "open_bundle", "pack_project",
    "remember_signer",
]  # fmt: skip
