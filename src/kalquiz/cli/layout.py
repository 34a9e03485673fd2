"""The options of `kalquiz worksheet` that say how a sheet looks; each is a field of `Layout`."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

F = TypeVar("F", bound=Callable[..., Any])


def layout_options(function: F) -> F:
    """Options that say how a sheet looks; the function gets a `Layout` as `layout`."""

    @wraps(function)
    def collected(*arguments: Any, **options: Any) -> Any:
        from kalquiz.worksheet import Layout

        layout = Layout(**{name: options.pop(name) for name in _OPTIONS})
        return function(*arguments, layout=layout, **options)

    for option in reversed(_OPTIONS.values()):
        collected = option(collected)
    return cast("F", collected)


_OPTIONS = {
    "paper": click.option(
        "--paper",
        type=click.Choice(["a4", "letter", "us-letter"]),
        default="a4",
        show_default=True,
        help="The paper; letter and us-letter are the same.",
    ),
    "columns": click.option(
        "--columns",
        type=click.Choice(["1", "2"]),
        callback=lambda _context, _option, value: int(value),
        default="1",
        show_default=True,
        help="Columns on a page.",
    ),
    "size": click.option(
        "--size",
        type=click.Choice(["normal", "large"]),
        default="normal",
        show_default=True,
        help="large: no text of the sheet is smaller than 18 points.",
    ),
    "space": click.option(
        "--space",
        type=click.FloatRange(0.1, 10),
        default=1.0,
        metavar="FACTOR",
        help="More lines to write on (1.5), or fewer (0.5).",
    ),
    "profile": click.option(
        "--profile",
        type=click.Choice(["standard", "dyslexia"]),
        default="standard",
        show_default=True,
        help="dyslexia: sans serif, larger, airy, on tinted paper.",
    ),
    "fonts": click.option(
        "--font",
        "fonts",
        multiple=True,
        type=click.Path(exists=True, path_type=Path),
        help="A font file to set a PDF in, or a folder of fonts for what is missing; may be repeated.",
    ),
    "template": click.option(
        "--template",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your own template: Jinja for .html, Typst for .pdf.",
    ),
}
