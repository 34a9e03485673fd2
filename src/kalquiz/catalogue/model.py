"""What a catalogue holds."""

from dataclasses import dataclass

from kalquiz.askable import Cue
from kalquiz.interaction import Prompt


@dataclass(frozen=True, slots=True)
class Listed:
    """A question as a catalogue holds it: an `Askable`; `written` is the prompt in the author's order."""

    id: str
    aka: tuple[str, ...]
    section: str
    type: str
    tags: tuple[str, ...]
    skill: str | None
    points: int
    first_cited: tuple[str, str]
    content: str
    written: Prompt

    def prompt(self, seed: str = "") -> Prompt:
        """The question as it is put to a person, its options in an order that depends on `seed` alone."""
        return self.written.mixed(f"{seed}/{self.id}")


@dataclass(frozen=True, slots=True)
class Held:
    """A source, and its text where it lies in the bank, as a path from the bank's folder."""

    id: str
    file: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What has to be known of a bank before an answer comes; `cues` say which question gives another away."""

    id: str
    title: str
    sources: tuple[Held, ...]
    questions: tuple[Listed, ...]
    cues: tuple[Cue, ...]
