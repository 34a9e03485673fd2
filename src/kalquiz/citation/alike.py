"""Finding the place that is most like a passage, where no place holds it letter for letter.

Evidence is counted in bits: what is found at a place weighs the more, the less one would find it by chance at
any other. Hashes of the sketch, the recorded first and last words, the expected place and the length all count.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from math import log2

from rapidfuzz.distance import Indel

from kalquiz.citation.difference import difference
from kalquiz.citation.finding import Finding, Status
from kalquiz.citation.needle import Needle
from kalquiz.citation.script import is_unspaced
from kalquiz.citation.skeleton import Skeleton
from kalquiz.citation.sketch import SHINGLE, foreign_places

ENOUGH = 20.0
"""Bits below which a passage is missing."""

SIGNS = 2
"""Signs that have to agree: hits that share no letter, and recorded words that hold."""

ALIKE = 0.4
"""The share of the sketch from which on a passage has drifted; below, it has changed."""

RIVAL = 0.12
"""Another place with a share of the sketch that close makes the finding ambiguous."""

SENTENCE = 6.0
"""Bits for an edge where a sentence begins or ends."""

ACROSS = 4.0
"""Bits against a sentence's end inside, for the first two."""

SENTENCE_END = re.compile(r"[.!?।؟](?=\s)|[。！？]|(?<![.!?।؟])\n[ \t]*\n")
SENTENCE_SIGNS = frozenset(".!?;…。！？।؟។။\n")

SHORTEST, LONGEST = 0.5, 1.6
"""How much shorter or longer than the passage a place may be."""

SHORTER, LONGER = 6.0, 12.0
"""Bits against a place half, or twice, as long as the passage."""

AWAY, FARTHEST = 12.0, 24.0
"""Bits against a place that is one unit away from where the passage is expected: half its length and 0.2 % of
the text (positions are rounded, and damage moves them); and against any place, since paragraphs are moved."""

HELD = 10.0
"""Bits for a place that holds the whole sketch, half or less of that for one that holds half or less."""

CLOSED = -12.0
"""Bits against any place if the text between the neighbours is shorter by about the passage: it was cut out."""

CUT = 0.7
"""The part of its length by which the text has to be shorter for that."""

ROUNDING = 0.0005
"""The part of the text by which a recorded position may be off."""

FOREIGN = 0.5
"""Bits against an edge for each shingle inside that is surely not in the passage; in a damaged one are some, too."""

SAME_ROW = 0.5
"""What a hit is worth that shares letters with the one before it."""

CLUSTERS, EDGES, MOST_MARKS, NEAR = 4, 6, 2000, 20
"""Bounds of the search: places looked at closely, edges tried for each, hits considered in all, and how many
lengths from the expected place a hit counts that has none beside it."""

RARE = 2.0
"""Bits from which on a recorded anchor is a sign of its own."""

SAME_WORDS = 0.7
"""Likeness from which on words count as a recorded anchor with a flaw in it."""

Hits = Mapping[int, Sequence[int]]
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the skeleton, the evidence for it in bits, the share of the sketch it holds, and its signs."""

    start: int
    end: int
    bits: float
    share: float
    signs: int

    def overlaps(self, other: "Place") -> bool:
        """Whether the two have a letter in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Edge:
    """A place where the passage may begin or end, the evidence for that in bits, and whether an anchor holds."""

    place: int
    bits: float
    anchored: bool


def find_alike(source: Skeleton, needle: Needle, hits: Hits, shift: int, room: int | None) -> Finding:
    """The place of `source` most like the passage: drifted, changed, ambiguous, or missing if none is.

    `shift` is how far from its place the nearest passage was found; `room` is by how many letters the text
    between the passages found before and after this one has grown, or shrunk, if there are such.
    """
    search = _Search(source, needle, hits, needle.expected + shift)
    places = sorted(
        (place for place in search.places() if place.signs >= SIGNS), key=lambda place: -place.bits
    )
    bits = places[0].bits if places else 0.0
    if places and places[0].share < ALIKE and room is not None and _cut_out(source, needle, room):
        bits += CLOSED
    if bits < ENOUGH:
        reason = "Nothing in this text is enough like it."
        return Finding(Status.MISSING, confidence=_sure(ENOUGH - max(0.0, bits)), reason=reason)
    best = places[0]
    rivals = [
        place
        for place in places
        if not place.overlaps(best) and place.bits >= ENOUGH and place.share > best.share - RIVAL
    ]
    return _finding(source, needle, best, len(rivals))


def _cut_out(source: Skeleton, needle: Needle, room: int) -> bool:
    """Whether the text is shorter by about the passage."""
    slack = ROUNDING * len(source.text)
    return CUT * needle.length + slack < -room < needle.length / CUT + slack


def _finding(source: Skeleton, needle: Needle, best: Place, rivals: int) -> Finding:
    differs = difference(source, needle, best.start, best.end)
    here = "all" if best.share == 1 else f"{round(best.share * 100)} %"
    said = f"{here} of what the citation knows of its wording is here"
    if rivals:
        status, sure = Status.AMBIGUOUS, 0.5
        reason = f"No place holds it, and {rivals + 1} are about equally like it; {said}."
    elif best.share >= ALIKE:
        status, sure = Status.DRIFTED, _sure(best.bits - ENOUGH)
        at = ", ".join(f"“{word}”" for word in differs.differing[:5])
        where = f"look at {at}" if at else "at which words its record cannot tell"
        reason = f"It is here with other letters in it: {said}; {where}."
    else:
        status, sure = Status.CHANGED, _sure(best.bits - ENOUGH)
        reason = f"Here it stood, as far as can be told, but little of its wording is left: {said}."
    return Finding(status, source.span(best.start, best.end), 0, sure, reason, differs)


def _sure(bits: float) -> float:
    return round(1 - 0.5 * 2 ** (-max(0.0, bits) / 4), 2)


class _Search:
    """The search for one passage."""

    def __init__(self, source: Skeleton, needle: Needle, hits: Hits, expected: int) -> None:
        self.source, self.needle, self.expected = source, needle, expected
        self.sketch = needle.sketch
        self.weights = {value: self._weight(len(hits[value])) for value in self.sketch if value in hits}
        self.rarities: dict[str, float] = {}
        marks: list[Mark] = []
        for value in sorted(self.weights, key=lambda value: len(hits[value])):
            if len(marks) + len(hits[value]) <= MOST_MARKS:
                marks += ((place, value) for place in hits[value])
        self.marks = self._telling(sorted(marks))

    def places(self) -> Iterator[Place]:
        """The best place of each cluster of hits, and the one where the passage is expected."""
        slack = self.needle.length // 4
        around = (self.expected + slack, self.expected + self.needle.length - slack)
        for first, last in [*self._clusters(), around]:
            place = self._best(first, last)
            if place is not None:
                yield place

    def _telling(self, marks: list[Mark]) -> list[Mark]:
        """The hits that have another near them, or are near the expected place; in a long text few of all."""
        reach = int(self.needle.length * LONGEST)
        near = range(self.expected - NEAR * reach, self.expected + NEAR * reach)
        places = [-reach, *(place for place, _ in marks), len(self.source.text) + reach]
        return [
            mark
            for before, mark, after in zip(places, marks, places[2:], strict=False)
            if mark[0] - before < reach or after - mark[0] < reach or mark[0] in near
        ]

    def _weight(self, count: int) -> float:
        """The bits of a hash: how unlikely it is in a stretch as long as the passage."""
        elsewhere = (count - 1) / len(self.source.text) + 1 / 0x10000
        return max(0.0, -log2(min(1.0, elsewhere * self.needle.length)))

    def _clusters(self) -> list[tuple[int, int]]:
        """The first and last letter of the groups of hits that say most, none overlapping another."""
        reach = int(self.needle.length * 1.2)
        groups = []
        for first in range(len(self.marks)):
            begin = self.marks[first][0]
            last = bisect_left(self.marks, (begin + reach - SHINGLE + 1, 0))
            group = self.marks[first:last]
            end = group[-1][0] + SHINGLE
            groups.append((self._bits(group) - self._distance(begin, end), begin, end))
        chosen: list[tuple[int, int]] = []
        for _, begin, end in sorted(groups, reverse=True):
            if all(end <= other_begin or begin >= other_end for other_begin, other_end in chosen):
                chosen.append((begin, end))
            if len(chosen) == CLUSTERS:
                break
        return chosen

    def _bits(self, marks: Sequence[Mark]) -> float:
        """The bits of the hits; of two that share letters the second says less, and so does a value once more."""
        bits = dict[int, float]()
        before = -SHINGLE
        for place, value in marks:
            gap = place - before
            said = self.weights[value] * (1 if gap >= SHINGLE else SAME_ROW * gap / SHINGLE)
            bits[value] = min(said, bits.get(value, said))
            before = place
        return sum(bits.values())

    def _distance(self, start: int, end: int) -> float:
        """The bits against a place that is not where the passage is expected."""
        length = self.needle.length
        nearer_edge = min(abs(start - self.expected), abs(end - self.expected - length))
        away = max(0.0, nearer_edge - 0.2 * length)
        return min(FARTHEST, AWAY * log2(1 + away / (length / 2 + len(self.source.text) * 0.002)))

    def _best(self, first: int, last: int) -> Place | None:
        """The best stretch around the letters from `first` to `last`."""
        length, reach = self.needle.length, int(self.needle.length * LONGEST)
        ideal = (first + last - length) // 2
        starts = self._edges(range(last - reach, last), self.needle.start, 0)
        ends = self._edges(range(first + 1, first + reach + 1), self.needle.end, len(self.needle.end))
        likely_starts, likely_ends = _likeliest(starts, ideal), _likeliest(ends, ideal + length)
        pairs = set(product(likely_starts, likely_ends))
        pairs |= {(start, _nearest(ends, start.place + length)) for start in likely_starts if ends}
        pairs |= {(_nearest(starts, end.place - length), end) for end in likely_ends if starts}
        found = [
            self._place(start, end)
            for start, end in pairs
            if SHORTEST * length <= end.place - start.place <= reach
        ]
        if not found:
            return None
        begin = min(place.start for place in found)
        text = self.source.text[begin : max(place.end for place in found)]
        foreign = [begin + place for place in foreign_places(text, self.sketch)]

        def likely(place: Place) -> float:
            last = bisect_left(foreign, place.end - SHINGLE + 1)
            return place.bits - FOREIGN * (last - bisect_left(foreign, place.start))

        return max(found, key=lambda place: (likely(place), -place.start, -place.end))

    def _edges(self, places: range, anchor: str, back: int) -> list[Edge]:
        """The edges of words among the places, in order; the anchor stands `back` letters before the edge."""
        inside = range(max(0, places.start), min(len(self.source.text) + 1, places.stop))
        return [self._edge(place, anchor, back) for place in inside if not self.source.inside_word(place)]

    def _edge(self, place: int, anchor: str, back: int) -> Edge:
        bits = self._anchor_bits(anchor, place - back)
        return Edge(place, bits + self._sentence_bits(place), bits >= RARE)

    def _anchor_bits(self, anchor: str, place: int) -> float:
        """How much speaks for the passage that the anchor stands at `place`, even with a flaw in it."""
        if not anchor or place < 0:
            return 0.0
        there = self.source.text[place : place + len(anchor)]
        like = Indel.normalized_similarity(anchor, there, score_cutoff=SAME_WORDS)
        return self._rarity(anchor) * max(0.0, like - 0.5) * 2

    def _rarity(self, anchor: str) -> float:
        if anchor not in self.rarities:
            start = max(0, self.expected - 50_000)
            size = min(len(self.source.text), 100_000)
            count = self.source.text.count(anchor, start, start + size)
            rare = log2(size / (20 * count)) if count else len(anchor) * 0.8
            self.rarities[anchor] = min(8.0, max(0.5, rare))
        return self.rarities[anchor]

    def _sentence_bits(self, place: int) -> float:
        """Passages begin and end with sentences more often than not."""
        text, positions = self.source.text, self.source.positions
        if not 0 < place < len(positions):
            return SENTENCE
        between = self.source.original[positions[place - 1] + 1 : positions[place]]
        unspaced = is_unspaced(text[place - 1]) and between.isspace()
        return SENTENCE if unspaced or "\n\n" in between or SENTENCE_SIGNS & set(between) else 0.0

    def _written(self, start: int, end: int) -> str:
        return self.source.original[slice(*self.source.span(start, end))]

    def _place(self, start: Edge, end: Edge) -> Place:
        first = bisect_left(self.marks, (start.place, 0))
        marks = self.marks[first : bisect_left(self.marks, (end.place - SHINGLE + 1, 0))]
        share = len({value for _, value in marks}) / len(self.sketch)
        longer = log2((end.place - start.place) / self.needle.length)
        bits = self._bits(marks) + start.bits + end.bits + HELD * min(0.5, share)
        bits -= self._distance(start.place, end.place) + max(LONGER * longer, -SHORTER * longer)
        bits -= ACROSS * min(2, len(SENTENCE_END.findall(self._written(start.place, end.place))))
        return Place(start.place, end.place, bits, share, self._rows(marks) + start.anchored + end.anchored)

    def _rows(self, marks: Sequence[Mark]) -> int:
        """How many hits there are that share no letter; where a letter says as much as a word, not more than half."""
        count, after = 0, 0
        for place, _ in marks:
            if place >= after:
                apart = SHINGLE // 2 if is_unspaced(self.source.text[place]) else SHINGLE
                count, after = count + 1, place + apart
        return count


def _likeliest(edges: list[Edge], ideal: int) -> list[Edge]:
    return nlargest(EDGES, edges, key=lambda edge: (edge.bits, -abs(edge.place - ideal)))


def _nearest(edges: list[Edge], place: int) -> Edge:
    return min(edges, key=lambda edge: abs(edge.place - place))
