"""Finding recorded passages in a copy of their source, many in one go.

Each step takes what the steps before it left over: the expected place, moved along with the passages found so
far; then any place, by the rarest hash of the sketch; then places that are alike (`alike`). The cost grows with
the text and the number of passages, not with their product.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from kalquiz.citation.copies import find_copies
from kalquiz.citation.finding import Finding, Status
from kalquiz.citation.needle import Needle
from kalquiz.citation.passage import places_of
from kalquiz.citation.record import Passage
from kalquiz.citation.skeleton import Skeleton
from kalquiz.citation.sketch import SHINGLE, Hits, find_values

NEAR = 300
"""Skeleton characters around the expected place that are tried first."""

FAR = 0.01
"""The part of the text around it that is tried next: positions of older records have three decimals."""

WEAK = frozenset({Status.CHANGED, Status.AMBIGUOUS})
FEW, MANY = 3, 0.25
"""From how many passages on the others speak for a finding or against it, and what share of them does so."""


def find_passage(source: Skeleton, passage: Passage) -> Finding:
    """Find a recorded passage in a copy of its source. For several `find_passages` is faster and surer."""
    return find_passages(source, [passage])[0]


def find_passages(source: Skeleton, passages: Sequence[Passage]) -> list[Finding]:
    """Find recorded passages in a copy of their source; the findings are in the order of the passages.

    Passages that stand near each other help to find each other.
    """
    from kalquiz.citation.alike import find_alike

    needles = [Needle.of(passage, source) for passage in passages]
    found = _where_expected(source, needles)
    rest = [number for number in range(len(needles)) if number not in found]
    hits: Hits = {}
    if rest:
        hits = find_values(source.text, {value for number in rest for value in needles[number].sketch})
        found |= _anywhere(source, {number: needles[number] for number in rest}, hits)
    copies = find_copies(source, [(place, needles[number].length) for number, place in found.items()])
    findings = {
        number: _exact(source, needles[number], place, copies.get((place, needles[number].length), ()))
        for number, place in found.items()
    }
    if len(found) < len(needles):
        shifts, rooms = _shifts(needles, found)
        findings |= {
            number: find_alike(source, needles[number], hits, shifts[number], rooms.get(number))
            for number in rest
            if number not in found
        }
    return _credible([findings[number] for number in range(len(needles))])


def _credible(findings: list[Finding]) -> list[Finding]:
    """The findings, without traces of a few passages in a text that holds none of the others.

    Two texts about one thing share some words; such a text is no copy of the source.
    """
    weak = [finding for finding in findings if finding.status in WEAK]
    strong = sum(finding.status in (Status.EXACT, Status.DRIFTED) for finding in findings)
    if strong or len(findings) < FEW or len(weak) >= len(findings) * MANY:
        return findings
    other = Finding(Status.MISSING, confidence=0.95, reason="This text holds none of the cited passages.")
    return [other if finding.status in WEAK else finding for finding in findings]


def _where_expected(source: Skeleton, needles: Sequence[Needle]) -> dict[int, int]:
    """The places of the passages that stand about where they are expected, by their number."""
    found = {}
    shift = 0
    for number in sorted(range(len(needles)), key=lambda number: needles[number].expected):
        needle = needles[number]
        place = _around(source, needle, needle.expected + shift, NEAR)
        if place is None:
            place = _around(source, needle, needle.expected, max(NEAR, int(len(source.text) * FAR)))
        if place is not None:
            found[number] = place
            shift = place - needle.expected
    return found


def _around(source: Skeleton, needle: Needle, expected: int, radius: int) -> int | None:
    """The nearest place that holds the passage and is not further than `radius` from the expected one."""
    start, end = max(0, expected - radius), expected + radius
    anchor, back = (needle.start, 0) if needle.start else (needle.end, needle.length - len(needle.end))
    if anchor:
        places = places_of(source.text, anchor, start + back, end + back + len(anchor))
        candidates: Iterable[int] = (place - back for place in places)
    else:
        candidates = range(start, end) if radius == NEAR else ()
    holding = [place for place in candidates if needle.is_at(source, place)]
    return _nearest(holding, expected) if holding else None


def _anywhere(source: Skeleton, needles: Mapping[int, Needle], hits: Hits) -> dict[int, int]:
    """The places of passages that stand somewhere else, or whose anchors do not help.

    A place that holds a passage has all hashes of its sketch within its length.
    """
    found = {}
    for number, needle in needles.items():
        if needle.length < SHINGLE:
            places: Iterable[int] = range(len(source.text) - needle.length + 1)
        else:
            reach = needle.length - SHINGLE
            together = _together([hits.get(value, ()) for value in needle.sketch], reach)
            places = sorted({place for hit in together for place in range(hit - reach, hit + 1)})
        holding = [place for place in places if needle.is_at(source, place)]
        if holding:
            found[number] = _nearest(holding, needle.expected)
    return found


def _together(hits: list[Sequence[int]], reach: int) -> list[int]:
    """The hits of the rarest hash that have one of every other hash within reach."""
    rarest, *others = sorted(hits, key=len)
    together = list(rarest)
    for other in others:
        nearest = ((hit, bisect_left(other, hit - reach)) for hit in together)
        together = [hit for hit, at in nearest if at < len(other) and other[at] <= hit + reach]
    return together


def _nearest(places: list[int], expected: int) -> int:
    return min(places, key=lambda place: abs(place - expected))


def _shifts(needles: Sequence[Needle], found: Mapping[int, int]) -> tuple[list[int], dict[int, int]]:
    """How far from its place each passage is to be looked for, and how the room for it has changed.

    The first is the shift of the passage found before it (of the first ones, of the one found after them), the
    second the difference to the one found after it.
    """
    order = sorted(range(len(needles)), key=lambda number: needles[number].expected)
    after: dict[int, int] = {}
    known: int | None = None
    for number in reversed(order):
        known = found[number] - needles[number].expected if number in found else known
        if known is not None:
            after[number] = known
    shifts, rooms = [0] * len(needles), {}
    known = None
    for number in order:
        known = found[number] - needles[number].expected if number in found else known
        shifts[number] = after.get(number, 0) if known is None else known
        if known is not None and number in after:
            rooms[number] = after[number] - known
    return shifts, rooms


def _exact(source: Skeleton, needle: Needle, place: int, others: Sequence[int]) -> Finding:
    count = 1 + len(others)
    reason = "Every letter and figure stands as it was cited."
    if others:
        reason = (
            f"It stands {count} times in this text, letter for letter. Taken is the place nearest to its own."
        )
    return Finding(Status.EXACT, source.span(place, place + needle.length), count, 1.0, reason)
