"""The faces of a PDF beyond those that Typst brings along."""

import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from kalquiz.worksheet.model import WorksheetError

SANS = "Source Sans Pro"

# One file for each style: where two files have the same, which one is taken would depend on the machine.
_FILES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Bold.ttf")

_SUFFIXES = {".ttf", ".otf", ".ttc"}
_COLLECTED = {"ko": "KR", "ja": "JP", "zh": "SC"}
_CJK = {"HANGUL", "CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO"}
_EMOJI = 0x1F000


def add_sans(folder: Path) -> None:
    """Put the files of `SANS` into the folder.

    Raises:
        WorksheetError: they are not installed.
    """
    found = find_spec("font_source_sans_pro")
    if not found or not found.origin:
        raise WorksheetError(
            "The face Source Sans Pro is missing. Install it: pip install font-source-sans-pro==0.0.1"
        )
    for name in _FILES:
        copyfile(Path(found.origin).parent / "files" / name, folder / name)


def add_given(fonts: Sequence[Path], folder: Path, language: str) -> list[str]:
    """Put given fonts into the folder: a file, or all that are in a folder.

    Returns the families of the files, in the order given: a sheet is set in them. What is in a folder only fills in.

    Raises:
        WorksheetError: there is no font in a file or a folder.
    """
    from typst import Fonts

    families: list[str] = []
    for place, given in enumerate(fonts):
        files = (
            [given]
            if given.is_file()
            else sorted(p for p in given.rglob("*") if p.suffix.lower() in _SUFFIXES)
        )
        target = folder / f"{place:03}"
        target.mkdir()
        for number, file in enumerate(files):
            copyfile(file, target / f"{number:05}{file.suffix.lower()}")
        found = Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(target)]
        ).families()
        if not found:
            raise WorksheetError(f"There is no font in “{given}”: a font is a .ttf, .otf or .ttc file.")
        if given.is_file():
            # A collection holds a face for each country.
            ending = _COLLECTED.get(language.split("-", maxsplit=1)[0], "")
            families += sorted(found, key=lambda name: not name.endswith(f" {ending}"))
    return families


def font_with(character: str) -> str:
    """A font that has the character, by name."""
    script = unicodedata.name(character, "").split()[:1]
    if not script or not unicodedata.category(character).startswith(("L", "M")):
        return "Noto Emoji" if ord(character) >= _EMOJI else "Noto Sans Symbols 2"
    return "Noto Sans CJK" if script[0] in _CJK else f"Noto Sans {script[0].title()}"
