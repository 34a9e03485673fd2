"""Building a package: the notes of one bank or of several, each with its modification time, into decks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from kalquiz.bank import Bank
from kalquiz.collector import collector_paused
from kalquiz.deck.collection import AnkiDeck, Row, fill
from kalquiz.deck.description import description
from kalquiz.deck.lock import read_lock
from kalquiz.deck.moment import start_of
from kalquiz.deck.note import Note, flashcards, make_notes, make_reverse_notes
from kalquiz.deck.package import write_package
from kalquiz.deck.update import Update, retired_notes
from kalquiz.files import require_place
from kalquiz.problem import KalquizError
from kalquiz.question import Question


@dataclass(frozen=True, slots=True)
class Deck:
    """What goes into a package of a bank: questions, in the learner's order; with `reverse` flashcards both ways.

    `update` is that of the lock which remembers them; it takes all notes of the bank while the package is written.
    """

    bank: Bank
    questions: Sequence[Question]
    reverse: bool = False
    update: Update | None = None

    @property
    def size(self) -> int:
        """How many notes it has, without those that are retired."""
        return len(self.questions) + (len(flashcards(self.questions)) if self.reverse else 0)


def make_deck(
    bank: Bank, questions: Sequence[Question], *, reverse: bool = False, lock: Path | None = None
) -> Deck:
    """The deck of some questions of a bank, after the lock in a file; that is read, if it is there, not written.

    Raises:
        LockError: the lock does not fit the bank.
        OSError: the lock cannot be read.
    """
    if lock is None:
        return Deck(bank, questions, reverse)
    return Deck(bank, questions, reverse, Update(bank, read_lock(lock) if lock.exists() else None))


@collector_paused()
def write_decks(decks: Sequence[Deck], out: Path, *, subdecks: bool = False) -> None:
    """Write a package with these decks; with `subdecks` each section has a deck below that of its bank.

    Raises:
        KalquizError: the name does not end in .apkg, there are no questions, one is there twice, a picture cannot
            be used, or a note does not fit the lock.
        OSError: the file cannot be written.
    """
    if out.suffix.lower() != ".apkg":
        raise KalquizError(f"A deck is an .apkg file, by which Anki knows it, not “{out.name}”.")
    if not any(deck.questions for deck in decks):
        raise KalquizError("There are no questions to make a deck from.")
    require_place(out)
    named = [_named(deck, subdecks=subdecks) for deck in decks]
    made = [own for names in named for own in names.values()]
    write_package(out, partial(fill, decks=made, rows=_rows(decks, named)))


def _named(deck: Deck, *, subdecks: bool) -> dict[str, AnkiDeck]:
    """The decks of a bank by section; the one of the whole bank has the empty name."""
    bank = deck.bank
    known = deck.update or Update(bank)
    named = {"": AnkiDeck(_number(bank.id), known.deck, description(bank))}
    if subdecks:
        for section in dict.fromkeys(question.section for question in deck.questions):
            named[section] = AnkiDeck(
                _number(f"{bank.id}/{section}"), f"{known.deck}::{known.subdecks[section]}", ""
            )
    return named


def _rows(decks: Sequence[Deck], named: Sequence[dict[str, AnkiDeck]]) -> Iterator[Row]:
    known: set[str] = set()
    cards = 0
    for deck, names in zip(decks, named, strict=True):
        bank, top = deck.bank, names[""]
        # Two banks of one day start at different numbers; each card has one.
        first = int(start_of(bank.released).timestamp()) * 1000 + _number(bank.id) % 10**7 + 1
        for place, (note, modified) in enumerate(_stamped(deck), 1):
            if note.guid in known:
                raise KalquizError("A question occurs twice; a deck has one note for each.")
            known.add(note.guid)
            own = names.get(note.section, top)
            yield Row(first + cards, note, int(modified.timestamp()), own.id, place)
            cards += len(note.numbers)


def _stamped(deck: Deck) -> Iterator[tuple[Note, datetime]]:
    """The notes with their modification times, as the lock has them, and the retired ones.

    Without a lock all are as old as the release.
    """
    bank, update = deck.bank, deck.update
    backwards = deck.questions if deck.reverse else ()
    notes = chain(make_notes(bank, deck.questions), make_reverse_notes(bank, backwards))
    if not update:
        start = start_of(bank.released)
        yield from ((note, start) for note in notes)
        return
    for note in notes:
        entry = update.take(note)
        yield note._replace(guid=entry.guid), entry.modified
    # The lock is of the whole bank, whatever part of it is in the package.
    chosen = {question.id for question in deck.questions}
    others = [question for question in bank.questions if question.id not in chosen]
    rest = others if deck.reverse else bank.questions
    for note in chain(make_notes(bank, others), make_reverse_notes(bank, rest)):
        update.take(note)
    yield from ((note, entry.modified) for note, entry in retired_notes(update.lock(), reverse=deck.reverse))


def _number(name: str) -> int:
    """The number of a deck: above those that Anki gives, and not by chance the same as another."""
    return (1 << 30) + (int.from_bytes(sha256(f"kalquiz/deck/{name}".encode()).digest()[:4], "big") >> 2)
