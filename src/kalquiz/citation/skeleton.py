"""The skeleton of a text: what stays the same in every copy of it.

Two copies of a text differ in line ends, quotes, dashes, hyphenation, ligatures and spacing. The skeleton
keeps letters, digits and the marks that belong to them, folded; a passage is found by comparing skeletons.
The rule has a name, `NORM`, which every citation carries, so that it can change without breaking older banks.

The rule `skel-1`: compatibility decomposition (NFKD) and case folding; kept are letters, numbers and
combining marks of every script, since a lost vowel sign or accent makes another word. Everything else is
dropped, with two exceptions that keep figures apart: between two digits one canonical sign stays (`1.5`,
`10:0`, `9-11`, `1 2`; not the comma of thousands), and so does a minus right before a number.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

NORM = "skel-1"

_SIGNS = {".": ".", ":": ".", "·": ".", "٫": ".", ",": ",", "٬": ",", "'": ",", "’": ",", "/": "/", "⁄": "/"}
_RUN = re.compile(r"[ .,/\-]+")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")


class _Folding(dict[int, str]):
    """Code point to what is kept of it, worked out once for each character that occurs."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The skeleton of a text, and for each of its characters the position in the text it came from."""

    text: str
    positions: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that skeleton positions `start` to `end` stand for."""
        return self.positions[start], self.positions[end - 1] + 1


def skeleton(text: str) -> Skeleton:
    """The skeleton of `text` under the rule `NORM`."""
    folding = _Folding()
    folded = text.translate(folding)
    if not folded.isascii():
        # Every letter is decomposed already, so this changes nothing but the order of marks.
        folded = unicodedata.normalize("NFD", folded)
    places = array("I", (index for index, letter in enumerate(text) for _ in folding[ord(letter)]))
    pieces: list[str] = []
    positions = array("I")
    last = 0
    for run in _RUN.finditer(folded):
        sign = _sign(folded, run.start(), run.end())
        pieces += (folded[last : run.start()], sign)
        positions += places[last : run.start()]
        positions += places[run.end() - len(sign) : run.end()]
        last = run.end()
    pieces.append(folded[last:])
    positions += places[last:]
    return Skeleton("".join(pieces), positions)


def _fold(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if character.isspace():
        return " "
    if character in _SIGNS:
        return _SIGNS[character]
    decomposed = unicodedata.normalize("NFKD", character)
    if unicodedata.decomposition(character).startswith(("<super>", "<fraction>")):
        decomposed = " " + decomposed.replace("\N{FRACTION SLASH}", "/")
    letters = unicodedata.normalize("NFKD", decomposed.casefold())
    return "".join(letter for letter in letters if letter in " /" or unicodedata.category(letter)[0] in "LNM")


def _sign(folded: str, start: int, end: int) -> str:
    """What stays of the run of signs and spaces from `start` to `end`."""
    if not folded[end : end + 1].isdigit():
        return ""
    if not folded[start - 1 : start].isdigit():
        minus = folded[end - 1] == "-" and (end - 1 == 0 or folded[end - 2] == " ")
        return "-" if minus else ""
    if end - start == 1 and _THOUSANDS.match(folded, start):
        return ""
    return folded[start:end].strip()[:1] or " "
