"""How a sheet looks: what is chosen about it apart from what is on it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from kalquiz.worksheet.model import Item, Lines, Sheet

Paper = Literal["a4", "letter", "us-letter"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is set.

    Attributes:
        paper: The paper; `letter` and `us-letter` are one.
        columns: How many columns a page has.
        size: `large` is large print: no text of the sheet is smaller than 18 points.
        profile: `dyslexia` follows what the British Dyslexia Association advises: a face without serifs, 13 points
            or more, room between letters and lines, tinted paper, bold in place of italics.
        fonts: Fonts for a PDF: files, in which it is set, and folders, which fill in what is missing.
        template: An own template, of Jinja for a page and of Typst for a PDF.
        space: By how much there are more, or fewer, lines to write on than the bank asks for.
    """

    paper: Paper = "a4"
    columns: Literal[1, 2] = 1
    size: Literal["normal", "large"] = "normal"
    space: float = 1.0
    profile: Literal["standard", "dyslexia"] = "standard"
    fonts: tuple[Path, ...] = ()
    template: Path | None = None

    @property
    def size_of_page(self) -> Literal["a4", "letter"]:
        """The paper under one name, which CSS knows, too."""
        return "a4" if self.paper == "a4" else "letter"

    def spaced(self, sheet: Sheet) -> Sheet:
        """The sheet with the lines that `space` makes of its lines: one at least."""
        parts = (replace(part, items=tuple(map(self._spaced, part.items))) for part in sheet.parts)
        return replace(sheet, parts=tuple(parts))

    def _spaced(self, item: Item) -> Item:
        if not isinstance(item.space, Lines):
            return item
        return replace(item, space=Lines(max(1, round(item.space.count * self.space))))


PLAIN = Layout()
