"""Scripts: what counts as a word, a letter as a reader sees it, and the edge of a word.

Thai, Chinese, Japanese and their like are written without spaces; there a reader's letter (a grapheme
cluster, simplified from Unicode Standard Annex 29: a letter with its marks) counts in place of a word.
"""

import unicodedata
from collections.abc import Iterator

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x0FFF),  # Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3031, 0x3035),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Chinese characters
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
)
_LAST_OF_THAI_AND_ITS_LIKE = "\u17ff"
_APOSTROPHES_AND_HYPHENS = frozenset("'’ʼ-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
_IN_FIGURES = frozenset(".,:/·٫٬⁄–\N{MINUS SIGN}")
_BREAKS = frozenset("\n\r")
_ZERO_WIDTH_JOINER = "\N{ZERO WIDTH JOINER}"


def is_unspaced(character: str) -> bool:
    """Whether the character belongs to a script that is written without spaces between words."""
    code = ord(character)
    return code >= _UNSPACED[0][0] and any(first <= code <= last for first, last in _UNSPACED)


def stays_with_letter(character: str) -> bool:
    """Whether the character belongs to the letter before it: a combining mark, a vowel or end of Hangul."""
    if character.isascii():
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


def word_ends(left: str, right: str) -> bool:
    """Whether a word surely ends between two neighbours, for everybody who counts words.

    In a script without spaces only a dictionary knows, and no two are alike. But there, too, it ends beside a
    space or a sign; and, but for scripts such as Thai, between a letter and a digit (Unicode Standard Annex 29).
    """
    if not all(
        character == "_" or unicodedata.category(character)[0] in "LMN" for character in (left, right)
    ):
        return True
    letters = [character for character in (left, right) if not character.isdecimal()]
    return len(letters) == 1 and is_unspaced(letters[0]) and letters[0] > _LAST_OF_THAI_AND_ITS_LIKE


def joins_words(between: str, *, figures: bool) -> bool:
    """Whether what stands between two letters (or with `figures` two digits) leaves them one word.

    Apostrophes, hyphens, hyphens at a line's end and what is not seen do; so do the signs within figures.
    """
    seen = "".join(character for character in between if unicodedata.category(character) != "Cf")
    if seen[:1] in _APOSTROPHES_AND_HYPHENS and _BREAKS & set(seen):
        seen = seen.rstrip()
    joiners = _APOSTROPHES_AND_HYPHENS | _IN_FIGURES if figures else _APOSTROPHES_AND_HYPHENS
    return len(seen) <= 1 and all(character in joiners for character in seen)


def clusters(text: str) -> list[str]:
    """The letters of `text` as a reader sees them: each with its marks."""
    found: list[str] = []
    for character in text:
        joined = found and (
            stays_with_letter(character)
            or character == _ZERO_WIDTH_JOINER
            or found[-1].endswith(_ZERO_WIDTH_JOINER)
        )
        if joined:
            found[-1] += character
        else:
            found.append(character)
    return found


def units(text: str) -> list[tuple[int, int]]:
    """The spans of what is counted in `text`: its words, and of scripts without spaces its letters."""
    return list(_units(text))


def _units(text: str) -> Iterator[tuple[int, int]]:
    start = end = 0
    for cluster in clusters(text):
        alone = is_unspaced(cluster[0])
        if start < end and (alone or cluster[0].isspace()):
            yield start, end
            start = end
        end += len(cluster)
        if alone:
            yield start, end
        if alone or cluster[0].isspace():
            start = end
    if start < end:
        yield start, end
