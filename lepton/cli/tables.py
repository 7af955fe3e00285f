"""Models and tables named on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lepton.cli.commands import SAMPLE

if TYPE_CHECKING:
    import pandas as pd

    from lepton.models import Model
    from lepton.models.judged import Judged

__all__ = ["TableFile", "model_in", "table_for"]

TableFile = Annotated[
    str | None,
    typer.Option("--data", metavar="FILE", help="The table the model learned from."),
]


def model_in(folder: str) -> "Model":
    """The model in a folder that ``lepton train`` wrote.

    Raises
    ------
    NotFound
        The folder holds no model.
    """
    from lepton.models import Model

    return Model.load(Path(folder).expanduser())


def table_for(file: str | None, model: "Model | Judged") -> "pd.DataFrame | None":
    """The table a model learned from, read as it was then; None where none is named.

    Raises
    ------
    InputError
        The file cannot be read as a table.
    """
    import lepton

    if file is None:
        return None
    if file.startswith(SAMPLE):
        return lepton.load_sample(file.removeprefix(SAMPLE)).frame
    return lepton.load(file, reading=model.problem.reading).frame
