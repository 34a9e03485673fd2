"""What stands on a printed sheet, read from the PDF alone: which question takes which words, and where."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from kalquiz.worksheet import Layout
from tests.sheet_bank import Word, words

MILLIMETRE = 72 / 25.4
SLACK = 2.0
"""Points by which what is measured may be off."""

LINE = 0.4
"""The part of a line's height by which the box of a word may stand above or below the letters."""

EDGE = 8 * MILLIMETRE
"""What printers leave white at the edges of paper."""

Place = tuple[int, int]
"""A page and a column on it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line or a box, in points from the top left of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a sheet may have something, in points; what stands below `foot` belongs to the footer."""

    side: float
    head: float
    foot: float
    columns: int

    @classmethod
    def of(cls, layout: Layout, drawings: Sequence[Drawing]) -> "Frame":
        """The margins that are promised, and above the rule at the foot; where a column is too short there is one."""
        rules = [
            it for it in drawings if it.bottom - it.top < SLACK and abs(it.left + it.right - it.width) < 1
        ]
        rule = max(rules, key=lambda it: it.top)
        columns = 2 if layout.columns == 2 and rule.left < 20 * MILLIMETRE else 1
        side = 17 if columns == 2 else 22
        return cls(side * MILLIMETRE, 19 * MILLIMETRE, rule.height - rule.top, columns)

    def place(self, thing: Word | Drawing) -> Place:
        """The page and the column in which it begins."""
        return thing.page, int(self.columns == 2 and thing.left >= thing.width / 2)

    def edges(self, thing: Word | Drawing) -> tuple[float, float]:
        """The left and the right edge of the column in which it begins."""
        left, right, gutter = self.side, thing.width - self.side, 10 * MILLIMETRE
        if self.columns == 1:
            return left, right
        middle = thing.width / 2
        return (left, middle - gutter / 2) if self.place(thing)[1] == 0 else (middle + gutter / 2, right)

    def room(self, thing: Word | Drawing) -> float:
        """The height between the margins."""
        return thing.height - self.head - self.foot


@dataclass(slots=True)
class Block:
    """What stands between a question's number and the next number, heading or box; `extents` are tops and bottoms."""

    number: int
    words: list[Word] = field(default_factory=list)
    extents: dict[Place, tuple[float, float]] = field(default_factory=dict)

    def reach(self, place: Place, thing: Word | Drawing) -> None:
        """Take in something that belongs to the question."""
        top, bottom = self.extents.get(place, (thing.top, thing.bottom))
        self.extents[place] = min(top, thing.top), max(bottom, thing.bottom)

    @property
    def text(self) -> str:
        """All its words, without a space."""
        return glued(word.text for word in self.words)

    def marks(self, text: str) -> set[str]:
        """The words before each place where the text stands."""
        wanted = glued([text])
        found = [word.text for word in self.words]
        return {
            mark
            for at, mark in enumerate(found)
            if glued(found[at + 1 : at + 1 + len(wanted)]).startswith(wanted)
        }


def glued(texts: Iterable[str]) -> str:
    """Texts without a space in them, since a line may end anywhere."""
    return "".join("".join(texts).split())


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet as it is printed: its questions in the order of reading, and what is wrong with it."""

    blocks: tuple[Block, ...]
    columns: int
    longer: tuple[int, ...]
    """The questions on two pages that one page cannot hold."""
    faults: tuple[str, ...]


def read_printed(path: Path, layout: Layout) -> Printed:
    """Read a sheet or a key."""
    drawings = tuple(_drawings(path))
    return _Reading(words(path), drawings, Frame.of(layout, drawings)).printed()


def _drawings(path: Path) -> Iterator[Drawing]:
    with closing(PdfDocument(path)) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            in_picture = False
            for drawn in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]):
                left, low, right, high = drawn.get_bounds()
                # Of a map, which is drawn to another scale, the ground comes first; the rest is cut off at its edge.
                in_picture, was_in_picture = drawn.get_matrix().a != 1, in_picture
                is_tint = right - left > width - 1
                if not is_tint and not (in_picture and was_in_picture):
                    yield Drawing(number, left, height - high, right, height - low, width, height)


class _Reading:
    """A sheet that is being read."""

    def __init__(self, found: Sequence[Word], drawings: Sequence[Drawing], frame: Frame) -> None:
        self._all = found
        self._body = [word for word in found if not self._in_footer(word, frame)]
        self._drawings = [drawn for drawn in drawings if not self._in_footer(drawn, frame)]
        self._frame = frame
        self._blocks: list[Block] = []
        self._starts: dict[Place, list[tuple[float, Block | None]]] = {}

    @staticmethod
    def _in_footer(thing: Word | Drawing, frame: Frame) -> bool:
        return thing.top > thing.height - frame.foot - SLACK

    def printed(self) -> Printed:
        self._read_words()
        self._read_drawings()
        torn = [block for block in self._blocks if len(block.extents) > 1]
        longer = tuple(block.number for block in torn if self._is_longer(block))
        places = (
            f"question {block.number} stands in {sorted(block.extents)}"
            for block in torn
            if block.number not in longer
        )
        faults = (*places, *self._outside(), *self._beside(), *self._over())
        return Printed(tuple(self._blocks), self._frame.columns, longer, faults)

    def _read_words(self) -> None:
        indent, inside = 0.0, False
        for at, (word, after) in enumerate(pairwise((*self._body, self._body[-1]))):
            place, left = self._frame.place(word), word.left - self._frame.edges(word)[0]
            if self._is_number(word, after, left):
                self._blocks.append(Block(len(self._blocks) + 1))
                self._blocks[-1].reach(place, word)
                indent, inside = left + self._beside_number(at) - word.left, True
                self._start(place, word, self._blocks[-1])
            elif inside and left > indent - SLACK:
                self._blocks[-1].words.append(word)
                self._blocks[-1].reach(place, word)
            else:
                inside = False
                self._start(place, word, None)

    def _is_number(self, word: Word, after: Word, left: float) -> bool:
        is_next = word.text == f"{len(self._blocks) + 1}." and after.left > word.right
        return is_next and left < 1.6 * (word.bottom - word.top)

    def _beside_number(self, at: int) -> float:
        """Where the stem begins; the points beside it may be read before it."""
        number, *line = self._body[at : at + 10]
        lefts = [it.left for it in line if it.page == number.page and abs(it.bottom - number.bottom) < SLACK]
        return min((left for left in lefts if left > number.right), default=line[0].left)

    def _start(self, place: Place, word: Word, block: Block | None) -> None:
        self._starts.setdefault(place, []).append((word.top, block))

    def _read_drawings(self) -> None:
        """A drawing belongs to what begins last above its lower edge, in its column or in one before it."""
        for drawn in self._drawings:
            place = self._frame.place(drawn)
            above = [block for top, block in self._starts.get(place, []) if top < drawn.bottom]
            before = [block for block in self._blocks if min(block.extents) < place]
            block = above[-1] if above else before[-1] if before else None
            if block:
                block.reach(place, drawn)

    def _is_longer(self, block: Block) -> bool:
        """Whether a page cannot hold it; a tenth is what the spaces at breaks may make up."""
        height = sum(bottom - top for top, bottom in block.extents.values())
        return self._frame.columns == 1 and height > 0.9 * self._frame.room(block.words[0])

    def _outside(self) -> Iterator[str]:
        frame = self._frame
        things: list[Word | Drawing] = [*self._all, *self._drawings]
        for thing in things:
            over = LINE * (thing.bottom - thing.top) if isinstance(thing, Word) else SLACK
            end = EDGE if self._in_footer(thing, frame) else frame.foot
            inside = (
                frame.side - SLACK < thing.left
                and thing.right < thing.width - frame.side + SLACK
                and frame.head - over < thing.top
                and thing.bottom < thing.height - end
            )
            if not inside:
                yield f"{_named(thing)} is outside the margins of page {thing.page}"

    def _beside(self) -> Iterator[str]:
        for block in self._blocks:
            for word in block.words:
                left, right = self._frame.edges(word)
                if not left - SLACK < word.left < word.right < right + SLACK:
                    yield f"{_named(word)} of question {block.number} is beyond its column"

    def _over(self) -> Iterator[str]:
        """Words on words. Quotes are set under and over others with intent."""
        ranked = sorted(
            (word for word in self._body if any(map(str.isalnum, word.text))),
            key=lambda word: (word.page, word.top),
        )
        for at, one in enumerate(ranked):
            for other in ranked[at + 1 :]:
                if other.page > one.page or other.top > one.bottom:
                    break
                if _cover(one, other):
                    yield f"{_named(one)} and {_named(other)} stand on each other on page {one.page}"


def _cover(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    wide = min(one.right - one.left, other.right - other.left)
    high = min(one.bottom - one.top, other.bottom - other.top)
    return across > 0.3 * wide and down > 0.5 * high


def _named(thing: Word | Drawing) -> str:
    return f"“{thing.text}”" if isinstance(thing, Word) else "a drawing"
