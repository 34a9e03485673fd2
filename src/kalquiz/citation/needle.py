"""A passage record made ready for searching."""

from dataclasses import dataclass
from typing import Self

from kalquiz.citation.passage import hash_of
from kalquiz.citation.record import Passage
from kalquiz.citation.skeleton import Skeleton, skeleton
from kalquiz.citation.sketch import read_sketch


@dataclass(slots=True)  # not frozen: many are made, and a frozen one takes three times as long
class Needle:
    """A passage to be found: its record in the terms of a skeleton, and the place where it is expected."""

    start: str
    end: str
    length: int
    hash: str
    recorded_sketch: str
    expected: int

    @property
    def sketch(self) -> tuple[int, ...]:
        """The values of the sketch; most passages are found without them."""
        return read_sketch(self.recorded_sketch)

    @classmethod
    def of(cls, passage: Passage, source: Skeleton) -> Self:
        """Make the record ready for a search of `source`."""
        first, last = passage.anchors
        return cls(
            _bare(first),
            _bare(last),
            passage.characters,
            passage.hash,
            passage.sketch,
            source.place(round(passage.position * len(source.original))),
        )

    def is_at(self, source: Skeleton, place: int) -> bool:
        """Whether the passage stands at `place` of the skeleton, letter for letter, in whole words."""
        end = place + self.length
        if place < 0 or end > len(source.text) or not source.text.startswith(self.end, end - len(self.end)):
            return False
        return hash_of(source.text[place:end]) == self.hash and source.whole_words(place, end)


def _bare(anchor: str) -> str:
    """The skeleton of an anchor; most are plain letters, which need no rule."""
    letters = anchor.replace(" ", "")
    return letters.lower() if letters.isascii() and letters.isalpha() else skeleton(anchor).text
