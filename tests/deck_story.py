"""A learner with a collection of their own, and an author who releases one version after another."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from anki.collection import Collection

from kalquiz import Bank, build_deck
from tests.anki_backend import anki, import_deck
from tests.deck_bank import KINDS, make_bank, make_question

SUBJECT = "single-choice"
"""The question that stories are about; it comes first in the deck."""

REVIEWS = 4
"""How many cards a learner answers who studies."""


@dataclass
class Author:
    """Writes a bank and releases it; the lock file lies beside the packages."""

    folder: Path
    questions: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {kind.replace("_", "-"): {"type": kind} for kind in KINDS}
    )
    styles: int = 0
    released: int = 0

    def reword(self) -> None:
        self.questions[SUBJECT]["stem"] = "In which city did flight 007 stop on its way?"

    def correct(self) -> None:
        self.questions[SUBJECT] |= {
            "key": "Anchorage, Alaska",
            "explanation": "The city alone is not enough.",
        }

    def explain(self) -> None:
        self.questions[SUBJECT]["explanation"] = "Said in other words."

    def retag(self) -> None:
        self.questions[SUBJECT]["tags"] = ["route", "alaska"]

    def retire(self) -> None:
        del self.questions[SUBJECT]

    def bring_back(self) -> None:
        self.questions = {SUBJECT: {"type": "single_choice", "stem": "Where did it stop?"}, **self.questions}

    def add(self) -> None:
        self.questions = {"added": {"type": "flashcard"}, **self.questions}

    def reorder(self) -> None:
        self.questions = dict(reversed(self.questions.items()))

    def rename(self) -> None:
        """Give the subject a new id, which it had not before."""
        old = next(name for name in (SUBJECT, "stop", "halt") if name in self.questions)
        new = {"single-choice": "stop", "stop": "halt"}[old]
        renamed = self.questions.pop(old)
        renamed["aka"] = [*renamed.get("aka", []), old]
        self.questions = {new: renamed, **self.questions}

    def correct_renamed(self) -> None:
        self.questions["stop"]["key"] = "Anchorage, Alaska"

    def restyle(self) -> None:
        self.styles += 1

    def nothing(self) -> None:
        pass

    @property
    def lock(self) -> Path:
        return self.folder / "tiny.lock.json"

    def bank(self, day: str) -> Bank:
        """The next version of the bank, as it is on a day."""
        self.released += 1
        made = [make_question(text["type"], **{"id": name, **text}) for name, text in self.questions.items()]
        return make_bank(made, released=day, version=f"1.{self.released}.0")

    def release(self, day: str, **options: Any) -> Path:
        """The package of the bank as it is on a day."""
        bank = self.bank(day)
        out = self.folder / f"version-{self.released}.apkg"
        build_deck(bank, out, lock=self.lock, **options)
        return restyled(out, self.styles) if self.styles else out


def restyled(package: Path, styles: int) -> Path:
    """The package as a later kalquiz would write it, whose cards look different."""
    with ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(members["collection.anki2"])
    (text,) = connection.execute("SELECT models FROM col").fetchone()
    models = json.loads(text)
    for found in models.values():
        found["mod"] += styles
        found["css"] += f"/* style {styles} */"
    connection.execute("UPDATE col SET models = ?", (json.dumps(models),))
    connection.commit()
    members["collection.anki2"] = connection.serialize()
    connection.close()
    with ZipFile(package, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return package


@dataclass(frozen=True)
class Progress:
    """What must never be lost of a card: where it is, what was done with it, and its reviews."""

    deck: str
    state: tuple[int, ...]
    reviews: int


class Learner:
    """Somebody with Anki's real backend. Methods are what they may do to the subject, or to all cards."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def get(self, package: Path, **options: Any) -> Any:
        """Import a package."""
        return import_deck(self.collection, package, **options)

    def note(self, name: str = SUBJECT) -> Any:
        """The note of a question."""
        (number,) = [number for number, found in self.ids().items() if found == name]
        return self.collection.get_note(number)  # type: ignore[arg-type] # a plain int will do

    def ids(self) -> dict[int, str]:
        rows = self.collection.db.all("SELECT id, flds FROM notes")  # type: ignore[union-attr] # it is open
        return {number: text.split("\x1f")[0] for number, text in rows}

    def progress(self) -> dict[str, Progress]:
        """By GUID, what must be the same after an update."""
        rows = self.collection.db.all(  # type: ignore[union-attr] # it is open
            "SELECT n.guid, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.flags, c.id,"
            " (SELECT count() FROM revlog WHERE cid = c.id) FROM cards c JOIN notes n ON n.id = c.nid"
        )
        return {
            guid: Progress(self.collection.decks.name(deck), tuple(state), reviews)
            for guid, deck, *state, reviews in rows
        }

    def cards(self) -> Any:
        return self.note().card_ids()

    def nothing(self) -> None:
        pass

    def study(self, reviews: int = REVIEWS) -> None:
        self.collection.decks.select(self.collection.decks.id("A tiny bank"))  # type: ignore[arg-type] # it is there
        for _ in range(reviews):
            card = self.collection.sched.getCard()
            assert card is not None
            self.collection.sched.answerCard(card, 4)

    def edit(self) -> None:
        note = self.note()
        note["Explanation"] += "My own remark."
        self.collection.update_note(note)

    def tag(self) -> None:
        self.collection.tags.bulk_add([self.note().id], "mine")

    def mark(self) -> None:
        self.collection.tags.bulk_add([self.note().id], "marked")

    def suspend(self) -> None:
        self.collection.sched.suspend_cards(self.cards())

    def bury(self) -> None:
        self.collection.sched.bury_cards(self.cards())

    def flag(self) -> None:
        self.collection.set_user_flag_for_cards(3, self.cards())

    def move(self) -> None:
        self.collection.set_deck(self.cards(), self.collection.decks.id("My deck"))  # type: ignore[arg-type] # it is new

    def rename_deck(self) -> None:
        deck = self.collection.decks.by_name("A tiny bank")
        assert deck is not None
        self.collection.decks.rename(deck, "History::KAL")

    def delete(self) -> None:
        self.collection.remove_notes([self.note().id])

    def restyle(self) -> None:
        """Write CSS of their own into the note type."""
        found = self.note().note_type()
        found["css"] += "/* mine */"
        self.collection.models.update_dict(found)

    def add_field(self) -> None:
        found = self.note().note_type()
        self.collection.models.add_field(found, self.collection.models.new_field("Mine"))
        self.collection.models.update_dict(found)

    def style(self, guid: str) -> str:
        """The CSS of a note's card."""
        number = self.collection.db.scalar("SELECT id FROM notes WHERE guid = ?", guid)  # type: ignore[union-attr] # it is open
        return str(self.collection.get_note(number).note_type()["css"])  # type: ignore[index] # it has one


@contextmanager
def learner(folder: Path) -> Iterator[Learner]:
    """A learner with an empty collection."""
    folder.mkdir(exist_ok=True)
    with anki(folder) as collection:
        yield Learner(collection)
