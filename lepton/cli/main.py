"""The entry point: exit code 2 and one clear line for bad input, never a traceback."""

import os
import secrets
import sys
import traceback
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from lepton.config import home
from lepton.errors import LeptonError

__all__ = ["load_commands", "main"]

BAD_INPUT = 2
BUG = 1
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code.

    Parameters
    ----------
    arguments
        The words after ``lepton``; by default those of the shell.
    """
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's warning is not for the person at a shell
    try:
        sys.exit(_run(arguments))
    except LeptonError as error:
        _leave(BAD_INPUT, str(error))
    except KeyboardInterrupt:
        _leave(INTERRUPTED, "Stopped.")
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(BUG)
    except Exception as error:  # noqa: BLE001 - a bug of ours: logged with its trace, told with an id
        _leave(*_unexpected(error))


def load_commands() -> None:
    """Add every command to the app; only a shell needs them all."""
    from lepton.cli import (  # noqa: F401 - importing them adds their commands
        actions,
        bundle,
        case,
        forecast,
        napkin,
        presets,
        report,
        slots,
        uplift,
        value,
    )


def _run(arguments: Sequence[str] | None) -> int:
    from lepton.cli.commands import app

    load_commands()
    given = list(sys.argv[1:] if arguments is None else arguments)
    code = app(args=given, prog_name="lepton", standalone_mode=False)
    sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _unexpected(error: Exception) -> tuple[int, str]:
    """A wrong option is the person's to mend; anything else is ours."""
    if type(error).__name__ == "Abort":
        return INTERRUPTED, "Stopped."
    if hasattr(error, "format_message"):
        return BAD_INPUT, _usage(error)
    name = secrets.token_hex(4)
    return BUG, (
        f"This failed in a way that was not foreseen (number {name}: {type(error).__name__}). "
        f"{_logged(name, error)}"
    )


def _usage(error: Exception) -> str:
    said = str(error.format_message()).rstrip(".")  # type: ignore[attr-defined]
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "lepton")
    return f"{said}. See {command} --help."


def _logged(name: str, error: Exception) -> str:
    """Keep the trace where it can be found, if there is room for it."""
    file = home() / "logs" / f"cli-{name}.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return "Its details could not be written; run it again with python -X dev -m lepton."
    return f"The details are in {file}; please report them."


def _leave(code: int, message: str) -> NoReturn:
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.write(f"lepton: {' '.join(message.split())}\n")
    sys.exit(code)


def _let_go_of_output() -> None:
    """Whoever read our output has left (``lepton value … | head``): say no more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
