"""Making a passage record from a source's text, and finding the passage again in any copy of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from kalquiz.citation.record import Passage
from kalquiz.citation.skeleton import NORM, Skeleton, skeleton

LONGEST_ANCHOR = 5
SHINGLE = 6
SKETCH_SIZE = 16


class Status(StrEnum):
    """What became of a passage in a copy of its source."""

    EXACT = "exact"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a passage is: its `span` in the text that was searched (start and end, in characters).

    `copies` counts the places that hold it word for word; the nearest to the recorded place is `span`.
    """

    status: Status
    span: tuple[int, int] | None = None
    copies: int = 0


def make_passage(text: str, start: int, end: int) -> Passage:
    """Record the passage `text[start:end]`.

    The anchors are the fewest words at each end that resolve to this place alone and give away at most half
    of the words.
    """
    whole = skeleton(text)
    quoted = text[start:end]
    bare = skeleton(quoted).text
    words = quoted.split()
    return Passage(
        anchors=_anchors(whole, words, len(bare)),
        words=len(words),
        characters=len(bare),
        position=round(start / len(text), 3),
        hash=_hash(bare),
        sketch=_sketch(bare),
        norm=NORM,
    )


def find_passage(source: Skeleton, passage: Passage) -> Finding:
    """Find a recorded passage in a copy of its source.

    Tried first is every place where the start anchor stands, then every place: the passage's length of
    skeleton must have the recorded hash.
    """
    length = passage.characters
    hits = [
        place
        for place in _places(source.text, skeleton(passage.anchors[0]).text)
        if _holds(source, place, passage)
    ]
    if not hits:
        every_place = range(len(source.text) - length + 1)
        hits = [place for place in every_place if _holds(source, place, passage)]
    if not hits:
        return Finding(Status.MISSING)
    expected = passage.position * len(source.text)
    nearest = min(hits, key=lambda place: abs(place - expected))
    return Finding(Status.EXACT, source.span(nearest, nearest + length), len(hits))


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """The spans of `text` that read as `quote`; an ellipsis in it stands for any words between two ends."""
    whole = skeleton(text)
    first, *rest = (skeleton(piece).text for piece in re.split(r"\s*(?:\.\.\.|…)\s*", quote.strip()))
    spans = []
    for start in _places(whole.text, first):
        end = start + len(first)
        for piece in rest:
            found = whole.text.find(piece, end)
            if found < 0:
                break
            end = found + len(piece)
        else:
            spans.append(whole.span(start, end))
    return spans


def _holds(source: Skeleton, place: int, passage: Passage) -> bool:
    window = source.text[place : place + passage.characters]
    return len(window) == passage.characters and _hash(window) == passage.hash


def _anchors(source: Skeleton, words: list[str], length: int) -> tuple[str, str]:
    longest = max(1, min(LONGEST_ANCHOR, len(words) // 4))
    for count in range(1, longest + 1):
        first, last = " ".join(words[:count]), " ".join(words[-count:])
        start, end = skeleton(first).text, skeleton(last).text
        starts = [
            place
            for place in _places(source.text, start)
            if source.text.startswith(end, place + length - len(end))
        ]
        if len(starts) == 1 or count == longest:
            break
    return first, last


def _places(text: str, part: str) -> Iterator[int]:
    place = text.find(part) if part else -1
    while place >= 0:
        yield place
        place = text.find(part, place + 1)


def _hash(bare: str) -> str:
    return sha256(bare.encode()).hexdigest()[:16]


def _sketch(bare: str) -> str:
    shingles = {bare[index : index + SHINGLE] for index in range(max(1, len(bare) - SHINGLE + 1))}
    hashes = sorted({sha256(shingle.encode()).hexdigest()[:4] for shingle in shingles})
    return "".join(hashes[:SKETCH_SIZE])
