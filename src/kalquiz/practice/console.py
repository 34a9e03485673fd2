"""Where a session is held: lines come from it, and lines go to it."""

from collections.abc import Iterable
from typing import Literal, Protocol

from kalquiz.lines import hang

Role = Literal["text", "stem", "right", "wrong", "quiet"]
"""What a line is, for those who colour it; it says nothing that the words do not say."""


class Console(Protocol):
    """A terminal, a pipe, or a test.

    `waits` says whether somebody reads along, who wants to see the feedback before the next question; `plain`
    leaves out rules and progress.
    """

    waits: bool
    plain: bool

    @property
    def width(self) -> int:
        """The columns that text may fill; it may change at any time."""

    def read(self, mark: str, *, fresh: bool = True) -> str | None:
        """The next line without its end, asked for with `mark`; None at the end of the input.

        With `fresh`, what was typed before it was asked for does not count. A line that was pasted may hold
        several, with line ends between them.

        Raises:
            KeyboardInterrupt: the person interrupts the session.
        """

    def write(self, line: str, role: Role = "text") -> None:
        """Show a line."""


def say(console: Console, lines: Iterable[str], role: Role = "text") -> None:
    """Show lines."""
    for line in lines:
        console.write(line, role)


def tell(console: Console, text: str, role: Role = "text") -> None:
    """Show a sentence in as many lines as it needs."""
    say(console, hang("", text, console.width), role)
