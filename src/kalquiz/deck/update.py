"""From one version of a bank to the next: what the lock says of each note after it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from kalquiz.bank import Bank
from kalquiz.deck.lock import Entry, Lock, LockError
from kalquiz.deck.moment import renewed, start_of
from kalquiz.deck.note import Note, is_reverse, retired_note
from kalquiz.deck.notetype import NoteType
from kalquiz.deck.typeversion import type_version
from kalquiz.markup import to_plain

Stamped = tuple[Note, datetime]
"""A note with its modification time."""


def update_lock(bank: Bank, notes: Iterable[Note], old: Lock | None = None) -> Lock:
    """The lock of a bank whose questions all have these notes, after an `old` one.

    A note that changed is newer than before, one that did not keeps its time. A note whose question was
    renamed keeps its GUID. Those whose questions are gone are retired.

    Raises:
        LockError: `old` is of another bank or of a later day, or a note has changed its type.
    """
    if old:
        _require_earlier(bank, old)
    known = old.notes if old else {}
    entries: dict[str, Entry] = {}
    claimed: set[str] = set()
    for note in notes:
        name = next((name for name in (note.name, *note.aka) if name in known), "")
        claimed.add(name)
        entries[note.name] = _entry(bank, note, known.get(name))
    for name in sorted(known.keys() - claimed):
        since = known[name].retired or bank.about.version
        entries[name] = _entry(bank, _retired(bank.id, name, known[name], since), known[name], since)
    decks = {section.id: deck_name(section.title) for section in bank.sections}
    return Lock(
        bank=bank.id,
        version=bank.about.version,
        released=bank.released,
        note_types=type_version().number,
        deck=old.deck if old else deck_name(bank.title),
        subdecks=decks | old.subdecks if old else decks,
        notes=entries,
    )


def stamped(bank: Bank, notes: Iterable[Note], lock: Lock | None) -> Iterator[Stamped]:
    """The notes as the lock has them, followed by the retired ones; without a lock all are as old as the release."""
    if lock is None:
        start = start_of(bank.released)
        yield from ((note, start) for note in notes)
        return
    backwards = False
    for note in notes:
        backwards = backwards or note.reverse
        entry = lock.notes[note.name]
        yield note._replace(guid=entry.guid), entry.modified
    for name, entry in sorted(lock.notes.items()):
        # Who never had notes that ask the other way round need not hear that they are gone.
        if entry.retired and (backwards or not is_reverse(name)):
            yield _retired(lock.bank, name, entry, entry.retired), entry.modified


def deck_name(title: str) -> str:
    """A title as the name of a deck: Anki reads "::" in it as a step down."""
    return to_plain(title).replace("::", ":")


def _require_earlier(bank: Bank, old: Lock) -> None:
    if old.bank != bank.id:
        raise LockError(
            f"The lock is of the bank {old.bank}, not of {bank.id}: each bank has a lock of its own."
        )
    if old.released > bank.released:
        raise LockError(
            f"The lock is of {old.released}, and {bank.id} says `released: {bank.about.released}`, which is earlier: "
            "learners would not get what changed. Set `released` in bank.yaml to the day of this version."
        )


def _entry(bank: Bank, note: Note, before: Entry | None, retired: str | None = None) -> Entry:
    kind = note.kind.name.lower()
    if before and before.type != kind:
        raise LockError(
            f"`{note.name}` was a note of the type {before.type} and is now one of the type {kind}, which Anki "
            "does not allow. Give the question a new id, without `aka`: the old note is then retired."
        )
    gone = _gone(note, before)
    content = _hash(note)
    same = before is not None and before.content == content
    return Entry(
        guid=before.guid if before else note.guid,
        type=kind,
        modified=before.modified
        if before and same
        else renewed(before.modified if before else None, bank.released),
        content=content,
        asked=before.asked if before and retired else note.asked,
        key=before.key if before and retired else note.key,
        cards=dict(note.cards) if note.cards else None,
        gone=gone or None,
        retired=retired,
    )


def _gone(note: Note, before: Entry | None) -> dict[int, str]:
    """What the cards of a map asked whose areas are no more, by their numbers.

    Raises:
        LockError: a place has another number than before, or that of one that is gone: Anki knows a card by it.
    """
    now = note.cards or {}
    numbers = {text: number for number, text in now.items()}
    cards = (before and before.cards) or {}
    gone = (before and before.gone) or {}
    # Of a map that is retired nothing is asked any more.
    fixed = gone | cards if before and before.retired else gone
    given = dict(sorted((gone | cards).items()))
    for number, text in given.items():
        if numbers.get(text, number) != number:
            raise LockError(
                f"In `{note.name}`, “{text}” was on card {number} and is now on card {numbers[text]}: its reviews "
                f"would not come with it. Write `card: {number}` in its area again."
            )
        if number in fixed and now.get(number, text) != text:
            raise LockError(
                f"In `{note.name}`, card {number} was that of “{text}”, which was taken out, and is now that of "
                f"“{now[number]}”: learners would get the reviews of another place. Give it a number that no pair "
                "has had before."
            )
    return {number: text for number, text in given.items() if number not in now}


def _retired(bank_id: str, name: str, entry: Entry, since: str | None) -> Note:
    said = f"Retired in version {since}. This card was taken out of the deck: {entry.asked}"
    return retired_note(bank_id, name, entry.guid, NoteType[entry.type.upper()], said, entry.cards)


def _hash(note: Note) -> str:
    content = "\x1f".join((note.kind.name, *note.fields, *note.tags))
    return sha256(content.encode()).hexdigest()[:16]
