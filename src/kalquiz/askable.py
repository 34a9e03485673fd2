"""What has to be known of questions to select, plan and ask them: all there is before an answer comes.

A `Question` is askable, and so is what a catalogue holds of it.
"""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from kalquiz.interaction import Prompt


class Askable(Protocol):
    """A question, as far as it is known before it is answered."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def aka(self) -> tuple[str, ...]:
        """Its former ids."""

    @property
    def section(self) -> str:
        """The id of its section."""

    @property
    def type(self) -> str:
        """The name of its type."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""

    @property
    def skill(self) -> str | None:
        """Its skill, if it has one."""

    @property
    def points(self) -> int:
        """What it is worth."""

    @property
    def first_cited(self) -> tuple[str, str]:
        """The source and the hash of the passage cited first: questions that share both stand on one passage."""

    @property
    def content(self) -> str:
        """A hash of what is right."""

    def prompt(self, seed: str = "") -> Prompt:
        """The question as it is put to a person, its options in an order that depends on `seed` alone."""


A_co = TypeVar("A_co", bound=Askable, covariant=True)


class BankOf(Protocol[A_co]):
    """A bank, as far as its questions have to be known for selecting, planning and asking."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def questions(self) -> tuple[A_co, ...]:
        """Its questions, in the learner's order."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The stem of `giver` holds `text`, an answer to `question`; both are ids."""

    question: str
    giver: str
    text: str
