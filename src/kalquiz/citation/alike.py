"""Finding the place that is most like a passage, where no place holds it letter for letter.

Hits of the sketch that stand close together say where to look; around each such cluster the edges are tried at
which the passage may begin and end. What `evidence` speaks for most is taken, if it is enough.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import product

from kalquiz.citation.difference import difference
from kalquiz.citation.evidence import Evidence, Hit
from kalquiz.citation.finding import Finding, Status
from kalquiz.citation.needle import Needle
from kalquiz.citation.script import is_unspaced
from kalquiz.citation.skeleton import Skeleton
from kalquiz.citation.sketch import SHINGLE, Hits, foreign_places

ENOUGH = 20.0
"""Bits below which a passage is missing."""

SIGNS = 2
"""Signs that have to agree: hits that share no letter, and recorded words that hold."""

ALIKE = 0.4
"""The share of the sketch from which on a passage has drifted; below, it has changed."""

RIVAL = 0.12
"""Another place with a share of the sketch that close makes the finding ambiguous."""

SHORTEST, LONGEST = 0.5, 1.6
"""How much shorter or longer than the passage a place may be."""

CLOSED = -12.0
"""Bits against any place if the text between the neighbours is shorter by about the passage: it was cut out."""

CUT = 0.7
"""The part of its length by which the text has to be shorter for that."""

ROUNDING = 0.0005
"""The part of the text by which a recorded position may be off."""

FOREIGN = 0.5
"""Bits against a stretch for each shingle in it that is surely not in the passage; a damaged passage has some too."""

CLUSTERS, EDGES, MOST_HITS, NEAR = 4, 6, 2000, 20
"""Bounds of the search: places looked at closely, edges tried for each, hits considered in all, and how many
lengths from the expected place a hit counts that has none beside it."""

RARE = 2.0
"""An anchor with so many bits or more is a sign of its own."""


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
        self.evidence = Evidence(source, needle, hits, expected)
        considered: list[Hit] = []
        for value in sorted(hits.keys() & set(self.sketch), key=lambda value: (len(hits[value]), value)):
            if len(considered) + len(hits[value]) <= MOST_HITS:
                considered += ((place, value) for place in hits[value])
        self.hits = self._telling(sorted(considered))

    def places(self) -> Iterator[Place]:
        """The best place of each cluster of hits, and the one where the passage is expected."""
        slack = self.needle.length // 4
        around = (self.expected + slack, self.expected + self.needle.length - slack)
        for first, last in [*self._clusters(), around]:
            place = self._best(first, last)
            if place is not None:
                yield place

    def _telling(self, hits: list[Hit]) -> list[Hit]:
        """Those hits that have another near them, or are near the expected place; in a long text few of all."""
        reach = int(self.needle.length * LONGEST)
        near = range(self.expected - NEAR * reach, self.expected + NEAR * reach)
        places = [-reach, *(place for place, _ in hits), len(self.source.text) + reach]
        return [
            hit
            for before, hit, after in zip(places, hits, places[2:], strict=False)
            if hit[0] - before < reach or after - hit[0] < reach or hit[0] in near
        ]

    def _clusters(self) -> list[tuple[int, int]]:
        """The first and last letter of the groups of hits that say most, none overlapping another."""
        reach = int(self.needle.length * 1.2)
        groups = []
        for begin, _ in self.hits:
            group = self._hits_in(begin, begin + reach)
            end = group[-1][0] + SHINGLE
            bits = self.evidence.of_hits(group) - self.evidence.of_distance(begin, end)
            groups.append((bits, begin, end))
        chosen: list[tuple[int, int]] = []
        for _, begin, end in sorted(groups, reverse=True):
            if all(end <= other_begin or begin >= other_end for other_begin, other_end in chosen):
                chosen.append((begin, end))
            if len(chosen) == CLUSTERS:
                break
        return chosen

    def _best(self, first: int, last: int) -> Place | None:
        """The best stretch around the letters from `first` to `last`."""
        found = self._around(first, last)
        if not found:
            return None
        begin = min(place.start for place in found)
        text = self.source.text[begin : max(place.end for place in found)]
        foreign = [begin + place for place in foreign_places(text, self.sketch)]

        def likely(place: Place) -> float:
            last = bisect_left(foreign, place.end - SHINGLE + 1)
            return place.bits - FOREIGN * (last - bisect_left(foreign, place.start))

        return max(found, key=lambda place: (likely(place), -place.start, -place.end))

    def _around(self, first: int, last: int) -> list[Place]:
        """Stretches that hold the letters from `first` to `last`.

        Each begins or ends at one of the likeliest edges, and ends at another of them or where the length is right.
        """
        length, reach = self.needle.length, int(self.needle.length * LONGEST)
        ideal = (first + last - length) // 2
        starts = self._edges(range(last - reach, last), self.needle.start, 0)
        ends = self._edges(range(first + 1, first + reach + 1), self.needle.end, len(self.needle.end))
        likely_starts, likely_ends = _likeliest(starts, ideal), _likeliest(ends, ideal + length)
        pairs = set(product(likely_starts, likely_ends))
        pairs |= {(start, _nearest(ends, start.place + length)) for start in likely_starts if ends}
        pairs |= {(_nearest(starts, end.place - length), end) for end in likely_ends if starts}
        return [
            self._place(start, end)
            for start, end in pairs
            if SHORTEST * length <= end.place - start.place <= reach
        ]

    def _edges(self, places: range, anchor: str, back: int) -> list[Edge]:
        """The edges of words among the places, in order; the anchor stands `back` letters before the edge."""
        inside = range(max(0, places.start), min(len(self.source.text) + 1, places.stop))
        return [self._edge(place, anchor, back) for place in inside if not self.source.inside_word(place)]

    def _edge(self, place: int, anchor: str, back: int) -> Edge:
        bits = self.evidence.of_anchor(anchor, place - back)
        return Edge(place, bits + self.evidence.of_sentence(place), bits >= RARE)

    def _place(self, start: Edge, end: Edge) -> Place:
        hits = self._hits_in(start.place, end.place)
        share = len({value for _, value in hits}) / len(self.sketch)
        bits = self.evidence.of_stretch(start.place, end.place, hits, share) + start.bits + end.bits
        return Place(start.place, end.place, bits, share, self._rows(hits) + start.anchored + end.anchored)

    def _hits_in(self, start: int, end: int) -> list[Hit]:
        """The hits that lie within a stretch."""
        return self.hits[bisect_left(self.hits, (start, 0)) : bisect_left(self.hits, (end - SHINGLE + 1, 0))]

    def _rows(self, hits: Sequence[Hit]) -> int:
        """How many hits there are that share no letter; where a letter says as much as a word, not more than half."""
        count, after = 0, 0
        for place, _ in hits:
            if place >= after:
                apart = SHINGLE // 2 if is_unspaced(self.source.text[place]) else SHINGLE
                count, after = count + 1, place + apart
        return count


def _likeliest(edges: list[Edge], ideal: int) -> list[Edge]:
    return nlargest(EDGES, edges, key=lambda edge: (edge.bits, -abs(edge.place - ideal)))


def _nearest(edges: list[Edge], place: int) -> Edge:
    return min(edges, key=lambda edge: abs(edge.place - place))
