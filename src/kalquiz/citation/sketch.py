"""The sketch of a passage: a few hashes of its shingles, by which a text much like it is known.

A shingle is six letters of the skeleton in a row. A sketch keeps the smallest hashes, so that texts with the same
shingles keep the same ones (bottom-k sampling, A. Broder 1997). So a shingle whose value is below the largest of a
full sketch, and is not in it, was surely not in the passage.
"""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256

SHINGLE = 6
SIZE = 16
Hits = Mapping[int, Sequence[int]]
"""By value, the places of a text whose shingle has it, in order."""

MOST_KEPT = 1_000_000
"""Shingles whose values are kept while a text is gone through, so that a long one does not fill the memory."""


def make_sketch(bare: str) -> str:
    """The sketch of a skeleton, four hex digits a value."""
    values = sorted({value for _, value in shingle_values(bare)})
    return "".join(f"{value:04x}" for value in values[:SIZE])


def read_sketch(sketch: str) -> tuple[int, ...]:
    """The values of a sketch, smallest first."""
    return tuple(int(sketch[index : index + 4], 16) for index in range(0, len(sketch), 4))


def shingle_values(bare: str) -> Iterator[tuple[int, int]]:
    """Each shingle's place and value; of a text shorter than a shingle the one of the whole."""
    for place in range(max(1, len(bare) - SHINGLE + 1)):
        yield place, _value(bare[place : place + SHINGLE])


def foreign_places(bare: str, sketch: Sequence[int]) -> Iterator[int]:
    """Where `bare` has a shingle that is surely not in the passage of the sketch."""
    limit = sketch[-1] if len(sketch) == SIZE else 0xFFFF
    return (place for place, value in shingle_values(bare) if value <= limit and value not in sketch)


def find_values(text: str, wanted: Collection[int]) -> Hits:
    """The hits of each wanted value that occurs in `text`, in one pass."""
    values = _Values(wanted)
    found: dict[int, array[int]] = {}
    for place in range(len(text) - SHINGLE + 1):
        value = values[text[place : place + SHINGLE]]
        if value >= 0:
            found.setdefault(value, array("I")).append(place)
    return found


class _Values(dict[str, int]):
    """Shingle to its value, or -1 where the value is not wanted; most are hashed once."""

    def __init__(self, wanted: Collection[int]) -> None:
        self._wanted = frozenset(wanted)

    def __missing__(self, shingle: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        value = _value(shingle)
        self[shingle] = value = value if value in self._wanted else -1
        return value


def _value(shingle: str) -> int:
    return int.from_bytes(sha256(shingle.encode()).digest()[:2], "big")
