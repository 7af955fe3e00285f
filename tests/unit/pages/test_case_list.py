"""The list to act on, as it is downloaded."""

import io

import pandas as pd

from lepton.workflows.handing_over import HandedOver
from pages.ui.case_list import KINDS, _written


def test_the_list_can_be_downloaded_in_every_format():
    frame = pd.DataFrame({"name": ["Ada", "=1+1"], "decision": [1, 0]})
    made = HandedOver(frame, 1, 0, ())
    read = {".csv": pd.read_csv, ".parquet": pd.read_parquet}
    for kind in KINDS:
        found = read[kind](io.BytesIO(_written(made, kind)()))
        assert list(found["decision"]) == [1, 0]
