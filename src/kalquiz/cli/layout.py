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
    click.option(
        "--size",
        type=click.Choice(["normal", "large"]),
        default="normal",
        show_default=True,
        help="large: nothing is smaller than 18 points.",
    ),
    click.option(
        "--space",
        type=click.FloatRange(0.1, 10),
        default=1.0,
        metavar="FACTOR",
        help="More lines to write on (1.5), or fewer (0.5).",
    ),
)


def layout_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all of these, in this order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
