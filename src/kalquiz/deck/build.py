"""Building a deck: notes into genanki's database, each with its modification time."""

import itertools
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import partial
from hashlib import sha256
from pathlib import Path

from kalquiz.bank import Bank
from kalquiz.citation import full_reference
from kalquiz.deck.field import paragraphs
from kalquiz.deck.note import Note, note
from kalquiz.deck.notetype import model
from kalquiz.deck.package import write_package
from kalquiz.markup import to_plain
from kalquiz.problem import KalquizError
from kalquiz.question import Question


def build(bank: Bank, out: Path, questions: Sequence[Question]) -> Path:
    """Write the package of these questions; see `kalquiz.deck.build_deck`."""
    if not questions:
        raise KalquizError("There are no questions to make a deck of.")
    notes = [note(bank, question) for question in questions]
    if len({made.guid for made in notes}) < len(notes):
        raise KalquizError("A question is there twice; a deck has one note for each.")
    media = {medium.name: medium.data for made in notes for medium in made.media}
    write_package(out, partial(_fill, bank=bank, notes=notes), media)
    return out


def _fill(cursor: sqlite3.Cursor, bank: Bank, notes: Sequence[Note]) -> None:
    import genanki

    released = _midday(bank)
    number = _number(bank.id)
    # Anki takes decks for the same by name, and reads "::" in it as a step down.
    deck = genanki.Deck((1 << 30) + number, to_plain(bank.title).replace("::", ":"), _description(bank))
    for place, made in enumerate(notes, 1):
        deck.add_note(
            genanki.Note(model(made.kind), list(made.fields), tags=made.tags, guid=made.guid, due=place)
        )
    # Note ids are milliseconds; two banks of one day start at different ones.
    genanki.Package(deck).write_to_db(cursor, released, itertools.count(released * 1000 + number % 10**7))
    stamp(cursor, {made.guid: released for made in notes})


def stamp(cursor: sqlite3.Cursor, modified: dict[str, int]) -> None:
    """Give each note its modification time, in seconds by GUID: an update lands only where it is newer."""
    cursor.executemany(
        "UPDATE notes SET mod = ? WHERE guid = ?", [(at, guid) for guid, at in modified.items()]
    )


def _midday(bank: Bank) -> int:
    return int(datetime.combine(bank.released, time(12), UTC).timestamp())


def _number(bank_id: str) -> int:
    """A number below 2**30 that stands for the bank."""
    return int.from_bytes(sha256(f"kalquiz/deck/{bank_id}".encode()).digest()[:4], "big") >> 2


def _description(bank: Bank) -> str:
    sources = [full_reference(source) for source in bank.sources]
    return paragraphs([bank.about.description, *sources, bank.about.licence])
