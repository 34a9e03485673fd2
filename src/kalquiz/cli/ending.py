"""Signals that end a session: Ctrl-C, a closed window, a shutdown. What is under way is finished first."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EIO
from types import FrameType

from kalquiz.cli.unread import silence

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
"""Not every system has all of them."""


@dataclass
class Ending:
    """Waits for a signal that ends the session. `number` is that of the one that came, else 0.

    It ends the session where the session waits for a line, and not while an answer is being kept.
    """

    number: int = 0
    _waiting: bool = False
    _streams: list[int] = field(default_factory=list)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear signals, but for those that are to be ignored, as `nohup` has it."""
        self._streams = [it.fileno() for it in (sys.stdout, sys.stderr) if it is not None and it.isatty()]
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        heard = [it for it in numbers if signal.getsignal(it) != signal.SIG_IGN]
        before = {number: signal.signal(number, self._came) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Wait for a line within.

        Raises:
            KeyboardInterrupt: a signal came now, or has come before, or the terminal is gone.
        """
        self._waiting = True
        try:
            if self.number:
                raise KeyboardInterrupt
            with self.noticed():
                yield
        finally:
            self._waiting = False

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """Take an error of a terminal that is gone for its signal, which may come later."""
        try:
            yield
        except OSError as error:
            if error.errno != EIO:
                raise
            self._came(getattr(signal, "SIGHUP", signal.SIGTERM), None)

    def _came(self, number: int, _: FrameType | None) -> None:
        self.number = number
        if number == getattr(signal, "SIGHUP", None):
            # The terminal is gone.
            silence(self._streams)
        if self._waiting:
            raise KeyboardInterrupt
