"""``lepton presets``: kinds of decision whose usual money one can start from."""

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.output import print_json, say

__all__ = ["presets"]

WITH = {
    "campaign": "value",
    "matrix": "value",
    "actions": "value-classes",
    "forecast": "value-forecast",
    "slots": "value-slots",
}


@app.command()
def presets(as_json: o.AsJson = False) -> None:
    """List kinds of decision; start from the money of one with lepton value --preset KEY.

    All amounts are illustrative: put your own.
    """
    from lepton.value.presets import presets as every

    found = every()
    if as_json:
        print_json({"presets": [each.to_dict() for each in found]})
        return
    lines = (f"{p.key:<15} {p.title:<30} lepton {WITH[p.kind]}" for p in found)
    say(*lines, "", "All amounts are illustrative: put your own.")
