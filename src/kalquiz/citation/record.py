"""What a bank says of its sources and passages: the records, without any of the source's text."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
EDTF = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Record(BaseModel):
    """The base of everything that is read from a bank: no unknown fields, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class Name(Record):
    """A person or body, as CSL has it: family and given name, or one literal."""

    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None

    def __str__(self) -> str:
        return self.literal or ", ".join(filter(None, (self.family, self.given)))


class Source(Record):
    """A text that questions are cited to, described with fields of CSL (Citation Style Language 1.0.2).

    The text itself is not part of a bank. `id` names it in citations and names its file in a directory of
    sources; `note` says what kind of source it is and what its limits are.
    """

    id: Slug
    type: Text = Field(description="CSL item type, such as book, chapter, webpage, entry-encyclopedia")
    title: Text
    title_short: Text | None = Field(
        None, alias="title-short", description="names the source in a repeated reference"
    )
    author: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    issued: EDTF | None = None
    container_title: Text | None = Field(None, alias="container-title")
    publisher: Text | None = None
    archive: Text | None = None
    archive_location: Text | None = None
    URL: Text | None = Field(None, pattern=r"^https?://")
    accessed: EDTF | None = None
    note: Text | None = None

    @property
    def short(self) -> str:
        """The name to use where the full reference was given before."""
        return self.title_short or self.title


class Passage(Record):
    """What finds and verifies a passage without containing it; written by `kalquiz cite`.

    `anchors` are a few words at each end; `words` and `characters` the length, the latter of the skeleton;
    `position` the place in the source from 0 to 1; `hash` the first 16 hex digits of the SHA-256 of the
    skeleton; `sketch` the 16 smallest 16-bit hashes of its six-letter shingles, for near matches.
    """

    norm: Literal["skel-1"] = Field(description="the rule by which the skeleton was made")
    anchors: tuple[Text, Text]
    words: StrictInt = Field(ge=1)
    characters: StrictInt = Field(ge=1)
    position: float = Field(ge=0, le=1)
    hash: str = Field(pattern=r"^[0-9a-f]{16}$")
    sketch: str = Field(pattern=r"^([0-9a-f]{4}){1,16}$")


class Citation(Record):
    """Where an answer is written: the source, the place in words, what it says in our words, the passage."""

    source: Slug
    locator: Text = Field(description="the place in the source, for people")
    gist: Text = Field(description="what the passage says, in your own words")
    role: Literal["supports", "contradicts", "context"] = "supports"
    passage: Passage
