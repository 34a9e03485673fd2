"""What a bank says of its sources and passages: the records, without any of the source's text."""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)


class MisfitError(ValueError):
    """A value that does not fit where it stands; `hint` says how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _in_calendar(text: str) -> str:
    parts = [int(part) for part in text.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        raise MisfitError(f"{text} is not a date of the calendar", "Look at month and day.") from None
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Anchor = Annotated[str, StringConstraints(strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
EDTF = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_in_calendar)
]

# CSL's `number`, `volume` and the like: mostly numbers, sometimes "XII" or "rev. ed.".
Number = Text | StrictInt

# fmt: off
ItemType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]
"""The item types of CSL 1.0.2."""
# fmt: on

# Chinese characters, kana and Hangul: names in these are written family name first, without a space.
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class Record(BaseModel):
    """The base of everything that is read from a bank: no unknown fields, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Name(Record):
    """A person or body, as CSL has it: family and given name, or one literal.

    `family` is the family name with all that belongs to it: `García Márquez`, `van Beethoven`. A name that
    is said family name first in Latin letters, such as `Kim Dae-jung`, is a `literal`.
    """

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not (self.family or self.literal):
            raise MisfitError("a name is missing", "Give `family`, or `literal` for the whole of it.")
        return self

    def __str__(self) -> str:
        """The name as it is said."""
        family, given = self.family or "", self.given or ""
        if _EAST_ASIAN.fullmatch(family + given):
            given, family = family + given, ""
        return self.literal or " ".join(filter(None, (given, family)))


class Source(Record):
    """A text that questions are cited to, described with fields of CSL (Citation Style Language 1.0.2).

    The text itself is not part of a bank, unless it may be passed on and `file` names it. `id` names it in
    citations and names its file in a directory of sources; `note` says what kind of source it is and what its
    limits are.
    """

    id: Slug
    type: ItemType = Field(description="item type of CSL; it decides the form of the reference")
    title: Text
    title_short: Text | None = Field(
        None, alias="title-short", description="names the source in a repeated reference"
    )
    known_as: tuple[Text, ...] = Field(
        (),
        alias="known-as",
        description="other names that stems use for it, or for those who speak in it; not a field of CSL",
    )
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    interviewer: tuple[Name, ...] = ()
    director: tuple[Name, ...] = ()
    container_title: Text | None = Field(
        None, alias="container-title", description="the book, journal, newspaper or website that it is in"
    )
    genre: Text | None = Field(None, description="what it is, in words: PhD diss., memorandum, lecture")
    number: Number | None = Field(None, description="the number of a report, a standard, a law")
    edition: Number | None = None
    volume: Number | None = None
    issue: Number | None = None
    page: Number | None = Field(None, description="the pages of an article or chapter: 379-423")
    event_title: Text | None = Field(None, alias="event-title")
    event_place: Text | None = Field(None, alias="event-place")
    publisher: Text | None = None
    publisher_place: Text | None = Field(None, alias="publisher-place")
    issued: EDTF | None = None
    archive: Text | None = None
    archive_location: Text | None = Field(None, description="the place in the archive: fonds, file, pages")
    DOI: Text | None = Field(None, pattern=r"^10\.\S+/\S+$")
    URL: Text | None = Field(None, pattern=r"^https?://")
    accessed: EDTF | None = Field(None, description="the day you read it at its URL")
    note: Text | None = None
    file: Text | None = Field(
        None, description="the text itself, a file in the bank's folder; only where it may be passed on"
    )

    @property
    def address(self) -> str | None:
        """Where to find it on the web."""
        return f"https://doi.org/{self.DOI}" if self.DOI else self.URL

    @property
    def short(self) -> str:
        """The name to use where the full reference was given before."""
        return self.title_short or self.title


Link = StrictBool | Literal["first", "last"]


class Passage(Record):
    """What finds and verifies a passage without containing it; written by `kalquiz cite`.

    `anchors` are a few words at each end (of a very short passage a few letters, or nothing), never more than
    half of it; `words` and `characters` are the length, of
    scripts without spaces in letters as a reader sees them, and of the skeleton; `position` is the place in
    the source from 0 to 1; `hash` the first 16 hex digits of the SHA-256 of the skeleton; `sketch` the 16
    smallest 16-bit hashes of its six-letter shingles, for near matches; `link` says that a browser finds this
    passage, and no other, by the anchors, or by the first or the last alone.
    """

    norm: Literal["skel-1"] = Field(description="the rule by which the skeleton was made")
    anchors: tuple[Anchor, Anchor]
    words: StrictInt = Field(ge=1)
    characters: StrictInt = Field(ge=1)
    position: StrictFloat = Field(ge=0, le=1)
    hash: str = Field(pattern=r"^[0-9a-f]{16}$")
    sketch: str = Field(pattern=r"^([0-9a-f]{4}){1,16}$")
    link: Link = False

    @property
    def linked(self) -> tuple[str, str]:
        """The anchors that a link is made of; one of them may be empty."""
        first, last = self.anchors
        return ("" if self.link == "last" else first, "" if self.link == "first" else last)


class Citation(Record):
    """Where an answer is written: the source, the place in words, what it says in our words, the passage."""

    source: Slug
    locator: Text = Field(description="the place in the source, for people")
    gist: Text = Field(description="what the passage says, in your own words")
    role: Literal["supports", "contradicts", "context"] = "supports"
    passage: Passage
