"""What is printed: a sheet, its sections, items and answer spaces, each with every word resolved.

Outputs set these records and add nothing of their own. A student sheet holds no answer and no id from which
one could be guessed.
"""

import json
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from kalquiz.bank import ImageFile
from kalquiz.markup import to_data, to_html
from kalquiz.problem import KalquizError
from kalquiz.worksheet.labels import Labels

Direction = Literal["ltr", "rtl"]
_MARKS: dict[Direction, str] = {"ltr": "\N{LEFT-TO-RIGHT MARK}", "rtl": "\N{RIGHT-TO-LEFT MARK}"}
_FROM_THE_RIGHT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


class WorksheetError(KalquizError):
    """A worksheet that cannot be built."""


def direction_of(language: str) -> Direction:
    """From which side a language is written."""
    return "rtl" if language.partition("-")[0] in _FROM_THE_RIGHT else "ltr"


def apart(language: str, other: str) -> str:
    """What keeps digits of a text in order beside one in the other language; nothing where both have one side."""
    side = direction_of(language)
    return "" if direction_of(other) == side else _MARKS[side]


@dataclass(frozen=True, slots=True)
class Inline:
    """A text with inline markup; each output turns it into its own kind of data."""

    markup: str

    def __html__(self) -> str:
        """The text as HTML, everything in it escaped; Jinja calls this."""
        return to_html(self.markup)

    def data(self) -> list[list[str]]:
        """The text as styled pieces, for Typst."""
        return to_data(self.markup)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text behind its mark: a letter, a number, or nothing."""

    mark: str
    text: Inline


@dataclass(frozen=True, slots=True)
class Blank:
    """A hole in a stem; `mark` is its number where there are several, `unit` what a bare number counts."""

    mark: str
    unit: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Boxes:
    """Options to mark: round boxes for one, square ones where `many`."""

    options: tuple[Marked, ...]
    many: bool
    kind: Literal["boxes"] = "boxes"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule to write on, and the unit behind it."""

    unit: str
    wide: bool
    kind: Literal["rule"] = "rule"


@dataclass(frozen=True, slots=True)
class InStem:
    """No space of its own: the blanks are in the stem."""

    kind: Literal["in_stem"] = "in_stem"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns: numbered stems with a slot each, and lettered targets."""

    stems: tuple[Marked, ...]
    targets: tuple[Marked, ...]
    kind: Literal["pairs"] = "pairs"


@dataclass(frozen=True, slots=True)
class Table:
    """Numbered rows and a column to tick for each category."""

    columns: tuple[Inline, ...]
    rows: tuple[Marked, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Slots:
    """Lettered items, and numbered slots for their letters."""

    items: tuple[Marked, ...]
    slots: tuple[str, ...]
    kind: Literal["slots"] = "slots"


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines."""

    count: int
    kind: Literal["lines"] = "lines"


Space = Boxes | Rule | InStem | Pairs | Table | Slots | Lines


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of a rubric."""

    text: Inline
    points: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in words; `role` says so where the passage does not simply support the answer."""

    reference: Inline
    gist: Inline
    role: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A source in full, behind the name that citations use where that is not its title."""

    short: Inline | None
    full: Inline


@dataclass(frozen=True, slots=True)
class Key:
    """The answer to an item, in the marks of the student's sheet, and where it is written.

    `sequence` is what stands in the slots, where there are several: `C A B`; `brief` answers stand out, lists
    and model answers do not.
    """

    sequence: str
    brief: bool
    answers: tuple[Marked, ...]
    notes: tuple[Inline, ...]
    explanation: Inline | None
    rubric: tuple[Criterion, ...]
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it shows in words."""

    file: ImageFile
    alt: str

    @property
    def name(self) -> str:
        """A name of its own, which follows from its content."""
        return f"{sha256(self.file.data).hexdigest()[:16]}.{self.file.kind}"

    @property
    def uri(self) -> str:
        """The picture itself as an address, so that a page needs no other file."""
        return f"data:{self.file.media_type};base64,{b64encode(self.file.data).decode()}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source as it is broken on paper, behind its number where that is printed."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a source and what it is from; without a copy of the source there are no lines, but a gist.

    The reference is a short one: the sheet lists the sources in full.
    """

    lines: tuple[Line, ...]
    gist: Inline | None
    reference: Inline


@dataclass(frozen=True, slots=True)
class Box:
    """What the questions after it are about; `title` says which those are."""

    title: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered question; `key` is there on a key sheet only, which in turn leaves no space.

    `box` stands before it, and is for those that follow, too.
    """

    number: int
    box: Box | None
    stem: tuple[Inline | Blank, ...]
    picture: Picture | None
    points: str
    space: Space | None
    key: Key | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section: heading, how much it holds, how to answer, and its items; without a heading all questions."""

    title: Inline | None
    summary: str
    instructions: tuple[str, ...]
    items: tuple[Item, ...]


def fingerprint(parts: tuple[Part, ...], title: str | None) -> str:
    """Six digits that stand for what is printed on a student sheet, and for a title that is not the bank's."""
    said = json.dumps((*parts, title) if title else parts, default=_plain)
    return sha256(said.encode()).hexdigest()[:6]


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    return {name: getattr(value, name) for name in names_of(value)}


def names_of(value: object) -> tuple[str, ...]:
    """The fields of a record, in order; nothing where it is none."""
    return tuple(getattr(value, "__dataclass_fields__", ()))


@dataclass(frozen=True, slots=True)
class Row:
    """A question in few words, and its number with its letters on each version.

    Below the words stands the answer where it has no letters, or that the key has it.
    """

    asked: Inline
    cells: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """Which question is which on some of the versions, as many as stand side by side."""

    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet, the key to it, or a table of versions: everything that is printed, in order.

    `language` is that of the bank, `spoken` that of the labels. `name` is the title without markup, for a document's
    properties. With `key`, `parts` hold keys, and nobody's name is asked for; `answers` are the keys that stand behind
    the questions.
    """

    language: str
    spoken: str
    name: str
    title: Inline
    subtitle: str
    key: bool
    total: int
    fingerprint: str
    parts: tuple[Part, ...]
    answers: tuple[Part, ...]
    versions: tuple[Versions, ...]
    sources: tuple[Reference, ...]
    footer: Inline
    labels: Labels

    @property
    def direction(self) -> Direction:
        """From which side its language is written."""
        return direction_of(self.language)
