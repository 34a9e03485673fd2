"""Finding every place of a text that reads like given stretches of it, for many stretches in one go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import isqrt

from kalquiz.citation.skeleton import Skeleton

Stretch = tuple[int, int]

_SEEDS = ((16, 12), (8, 6))
"""For stretches at least so long: the letters compared first. Shorter ones are compared as they are."""

_PART = 8
"""Letters that a part between two of one letter needs, to be compared first."""

_BEGINNING = 10_000
"""Letters from which the most frequent letter of a text is told."""


def find_copies(source: Skeleton, stretches: Iterable[Stretch]) -> dict[Stretch, list[int]]:
    """The other places where the letters of a stretch (start and length, in the skeleton) stand as whole words.

    A stretch that stands once only is left out.
    """
    copies: dict[Stretch, list[int]] = defaultdict(list)
    for (start, length), place in _candidates(source.text, list(dict.fromkeys(stretches))):
        same = place >= 0 and source.text.startswith(source.text[start : start + length], place)
        if same and place != start and source.whole_words(place, place + length):
            copies[start, length].append(place)
    return copies


def _candidates(text: str, stretches: list[Stretch]) -> Iterator[tuple[Stretch, int]]:
    """Each stretch with each place that may have the same letters; among them are all that have."""
    letter = _frequent(text)
    keys = {stretch: _longest_part(text, stretch, letter) for stretch in stretches}
    yield from _by_parts(text, letter, {stretch: key for stretch, key in keys.items() if len(key) >= _PART})
    grouped: dict[int, list[Stretch]] = defaultdict(list)
    for stretch, key in keys.items():
        if len(key) < _PART:
            grouped[_seed(stretch[1])].append(stretch)
    for size, group in grouped.items():
        yield from _by_seeds(text, group, size)


def _frequent(text: str) -> str:
    beginning = text[:_BEGINNING]
    return max(sorted(set(beginning)), key=beginning.count, default=" ")


def _longest_part(text: str, stretch: Stretch, letter: str) -> str:
    """The longest part of the stretch between two of the letter."""
    start, length = stretch
    return max(text[start : start + length].split(letter)[1:-1], key=len, default="")


def _by_parts(text: str, letter: str, keys: dict[Stretch, str]) -> Iterator[tuple[Stretch, int]]:
    """Candidates by one part of each stretch: the text is cut into such parts, too, which is soon done."""
    known: dict[str, list[Stretch]] = defaultdict(list)
    for stretch, key in keys.items():
        known[key].append(stretch)
    parts = text.split(letter) if known else []
    places = accumulate((len(part) + 1 for part in parts), initial=0)
    for place, part in [hit for hit in zip(places, parts, strict=False) if hit[1] in known]:
        for start, length in known[part]:
            offset = text.index(f"{letter}{part}{letter}", start) + 1 - start
            yield (start, length), place - offset


def _seed(length: int) -> int:
    """How many letters are compared first."""
    for least, size in _SEEDS:
        if length >= least:
            return size
    return length


def _by_seeds(text: str, stretches: list[Stretch], size: int) -> Iterator[tuple[Stretch, int]]:
    """Candidates by a few letters in a row.

    The text is looked at every few letters only. Of each stretch the letters at as many offsets are known; those
    at one of them stand where the text is looked at, wherever a copy begins.
    """
    step = _step(text, stretches, size)
    seeds: dict[str, int] = {}
    more: dict[str, list[int]] = defaultdict(list)
    for number, (start, _) in enumerate(stretches):
        for offset in range(step):
            seed, code = text[start + offset : start + offset + size], number * step + offset
            if seeds.setdefault(seed, code) != code:
                more[seed].append(code)
    looked_at = range(0, len(text) - size + 1, step)
    hits = [place for place in looked_at if text[place : place + size] in seeds]
    for hit in hits:
        seed = text[hit : hit + size]
        for code in (seeds[seed], *more.get(seed, ())):
            yield stretches[code // step], hit - code % step


def _step(text: str, stretches: list[Stretch], size: int) -> int:
    """How far apart to look, so that looking costs about as much as knowing the offsets."""
    longest = min(length for _, length in stretches) - size + 1
    return max(1, min(longest, isqrt(len(text) // (4 * len(stretches)))))
