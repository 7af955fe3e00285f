"""The use cases, composed from the parts below; pages, shell and workers call these."""

from lepton.workflows.explaining import (
    explanation_of,
    has_explanation,
    start_explanation,
)
from lepton.workflows.projects import dataset_of, open_file, open_sample, task_of
from lepton.workflows.scoring import cut_offs, score_table, write_csv
from lepton.workflows.training import model_of, start_training
from lepton.workflows.worth import (
    answer_for,
    assumptions_of,
    counts_of,
    first_guess,
    value_of,
)

__all__ = [
    "answer_for",
    "assumptions_of",
    "counts_of",
    "cut_offs",
    "dataset_of",
    "explanation_of",
    "first_guess",
    "has_explanation",
    "model_of",
    "open_file",
    "open_sample",
    "score_table",
    "start_explanation",
    "start_training",
    "task_of",
    "value_of",
    "write_csv",
]
