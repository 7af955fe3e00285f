"""Options that belong together, given to a command as one object."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any

__all__ = ["with_options"]


def with_options(**groups: type) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of one or several dataclasses, each as one parameter.

    Parameters
    ----------
    **groups
        By the name of the command's parameter: a dataclass of options, all of them optional.
    """

    def marked(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True)

        @functools.wraps(command)
        def called(**given: Any) -> None:
            made = {
                name: group(**{f.name: given.pop(f.name) for f in fields(group)})
                for name, group in groups.items()
            }
            command(**made, **given)

        mine = [p for p in own.parameters.values() if p.name not in groups]
        # what has no default stands first, as Python wants it
        mine.sort(key=lambda p: p.default is not inspect.Parameter.empty)
        shown = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in mine]
        shown += [option for group in groups.values() for option in _options(group)]
        called.__signature__ = own.replace(parameters=shown)  # type: ignore[attr-defined]
        called.__annotations__ = {p.name: p.annotation for p in shown}
        return called

    return marked


def _options(group: type) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            f.name, inspect.Parameter.KEYWORD_ONLY, default=f.default, annotation=f.type
        )
        for f in fields(group)
    ]
