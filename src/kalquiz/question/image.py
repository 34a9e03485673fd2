"""A picture that belongs to a question."""

from pydantic import Field

from kalquiz.citation.record import Record, Text
from kalquiz.interaction import Picture


class Image(Record):
    """A picture, and what it shows in words, for those who do not see it."""

    file: Text = Field(description="an SVG, PNG, JPEG or WebP file in the bank's folder: pictures/map.svg")
    alt: Text = Field(description="what it shows, in words; it must not give the answer away")

    def shown(self) -> Picture:
        """The picture as outputs have it."""
        return Picture(self.file, self.alt)
