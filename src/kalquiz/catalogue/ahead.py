"""Making something that takes long while nobody waits for it yet."""

import signal
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """What `make` gives. It is made when it is first asked for, or earlier, after `begin`."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._lock = Lock()

    def begin(self) -> None:
        """Begin to make it, beside whatever else goes on."""
        # Where there can be no thread, it is made when it is asked for.
        with suppress(RuntimeError):
            if not self._made and not self._lock.locked():
                Thread(target=self._aside).start()

    def get(self) -> T:
        """What was made; waits for it.

        Raises:
            Exception: what making it raises.
        """
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def _aside(self) -> None:
        # What is signalled is meant for who talks with the person; what fails, fails again where it is asked for.
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        with suppress(Exception):
            self.get()
