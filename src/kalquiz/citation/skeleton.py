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
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from kalquiz.citation.script import is_unspaced, joins_words, stays_with_letter

NORM = "skel-1"
KEPT_SIGNS = " .,/-"
"""What of a skeleton is neither a letter nor a figure: it keeps figures apart."""

_SIGNS = {".": ".", ":": ".", "·": ".", "٫": ".", ",": ",", "٬": ",", "'": ",", "’": ",", "/": "/", "⁄": "/"}
# The lookahead spares the many runs before letters; digits beyond `\d` begin above U+1368.
_RUN = re.compile(r"(?<![ .,/\-])[ .,/\-]++(?=\d|[^\x00-\u1368])")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_HIDE = str.maketrans(KEPT_SIGNS, "\0\1\2\3\4")
_SHOW = {**dict.fromkeys(KEPT_SIGNS, ""), **dict(zip("\0\1\2\3\4", KEPT_SIGNS, strict=True))}


class _Folding(dict[str, str]):
    """Character to what is kept of it, worked out once for each character that occurs."""

    def __missing__(self, character: str) -> str:
        folded = self[character] = _fold(character)
        return folded


class _Showing(dict[str, str]):
    """Character of the folded text to what it is in the skeleton: nothing, where it is a sign that is dropped."""

    def __missing__(self, character: str) -> str:
        shown = self[character] = _SHOW.get(character, character)
        return shown


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The skeleton of a text, for each of its characters the position it came from, and the text itself."""

    text: str
    positions: Sequence[int]
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original text that skeleton positions `start` to `end` stand for."""
        return self.positions[start], self.positions[end - 1] + 1

    def place(self, position: int) -> int:
        """The first skeleton position that stands for `position` of the original text or what follows."""
        return bisect_left(self.positions, position)

    def inside_word(self, place: int) -> bool:
        """Whether a cut at `place` goes through a word or a figure as it is written in the original text.

        Between letters of a script that is written without spaces no cut does.
        """
        if not 0 < place < len(self.text):
            return False
        left, right = self.text[place - 1], self.text[place]
        before, after = self.positions[place - 1], self.positions[place]
        if left.isascii() and right.isascii():  # most places of most texts, so it pays to settle them first
            if after - before == 1 and left.isalnum() and right.isalnum():
                return True
            if self.original[before + 1 : after] == " ":
                return False
        if before == after or stays_with_letter(right):
            return True
        if is_unspaced(left) or is_unspaced(right):
            return False
        # A sign that was kept between digits stands for the whole run of signs it came from.
        between = self.original[before + (left not in KEPT_SIGNS) : after + (right in KEPT_SIGNS)]
        figures = left in KEPT_SIGNS or right in KEPT_SIGNS or (left + right).isdigit()
        return joins_words(between, figures=figures)

    def whole_words(self, start: int, end: int) -> bool:
        """Whether neither edge of the stretch goes through a word."""
        return not (self.inside_word(start) or self.inside_word(end))


def skeleton(text: str) -> Skeleton:
    """The skeleton of `text` under the rule `NORM`."""
    kept = list(map(_Folding().__getitem__, text))
    folded = "".join(kept)
    if not folded.isascii():
        # Every letter is decomposed already, so this changes nothing but the order of marks.
        folded = unicodedata.normalize("NFD", folded)
    shown = list(map(_Showing().__getitem__, _RUN.sub(_hide_sign, folded)))
    positions = list(compress(_places(kept, len(folded)), shown))
    return Skeleton("".join(shown), array("I", positions), text)


def _places(kept: list[str], length: int) -> list[int]:
    """For each character of the folded text the position of the character it came from."""
    places = list(compress(range(len(kept)), kept))
    if len(places) < length:
        places += [place for place, characters in enumerate(kept) for _ in characters[1:]]
        places.sort()
    return places


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


def _hide_sign(run: re.Match[str]) -> str:
    """The run with the sign that stays of it put last, as a control character, so that it is not dropped."""
    sign = _sign(run.string, run.start(), run.end())
    return " " * (len(run[0]) - 1) + sign.translate(_HIDE) if sign else run[0]


def _sign(folded: str, start: int, end: int) -> str:
    """What stays of the run of signs and spaces from `start` to `end`."""
    if not folded[end : end + 1].isdigit():
        return ""
    if not folded[max(0, start - 1) : start].isdigit():
        minus = folded[end - 1] == "-" and (end - 1 == 0 or folded[end - 2] == " ")
        return "-" if minus else ""
    if end - start == 1 and _THOUSANDS.match(folded, start):
        return ""
    return folded[start:end].strip()[:1] or " "
