"""A sheet as PDF, set by Typst: tagged (PDF/UA-1), with the same bytes on every machine."""

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from kalquiz.worksheet.apart import TemplateError, run_apart
from kalquiz.worksheet.data import ROOM, TOO_LONG, Faces, data_of, plain
from kalquiz.worksheet.fonts import add_given, add_sans, faces_of, font_with, needs_own_font
from kalquiz.worksheet.layout import Layout
from kalquiz.worksheet.model import Item, Picture, Sheet, WorksheetError

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class MissingGlyphError(WorksheetError):
    """A character that no font has."""


def to_pdf(sheet: Sheet, layout: Layout) -> bytes:
    """The file; a sheet with a question that is longer than one of two columns has no columns.

    A machine's own fonts are used only where a language or a character needs them: with them, a sheet depends on
    the machine.

    Raises:
        WorksheetError: no font has a glyph for a character, or a picture cannot be decoded, or an own
            template has a mistake or does what it may not.
    """
    from typst import TypstError

    try:
        return _with_glyphs(sheet, layout)
    except (TypstError, WorksheetError) as error:
        if layout.columns == 1 or TOO_LONG not in str(error):
            raise
    return _with_glyphs(sheet, replace(layout, columns=1))


def _with_glyphs(sheet: Sheet, layout: Layout) -> bytes:
    if needs_own_font(sheet.language) or needs_own_font(sheet.spoken):
        return _set(sheet, layout, system_fonts=True)
    try:
        return _set(sheet, layout, system_fonts=False)
    except MissingGlyphError:
        return _set(sheet, layout, system_fonts=True)


def _set(sheet: Sheet, layout: Layout, *, system_fonts: bool) -> bytes:
    # The text of the sheet goes in as JSON, so it is never read as markup.
    from typst import Compiler, Fonts, TypstError

    template = files("kalquiz.worksheet").joinpath("templates", "sheet.typ").read_bytes()
    # Input in memory still reads files below its root, and a machine's fonts would change the layout.
    with TemporaryDirectory() as folder, TemporaryDirectory() as faces:
        add_sans(Path(faces))
        given = add_given(layout.fonts, Path(faces), sheet.language)
        fonts = Fonts(include_system_fonts=system_fonts, font_paths=[faces])
        families = fonts.families()
        fallback = faces_of(sheet.language, families) + faces_of(sheet.spoken, families)
        data = json.dumps(data_of(sheet, layout, Faces(given, fallback)))
        for picture in (item.picture for item in _items(sheet) if item.picture):
            Path(folder, picture.name).write_bytes(picture.file.data)
        try:
            if not layout.template:
                compiler = Compiler(template, root=folder, font_paths=fonts, sys_inputs={"data": data})
                # Of the formats, only images come as a list.
                return cast("bytes", compiler.compile(format="pdf", pdf_standards=["ua-1"]))
            held = {entry.name: entry.read_bytes() for entry in Path(folder).iterdir()}
            held |= {entry.name: entry.read_bytes() for entry in Path(faces).rglob("*") if entry.is_file()}
            held["sheet.typ"] = template
            return run_apart(layout.template, "pdf", held, data, system_fonts)
        except (TypstError, TemplateError) as error:
            if missing := _missing(error.diagnostic):
                raise MissingGlyphError(_sentence(sheet, missing)) from error
            if told := _broken_pictures(sheet, folder):
                raise WorksheetError(told) from error
            raise


def picture_as_png(picture: Picture) -> bytes:
    """A picture of any kind as PNG, at 144 dots an inch of the room it gets on a sheet."""
    from typst import Compiler

    width, height = picture.file.fitted(*ROOM)
    page = f"#set page(width: {width * 0.75}pt, height: {height * 0.75}pt, margin: 0pt)\n"
    with TemporaryDirectory() as folder:
        Path(folder, picture.name).write_bytes(picture.file.data)
        source = f'{page}#image("{picture.name}", width: 100%)'.encode()
        return cast(
            "bytes", Compiler(source, root=folder, ignore_system_fonts=True).compile(format="png", ppi=144)
        )


def _broken_pictures(sheet: Sheet, folder: str) -> str:
    """Which pictures keep a sheet from being set, for people; empty where it is none."""
    shown = {item.number: item.picture for item in _items(sheet) if item.picture}
    broken = [str(number) for number, picture in shown.items() if _is_broken(picture, folder)]
    said = f"A PDF cannot show the picture of question {', '.join(broken)} of the sheet"
    return f"{said}: its file is damaged. Save it once more." if broken else ""


def _items(sheet: Sheet) -> list[Item]:
    return [item for part in (*sheet.parts, *sheet.answers) for item in part.items]


def _is_broken(picture: Picture, folder: str) -> bool:
    from typst import Compiler, TypstError

    try:
        Compiler(f'#image("{picture.name}")'.encode(), root=folder, ignore_system_fonts=True).compile()
    except TypstError:
        return True
    return False


def _missing(diagnostic: str) -> tuple[str, ...]:
    found = _MISSING.findall(diagnostic)
    return tuple(dict.fromkeys(_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) for text in found))


def _sentence(sheet: Sheet, missing: tuple[str, ...]) -> str:
    named = ", ".join(" ".join(map(_named, text)) for text in missing)
    where = dict.fromkeys(str(item.number) for item in _items(sheet) if _holds(item, missing))
    fonts = " and ".join(dict.fromkeys(font_with(character) for text in missing for character in text))
    place = f" (question {', '.join(where)} of the sheet)" if where else ""
    return (
        f"A PDF cannot show {named}{place}: no font on this machine has it. Install {fonts}, or name its file with "
        "`--font`; or build an .html file."
    )


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"“{character}” ({code})" if character.isprintable() else code


def _holds(item: Item, missing: tuple[str, ...]) -> bool:
    text = json.dumps(plain(item), ensure_ascii=False)
    return any(part in text for part in missing)
