"""Signals that end a session: Ctrl-C, a closed window, a shutdown. What is under way is finished first."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType

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
            KeyboardInterrupt: a signal came now, or has come before.
        """
        self._waiting = True
        try:
            if self.number:
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def _came(self, number: int, _: FrameType | None) -> None:
        self.number = number
        if number == getattr(signal, "SIGHUP", None):
            self._say_no_more()
        if self._waiting:
            raise KeyboardInterrupt

    def _say_no_more(self) -> None:
        """The terminal is gone: whatever is still said to it goes nowhere, instead of being an error."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in self._streams:
            with suppress(OSError):
                os.dup2(nowhere, stream)
        os.close(nowhere)
