"""The options of `kalquiz worksheet` that say how a sheet looks; each is a field of `Layout`."""

from collections.abc import Callable
from typing import Any

import click

_OPTIONS = (
    click.option(
        "--paper",
        type=click.Choice(["a4", "letter", "us-letter"]),
        default="a4",
        show_default=True,
        help="The paper; letter and us-letter are one.",
    ),
    click.option(
        "--columns",
        type=click.Choice(["1", "2"]),
        callback=lambda _context, _option, value: int(value),
        default="1",
        show_default=True,
        help="Columns on a page.",
    ),
)


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of these, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
