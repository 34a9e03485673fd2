"""What an update does to those who have learned for long: stories on Anki's real backend."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from kalquiz import build_deck
from tests.deck_story import REVIEWS, SUBJECT, Author, Learner, Progress, learner

FIRST = "2026-03-04"
BEFORE = "2026-03-05"
"""A release that is older than what the learner does: edits and tags carry the time of the computer."""

AFTER = "2099-01-01"
"""A release that is newer than what the learner does."""

KEPT, REPLACED = "kept", "replaced"


@dataclass(frozen=True)
class Story:
    """What the learner does, what the author does then, and what has become of the subject's note.

    `arrives` is a text of the new version that has to be on the note, or nothing where the learner's own is to
    stay. `own` is what the learner wrote or tagged, and whether it is there after the update.
    """

    learner: str
    author: str
    day: str = AFTER
    arrives: str = ""
    own: str = ""


REWORDED = "In which city did flight 007 stop"
CORRECTED = "Anchorage, Alaska"
RETIRED = "Retired in version 1.2.0"

# fmt: off
STORIES = [
    #     the learner    the author   released  arrives       own text and tags
    Story("nothing",     "nothing"),
    Story("nothing",     "reword",    AFTER,    REWORDED),
    Story("nothing",     "correct",   AFTER,    CORRECTED),
    Story("nothing",     "explain",   AFTER,    "Said in other words."),
    Story("nothing",     "retag",     AFTER,    "tiny::topic::alaska"),
    Story("nothing",     "retire",    AFTER,    RETIRED),
    Story("nothing",     "rename",    AFTER,    "stop"),
    Story("study",       "nothing"),
    Story("study",       "reword",    AFTER,    REWORDED),
    Story("study",       "reword",    BEFORE,   REWORDED),
    Story("study",       "correct",   AFTER,    CORRECTED),
    Story("study",       "retag",     AFTER,    "tiny::topic::alaska"),
    Story("study",       "retire",    AFTER,    RETIRED),
    Story("study",       "add"),
    Story("study",       "reorder"),
    Story("study",       "rename",    AFTER,    "stop"),
    Story("study",       "restyle"),
    Story("suspend",     "reword",    AFTER,    REWORDED),
    Story("suspend",     "retire",    AFTER,    RETIRED),
    Story("bury",        "correct",   AFTER,    CORRECTED),
    Story("flag",        "reword",    AFTER,    REWORDED),
    Story("flag",        "rename",    AFTER,    "stop"),
    Story("move",        "reword",    AFTER,    REWORDED),
    Story("move",        "add"),
    Story("move",        "retire",    AFTER,    RETIRED),
    Story("rename_deck", "reword",    AFTER,    REWORDED),
    Story("rename_deck", "retire",    AFTER,    RETIRED),
    Story("edit",        "nothing",   AFTER,    "",           KEPT),
    Story("edit",        "add",       AFTER,    "",           KEPT),
    Story("edit",        "reorder",   AFTER,    "",           KEPT),
    Story("edit",        "restyle",   AFTER,    "",           KEPT),
    Story("edit",        "reword",    BEFORE,   "",           KEPT),
    Story("edit",        "reword",    AFTER,    REWORDED,     REPLACED),
    Story("edit",        "retire",    BEFORE,   "",           KEPT),
    Story("edit",        "retire",    AFTER,    RETIRED,      REPLACED),
    Story("tag",         "nothing",   AFTER,    "",           KEPT),
    Story("tag",         "add",       AFTER,    "",           KEPT),
    Story("tag",         "restyle",   AFTER,    "",           KEPT),
    Story("tag",         "reword",    BEFORE,   "",           KEPT),
    Story("tag",         "reword",    AFTER,    REWORDED,     REPLACED),
    Story("mark",        "add",       AFTER,    "",           KEPT),
    Story("mark",        "correct",   AFTER,    CORRECTED,    REPLACED),
]
# fmt: on
OWN = {"edit": "My own remark.", "tag": "mine", "mark": "marked"}


def told(story: Story) -> str:
    when = {AFTER: "later", BEFORE: "earlier"}[story.day]
    return f"{story.learner}, then {story.author} ({when})"


@pytest.mark.parametrize("story", STORIES, ids=told)
def test_an_update_costs_no_review_and_brings_what_it_should(story: Story, tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        guid = one.note().guid
        getattr(one, story.learner)()
        before, count = one.progress(), len(one.ids())
        getattr(author, story.author)()
        log = one.get(author.release(story.day))
        after = one.progress()
        assert {name: after[name] for name in before} == before
        assert reviews(before) == (REVIEWS if story.learner == "study" else 0)
        assert len(one.ids()) == len(after) == count + (story.author == "add")
        assert [len(log.conflicting), len(log.new)] == [0, int(story.author == "add")]
        assert len(log.updated) == bool(story.arrives)
        text = everything(one, guid)
        assert story.arrives in text
        assert (OWN.get(story.learner, "\0") in text) == (story.own == KEPT)
        assert ("/* style 1 */" in one.style(guid)) == (story.author == "restyle")
        assert one.collection.fix_integrity()[1]


def test_there_are_thirty_stories_at_least() -> None:
    assert len(set(map(told, STORIES))) == len(STORIES) >= 30


def test_five_versions_arrive_one_by_one_and_all_at_once(tmp_path: Path) -> None:
    """Each version changes something else; who skips some gets the same in the end, and loses as little."""
    author = Author(tmp_path)
    packages = [author.release("2026-03-04")]
    for number, change in enumerate(("reword", "rename", "correct_renamed", "add"), 5):
        getattr(author, change)()
        if change == "add":
            del author.questions["date"]
            author.reorder()
            author.restyle()
        packages.append(author.release(f"2026-03-{number:02}"))
    found: list[list[str]] = []
    for skipped in ((), (1,), (1, 2, 3), (2, 3)):
        with learner(tmp_path / f"home{len(found)}") as one:
            one.get(packages[0])
            guid = one.note().guid
            one.study()
            one.suspend()
            before = one.progress()
            for number, package in enumerate(packages[1:], 1):
                if number not in skipped:
                    one.get(package)
            after = one.progress()
            assert {name: after[name] for name in before} == before
            assert reviews(after) == REVIEWS
            assert CORRECTED in everything(one, guid)
            assert "/* style 1 */" in one.style(guid)
            found.append(sorted(one.ids().values()))
            texts = {name: everything(one, name) for name in after}
            assert sum(RETIRED[:7] in text for text in texts.values()) == 1
    assert all(names == found[0] for names in found)
    assert {"stop", "added", "date"} <= set(found[0])
    assert SUBJECT not in found[0]


def test_an_edit_outlives_versions_that_leave_its_question_alone(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        one.edit()
        one.tag()
        for day in ("2097-01-01", "2098-01-01", "2099-01-01"):
            author.questions["date"]["explanation"] = f"As of {day}."
            one.get(author.release(day))
            assert f"As of {day}." in everything(one, one.note("date").guid)
        assert "My own remark." in one.note()["Explanation"]
        assert "mine" in one.note().tags


def test_a_question_that_was_retired_may_come_back_with_its_history(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        one.study()
        before = one.progress()
        author.retire()
        one.get(author.release("2026-03-05"))
        assert one.note().tags == ["tiny::retired"]
        author.bring_back()
        one.get(author.release("2026-03-06"))
        assert one.note()["Stem"] == "Where did it stop?"
        assert "tiny::retired" not in one.note().tags
        assert one.progress() == before


def test_a_retired_card_says_so_on_every_note_type_and_is_found_by_its_tag(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        author.questions = {"added": {"type": "flashcard"}}
        one.get(author.release("2026-03-05"))
        found = one.collection.find_cards("tag:tiny::retired")
        assert len(found) == len(one.ids()) - 1 >= 12
        for number in found:
            card = one.collection.get_card(number)
            assert RETIRED in card.question()
            assert "flight 007 stop" in card.question() or "It left" in card.question()
            assert "tag:tiny::retired" in card.answer()
        assert one.collection.get_empty_cards().notes == []


def test_the_other_way_round_of_a_last_flashcard_is_retired_with_it(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST, reverse=True))
        del author.questions["flashcard"]
        one.get(author.release("2026-03-05", reverse=True))
        for name in ("flashcard", "flashcard/reverse"):
            assert one.note(name).tags == ["tiny::retired"]


def test_a_package_of_a_part_brings_the_lock_of_the_whole_bank_up_to_date(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release(FIRST)
    author.correct()
    bank = author.bank("2026-03-05")
    build_deck(bank, tmp_path / "part.apkg", questions=bank.questions[3:5], lock=author.lock)
    part = author.lock.read_bytes()
    build_deck(bank, tmp_path / "whole.apkg", lock=author.lock)
    assert author.lock.read_bytes() == part
    assert b"Anchorage, Alaska" in part


def test_who_comes_late_gets_no_card_of_a_retired_question(tmp_path: Path) -> None:
    author = Author(tmp_path)
    author.release(FIRST)
    author.retire()
    last = author.release("2026-03-05")
    with learner(tmp_path / "home") as one:
        one.get(last)
        assert len(one.progress()) == len(author.questions)
        assert list(one.collection.find_cards("tag:tiny::retired")) == []
        assert one.collection.fix_integrity()[1]
        author.bring_back()
        one.get(author.release("2026-03-06"))
        assert len(one.note().card_ids()) == 1


def test_two_changes_on_one_day_both_arrive(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        for remark in ("First.", "Second.", "First."):
            author.questions[SUBJECT]["explanation"] = remark
            one.get(author.release(FIRST))
            assert remark in one.note()["Explanation"]


def test_a_look_that_is_newer_arrives_whenever_the_first_was_imported(tmp_path: Path) -> None:
    author = Author(tmp_path)
    first = author.release(FIRST)
    packages = []
    for _ in range(2):
        author.restyle()
        packages.append(author.release(FIRST))
    with learner(tmp_path / "home") as one:
        one.get(first)
        guid = one.note().guid
        for number, package in enumerate(packages, 1):
            one.get(package)
            assert f"/* style {number} */" in one.style(guid)
        one.get(first)
        assert "/* style 2 */" in one.style(guid)


def test_a_learners_own_css_stays_until_a_newer_look_comes(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        guid = one.note().guid
        one.restyle()
        author.reword()
        one.get(author.release(AFTER))
        assert "/* mine */" in one.style(guid)
        assert REWORDED in one.note()["Stem"]
        # As new as a version of years ahead: the deck is no younger, but its look is.
        author.styles = 10**10
        one.get(author.release(AFTER))
        assert "/* mine */" not in one.style(guid)


def test_a_field_of_ones_own_stops_updates_unless_note_types_are_merged(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        one.study()
        one.add_field()
        before, old = one.progress(), one.note()["Stem"]
        author.reword()
        log = one.get(author.release(AFTER))
        assert len(log.conflicting) > 0
        assert one.note()["Stem"] == old
        assert one.progress() == before
        one.get(author.release(AFTER), merge_note_types=True)
        assert REWORDED in one.note()["Stem"]
        assert "Mine" in one.note().keys()  # noqa: SIM118 - a note is no mapping
        assert one.progress() == before


def test_a_deleted_note_comes_back_as_new_and_a_suspended_one_stays_away(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        one.study()
        one.delete()
        log = one.get(author.release("2026-03-05"))
        assert len(log.new) == 1
        assert one.progress()[one.note().guid].reviews == 0
        one.suspend()
        author.reword()
        one.get(author.release("2026-03-06"))
        assert one.collection.get_card(one.cards()[0]).queue == -1


def test_new_cards_come_at_their_place_and_into_the_deck_of_their_name(tmp_path: Path) -> None:
    author = Author(tmp_path)
    with learner(tmp_path / "home") as one:
        one.get(author.release(FIRST))
        one.rename_deck()
        author.add()
        one.get(author.release("2026-03-05"))
        decks = {card.deck for card in one.progress().values()}
        assert decks == {"History::KAL", "A tiny bank"}
        assert one.collection.get_card(one.note("added").card_ids()[0]).due == 1


def everything(one: Learner, guid: str) -> str:
    """Fields and tags of a note."""
    fields, tags = one.collection.db.first("SELECT flds, tags FROM notes WHERE guid = ?", guid)  # type: ignore[union-attr, misc] # it is there
    return f"{fields} {tags}"


def reviews(progress: dict[str, Progress]) -> int:
    return sum(card.reviews for card in progress.values())
