"""From typed lines to a response: letters, numbers, or the words themselves."""

import re
import unicodedata
from collections.abc import Sequence
from typing import assert_never

from kalquiz.interaction import (
    Choice,
    Chosen,
    Filled,
    GapText,
    Interaction,
    Match,
    Matched,
    Option,
    Order,
    Ordered,
    Response,
    Reveal,
    TextEntry,
    Ticked,
    Typed,
    letter,
)

_SEPARATOR = re.compile(r"[\s,;]+")
_PAIR = re.compile(r"(?<!\d)(\d{1,3})[\s:.=\-]*([A-Za-z]+)")
_YES = {"y", "yes", "1", "j", "ja", "oui", "si", "sí"}
_NO = {"n", "no", "0", "none", "nein", "non", "-"}
_JUDGED = {
    "true": {"t", "true", *_YES - {"1"}},
    "false": {"f", "false", *_NO - {"0"}},
}
"""How the two options of a statement are called besides their letters; by their ids."""


class UnreadableError(Exception):
    """A line that is no answer to what was asked; its text says how to answer."""


def lines_needed(interaction: Interaction) -> int:
    """How many lines make up an answer."""
    return len(interaction.gaps) if isinstance(interaction, GapText) else 1


def read_response(interaction: Interaction, lines: Sequence[str]) -> Response:
    """The response that typed lines make.

    Raises:
        UnreadableError: the lines do not answer what was asked.
    """
    if len(lines) != (needed := lines_needed(interaction)):
        raise UnreadableError(f"An answer has {needed} lines.")
    line = lines[0].strip()
    match interaction:
        case Choice(options=options, many=many):
            return Chosen(frozenset(_choices(line, options, many=many)))
        case TextEntry():
            return Typed(line)
        case GapText():
            return Filled(tuple(lines))
        case Match(stems=stems, targets=targets):
            return Matched(_pairs(line, stems, targets))
        case Order(items=items):
            return Ordered(tuple(_order(line, items)))
        case Reveal(criteria=criteria):
            return Ticked(frozenset(_ticks(line, [criterion.id for criterion in criteria])))
        case _:
            assert_never(interaction)


def _choices(line: str, options: Sequence[Option], *, many: bool) -> list[str]:
    if {option.id for option in options} == set(_JUDGED) and (judged := _judged(line)):
        return [judged]
    if whole := _option(line, options):
        return [whole]
    words = _words(line)
    if many and len(words) == 1 and not _option(words[0], options):
        words = list(words[0])
    found = [option for word in words if (option := _option(word, options))]
    if not found or len(found) != len(words):
        last = letter(len(options) - 1)
        raise UnreadableError(f"Type {'letters' if many else 'a letter'} from A to {last}.")
    if not many and len(set(found)) > 1:
        raise UnreadableError("Only one is right: type one letter.")
    return found


def _judged(line: str) -> str | None:
    """Whether a statement was called true or false, in a word or its first letter."""
    return next((option for option, words in _JUDGED.items() if line.casefold() in words), None)


def _option(word: str, options: Sequence[Option]) -> str | None:
    """The option that a letter, a number or its own words mean, or the letter at their end, as of a mark on a map."""
    for index, option in enumerate(options):
        if word.strip("().").upper() in (letter(index), str(index + 1)):
            return option.id
    from kalquiz.grading import normalise

    folded = normalise(word)
    if whole := next((option.id for option in options if normalise(option.text) == folded), None):
        return whole
    ending = [
        option.id for option in options if len(folded) == 1 and normalise(option.text).endswith(f" {folded}")
    ]
    return ending[0] if len(ending) == 1 else None


def _pairs(line: str, stems: Sequence[Option], targets: Sequence[Option]) -> dict[str, str]:
    pairs = [(int(number), word) for number, word in _PAIR.findall(line)]
    pairs = pairs or list(enumerate(_letters(line), 1))
    found = {number: target for number, word in pairs if (target := _option(word, targets))}
    if sorted(number for number, _ in pairs) != list(range(1, len(stems) + 1)) or len(found) != len(stems):
        example = " ".join(f"{number}{letter((number * 2) % len(targets))}" for number in (1, 2))
        raise UnreadableError(
            f"Give each number a letter from A to {letter(len(targets) - 1)}, as in: {example} ..."
        )
    return {stem.id: found[number] for number, stem in enumerate(stems, 1)}


def _order(line: str, items: Sequence[Option]) -> list[str]:
    words = _letters(line)
    order = [item for word in words if (item := _option(word, items))]
    if sorted(order) != sorted(item.id for item in items) or len(order) != len(words):
        letters = " ".join(letter(index) for index in range(len(items)))
        raise UnreadableError(f"Type all the letters ({letters}), once each, in the right order.")
    return order


def _ticks(line: str, criteria: Sequence[str]) -> list[str]:
    folded = unicodedata.normalize("NFKC", line.casefold())  # the digits of every keyboard
    if folded in _NO:
        return []
    if len(criteria) == 1 and folded in _YES:
        return list(criteria)
    numbered = {str(number): criterion for number, criterion in enumerate(criteria, 1)}
    words = _words(folded)
    if not words or not numbered.keys() >= set(words):
        what = (
            "y or n"
            if len(criteria) == 1
            else f"the numbers from 1 to {len(criteria)} that are met, or 0 for none"
        )
        raise UnreadableError(f"Type {what}.")
    return [numbered[word] for word in words]


def _words(line: str) -> list[str]:
    """The words of a line, with spaces, commas or semicolons between."""
    return [word for word in _SEPARATOR.split(line) if word]


def _letters(line: str) -> list[str]:
    """The words of a line, or the letters of a single one: `CAB` means `C A B`."""
    words = _words(line)
    return list(words[0]) if len(words) == 1 else words
