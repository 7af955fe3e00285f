"""Long work in processes of its own: progress, cancel, and it survives a reload."""

from lepton.jobs.api import active, cancel, job, latest, submit
from lepton.jobs.records import Job
from lepton.jobs.run import Handler, Report, main, run

__all__ = ["Handler", "Job", "Report", "active", "cancel", "job", "latest", "main", "run", "submit"]
