"""The console of a session: the terminal, or a pipe."""

import os
import shutil
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import click

from kalquiz.cli.terminal import styled

NARROWEST, WIDEST = 24, 76

_STYLES: dict[str, dict[str, Any]] = {
    "stem": {"bold": True},
    "right": {"fg": "green", "bold": True},
    "wrong": {"fg": "red", "bold": True},
    "quiet": {"dim": True},
}
"""Colours of the terminal's own palette, which its owner chose for dark or for light; words say the same."""

_PLAINER = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->"})
"""For terminals that cannot show typography."""


@dataclass
class Terminal:
    """What is typed here and shown here. With `aside`, everything is shown on stderr, and stdout is left to others."""

    plain: bool = False
    aside: bool = False
    waits: bool = field(init=False)

    def __post_init__(self) -> None:
        self.waits = sys.stdin is not None and sys.stdin.isatty()
        if self.waits:
            _edit_lines()

    @property
    def width(self) -> int:
        """The columns that text may fill, as the window is now."""
        return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))

    def read(self, mark: str, *, fresh: bool = True) -> str | None:
        """The next line; at a terminal with a prompt and line editing."""
        if sys.stdin is None:
            return None
        if not self.waits:
            line = sys.stdin.readline()
            return line.rstrip("\n") if line else None
        if fresh:
            _forget_typed()
        try:
            return self._asked(mark)
        except EOFError:
            self.write("")
            return None

    def write(self, line: str, role: str = "text") -> None:
        """Show a line."""
        stream = sys.stderr if self.aside else sys.stdout
        if not _can_show(line, stream):
            line = line.translate(_PLAINER)
        style = {} if self.plain else _STYLES.get(role, {})
        click.echo(styled(line, **style) if style else line, err=self.aside)

    def _asked(self, mark: str) -> str:
        if not self.aside and sys.stdout is not None and sys.stdout.isatty():
            return _edited(mark)
        # Where stdout belongs to a program, `input` would write the prompt into its data.
        click.echo(mark, nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")


class _StopError(Exception):
    """The person puts the session aside (Ctrl-Z)."""


def _edited(mark: str) -> str:
    """A line from the terminal; whoever puts the session aside and comes back finds the prompt."""
    if not hasattr(signal, "SIGTSTP"):
        return input(mark)
    while True:
        before = signal.signal(signal.SIGTSTP, _stop)
        try:
            return input(mark)
        except _StopError:
            click.echo()
        finally:
            signal.signal(signal.SIGTSTP, before)
        os.kill(os.getpid(), signal.SIGTSTP)


def _stop(*_: object) -> None:
    # Leaving `input` gives the terminal back as it was; the default would stop in the middle of line editing.
    raise _StopError


def _edit_lines() -> None:
    """Line editing, where a paste of several lines is one answer, and answers are no commands to come back to."""
    if os.environ.get("TERM", "dumb") == "dumb":
        return
    with suppress(ImportError):
        import readline

        readline.parse_and_bind("set enable-bracketed-paste on")
        readline.set_auto_history(False)


def _forget_typed() -> None:
    """Drop what was typed before it was asked for: it was meant for something else."""
    with suppress(ImportError, OSError):
        import termios

        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _can_show(line: str, stream: Any) -> bool:
    if line.isascii():
        return True
    try:
        line.encode(getattr(stream, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
