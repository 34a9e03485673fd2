"""What updates do to the cards of a map: stories on Anki's real backend."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kalquiz import build_deck
from kalquiz.deck.difference import compare, in_words
from kalquiz.deck.lock import Lock, LockError, read_lock
from kalquiz.deck.notetype import NoteType
from tests.anki_backend import cards
from tests.deck_story import Learner, learner
from tests.map_bank import MAP, PLACES, map_bank, pair, pairs


@dataclass
class Author:
    """Writes the bank with the map and releases it with a lock."""

    folder: Path
    question: dict[str, Any] = field(default_factory=dict)
    released: int = 0

    def release(self, day: str) -> Path:
        self.released += 1
        bank = map_bank(self.folder, self.question, released=day, version=f"1.{self.released}.0")
        return build_deck(bank, self.folder / f"{self.released}.apkg", lock=self.folder / "lock.json")

    def move(self) -> None:
        self.question["pairs"] = [pair(1, "Seoul", top=0.3), *pairs()[1:]]

    def add(self) -> None:
        self.question["pairs"] = [pairs()[0], pair(3, "Sakhalin"), *pairs()[1:]]

    def remove(self) -> None:
        self.question["pairs"] = [pairs()[0], pairs()[2]]

    def reword(self) -> None:
        self.question["pairs"] = [pair(1, "Kimpo near Seoul"), *pairs()[1:]]

    def reorder(self) -> None:
        self.question["pairs"] = pairs()[::-1]

    def rename(self) -> None:
        self.question |= {"id": "spots", "aka": ["places"]}

    def hide_nothing(self) -> None:
        self.question["pairs"] = [{"stem": one["stem"], "key": one["key"]} for one in pairs()]

    def redraw(self) -> None:
        self.question["answer_image"] = {"file": "letters.svg", "alt": "A map with other names."}


@dataclass(frozen=True)
class Story:
    """What the author does, a text of it on the note, and the numbers of cards that come and that are empty then."""

    does: Callable[[Author], None]
    arrives: str
    new: tuple[int, ...] = ()
    empty: tuple[int, ...] = ()


STORIES = [
    Story(Author.move, "left=0.2000:top=0.3000"),
    Story(Author.add, "c3::Sakhalin", new=(3,)),
    Story(Author.remove, "Tokyo", empty=(2,)),
    Story(Author.reword, "Kimpo near Seoul"),
    Story(Author.reorder, "Letter D → Tokyo; Letter B"),
    Story(Author.rename, "spots/map"),
    Story(Author.redraw, "A map with other names."),
    Story(Author.hide_nothing, "Retired in version 1.2.0"),
]


def progress(one: Learner) -> dict[int, list[Any]]:
    """By number, all that there is to a card of the map."""
    assert one.collection.db is not None
    rows = one.collection.db.all(
        "SELECT c.ord + 1, c.id, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.flags,"
        " (SELECT count() FROM revlog WHERE cid = c.id) FROM cards c JOIN notes n ON n.id = c.nid"
        " WHERE n.mid = ?",
        NoteType.MAP.value.id,
    )
    return {number: rest for number, *rest in rows}


def study(one: Learner) -> None:
    """Answer three cards, and suspend and flag another."""
    one.study()
    number = progress(one)[4][0]
    one.collection.set_user_flag_for_cards(3, [number])
    one.collection.sched.suspend_cards([number])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.does.__name__)
def test_an_update_of_a_map_costs_no_review_and_brings_what_it_should(story: Story, tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release("2026-03-04"))
        guid = one.note(MAP).guid
        study(one)
        before = progress(one)
        assert sum(reviews for *_, reviews in before.values()) > 2
        story.does(author)
        log = one.get(author.release("2026-03-05"))
        assert (len(log.updated), len(log.conflicting)) == (1, 0)
        after = progress(one)
        assert {number: after[number] for number in before} == before
        assert set(after) == set(before) | set(story.new)
        assert one.collection.db is not None
        assert story.arrives in one.collection.db.scalar("SELECT flds FROM notes WHERE guid = ?", guid)
        empty = [list(note.card_ids) for note in one.collection.get_empty_cards().notes]
        assert empty == [[before[number][0]] for number in story.empty]
        assert one.collection.fix_integrity()[1]


def test_a_new_area_brings_a_card_into_the_deck_of_the_others(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release("2026-03-04"))
        author.add()
        one.get(author.release("2026-03-05"))
        card = cards(one.collection)[f"{MAP} 3"]
        assert card.reps == 0
        assert one.collection.decks.name(card.did) == "A tiny bank"
        assert "Sakhalin" in card.answer()


def test_the_card_of_an_area_that_is_gone_can_be_deleted_and_comes_back_with_it(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release("2026-03-04"))
        author.remove()
        one.get(author.release("2026-03-05"))
        assert "use the Empty Cards tool" in cards(one.collection)[f"{MAP} 2"].answer()
        (empty,) = one.collection.get_empty_cards().notes
        assert not empty.will_delete_note
        one.collection.remove_cards_and_orphaned_notes(empty.card_ids)
        assert set(progress(one)) == {1, 4}
        author.question.clear()
        one.get(author.release("2026-03-06"))
        assert set(progress(one)) == set(PLACES)


def test_every_card_of_a_retired_map_says_so_and_who_comes_late_gets_none(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release("2026-03-04"))
        author.hide_nothing()
        last = author.release("2026-03-05")
        one.get(last)
        found = {name: card for name, card in cards(one.collection).items() if name.startswith(MAP)}
        assert len(found) == len(PLACES)
        for card in found.values():
            assert "Retired in version 1.2.0. This card was taken out of the deck" in card.question()
            assert "There is nothing to learn here any more." in card.answer()
        assert one.collection.get_empty_cards().notes == []
        assert "Seoul" in cards(one.collection)["places"].answer()
        author.question.clear()
        one.get(author.release("2026-03-06"))
        assert "Retired" not in cards(one.collection)[f"{MAP} 1"].question()
        assert "Retired in version 1.3.0" in cards(one.collection)["places"].question()
    with learner(tmp_path / "late") as late:
        late.get(last)
        assert list(cards(late.collection)) == ["places", "flashcard"]


def test_areas_that_a_learner_moved_stay_until_a_newer_release_moves_them(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release("2026-03-04"))
        note = one.note(MAP)
        occlusions = note["Body"].replace("left=0.2000", "left=0.0100")
        one.collection.update_image_occlusion_note(note.id, occlusions, note["Stem"], "Mine.", [])
        author.move()
        one.get(author.release("2026-03-05"))
        assert "left=0.0100" in one.note(MAP)["Body"]
        assert one.note(MAP)["Explanation"] == "Mine."
        author.reword()
        one.get(author.release("2099-01-01"))
        assert "left=0.2000" in one.note(MAP)["Body"]


def test_a_place_that_gets_the_number_of_another_is_refused(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release("2026-03-04")
    author.question["pairs"] = [pair(2, "Seoul"), pair(1, "Anchorage"), pairs()[2]]
    refused(author, "2026-03-05", r"“Seoul” was on card 1 and is now on card 2.*Write `card: 1`")


def test_a_new_place_does_not_get_the_number_of_one_that_goes_in_the_same_release(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release("2026-03-04")
    author.question["pairs"] = [pairs()[0], pair(2, "Busan", left=0.6), pairs()[2]]
    refused(author, "2026-03-05", r"card 2 was that of “Anchorage” and is now, elsewhere .* that of “Busan”")
    for anew in (pair(2, "Anchorage", left=0.6), pair(2, "Busan", left=0.6)):
        author.question["pairs"][1] = anew
        author.release("2026-03-05")
    assert read_lock(tmp_path / "lock.json").notes[MAP].cards == PLACES | {2: "Busan"}


def test_what_changes_names_the_areas_that_moved(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release("2026-03-04")
    before = read_lock(tmp_path / "lock.json")
    author.move()
    author.question["pairs"][1] = pair(2, "Anchorage", top=0.3)
    author.release("2026-03-05")
    assert list(in_words(compare(before, read_lock(tmp_path / "lock.json")))) == [
        "Options, explanation, citation, picture, areas or tags changed: 1",
        "- places/map: Which place is where? Moved on the map: Seoul; Anchorage.",
    ]


def test_a_lock_that_knows_no_areas_yet_learns_them(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release("2026-03-04")
    path = tmp_path / "lock.json"
    first = path.read_text("utf-8")
    lock = json.loads(first)
    del lock["notes"][MAP]["areas"]
    path.write_text(json.dumps(lock), "utf-8")
    author.release("2026-03-04")
    assert read_lock(path).notes == Lock.model_validate_json(first).notes


def test_the_number_of_a_place_that_is_gone_is_never_that_of_another(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release("2026-03-04")
    author.remove()
    author.release("2026-03-05")
    author.add()
    author.question["pairs"].pop(2)
    author.release("2026-03-06")
    lock = read_lock(tmp_path / "lock.json").notes[MAP]
    assert (lock.cards, lock.gone) == ({1: "Seoul", 3: "Sakhalin", 4: "Tokyo"}, {2: "Anchorage"})
    author.question["pairs"] = [*author.question["pairs"], pair(2, "Busan")]
    refused(author, "2026-03-07", r"card 2 was that of “Anchorage”, which was taken out, .* “Busan”")
    author.question["pairs"][-1] = pair(2, "Anchorage")
    author.release("2026-03-07")
    lock = read_lock(tmp_path / "lock.json").notes[MAP]
    assert (lock.cards, lock.gone) == (PLACES | {3: "Sakhalin"}, None)


def test_a_retired_map_remembers_its_numbers(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release("2026-03-04")
    author.remove()
    author.release("2026-03-05")
    author.hide_nothing()
    author.release("2026-03-06")
    for number, key in ((2, "Busan"), (4, "Niigata")):
        author.question["pairs"] = [pair(1, "Seoul"), pair(number, key)]
        refused(author, "2026-03-07", f"card {number} was that of “.*”, which was taken out, .* “{key}”")
    author.question.clear()
    author.release("2026-03-07")
    assert read_lock(tmp_path / "lock.json").notes[MAP].cards == PLACES


def refused(author: Author, day: str, said: str) -> None:
    """A release on this day is refused with these words, and the lock stays."""
    lock = author.folder / "lock.json"
    before = lock.read_bytes()
    with pytest.raises(LockError, match=said):
        author.release(day)
    assert lock.read_bytes() == before


def test_a_matching_that_becomes_a_map_is_another_note_and_said_so(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.hide_nothing()
    with learner(tmp_path / "home") as one:
        one.get(author.release("2026-03-04"))
        before = read_lock(tmp_path / "lock.json")
        one.study(1)
        kept = one.progress()
        author.question.clear()
        one.get(author.release("2026-03-05"))
        after = one.progress()
        assert {guid: after[guid] for guid in kept} == kept
        assert set(progress(one)) == set(PLACES)
    lock = read_lock(tmp_path / "lock.json")
    assert lock.notes[MAP].cards == PLACES
    assert list(in_words(compare(before, lock))) == [
        "New: 1",
        "- places/map: Which place is where?",
        "Retired: 1",
        "- places: Which place is where?",
    ]
