"""``lepton pack`` and ``lepton unpack``: a whole project as one signed file."""

from pathlib import Path
from typing import Annotated

import typer

from lepton.cli import options as o
from lepton.cli.commands import app
from lepton.cli.output import print_json, say
from lepton.errors import InputError, must

__all__ = ["pack", "unpack"]

STANDING = {
    "own": "It was packed here, and nothing was changed since.",
    "known": "Files of the same signer were opened here before; nothing was changed since.",
    "new": "Nothing was changed since it was packed. This signer is new here: compare the "
    "fingerprint with the sender.",
}
ProjectId = Annotated[str, typer.Argument(help="Id of the project, as in the page's address.")]
Packed = Annotated[str, typer.Argument(metavar="FILE.lepton", help="A file that lepton packed.")]
Target = Annotated[str, typer.Option("--out", metavar="FILE.lepton", help="Where to write it.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who packs it.")]
Look = Annotated[bool, typer.Option("--look", help="Only tell what it is; keep nothing.")]


@app.command()
def pack(project: ProjectId, out: Target, by: By = "", as_json: o.AsJson = False) -> None:
    """Pack a project with its data, models and business case into one signed file."""
    from lepton.store import Store
    from lepton.store.files import writing
    from lepton.workflows.bundle import pack_project

    target = Path(out).expanduser()
    if target.is_dir():
        raise InputError(must("out", "a file", target, "Name it, such as churn.lepton."))
    store = Store.open()
    with writing(target) as part:
        pack_project(store, store.project(project), part, by=by)
    if as_json:
        print_json({"out": str(target), "bytes": target.stat().st_size})
    else:
        say(f"Packed: {target} ({target.stat().st_size / 1e6:,.1f} MB)")


@app.command()
def unpack(file: Packed, look: Look = False, as_json: o.AsJson = False) -> None:
    """Open a project that was packed on another machine; it stands beside what is here."""
    from lepton.store import Store
    from lepton.workflows.bundle import about_bundle, open_bundle

    store, source = Store.open(), Path(file).expanduser()
    if not source.is_file():
        raise InputError(must("file", "a .lepton file", file, "Check the name."))
    opened = None if look else open_bundle(store, source)
    about = about_bundle(store, source) if opened is None else opened.about
    if as_json:
        print_json({"about": about.to_dict(), "project": opened and opened.project.id})
        return
    by = f" by {about.by}" if about.by else ""
    say(
        f"{about.title}: packed{by} on {about.made_at[:10]} with Lepton {about.version}, "
        f"{about.models} {'model' if about.models == 1 else 'models'}.",
        f"{STANDING[about.standing]} Fingerprint: {about.fingerprint}",
    )
    if opened is not None:
        say(f"Opened as project {opened.project.id}.")
