"""The faces of a PDF beyond those that Typst brings along."""

import re
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from kalquiz.worksheet.model import WorksheetError

SANS = "Source Sans Pro"

# One file for each style: where two files have the same, which one is taken would depend on the machine.
_FILES = tuple(f"SourceSansPro-{style}.ttf" for style in ("Regular", "Bold", "It", "BoldIt"))

_SUFFIXES = {".ttf", ".otf", ".ttc"}
_COLLECTED = {"ko": "KR", "ja": "JP", "zh": "SC"}
_TRADITIONAL = {"Hant", "TW", "HK", "MO"}
_SCRIPTS = dict.fromkeys(("ar", "fa", "ps", "sd", "ug", "ur"), "Arabic") | dict.fromkeys(
    ("he", "yi"), "Hebrew"
)
_CJK = {"HANGUL", "CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO"}
_EMOJI = 0x1F000
_NAME_OF_SCRIPT = re.compile(
    r" (?:LETTER|SIGN|SYLLABLE|VOWEL|SMALL|CAPITAL|IDEOGRAPH|HIEROGLYPH|COMBINING)|-"
)


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
            families += sorted(found, key=lambda name: not name.endswith(f" {_country(language)}"))
    return families


def needs_own_font(language: str) -> bool:
    """Whether a language is written in letters of which the built-in faces have none, or ugly ones."""
    return bool(_country(language) or _script(language))


def faces_of(language: str, families: Sequence[str]) -> list[str]:
    """Those of the families that are made for the script of a language, those without serifs first."""
    if country := _country(language):
        return sorted(name for name in families if name.endswith(f"CJK {country}") and "Mono" not in name)
    script = _script(language)
    return sorted((name for name in families if script and name.endswith(f" {script}")), key=_sans_first)


def _sans_first(family: str) -> tuple[bool, str]:
    return "Sans" not in family, family


def _country(language: str) -> str:
    first, *rest = language.split("-")
    return "TC" if first == "zh" and _TRADITIONAL & set(rest) else _COLLECTED.get(first, "")


def _script(language: str) -> str:
    return _SCRIPTS.get(language.partition("-")[0], "")


def font_with(character: str) -> str:
    """A font that has the character, by name."""
    name = unicodedata.name(character, "")
    if unicodedata.category(character) == "Co":
        return "the font for which it was made"
    if not name or not unicodedata.category(character).startswith(("L", "M")):
        return "Noto Emoji" if ord(character) >= _EMOJI else "Noto Sans Symbols 2"
    script = _NAME_OF_SCRIPT.split(name)[0]
    return "Noto Sans CJK" if script.split()[0] in _CJK else f"Noto Sans {script.title()}"
