"""The terminal: how wide it is, whether it shows colours, and text in lines for it."""

import os
import shutil
import sys
from typing import Any

import click

NARROWEST, WIDEST = 40, 120


def terminal_width() -> int:
    """The columns that text may fill."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def bar_block() -> str:
    """What bars are made of: a full block, where the terminal can show one."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "█".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "#"
    return "█"


def at_terminal() -> bool:
    """Whether people read what is printed, and not another program."""
    return sys.stdout is not None and sys.stdout.isatty()


def styled(text: str, **style: Any) -> str:
    """The text in the style of `click.style`, unless its reader wants no colours (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain else click.style(text, **style)


def wrapped(text: str, width: int, *, first: int = 0, rest: int = 0) -> list[str]:
    """The text in lines of at most `width` columns, the first and the rest behind so many spaces.

    Styles take no columns. A long word, such as a path, stays whole.
    """
    from wcwidth import wrap

    return wrap(
        text,
        width,
        initial_indent=" " * first,
        subsequent_indent=" " * rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
