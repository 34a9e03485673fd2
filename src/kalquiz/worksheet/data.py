"""A sheet as data for Typst: what JSON can hold, and of each question whether it may be longer than a page."""

from dataclasses import asdict, replace
from typing import Any, NamedTuple

from kalquiz.look import LIGHT, TINTED
from kalquiz.worksheet.layout import PLAIN, Layout
from kalquiz.worksheet.model import (
    Blank,
    Inline,
    Item,
    Lines,
    Pairs,
    Picture,
    Sheet,
    Table,
    direction_of,
    names_of,
)

ROOM = (600, 380)
"""The largest picture, in pixels of CSS, of which 96 are an inch: 15.9 by 10 cm."""

TOO_LONG = "longer than a column"
"""What the template says of a question; it then stands on a page without columns."""

_PAPERS = {"a4": "a4", "letter": "us-letter"}


class Faces(NamedTuple):
    """The families of a sheet: those given, and those that its languages need beside the built-in ones."""

    given: list[str]
    fallback: list[str]


def data_of(sheet: Sheet, layout: Layout, faces: Faces) -> dict[str, Any]:
    """What the template takes: the sheet, how it is set, and in which faces."""
    return {
        "sheet": Plain(estimated=_is_plain(layout)).of(sheet),
        "layout": {
            "paper": _PAPERS[layout.size_of_page],
            "columns": layout.columns,
            "size": layout.size,
            "profile": layout.profile,
        },
        "look": asdict(TINTED if layout.profile == "dyslexia" else LIGHT),
        "lang": _language(sheet),
        "rtl": sheet.direction == "rtl",
        "spoken": direction_of(sheet.spoken),
        "too-long": TOO_LONG,
        "fonts": faces.given,
        "fallback": faces.fallback,
    }


def _is_plain(layout: Layout) -> bool:
    """Whether nothing is chosen that changes how much stands on a page; both papers are long enough."""
    return replace(layout, paper=PLAIN.paper, space=PLAIN.space) == PLAIN


# Heights are in sizes of the text, which has 11 points.
_LINE = 1.3
_BETWEEN = 1.1
_LETTERS = 460 / 11 / 0.7
"""How many letters stand on a line at least: those that are wider than most."""
_BLANK = " " * 30
_RULED = 24.5 / 11
_PICTURE = 310 / 11
_TURNED = 4.5 / 2.54 * 72 / 11
"""How high a name is at most that is turned by a quarter."""
_PAGE = 580 / 11
"""Less than a page of Letter has, which is the shorter one."""


class Plain:
    """Makes plain data, and adds up how high what it meets can be at most."""

    def __init__(self, *, estimated: bool = False) -> None:
        self._estimated = estimated
        self._height = 0.0
        self._letters = _LETTERS

    def of(self, value: object) -> Any:
        """The value, with dictionaries for records and lists for tuples.

        A question says whether it has to be measured, since it may be longer than a page: each has, where it is not
        `estimated`.
        """
        if isinstance(value, Inline):
            self._add(value.markup)
            return value.data()
        if isinstance(value, tuple):
            return [self.of(part) for part in value]
        if not (names := names_of(value)):
            return value
        if isinstance(value, Picture):
            self._height += _PICTURE
            width, height = value.file.fitted(*ROOM)
            return {"name": value.name, "alt": value.alt, "width": width, "height": height}
        before, letters = self._height, self._letters
        if isinstance(value, Pairs | Table):  # their texts stand on half a line
            self._letters = _LETTERS / 2
        plain = {name: self.of(getattr(value, name)) for name in names}
        match value:
            case Item():
                plain["long"] = not self._estimated or self._height - before > _PAGE
            case Blank():
                self._add(_BLANK)
            case Table():
                self._height += _TURNED
            case Lines():
                self._height += value.count * _RULED
        self._letters = letters
        return plain

    def _add(self, text: str) -> None:
        letters = len(text) if text.isascii() else 2 * len(text)
        self._height += (1 + letters / self._letters + text.count("\n")) * _LINE + _BETWEEN


def _language(sheet: Sheet) -> list[str | None]:
    """Language and region of a tag such as `en-GB`, as Typst wants them."""
    first, *rest = sheet.language.split("-")
    return [first, next((part for part in rest if len(part) == 2 and part.isalpha()), None)]
