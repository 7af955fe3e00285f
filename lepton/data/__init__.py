"""Read a table, understand it, and say what is to be predicted."""

from lepton.data.dataset import Dataset
from lepton.data.leaks import Suspect, suspects
from lepton.data.loading import load, sheets
from lepton.data.problem import Problem, resolve
from lepton.data.profiling import ColumnProfile, Profile, profile
from lepton.data.sample import Sample, SampleInfo, load_sample, samples
from lepton.data.task import Task

__all__ = [
    "ColumnProfile",
    "Dataset",
    "Problem",
    "Profile",
    "Sample",
    "SampleInfo",
    "Suspect",
    "Task",
    "load",
    "load_sample",
    "profile",
    "resolve",
    "samples",
    "sheets",
    "suspects",
]
