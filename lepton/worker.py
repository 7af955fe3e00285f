"""The process that does one job: ``python -m lepton.worker JOB_ID``."""

from lepton.jobs import main
from lepton.workflows.explaining import explain_job
from lepton.workflows.rechecking import recheck_job
from lepton.workflows.training import train_job

__all__ = ["HANDLERS"]

HANDLERS = {"train": train_job, "explain": explain_job, "recheck": recheck_job}

if __name__ == "__main__":
    main(HANDLERS)
