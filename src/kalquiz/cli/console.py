"""The console of a session: the terminal, or a pipe."""

import os
import shutil
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import click

from kalquiz.cli.ending import Ending
from kalquiz.cli.terminal import styled
from kalquiz.markup import visible

NARROWEST, WIDEST = 24, 76

_STYLES: dict[str, dict[str, Any]] = {
    "stem": {"bold": True},
    "right": {"fg": "green", "bold": True},
    "wrong": {"fg": "red", "bold": True},
    "quiet": {"dim": True},
}
"""Colours of the terminal's own palette, which its owner chose for dark or for light; words say the same."""

_PLAINER = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "·": "*"}
)
"""For terminals that cannot show typography."""


@dataclass
class Terminal:
    """What is typed here and shown here. With `aside`, everything is shown on stderr, and stdout is left to others."""

    plain: bool = False
    aside: bool = False
    waits: bool = field(init=False)
    ending: Ending = field(default_factory=Ending)
    _shown: list[tuple[str, str]] = field(default_factory=list)
    """The question, and what was shown and typed since."""
    _answered: bool = False

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
        if fresh and self.waits:
            _forget_typed()
        with self.ending.waiting():
            try:
                line = self._asked(mark) if self.waits else _piped()
            except EOFError:
                if self.waits:
                    self.write("")
                return None
            finally:
                self._answered = True
        self._shown.append((f"{mark}{visible(line)}", "text"))
        return line

    def write(self, line: str, role: str = "text") -> None:
        """Show a line."""
        if self._answered and role == "stem":
            self._shown.clear()
            self._answered = False
        self._shown.append((line, role))
        self._show(line, role)

    def _show(self, line: str, role: str) -> None:
        stream = sys.stderr if self.aside else sys.stdout
        if not _knows_typography(stream):
            line = line.translate(_PLAINER)
        style = {} if self.plain else _STYLES.get(role, {})
        with self.ending.noticed():
            click.echo(styled(line, **style) if style else line, err=self.aside)

    def _asked(self, mark: str) -> str:
        if not self.aside and sys.stdout is not None and sys.stdout.isatty():
            return self._edited(mark)
        # Where stdout belongs to a program, `input` would write the prompt into its data.
        click.echo(mark, nl=False, err=True)
        return _piped()

    def _edited(self, mark: str) -> str:
        """A line from the terminal; whoever puts the session aside finds the question again, and what they typed."""
        if not hasattr(signal, "SIGTSTP"):
            return input(mark)
        typed = ""
        while True:
            before = signal.signal(signal.SIGTSTP, _stop)
            try:
                return _begun(mark, typed)
            except _StopError as stop:
                typed = stop.typed
                click.echo()
            finally:
                signal.signal(signal.SIGTSTP, before)
            os.kill(os.getpid(), signal.SIGTSTP)
            for line, role in self._shown:
                self._show(line, role)


class _StopError(Exception):
    """The person puts the session aside (Ctrl-Z), with `typed` in the line."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


def _stop(*_: object) -> None:
    # Leaving `input` gives the terminal back as it was; the default would stop in the middle of line editing.
    readline = sys.modules.get("readline")
    raise _StopError(readline.get_line_buffer() if readline else "")


def _begun(mark: str, typed: str) -> str:
    """A line from the terminal that has begun already."""
    if not typed:
        return input(mark)
    import readline

    readline.set_startup_hook(lambda: readline.insert_text(typed))
    try:
        return input(mark)
    finally:
        readline.set_startup_hook()


def _piped() -> str:
    """A line without editing.

    Raises:
        EOFError: there is none.
    """
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


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
    with suppress(ImportError):
        import termios

        with suppress(termios.error):  # the terminal is gone, which reading will notice
            termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _knows_typography(stream: Any) -> bool:
    """Whether all signs can be shown. Where only some can, it is not certain that the terminal shows those."""
    return (getattr(stream, "encoding", None) or "utf-8").casefold().startswith("utf")
