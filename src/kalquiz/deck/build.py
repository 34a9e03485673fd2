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
from kalquiz.deck.note import Note, chosen, make_notes
from kalquiz.deck.package import write_package
from kalquiz.deck.update import deck_name, stamped, update_lock
from kalquiz.problem import KalquizError
from kalquiz.question import Question


@dataclass(frozen=True, slots=True)
class Deck:
    """What goes into a package of a bank: its notes, in the learner's order.

    `lock` is the lock that they are in, and `before` what it was before them.
    """

    bank: Bank
    notes: Sequence[Note]
    lock: Lock | None = None
    before: Lock | None = None


def make_deck(
    bank: Bank, questions: Sequence[Question], *, reverse: bool = False, lock: Path | None = None
) -> Deck:
    """The deck of some questions of a bank, after the lock in a file; that is read, if it is there, not written.

    Raises:
        KalquizError: a picture cannot be used, or the lock does not fit the bank.
        OSError: the lock cannot be read.
    """
    if lock is None:
        return Deck(bank, make_notes(bank, questions, reverse=reverse))
    before = read_lock(lock) if lock.exists() else None
    notes = make_notes(bank, bank.questions, reverse=True)
    return Deck(bank, chosen(notes, questions, reverse=reverse), update_lock(bank, notes, before), before)


@collector_paused()
def write_decks(decks: Sequence[Deck], out: Path, *, subdecks: bool = False) -> None:
    """Write a package with these decks; with `subdecks` each section has a deck below that of its bank.

    Raises:
        KalquizError: there are no notes, or one is there twice.
        OSError: the file cannot be written.
    """
    notes = [note for deck in decks for note in deck.notes]
    if not notes:
        raise KalquizError("There are no questions to make a deck of.")
    made: list[AnkiDeck] = []
    rows: list[Row] = []
    for deck in decks:
        named = _named(deck, subdecks=subdecks)
        made += named.values()
        rows += _rows(deck, named, sum(len(row.note.numbers) for row in rows))
    if len({row.note.guid for row in rows}) < len(rows):
        raise KalquizError("A question is there twice; a deck has one note for each.")
    media = {medium.name: medium.data for note in notes for medium in note.media}
    write_package(out, partial(fill, decks=made, rows=rows), media)


def _named(deck: Deck, *, subdecks: bool) -> dict[str, AnkiDeck]:
    """The decks of a bank by section; the one of the whole bank has the empty name."""
    bank, lock = deck.bank, deck.lock
    top = lock.deck if lock else deck_name(bank.title)
    named = {"": AnkiDeck(_number(bank.id), top, description(bank))}
    if subdecks:
        names = lock.subdecks if lock else {section.id: deck_name(section.title) for section in bank.sections}
        for section in dict.fromkeys(note.section for note in deck.notes):
            named[section] = AnkiDeck(_number(f"{bank.id}/{section}"), f"{top}::{names[section]}", "")
    return named


def _rows(deck: Deck, named: dict[str, AnkiDeck], before: int) -> Iterator[Row]:
    # Two banks of one day start at different numbers.
    first = int(start_of(deck.bank.released).timestamp()) * 1000 + _number(deck.bank.id) % 10**7 + before
    for place, each in enumerate(stamped(deck.bank, deck.notes, deck.lock), 1):
        own = named.get(each.note.section, named[""])
        yield Row(first + place, each.note, int(each.modified.timestamp()), own.id, place)
        # Each further card needs a number, too.
        first += len(each.note.numbers) - 1


def _number(name: str) -> int:
    """The number of a deck: above those that Anki gives, and not by chance the same as another."""
    return (1 << 30) + (int.from_bytes(sha256(f"kalquiz/deck/{name}".encode()).digest()[:4], "big") >> 2)
