"""A sheet as PDF, set by Typst: tagged (PDF/UA-1), with the same bytes on every machine."""

import json
import re
from dataclasses import asdict, fields, is_dataclass
from importlib.resources import files
from tempfile import TemporaryDirectory
from typing import Any, cast

from kalquiz.look import LIGHT
from kalquiz.worksheet.model import Inline, Item, Paper, Sheet, WorksheetError

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


def to_pdf(sheet: Sheet, paper: Paper) -> bytes:
    """The file; the text of the sheet goes in as JSON, so it is never read as markup.

    Raises:
        WorksheetError: no font has a glyph for a character.
    """
    from typst import Compiler, TypstError

    template = files("kalquiz.worksheet").joinpath("templates", "sheet.typ").read_bytes()
    data = {"sheet": _plain(sheet), "paper": paper, "look": asdict(LIGHT), "lang": _language(sheet)}
    # Input in memory still reads files below its root, and a machine's fonts would change the layout.
    with TemporaryDirectory() as empty:
        compiler = Compiler(
            template, root=empty, ignore_system_fonts=True, sys_inputs={"data": json.dumps(data)}
        )
        try:
            # Of the formats, only images come as a list.
            return cast("bytes", compiler.compile(format="pdf", pdf_standards=["ua-1"]))
        except TypstError as error:
            missing = _missing(error.diagnostic)
            if not missing:
                raise
            raise WorksheetError(_sentence(sheet, missing)) from error


def _plain(value: object) -> Any:
    if isinstance(value, Inline):
        return value.data()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _language(sheet: Sheet) -> list[str | None]:
    """Language and region of a tag such as `en-GB`, as Typst wants them."""
    first, *rest = sheet.language.split("-")
    return [first, next((part for part in rest if len(part) == 2 and part.isalpha()), None)]


def _missing(diagnostic: str) -> tuple[str, ...]:
    found = _MISSING.findall(diagnostic)
    return tuple(dict.fromkeys(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) for text in found))


def _sentence(sheet: Sheet, missing: tuple[str, ...]) -> str:
    named = ", ".join(" ".join(map(_named, text)) for text in missing)
    where = [str(item.number) for part in sheet.parts for item in part.items if _holds(item, missing)]
    place = f" (question {', '.join(where)} of the sheet)" if where else ""
    return f"A PDF cannot show {named}{place}: a font for it is not bundled yet. Build an .html file instead."


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"“{character}” ({code})" if character.isprintable() else code


def _holds(item: Item, missing: tuple[str, ...]) -> bool:
    text = json.dumps(_plain(item), ensure_ascii=False)
    return any(part in text for part in missing)
