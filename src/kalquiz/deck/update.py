"""From one version of a bank to the next: what the lock says of each note after it."""

from collections.abc import Iterator
from hashlib import sha256

from kalquiz.bank import Bank
from kalquiz.collector import collector_paused
from kalquiz.deck.lock import Entry, Lock, LockError
from kalquiz.deck.moment import renewed
from kalquiz.deck.note import Note, is_reverse, make_notes, make_reverse_notes, retired_note
from kalquiz.deck.notetype import NoteType
from kalquiz.deck.typeversion import type_version
from kalquiz.markup import to_plain


class Update:
    """The way from a lock to the next one: it takes all notes of a bank, one by one, and then gives the lock.

    A note that changed is newer than before, one that did not keeps its time. A note whose question was renamed
    keeps its GUID. Decks keep the names that they have in the lock `before`.

    Raises:
        LockError: `before` is of another bank or of a later day.
    """

    def __init__(self, bank: Bank, before: Lock | None = None) -> None:
        if before:
            _require_earlier(bank, before)
        decks = {section.id: deck_name(section.title) for section in bank.sections}
        self.before = before
        self.deck = before.deck if before else deck_name(bank.title)
        self.subdecks = decks | before.subdecks if before else decks
        self._bank = bank
        self._known = before.notes if before else {}
        self._claimed: set[str] = set()
        self._entries: dict[str, Entry] = {}

    def take(self, note: Note) -> Entry:
        """What the lock says of a note from now on.

        Raises:
            LockError: it has changed its type, or a place on a map its number.
        """
        name = next((name for name in (note.name, *note.aka) if name in self._known), "")
        self._claimed.add(name)
        entry = _entry(self._bank, note, self._known.get(name))
        self._entries[note.name] = entry
        return entry

    def lock(self) -> Lock:
        """The lock after all notes of the bank were taken; the notes whose questions are gone are retired."""
        about = self._bank.about
        for name in sorted(self._known.keys() - self._claimed):
            known = self._known[name]
            since = known.retired or about.version
            self._entries[name] = _entry(self._bank, _retired(about.id, name, known, since), known, since)
        return Lock(
            bank=about.id,
            version=about.version,
            released=self._bank.released,
            note_types=type_version().number,
            deck=self.deck,
            subdecks=self.subdecks,
            notes=self._entries,
        )


@collector_paused()
def next_lock(bank: Bank, before: Lock | None = None) -> Lock:
    """The lock of a bank after the one `before`, without a package.

    Raises:
        KalquizError: a picture cannot be used, or the lock does not fit the bank.
    """
    update = Update(bank, before)
    for notes in (make_notes, make_reverse_notes):
        for note in notes(bank, bank.questions):
            update.take(note)
    return update.lock()


def retired_notes(lock: Lock, *, reverse: bool) -> Iterator[tuple[Note, Entry]]:
    """The notes whose questions are gone; those that ask the other way round only with `reverse`.

    Who never had these need not hear that they are gone.
    """
    for name, entry in sorted(lock.notes.items()):
        if entry.retired and (reverse or not is_reverse(name)):
            yield _retired(lock.bank, name, entry, entry.retired), entry


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
        areas=dict(note.areas) if note.areas else None,
        retired=retired,
    )


def _gone(note: Note, before: Entry | None) -> dict[int, str]:
    """What the cards of a map asked whose areas are no more, by their numbers.

    Raises:
        LockError: a place has another number than before, or that of another place: Anki knows a card by it.
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
        if now.get(number, text) == text:
            continue
        said = f"In `{note.name}`, card {number} was that of “{text}”"
        new = f"“{now[number]}”: learners would get the reviews of another place. Give it a number that no pair has had"
        if number in fixed:
            raise LockError(f"{said}, which was taken out, and is now that of {new} before.")
        if _elsewhere(note, before, number):
            raise LockError(
                f"{said} and is now, elsewhere on the picture, that of {new} before. If it is the same place, "
                "give it its new name and its new area one after the other, and build the deck after each."
            )
    return {number: text for number, text in given.items() if number not in now}


def _elsewhere(note: Note, before: Entry | None, number: int) -> bool:
    """Whether the area of a card has nothing in common with that which it had."""
    area = ((before and before.areas) or {}).get(number)
    return bool(area and note.areas and not area.overlaps(note.areas[number]))


def _retired(bank_id: str, name: str, entry: Entry, since: str | None) -> Note:
    said = f"Retired in version {since}. This card was taken out of the deck: {entry.asked}"
    return retired_note(bank_id, name, entry.guid, NoteType[entry.type.upper()], said, entry.cards)


def _hash(note: Note) -> str:
    content = "\x1f".join((note.kind.name, *note.fields, *note.tags))
    return sha256(content.encode()).hexdigest()[:16]
