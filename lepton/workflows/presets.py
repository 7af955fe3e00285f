"""Starting a project's money from a kind of decision that is known."""

from dataclasses import replace
from typing import TYPE_CHECKING

from lepton.errors import InputError, LeptonError, must
from lepton.store import Project, Store
from lepton.workflows.napkins import PRESET, PRICED, has_napkin, keep_napkin, napkin_of

if TYPE_CHECKING:
    from lepton.value.presets import Preset

__all__ = ["assumed_by", "preset_of", "start_from", "words_of"]


def preset_of(project: Project) -> "Preset | None":
    """The kind of decision whose figures a project started from; None where it did not."""
    from lepton.value.presets import preset

    key = (project.use_case or "").removeprefix(PRESET)
    if not (project.use_case or "").startswith(PRESET):
        return None
    try:
        return preset(key)
    except LeptonError:  # of another version
        return None


def words_of(project: Project) -> dict[str, str]:
    """What the assumptions are called; nothing where the project started from no preset."""
    found = preset_of(project)
    return {} if found is None else dict(found.words)


def assumed_by(project: Project) -> str:
    """What the figures a project started from assume, in one sentence that calls them a guess."""
    found = preset_of(project)
    return "" if found is None else f"Illustrative: {found.assumes} Put your own figures."


def start_from(store: Store, project: Project, key: str) -> Project:
    """Take the amounts and the words of a kind of decision; what was set before is replaced.

    On a napkin, how often the outcome happens is taken as well.

    Raises
    ------
    NotFound
        There is no such kind of decision.
    InputError
        It is not about a yes-or-no question.
    """
    from lepton.value.presets import preset

    found = preset(key)
    if found.kind not in PRICED:
        then = "Choose a kind of decision about yes or no."
        raise InputError(must("use case", "about a yes-or-no question", repr(key), then))
    if has_napkin(store, project) and found.base_rate is not None:
        keep_napkin(store, project, replace(napkin_of(store, project), base_rate=found.base_rate))
    money = found.assumptions().to_dict()
    return store.update_project(project.id, use_case=f"{PRESET}{key}", assumptions=money)
