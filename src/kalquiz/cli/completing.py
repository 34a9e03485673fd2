"""What the shell may complete: banks, and what their questions have. Nothing here ever says that it failed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def complete_banks(_: click.Context, __: click.Parameter, begun: str) -> "list[CompletionItem]":
    """The bundled banks that begin so; where none does, folders."""
    from click.shell_completion import CompletionItem

    from kalquiz.bank.bundled import bundled_banks

    found = [CompletionItem(name) for name in bundled_banks() if name.startswith(begun)]
    return found or [CompletionItem(begun, type="dir")]


def complete_names(field: str) -> Complete:
    """Completes a field of `Wanted` from the banks on the line; of a list with commas, its last name."""

    def complete(context: click.Context, _: click.Parameter, begun: str) -> "list[CompletionItem]":
        from click.shell_completion import CompletionItem

        from kalquiz.cli.options import open_soon
        from kalquiz.problem import KalquizError
        from kalquiz.selection import names_of

        before, comma, last = begun.rpartition(",")
        # click leaves arguments aside where the last option has no value yet, which is just what is being typed.
        named = context.params.get("banks") or [context.params.get("bank")]
        if not any(named):
            named = context.args or [None]
        try:
            names = names_of([open_soon(name) for name in named], field)
        except (KalquizError, OSError):
            return []
        return [CompletionItem(f"{before}{comma}{name}") for name in sorted(names) if name.startswith(last)]

    return complete
