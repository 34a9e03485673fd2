"""What an update changes for learners, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kalquiz.deck.lock import Entry, Lock
from kalquiz.deck.note import is_reverse
from kalquiz.markup import to_plain

Pair = tuple[str, Entry, Entry]
"""A note's name, what it was, and what it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different between two versions of a bank, for those who learn it.

    Each list is in the order of names. `touched` notes ask the same and have the same answer: their options,
    explanations, citations, pictures, areas, tags or HTML are others. `note_types` says whether all cards look or
    behave differently.
    """

    new: list[tuple[str, Entry]]
    reworded: list[Pair]
    answer_changed: list[Pair]
    touched: list[Pair]
    renamed: list[tuple[str, str]]
    retired: list[tuple[str, Entry]]
    note_types: bool

    def __bool__(self) -> bool:
        return any(
            (
                self.new,
                self.reworded,
                self.answer_changed,
                self.touched,
                self.renamed,
                self.retired,
                self.note_types,
            )
        )


def compare(old: Lock, new: Lock) -> Difference:
    """The difference between a lock and one that follows it."""
    before = {entry.guid: (name, entry) for name, entry in old.notes.items()}
    # What a flashcard asks the other way round follows from it.
    notes = sorted((name, entry) for name, entry in new.notes.items() if not is_reverse(name))
    alive = [(name, entry) for name, entry in notes if not entry.retired]
    kept = [(name, *before[entry.guid], entry) for name, entry in alive if _asked_before(before, entry)]
    changed = [(name, was, entry) for name, _, was, entry in kept if was.content != entry.content]
    answers = [pair for pair in changed if pair[1].key != pair[2].key]
    reworded = [pair for pair in changed if pair[1].key == pair[2].key and pair[1].asked != pair[2].asked]
    renamed = [(former, name) for name, former, _, _ in kept if former != name]
    moved = {name for _, name in renamed}
    return Difference(
        new=[(name, entry) for name, entry in alive if not _asked_before(before, entry)],
        reworded=reworded,
        answer_changed=answers,
        touched=[
            pair for pair in changed if pair not in answers and pair not in reworded and pair[0] not in moved
        ],
        renamed=renamed,
        retired=[(name, entry) for name, entry in notes if entry.retired and _asked_before(before, entry)],
        note_types=old.note_types != new.note_types,
    )


def in_words(found: Difference, text: Callable[[str], str] = to_plain) -> Iterator[str]:
    """The difference as a list in Markdown, line by line; `text` makes inline markup fit to print."""
    yield from _part("New", [f"{name}: {text(entry.asked)}" for name, entry in found.new])
    yield from _part(
        "Answer changed",
        [
            f"{name}: {text(is_now.asked)} Was “{text(was.key)}”, is now “{text(is_now.key)}”."
            + _moved(was, is_now, text)
            for name, was, is_now in found.answer_changed
        ],
    )
    yield from _part(
        "Reworded",
        [
            f"{name}: {text(is_now.asked)} Was “{text(was.asked)}”." + _moved(was, is_now, text)
            for name, was, is_now in found.reworded
        ],
    )
    yield from _part(
        "Options, explanation, citation, picture, areas or tags changed",
        [f"{name}: {text(is_now.asked)}" + _moved(was, is_now, text) for name, was, is_now in found.touched],
    )
    yield from _part("Renamed", [f"{old} is now {new}" for old, new in found.renamed])
    yield from _part("Retired", [f"{name}: {text(entry.asked)}" for name, entry in found.retired])
    if found.note_types:
        yield "The cards of all questions look or work differently."


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"{title}: {len(lines)}"
        yield from (f"- {line}" for line in lines)


def _moved(was: Entry, is_now: Entry, text: Callable[[str], str]) -> str:
    """A sentence that names the areas of a map that are elsewhere now; nothing where there are none."""
    before = was.areas or {}
    moved = [number for number, area in (is_now.areas or {}).items() if before.get(number, area) != area]
    names = "; ".join(text((is_now.cards or {})[number]) for number in moved)
    return f" Moved on the map: {names}." if names else ""


def _asked_before(before: dict[str, tuple[str, Entry]], entry: Entry) -> bool:
    return entry.guid in before and not before[entry.guid][1].retired
