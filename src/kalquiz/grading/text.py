"""Typed words: which differences do not matter, and what counts as a slip of the finger."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from kalquiz.grading.mark import Mark
from kalquiz.grading.seen import seen

TYPO_SCORE = 0.9
MOST_SLIPS = 2
"""Words of one answer."""
SHORTEST_SLIP = 5
"""Letters of the word that was meant; in shorter ones a letter makes another word too easily."""

_BETWEEN_DIGITS = re.compile(r"((?<=\d)[.,:/\-](?=\d))")
_NO_WORD = re.compile(r"\W|_")
_STRESS = "\N{COMBINING ACUTE ACCENT}"
_DIAERESIS = "\N{COMBINING DIAERESIS}"
_STRETCH = "\N{ARABIC TATWEEL}"
"""Only makes an Arabic word longer."""
_ARABIC_VOWELS = frozenset(map(chr, (*range(0x64B, 0x653), 0x670)))


def grade_text(given: str, accepted: Iterable[str], rejected: Mapping[str, str]) -> Mark:
    """Grade typed words.

    A rejected answer beats everything, then any accepted answer counts 1, then one within a typo 0.9.
    First match wins, as in Moodle's short answer.

    Args:
        given: what was typed.
        accepted: the key and every other right answer.
        rejected: tempting wrong answers and why each is wrong.
    """
    answer = normalise(given)
    for text, feedback in rejected.items():
        if _same(answer, normalise(text)):
            return Mark(0.0, feedback)
    wanted = [normalise(text) for text in accepted]
    if any(_same(answer, text) for text in wanted):
        return Mark(1.0)
    for text in wanted:
        if slips := _slips(answer, text):
            named = " and ".join(f"“{_as_typed(slip, given)}”" for slip in slips)
            return Mark(TYPO_SCORE, f"Look at the spelling of {named}.")
    return Mark(0.0)


def normalise(text: str) -> str:
    """Fold what does not matter in an answer: case, width, spacing, punctuation, a leading article.

    Accents are dropped on Latin and Greek letters only; elsewhere marks are letters of their own (й, が, ไม้).
    In Cyrillic ё counts as е, and stress marks are dropped, as are the vowel points of Arabic and Hebrew, which
    most texts leave out. Digits of all scripts are the same. Signs between digits stay: 10:0 is not 100.
    """
    folded = text.casefold() if text.isascii() else _fold(text)
    pieces = _BETWEEN_DIGITS.split(folded)
    spaced = "".join(piece if at % 2 else _spaced(piece) for at, piece in enumerate(pieces))
    words = spaced.split()
    while len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    return " ".join(words) or folded.strip()


def _fold(text: str) -> str:
    written = seen(text).replace(_STRETCH, "") or text
    return _drop_accents("".join(map(_digit, written.casefold())))


def _spaced(text: str) -> str:
    """The text with spaces for its punctuation; most of it is letters, which need no look-up."""
    return _NO_WORD.sub(lambda match: " " if unicodedata.category(match[0])[0] in "PCZ" else match[0], text)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _drop_accents(text: str) -> str:
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            if _is_accent(base, character):
                continue
        else:
            base = character
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_accent(base: str, mark: str) -> bool:
    script = unicodedata.name(base, "").partition(" ")[0] if base else ""
    if script == "CYRILLIC":
        return mark == _STRESS or (mark == _DIAERESIS and base == "е")
    if script == "ARABIC":
        return mark in _ARABIC_VOWELS
    return script in ("LATIN", "GREEK", "HEBREW")


def _same(answer: str, wanted: str) -> bool:
    return answer == wanted or answer.replace(" ", "") == wanted.replace(" ", "")


def _slips(answer: str, wanted: str) -> list[str]:
    """The words that are slips of the finger, where the rest is right."""
    given_words, wanted_words = answer.split(), wanted.split()
    if len(given_words) != len(wanted_words):
        return []
    pairs = [(given, word) for given, word in zip(given_words, wanted_words, strict=True) if given != word]
    near = len(pairs) <= MOST_SLIPS and all(is_slip(given, word) for given, word in pairs)
    return [given for given, _ in pairs] if near else []


def _as_typed(word: str, given: str) -> str:
    """A normalised word as it stands in an answer, where it can be told apart there."""
    typed = [*re.split(r"\W+", given), *given.split()]
    return next((it for it in typed if normalise(it) == word), word)


def is_slip(given: str, word: str) -> bool:
    """Whether a normalised word is another one with a slip of the finger.

    That is one edit (insertion, deletion, substitution, neighbours swapped), after the same first letter, in a
    word of five letters or more without digits.
    """
    from rapidfuzz.distance import OSA

    return (
        len(word) >= SHORTEST_SLIP
        and given[0] == word[0]
        and not any(map(str.isdigit, given + word))
        and OSA.distance(given, word) == 1
    )
