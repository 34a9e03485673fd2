"""The collection in a package: Anki's tables, filled in bulk.

The note types and the tables are genanki's. The rows are written here: genanki writes them one by one, with
one modification time for all, and looks for bad HTML in each field in quadratic time.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from kalquiz.deck.note import Note
from kalquiz.deck.notetype import NoteType, as_json
from kalquiz.deck.typeversion import type_version

_BATCH = 500
"""Notes that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """A deck as Anki has it: its number, its name with those of the decks above, a description in Markdown."""

    id: int
    name: str
    description: str


class Row(NamedTuple):
    """A note in the tables: with its number, its modification time in seconds, its deck and its place there.

    To Anki, the number is the millisecond at which it was made. The numbers of its cards are the same and those
    that follow. All cards of a note have its place.
    """

    id: int
    note: Note
    modified: int
    deck: int
    place: int


def fill(cursor: sqlite3.Cursor, decks: Sequence[AnkiDeck], rows: Iterable[Row]) -> dict[str, bytes]:
    """Put decks and notes into an empty database; returns the media that notes show, by their names."""
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

    # Rows go in faster before there are indexes.
    tables, index, indexes = APKG_SCHEMA.partition("CREATE INDEX")
    cursor.executescript(tables + APKG_COL)
    kinds: set[NoteType] = set()
    media: dict[str, bytes] = {}
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        _insert(cursor, batch)
        kinds |= {row.note.kind for row in batch}
        media |= {medium.name: medium.data for row in batch for medium in row.note.media}
    cursor.execute("UPDATE col SET models = ?", (_note_types(kinds, decks[0].id),))
    (own,) = cursor.execute("SELECT decks FROM col").fetchone()
    named = json.loads(own) | {str(deck.id): _deck(deck) for deck in decks}
    cursor.execute("UPDATE col SET decks = ?", (json.dumps(named),))
    cursor.executescript(index + indexes)
    return media


def _insert(cursor: sqlite3.Cursor, rows: Sequence[Row]) -> None:
    cursor.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')", map(_note, rows))
    # A retired note comes without a card: who has one keeps it, and nobody else gets one.
    cursor.executemany(
        "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')",
        (
            (row.id + count, row.id, row.deck, number - 1, row.modified, row.place)
            for row in rows
            if not row.note.retired
            for count, number in enumerate(row.note.numbers)
        ),
    )


def _note(row: Row) -> tuple[int | str, ...]:
    note = row.note
    tags = f" {' '.join(note.tags)} "
    return row.id, note.guid, note.kind.value.id, row.modified, tags, "\x1f".join(note.fields), note.name


def _note_types(kinds: set[NoteType], deck: int) -> str:
    modified = type_version().modified.timestamp()
    return json.dumps({kind.value.id: as_json(kind, modified, deck) for kind in NoteType if kind in kinds})


def _deck(deck: AnkiDeck) -> dict[str, Any]:
    import genanki

    return {**genanki.Deck(deck.id, deck.name, deck.description).to_json(), "md": True}
