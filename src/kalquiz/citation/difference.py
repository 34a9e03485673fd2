"""How the words of a copy differ from a passage that is known by its record only."""

from kalquiz.citation.finding import Agreement, Difference
from kalquiz.citation.needle import Needle
from kalquiz.citation.script import units
from kalquiz.citation.skeleton import Skeleton
from kalquiz.citation.sketch import SHINGLE, foreign_places, shingle_values


def difference(source: Skeleton, needle: Needle, start: int, end: int) -> Difference:
    """What can be told of the words from `start` to `end` of the skeleton.

    A shingle whose hash is in the sketch is in the passage (but for one in 4,000 that is so by chance). One
    whose hash should be in the sketch, being smaller than the largest there, and is not, is surely not in it.
    """
    bare = source.text[start:end]
    values = list(shingle_values(bare))
    sketch = needle.sketch
    held = {letter for place, value in values if value in sketch for letter in range(place, place + SHINGLE)}
    foreign = [range(place, min(place + SHINGLE, len(bare))) for place in foreign_places(bare, sketch)]
    words = _words(source, start, end)
    differing = _touched(words, held, foreign)
    return Difference(
        words=tuple(
            (word, _agreement(number in differing, held.issuperset(letters)))
            for number, (word, letters) in enumerate(words)
        ),
        start_holds=bare.startswith(needle.start),
        end_holds=bare.endswith(needle.end),
        longer_by=len(bare) - needle.length,
        lost=round(1 - len({value for _, value in values} & set(sketch)) / len(sketch), 3),
    )


def _words(source: Skeleton, start: int, end: int) -> list[tuple[str, range]]:
    """The words as they are written, each with the skeleton positions it has, counted from `start`."""
    first, last = source.span(start, end)
    found = []
    for begin, stop in units(source.original[first:last]):
        letters = range(source.place(first + begin) - start, source.place(first + stop) - start)
        found.append((source.original[first + begin : first + stop], letters))
    return found


def _touched(words: list[tuple[str, range]], held: set[int], foreign: list[range]) -> set[int]:
    """The numbers of the words at which a foreign shingle has letters that are not known to be held."""
    owner = {letter: number for number, (_, letters) in enumerate(words) for letter in letters}
    touched = set[int]()
    for shingle in foreign:
        across = {owner[letter] for letter in shingle if letter in owner}
        open_ones = {number for number in across if not held.issuperset(words[number][1])}
        touched |= open_ones or across
    return touched


def _agreement(differs: bool, held: bool) -> Agreement:
    if differs:
        return Agreement.DIFFERS
    return Agreement.HELD if held else Agreement.UNKNOWN
