"""A sheet as data for Typst: what JSON can hold, and of each question whether it may be longer than a page."""

from dataclasses import asdict
from typing import Any

from kalquiz.look import LIGHT, TINTED
from kalquiz.worksheet.layout import Layout
from kalquiz.worksheet.model import Blank, Inline, Item, Lines, Picture, Sheet, names_of

ROOM = (600, 380)
"""The largest picture, in pixels of CSS, of which 96 are an inch: 15.9 by 10 cm."""

_PAPERS = {"a4": "a4", "letter": "us-letter"}


def data_of(sheet: Sheet, layout: Layout, fonts: list[str]) -> dict[str, Any]:
    """What the template takes: the sheet, how it is set, and in which fonts."""
    return {
        "sheet": Plain(layout).of(sheet),
        "layout": {
            "paper": _PAPERS[layout.size_of_page],
            "columns": layout.columns,
            "size": layout.size,
            "profile": layout.profile,
        },
        "look": asdict(TINTED if layout.profile == "dyslexia" else LIGHT),
        "lang": _language(sheet),
        "fonts": fonts,
    }


class Plain:
    """Makes plain data, and adds up how high what it meets can be, in sizes of the text.

    The height is an upper bound for usual texts: each stands on lines of half the width, and has letters wider than
    most.
    """

    def __init__(self, layout: Layout) -> None:
        large, dyslexia = layout.size == "large", layout.profile == "dyslexia"
        size = 18 if large else 13 if dyslexia else 11
        self._line = 1.6 if dyslexia else 1.3
        self._letters = (460 if layout.columns == 1 else 230) / size / 2 / 0.7
        self._ruled = (34 if large else 24) / size
        self._picture = 300 / size
        self._page = 580 / size
        self._height = 0.0

    def of(self, value: object) -> Any:
        """The value, with dictionaries for records and lists for tuples."""
        if isinstance(value, Inline):
            self._add(value.markup)
            return value.data()
        if isinstance(value, tuple):
            return [self.of(part) for part in value]
        if not (names := names_of(type(value))):
            return value
        if isinstance(value, Picture):
            self._height += self._picture
            width, height = value.file.fitted(*ROOM)
            return {"name": value.name, "alt": value.alt, "width": width, "height": height}
        before = self._height
        plain = {name: self.of(getattr(value, name)) for name in names}
        match value:
            case Item():
                plain["long"] = self._height - before > self._page
            case Blank():
                self._add(" " * 30)
            case Lines():
                self._height += value.count * self._ruled
        return plain

    def _add(self, text: str) -> None:
        letters = len(text) if text.isascii() else 2 * len(text)
        self._height += (1 + letters / self._letters + text.count("\n")) * self._line + 1.1


def _language(sheet: Sheet) -> list[str | None]:
    """Language and region of a tag such as `en-GB`, as Typst wants them."""
    first, *rest = sheet.language.split("-")
    return [first, next((part for part in rest if len(part) == 2 and part.isalpha()), None)]
