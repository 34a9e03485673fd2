"""Finding every place of a text that reads like given stretches of it, for many stretches in one go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import isqrt

from kalquiz.citation.skeleton import Skeleton

Stretch = tuple[int, int]

_SEEDS = ((16, 12), (8, 6))
"""For stretches at least so long: the letters compared first. Shorter ones are compared as they are."""


def find_copies(source: Skeleton, stretches: Iterable[Stretch]) -> dict[Stretch, list[int]]:
    """The other places where the letters of a stretch (start and length, in the skeleton) stand as whole words.

    A stretch that stands once only is left out.
    """
    grouped: dict[int, list[Stretch]] = defaultdict(list)
    for stretch in dict.fromkeys(stretches):
        grouped[_seed(stretch[1])].append(stretch)
    copies: dict[Stretch, list[int]] = defaultdict(list)
    for size, group in grouped.items():
        for stretch, place in _alike(source.text, group, size):
            if source.whole_words(place, place + stretch[1]):
                copies[stretch].append(place)
    return copies


def _seed(length: int) -> int:
    """How many letters are compared first."""
    for least, size in _SEEDS:
        if length >= least:
            return size
    return length


def _alike(text: str, stretches: list[Stretch], size: int) -> Iterator[tuple[Stretch, int]]:
    """Each stretch with each other place that has the same letters.

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
            (start, length), place = stretches[code // step], hit - code % step
            if place != start and place >= 0 and text[start : start + length] == text[place : place + length]:
                yield stretches[code // step], place


def _step(text: str, stretches: list[Stretch], size: int) -> int:
    """How far apart to look, so that looking costs about as much as knowing the offsets."""
    longest = min(length for _, length in stretches) - size + 1
    return max(1, min(longest, isqrt(len(text) // (4 * len(stretches)))))
