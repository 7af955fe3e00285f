"""The use cases, composed from the parts below; pages, shell and workers call these."""

from lepton.workflows.case import case_for, study_of
from lepton.workflows.evidence import evidence_from, evidence_of, needs_recheck
from lepton.workflows.explaining import (
    explanation_of,
    has_explanation,
    start_explanation,
)
from lepton.workflows.projects import dataset_of, open_file, open_sample, task_of
from lepton.workflows.rechecking import recheck_answer, recheck_of, start_recheck
from lepton.workflows.scores import open_scores, read_scores
from lepton.workflows.scoring import cut_offs, score_table, within_limits, write_csv
from lepton.workflows.segments import segments
from lepton.workflows.training import model_of, start_training
from lepton.workflows.uplift import ExperimentColumns, Uplift, uplift_from, uplift_of
from lepton.workflows.worth import (
    answer_for,
    assumptions_of,
    counts_of,
    first_guess,
    model_values,
)

__all__ = [
    "ExperimentColumns",
    "Uplift",
    "answer_for",
    "assumptions_of",
    "case_for",
    "counts_of",
    "cut_offs",
    "dataset_of",
    "evidence_from",
    "evidence_of",
    "explanation_of",
    "first_guess",
    "has_explanation",
    "model_of",
    "model_values",
    "needs_recheck",
    "open_file",
    "open_sample",
    "open_scores",
    "read_scores",
    "recheck_answer",
    "recheck_of",
    "score_table",
    "segments",
    "start_explanation",
    "start_recheck",
    "start_training",
    "study_of",
    "task_of",
    "uplift_from",
    "uplift_of",
    "within_limits",
    "write_csv",
]
