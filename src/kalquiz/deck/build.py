"""Building a package: the notes of one bank or of several, each with its modification time, into decks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from kalquiz.bank import Bank
from kalquiz.collector import collector_paused
from kalquiz.deck.collection import AnkiDeck, Row, fill
from kalquiz.deck.description import description
from kalquiz.deck.lock import Lock, read_lock
from kalquiz.deck.moment import start_of
from kalquiz.deck.note import flashcards, make_notes
from kalquiz.deck.package import write_package
from kalquiz.deck.update import deck_name, stamped, update_lock
from kalquiz.files import require_place
from kalquiz.problem import KalquizError
from kalquiz.question import Question


@dataclass(frozen=True, slots=True)
class Deck:
    """What goes into a package of a bank: questions, in the learner's order; with `reverse` flashcards both ways.

    `lock` is the lock that they are in, and `before` what it was before them.
    """

    bank: Bank
    questions: Sequence[Question]
    reverse: bool = False
    lock: Lock | None = None
    before: Lock | None = None

    @property
    def size(self) -> int:
        """How many notes it has, without those that are retired."""
        return len(self.questions) + (len(flashcards(self.questions)) if self.reverse else 0)


@collector_paused()
def make_deck(
    bank: Bank, questions: Sequence[Question], *, reverse: bool = False, lock: Path | None = None
) -> Deck:
    """The deck of some questions of a bank, after the lock in a file; that is read, if it is there, not written.

    Raises:
        KalquizError: a picture cannot be used, or the lock does not fit the bank.
        OSError: the lock cannot be read.
    """
    if lock is None:
        return Deck(bank, questions, reverse)
    before = read_lock(lock) if lock.exists() else None
    after = update_lock(bank, make_notes(bank, bank.questions, reverse=True), before)
    return Deck(bank, questions, reverse, after, before)


@collector_paused()
def write_decks(decks: Sequence[Deck], out: Path, *, subdecks: bool = False) -> None:
    """Write a package with these decks; with `subdecks` each section has a deck below that of its bank.

    Raises:
        KalquizError: the name does not end in .apkg, there are no questions, one is there twice, or a picture
            cannot be used.
        OSError: the file cannot be written.
    """
    if out.suffix.lower() != ".apkg":
        raise KalquizError(f"A deck is an .apkg file, by which Anki knows it, not “{out.name}”.")
    if not any(deck.questions for deck in decks):
        raise KalquizError("There are no questions to make a deck of.")
    require_place(out)
    named = [_named(deck, subdecks=subdecks) for deck in decks]
    made = [own for names in named for own in names.values()]
    write_package(out, partial(fill, decks=made, rows=_rows(decks, named)))


def _named(deck: Deck, *, subdecks: bool) -> dict[str, AnkiDeck]:
    """The decks of a bank by section; the one of the whole bank has the empty name."""
    bank, lock = deck.bank, deck.lock
    top = lock.deck if lock else deck_name(bank.title)
    named = {"": AnkiDeck(_number(bank.id), top, description(bank))}
    if subdecks:
        names = lock.subdecks if lock else {section.id: deck_name(section.title) for section in bank.sections}
        for section in dict.fromkeys(question.section for question in deck.questions):
            named[section] = AnkiDeck(_number(f"{bank.id}/{section}"), f"{top}::{names[section]}", "")
    return named


def _rows(decks: Sequence[Deck], named: Sequence[dict[str, AnkiDeck]]) -> Iterator[Row]:
    known: set[str] = set()
    cards = 0
    for deck, names in zip(decks, named, strict=True):
        bank, top = deck.bank, names[""]
        # Two banks of one day start at different numbers; each card has one.
        first = int(start_of(bank.released).timestamp()) * 1000 + _number(bank.id) % 10**7 + 1
        notes = make_notes(bank, deck.questions, reverse=deck.reverse)
        for place, (note, modified) in enumerate(stamped(bank, notes, deck.lock), 1):
            if note.guid in known:
                raise KalquizError("A question is there twice; a deck has one note for each.")
            known.add(note.guid)
            own = names.get(note.section, top)
            yield Row(first + cards, note, int(modified.timestamp()), own.id, place)
            cards += len(note.numbers)


def _number(name: str) -> int:
    """The number of a deck: above those that Anki gives, and not by chance the same as another."""
    return (1 << 30) + (int.from_bytes(sha256(f"kalquiz/deck/{name}".encode()).digest()[:4], "big") >> 2)
