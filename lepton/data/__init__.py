"""Read a table, understand it, and say what is to be predicted."""

from lepton.data.dataset import Dataset
from lepton.data.loading import load
from lepton.data.problem import Problem, resolve
from lepton.data.sample import Sample, SampleInfo, load_sample, samples
from lepton.data.task import Task

__all__ = [
    "Dataset",
    "Problem",
    "Sample",
    "SampleInfo",
    "Task",
    "load",
    "load_sample",
    "resolve",
    "samples",
]
