"""A sheet as data for Typst: what JSON can hold, and of each question whether it may be longer than a page."""

from dataclasses import asdict, replace
from typing import Any, NamedTuple

from kalquiz.look import LIGHT, TINTED
from kalquiz.worksheet.height import PAGE, greatest_height
from kalquiz.worksheet.layout import PLAIN, Layout
from kalquiz.worksheet.model import Inline, Item, Picture, Sheet, direction_of, names_of

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
        "sheet": plain(sheet, estimated=_is_plain(layout)),
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


def plain(value: object, *, estimated: bool = False) -> Any:
    """The value as JSON can hold it, with dictionaries for records and lists for tuples.

    A question says whether it has to be measured, since it may be longer than a page: each has, where it is not
    `estimated`.
    """
    if isinstance(value, Inline):
        return value.data()
    if isinstance(value, Picture):
        width, height = value.file.fitted(*ROOM)
        return {"name": value.name, "alt": value.alt, "width": width, "height": height}
    if isinstance(value, tuple):
        return [plain(part, estimated=estimated) for part in value]
    if not (names := names_of(value)):
        return value
    made = {name: plain(getattr(value, name), estimated=estimated) for name in names}
    if isinstance(value, Item):
        made["long"] = not estimated or greatest_height(value) > PAGE
    return made


def _language(sheet: Sheet) -> list[str | None]:
    """Language and region of a tag such as `en-GB`, as Typst wants them."""
    first, *rest = sheet.language.split("-")
    return [first, next((part for part in rest if len(part) == 2 and part.isalpha()), None)]
