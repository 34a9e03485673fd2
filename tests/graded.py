"""How well typed answers are graded: slips of the finger in the bundled banks' answers, and what only looks alike."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kalquiz import Bank, bundled_banks, load_bank
from kalquiz.question.entry import Entry, TextKey
from kalquiz.schedule import PASSED

CONFUSABLES = Path(__file__).parent / "grading" / "confusables.tsv"
FIRST_LETTER = 0.05
"""Share of slips at a word's first letter, where they are rare."""
_EDITS = ("left out", "put in", "wrong", "swapped")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {
    letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _ROWS for at, letter in enumerate(row)
}
"""The neighbours of each key in its row."""


@dataclass(frozen=True, slots=True)
class Typo:
    """An answer with one slip of the finger, and what it is held against."""

    entry: TextKey
    answer: str
    given: str


@dataclass(frozen=True, slots=True)
class Confusable:
    """Something that is easily taken for an answer and means another thing; `kind` is name, number or term."""

    kind: str
    answer: str
    given: str


def entries() -> Iterator[Entry]:
    """Whatever is answered by typing in the bundled banks, gaps of clozes among them."""
    for folder in bundled_banks().values():
        yield from bank_entries(load_bank(folder))


def bank_entries(bank: Bank) -> Iterator[Entry]:
    """Whatever is answered by typing in a bank."""
    for question in bank.questions:
        if isinstance(question, Entry):
            yield question
        yield from getattr(question, "gaps", {}).values()


def text_entries() -> list[TextKey]:
    """Those that are answered in words."""
    return [entry for entry in entries() if isinstance(entry, TextKey)]


def typos(known: Sequence[TextKey], count: int, seed: int = 8) -> list[Typo]:
    """So many different answers with one slip each, in a word of five letters or more.

    Shorter words are left out, as the rule leaves them out: there a letter makes another word too easily.
    """
    chance = random.Random(seed)
    pool = [
        (entry, answer)
        for entry in known
        for answer in (entry.key, *entry.accepted)
        if any(len(word) >= 5 and word.isalpha() for word in answer.split())
    ]
    found: dict[tuple[int, str], Typo] = {}
    while len(found) < count:
        entry, answer = chance.choice(pool)
        words = answer.split()
        place = chance.choice([at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()])
        words[place] = _slipped(words[place], chance)
        given = " ".join(words)
        if given.casefold() != answer.casefold():
            found.setdefault((id(entry), given), Typo(entry, answer, given))
    return list(found.values())


def _slipped(word: str, chance: random.Random) -> str:
    at = 0 if chance.random() < FIRST_LETTER else chance.randrange(1, len(word))
    kind = chance.choice(_EDITS)
    near = chance.choice(_NEAR.get(word[at].casefold(), "e"))
    match kind:
        case "left out":
            return word[:at] + word[at + 1 :]
        case "put in":
            return word[: at + 1] + chance.choice((word[at], near)) + word[at + 1 :]
        case "wrong":
            return word[:at] + near + word[at + 1 :]
        case _:
            at = min(at, len(word) - 2)
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def confusables() -> list[Confusable]:
    """Those that were written by hand."""
    lines = CONFUSABLES.read_text(encoding="utf-8").splitlines()
    return [Confusable(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def taken(known: Sequence[TextKey]) -> Mapping[str, list[Confusable]]:
    """By kind the confusables that count as right, or as a slip, where their answer is the key."""
    wrongly: dict[str, list[Confusable]] = defaultdict(list)
    for each in confusables():
        held = [entry for entry in known if entry.key == each.answer]
        if not held:
            raise LookupError(f"no question has the key “{each.answer}”")
        if any(entry.mark(each.given).score >= PASSED for entry in held):
            wrongly[each.kind].append(each)
    return wrongly
