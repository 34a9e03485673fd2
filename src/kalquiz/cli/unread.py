"""What becomes of a command whose reader goes away, as in `kalquiz show | head`: it ends, and says no more."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

UNREAD = 141
"""What a shell says of a program that a closed pipe ended: 128 and the number of SIGPIPE."""


@contextmanager
def ending_unread() -> Iterator[None]:
    """Exit where a pipe is closed. It is to stand inside of click, whose own code of 1 says that something is wrong.

    Raises:
        SystemExit: nobody reads what is printed.
    """
    try:
        yield
    except BrokenPipeError:
        # What is still in the buffers is written when Python ends.
        silence(it.fileno() for it in (sys.stdout, sys.stderr) if it is not None)
        raise SystemExit(UNREAD) from None


def silence(streams: Iterable[int]) -> None:
    """Let whatever is still said to these streams go nowhere, instead of being an error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        with suppress(OSError):
            os.dup2(nowhere, stream)
    os.close(nowhere)
