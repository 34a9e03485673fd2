"""What was found of a passage in a copy of its source."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a passage in a copy of its source.

    `exact`: every letter and figure stands as it was cited. `drifted`: it is here, with other letters in it.
    `changed`: here it stood, and little of its wording is left. `ambiguous`: several places are like it, none
    is it. `missing`: it is not here.
    """

    EXACT = "exact"
    DRIFTED = "drifted"
    CHANGED = "changed"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


STATUS_WORDS = {
    Status.EXACT: "word for word",
    Status.DRIFTED: "a little different",
    Status.CHANGED: "changed",
    Status.AMBIGUOUS: "like several places",
    Status.MISSING: "missing",
}
"""What became of a passage, in words."""


class Agreement(StrEnum):
    """What can be told of a word without the passage at hand."""

    HELD = "held"
    """All its letters stand in rows that the passage has too."""
    DIFFERS = "differs"
    """Here or right beside it stand letters that the passage does not have."""
    UNKNOWN = "unknown"
    """The record says nothing about it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How the words at a finding's span differ from the passage, as far as its record tells.

    A record holds no words but the anchors. So the words are those of the copy that was searched; what they
    read in the passage cannot be told, only where they do not agree.

    Attributes:
        words: the copy's own words, each with what can be told of it.
        start_holds: whether the copy begins with the recorded first words.
        end_holds: whether it ends with the recorded last words.
        longer_by: letters more than the passage has, or less (negative).
        lost: the share of the recorded hashes that are not found here, from 0 to 1.
    """

    words: tuple[tuple[str, Agreement], ...]
    start_holds: bool
    end_holds: bool
    longer_by: int
    lost: float

    @property
    def differing(self) -> tuple[str, ...]:
        """The words at which the copy surely differs from the passage."""
        return tuple(word for word, agreement in self.words if agreement is Agreement.DIFFERS)


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a passage is, or is most likely.

    Attributes:
        status: what became of it.
        span: its start and end in the text that was searched, in characters; None where it is missing.
        copies: the places that hold it word for word; the nearest to the recorded place is `span`.
        confidence: how sure the status is, from 0 to 1.
        reason: why, in a sentence.
        difference: how the words at `span` differ, where they do.
    """

    status: Status
    span: tuple[int, int] | None = None
    copies: int = 0
    confidence: float = 0.0
    reason: str = ""
    difference: Difference | None = None
