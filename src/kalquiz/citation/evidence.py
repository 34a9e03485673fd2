"""How much speaks for a place of a text, and against it, where a damaged passage may stand.

Evidence is counted in bits: what is found at a place weighs the more, the less one would find it by chance at
any other. Hashes of the sketch, the recorded first and last words, the expected place and the length all count.
"""

import re
from collections.abc import Sequence
from math import log2

from rapidfuzz.distance import Indel

from kalquiz.citation.needle import Needle
from kalquiz.citation.script import is_unspaced
from kalquiz.citation.skeleton import Skeleton
from kalquiz.citation.sketch import SHINGLE, Hits

SENTENCE = 6.0
"""Bits for an edge where a sentence begins or ends."""

ACROSS = 4.0
"""Bits against a sentence's end inside, for the first two."""

SENTENCE_END = re.compile(r"[.!?।؟](?=\s)|[。！？]|(?<![.!?।؟])\n[ \t]*\n")
SENTENCE_SIGNS = frozenset(".!?;…。！？।؟။។\n")

SHORTER, LONGER = 6.0, 12.0
"""Bits against a place half, or twice, as long as the passage."""

AWAY, FARTHEST = 12.0, 24.0
"""Bits against a place that is one unit away from where the passage is expected: half its length and 0.2 % of
the text (positions are rounded, and damage moves them); and against any place, since paragraphs are moved."""

HELD = 10.0
"""Bits for a place that holds the whole sketch, half or less of that for one that holds half or less."""

SAME_ROW = 0.5
"""What a hit is worth that shares letters with the one before it."""

SAME_WORDS = 0.7
"""Likeness from which on words count as a recorded anchor with a flaw in it."""

Hit = tuple[int, int]
"""The place of a shingle whose value is in the sketch, and that value."""


class Evidence:
    """What speaks for the places of a text where one passage may stand; `expected` is where it should."""

    def __init__(self, source: Skeleton, needle: Needle, hits: Hits, expected: int) -> None:
        self._source, self._needle, self._expected = source, needle, expected
        self._weights = {value: self._weight(len(hits[value])) for value in needle.sketch if value in hits}
        self._rarities: dict[str, float] = {}

    def of_stretch(self, start: int, end: int, hits: Sequence[Hit], share: float) -> float:
        """The bits for a stretch with these hits, which are that share of the sketch; its edges are left out."""
        longer = log2((end - start) / self._needle.length)
        bits = self.of_hits(hits) + HELD * min(0.5, share) - self.of_distance(start, end)
        return bits - max(LONGER * longer, -SHORTER * longer) - ACROSS * min(2, self._sentences(start, end))

    def of_hits(self, hits: Sequence[Hit]) -> float:
        """The bits of hits; of two that share letters the second says less, and so does a value once more."""
        bits = dict[int, float]()
        before = -SHINGLE
        for place, value in hits:
            gap = place - before
            said = self._weights[value] * (1 if gap >= SHINGLE else SAME_ROW * gap / SHINGLE)
            bits[value] = min(said, bits.get(value, said))
            before = place
        return sum(bits.values())

    def of_distance(self, start: int, end: int) -> float:
        """The bits against a stretch that is not where the passage is expected."""
        length = self._needle.length
        nearer_edge = min(abs(start - self._expected), abs(end - self._expected - length))
        away = max(0.0, nearer_edge - 0.2 * length)
        return min(FARTHEST, AWAY * log2(1 + away / (length / 2 + len(self._source.text) * 0.002)))

    def of_anchor(self, anchor: str, place: int) -> float:
        """The bits for an anchor that stands at `place`, even with a flaw in it; 0 where it does not."""
        if not anchor or place < 0:
            return 0.0
        there = self._source.text[place : place + len(anchor)]
        like = Indel.normalized_similarity(anchor, there, score_cutoff=SAME_WORDS)
        return self._rarity(anchor) * max(0.0, like - 0.5) * 2

    def of_sentence(self, place: int) -> float:
        """The bits for an edge at `place`: passages begin and end with sentences more often than not."""
        text, positions = self._source.text, self._source.positions
        if not 0 < place < len(positions):
            return SENTENCE
        between = self._source.original[positions[place - 1] + 1 : positions[place]]
        unspaced = is_unspaced(text[place - 1]) and between.isspace()
        return SENTENCE if unspaced or not SENTENCE_SIGNS.isdisjoint(between) else 0.0

    def _weight(self, count: int) -> float:
        """The bits of a hash found so often: how unlikely it is in a stretch as long as the passage."""
        elsewhere = (count - 1) / len(self._source.text) + 1 / 0x10000
        return max(0.0, -log2(min(1.0, elsewhere * self._needle.length)))

    def _rarity(self, anchor: str) -> float:
        """The bits of an anchor that holds: how rare it is around the expected place."""
        if anchor not in self._rarities:
            start = max(0, self._expected - 50_000)
            size = min(len(self._source.text), 100_000)
            count = self._source.text.count(anchor, start, start + size)
            rare = log2(size / (20 * count)) if count else len(anchor) * 0.8
            self._rarities[anchor] = min(8.0, max(0.5, rare))
        return self._rarities[anchor]

    def _sentences(self, start: int, end: int) -> int:
        """How many sentences end inside of a stretch."""
        written = self._source.original[slice(*self._source.span(start, end))]
        return len(SENTENCE_END.findall(written))
