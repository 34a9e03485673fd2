"""What a session hands its answers to, and what it is told about them."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kalquiz.askable import Askable
from kalquiz.practice.session import Answer


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was kept.

    `uid` names it; `rating` is the word that the scheduler was told and `days` the number of days until the
    question is due, both None for what is not scheduled. `lapses` says how often the question was forgotten,
    where that is so often that it needs another look, and `given` what was then answered.
    """

    uid: str = ""
    rating: str | None = None
    days: int | None = None
    lapses: int = 0
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Last:
    """The last entry of earlier sessions: its uid, its question, and whether it is a note and no answer."""

    uid: str
    question: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many questions are due tomorrow, of those that were answered; and how many were never asked."""

    tomorrow: date
    due: int
    new: int


class Log(Protocol):
    """Where answers are kept: the history, or nowhere."""

    def keep(self, answer: Answer, instead_of: str = "") -> Kept:
        """Keep an answer, in place of another one where its uid is given. It is safe when this returns.

        Raises:
            KalquizError: it was not kept; it can be tried again.
        """

    def undo(self, uid: str, question: str) -> None:
        """Take back an entry on a question.

        Raises:
            KalquizError: it still holds.
        """

    def last(self) -> Last | None:
        """The last entry that can be taken back."""

    def flag(self, question: Askable, note: str) -> None:
        """Keep a note on a question.

        Raises:
            KalquizError: it was not kept.
        """

    def reset(self, question: Askable) -> None:
        """Begin a question anew, as if it had never been asked.

        Raises:
            KalquizError: it was not kept.
        """

    def today(self) -> tuple[int, int]:
        """Of the questions answered on this study day, how many were right at the first try, and how many there are."""

    def outlook(self) -> Outlook | None:
        """What is to come; None where nobody knows."""


class Unkept:
    """Keeps nothing."""

    def keep(self, answer: Answer, instead_of: str = "") -> Kept:
        """Keep nothing."""
        del answer, instead_of
        return Kept()

    def undo(self, uid: str, question: str) -> None:
        """Nothing was kept."""

    def last(self) -> Last | None:
        """Nothing was kept."""
        return None

    def flag(self, question: Askable, note: str) -> None:
        """Keep nothing."""

    def reset(self, question: Askable) -> None:
        """Nothing was kept."""

    def today(self) -> tuple[int, int]:
        """Nothing was kept."""
        return 0, 0

    def outlook(self) -> Outlook | None:
        """Nobody knows."""
        return None
