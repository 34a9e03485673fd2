"""The lock file, what the command says with it, and what is refused."""

import json
import os
import re
import subprocess
import sys
import time
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from kalquiz import Bank, KalquizError, build_deck, load_bank
from kalquiz.deck.lock import read_lock, write_lock
from tests.anki_backend import anki, cards, import_deck
from tests.commands import run
from tests.deck_bank import KINDS, make_bank, make_question
from tests.small_bank import FLIGHT, Change, broken

LATER = ('released: "2026-01-02"', 'released: "2026-01-09"')
DISTANCE = FLIGHT[FLIGHT.index("  - id: distance") : FLIGHT.index("  - id: stop")]
STATIONS: list[Change] = [
    LATER,
    ("version: 1.0.0", "version: 1.1.0"),
    ("stem: Where did the flight start?", "stem: Where did flight 007 start?"),
    ("key: 1983-08-31", "key: 1983-09-01"),
    (DISTANCE, ""),
    ("- id: survivors", "- id: rescued\n    aka: [survivors]"),
    ("key: The one that was written down in the same month.", "key: The one of that month."),
    ("Anchorage Airport", "Anchorage International"),
]
"""From version 1.0.0 to 1.1.0: one question of each kind of change."""

IN_WORDS = """\
Answer changed: 2
- day: When was that? Was “1983-08-31”, is now “1983-09-01”.
- sources: Which source is nearer to the event? \
Was “The one that was written down in the same month.”, is now “The one of that month.”.
Reworded: 1
- departure: Where did flight 007 start? Was “Where did the flight start?”.
Options, explanation, citation, picture, areas or tags changed: 1
- stop: It stopped in _____ for _____ minutes.
Renamed: 1
- survivors is now rescued
Retired: 1
- distance: How far is it?
"""


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A folder with a bank, and its lock of version 1.0.0."""
    build_deck(load_bank(broken(tmp_path / "bank")), tmp_path / "a.apkg", lock=tmp_path / "lock.json")
    return tmp_path


def test_a_lock_has_a_line_for_each_note_in_the_order_of_names(released: Path) -> None:
    lines = (released / "lock.json").read_text("utf-8").splitlines()
    notes = [json.loads(f"{{{line.rstrip(',')}}}") for line in lines if line.startswith("  ")]
    assert [*map(next, map(iter, notes))] == ["day", "departure", "distance", "sources", "stop", "survivors"]
    assert notes[1]["departure"]["key"] == "New York"
    assert {note["modified"] for entry in notes for note in entry.values()} == {"2026-01-02T00:00:00Z"}


def test_only_what_changed_gets_a_new_line(released: Path) -> None:
    before = (released / "lock.json").read_text("utf-8").splitlines()
    changed = load_bank(broken(released / "bank", LATER, STATIONS[2]))
    build_deck(changed, released / "a.apkg", lock=released / "lock.json")
    after = (released / "lock.json").read_text("utf-8").splitlines()
    new = [line for line in after if line not in before]
    assert [line.split('"')[1] for line in new] == ["released", "departure"]
    assert "2026-01-09T00:00:00Z" in new[1]


def test_the_difference_is_said_in_words_from_a_lock_and_from_a_folder(released: Path) -> None:
    broken(released / "next", *STATIONS)
    for old in ("lock.json", "bank"):
        done = run("deck", "next", "--diff", old, cwd=released)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == IN_WORDS
    done = run("deck", "bank", "--diff", "lock.json", cwd=released)
    assert done.stdout == "Nothing changes for learners.\n"
    assert sorted(path.name for path in released.iterdir()) == ["a.apkg", "bank", "lock.json", "next"]


def test_another_look_of_the_cards_is_said(released: Path) -> None:
    path = released / "lock.json"
    old = read_lock(path)
    write_lock(path, old.model_copy(update={"note_types": old.note_types - 1}))
    done = run("deck", "bank", "--diff", "lock.json", cwd=released)
    assert done.stdout == "The cards of all questions look or work differently.\n"


def test_a_lock_that_is_behind_fails_the_check_until_the_deck_is_built(released: Path) -> None:
    broken(released / "bank", *STATIONS)
    before = (released / "lock.json").read_bytes()
    done = run("deck", "bank", "--lock", "lock.json", "--check", cwd=released)
    assert done.returncode == 1
    assert "The lock is of version 1.0.0, the bank is 1.1.0." in done.stdout
    assert IN_WORDS in done.stdout
    assert (released / "lock.json").read_bytes() == before
    done = run("deck", "bank", "-o", "a.apkg", "--lock", "lock.json", cwd=released)
    assert done.returncode == 0
    assert "lock.json: 4 changed, 1 renamed, 1 retired.\n" in done.stdout
    done = run("deck", "bank", "--lock", "lock.json", "--check", cwd=released)
    assert (done.returncode, done.stdout) == (0, "lock.json is up to date.\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("id: small", "id: other")], "The lock is of the bank small, not of other"),
        ([(LATER[0], 'released: "2026-01-01"')], "Set `released` in bank.yaml"),
        (
            [
                (
                    "type: date\n    stem: When was that?\n    key: 1983-08-31",
                    "type: flashcard\n    stem: W?\n    key: K",
                )
            ],
            "`day` was a note of the type typed and is now one of the type recall",
        ),
    ],
)
def test_what_would_harm_learners_is_refused_and_nothing_is_written(
    released: Path, changes: list[Change], said: str
) -> None:
    before = {path: path.read_bytes() for path in released.glob("*.*")}
    bank = load_bank(broken(released / "bank", *changes))
    with pytest.raises(KalquizError, match=said):
        build_deck(bank, released / "a.apkg", lock=released / "lock.json")
    assert {path: path.read_bytes() for path in released.glob("*.*")} == before


@pytest.mark.parametrize(
    "text",
    ["", "<<<<<<< ours\n{}", '{"format": 2}', '{"format": 1, "notes": {"a": {"guid": 1}}}', "[]", "\x00"],
)
def test_what_is_no_lock_is_refused_in_a_sentence(released: Path, text: str) -> None:
    (released / "lock.json").write_text(text)
    done = run("deck", "bank", "--lock", "lock.json", cwd=released)
    assert done.returncode == 1
    assert re.search(r"lock.json is not a lock file of this kalquiz: \w", " ".join(done.stderr.split()))
    assert "Traceback" not in done.stderr
    assert (released / "lock.json").read_text() == text


def test_options_that_do_not_go_together_are_refused(released: Path) -> None:
    for options, said in (
        (["bank", "--check"], "--check needs the lock"),
        (["bank", "--check", "--lock", "none.json"], "There is no none.json"),
        (["bank", "bank", "--lock", "lock.json", "-o", "b.apkg"], "A lock belongs to one bank"),
        (["bank", "bank"], "Several banks need a name"),
        (["bank", "--tag", "none"], "No question has “none”"),
        (["bank", "--type", "dat"], "Did you mean `date`?"),
        (["bank", "--type", "date", "--section", "crash"], "No question matches"),
    ):
        done = run("deck", *options, cwd=released)
        assert done.returncode == 2
        assert said in done.stderr
    done = run("deck", "bank", "bank", "-o", "b.apkg", cwd=released)
    assert (done.returncode, "occurs twice" in done.stderr) == (1, True)


def test_decks_and_their_names_stay_when_titles_change(tmp_path: Path) -> None:
    lock = tmp_path / "lock.json"
    build_deck(make_bank(), tmp_path / "a.apkg", lock=lock, subdecks=True)
    sections = [{"id": "flight", "title": "The long flight"}]
    build_deck(make_bank(title="New", sections=sections), tmp_path / "b.apkg", lock=lock, subdecks=True)
    with anki(tmp_path) as collection:
        import_deck(collection, tmp_path / "a.apkg")
        import_deck(collection, tmp_path / "b.apkg")
        names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert names == {"Default", "A tiny bank", "A tiny bank::The flight"}


def test_a_choice_takes_the_same_notes_as_the_whole_deck(tmp_path: Path) -> None:
    bank = make_bank()
    some = [question for question in bank.questions if question.type in ("date", "cloze")]
    lock = tmp_path / "lock.json"
    build_deck(bank, tmp_path / "some.apkg", questions=some, lock=lock)
    build_deck(bank, tmp_path / "all.apkg", lock=lock)
    assert len(read_lock(lock).notes) == len(KINDS) + 1  # the flashcard asked the other way round
    with anki(tmp_path) as collection:
        import_deck(collection, tmp_path / "some.apkg")
        assert list(cards(collection)) == ["date", "cloze"]
        log = import_deck(collection, tmp_path / "all.apkg")
    assert (len(log.new), len(log.duplicate)) == (len(KINDS) - 2, 2)


def test_several_banks_are_several_decks_of_one_package(moon: Bank, tmp_path: Path) -> None:
    banks = [make_bank(), moon]
    folder = Path(__file__).parent / "banks" / "moon"
    done = run(
        "deck", folder, "kalquiz", "-o", "all.apkg", "--type", "numeric", "--type", "cloze", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    with anki(tmp_path) as collection:
        import_deck(collection, tmp_path / "all.apkg")
        names = {deck.name for deck in collection.decks.all_names_and_ids()}
        kinds = {tag.rpartition("::")[2] for tag in collection.tags.all() if "::type::" in tag}
    assert moon.title in names
    assert len(names) == len(banks) + 1
    assert kinds == {"numeric", "cloze"}


def test_a_flashcard_is_asked_the_other_way_round_after_all_others(tmp_path: Path) -> None:
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(make_bank(), tmp_path / "a.apkg", reverse=True))
        found = cards(collection)
        assert list(found)[-1] == "flashcard/reverse"
        card = found["flashcard/reverse"]
        front, back = card.question(), card.answer()
        assert "tiny::reverse" in card.note().tags
        assert collection.card_count() == len(KINDS) + 1
        log = import_deck(collection, build_deck(make_bank(), tmp_path / "b.apkg"))
    assert (len(log.updated), len(log.duplicate)) == (0, len(KINDS))
    assert "Anchorage" in front
    assert "in a flashcard way?" not in front
    assert "in a flashcard way?" in back
    assert "The stop was in Alaska." in back


def test_the_description_says_what_it_is_and_nothing_in_it_is_markup(tmp_path: Path) -> None:
    bank = make_bank(description="1. a *b* <script>x</script> # [c](d) `e` _f_g", licence="CC0 | x")
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(bank, tmp_path / "a.apkg"))
        deck = collection.decks.by_name("A tiny bank")
        assert deck is not None
        shown = collection.render_markdown(deck["desc"])
    assert deck["md"]
    assert "<p>1. a <em>b</em> &lt;script&gt;x&lt;/script&gt; # [c](d) e _f_g</p>" in shown
    assert "<strong>Version</strong> 1.0.0, 2026-03-04. <strong>Licence</strong> CC0 | x." in shown
    assert "tiny::retired" in shown


@pytest.mark.parametrize(
    "hostile",
    ["<" * 50_000, "}}}" * 9000, "::" * 9000, "{{c1::x}}" * 5000, "\N{RIGHT-TO-LEFT OVERRIDE}x" * 9000],
)
def test_long_hostile_texts_are_text_and_cost_no_time(hostile: str, tmp_path: Path) -> None:
    texts = {"stem": hostile, "explanation": hostile, "hint": hostile}
    questions = [make_question("flashcard", **texts, key=hostile), make_question("short_answer", **texts)]
    start = time.process_time()
    package = build_deck(make_bank(questions), tmp_path / "a.apkg", lock=tmp_path / "lock.json")
    # A search for bad HTML, as genanki has it, would take longer for one field alone.
    assert time.process_time() - start < 2
    with anki(tmp_path) as collection:
        import_deck(collection, package)
        for card in cards(collection).values():
            assert "{{" not in card.question() + card.answer()
            assert unescape(card.question()).count(hostile) >= 2
            assert unescape(card.answer()).count(hostile) >= 2


def test_bytes_hang_on_neither_time_zone_nor_the_seed_of_hashes(tmp_path: Path) -> None:
    digests = set()
    for number, (zone, seed) in enumerate((("UTC", "0"), ("Pacific/Kiritimati", "1"), ("America/Adak", "2"))):
        command = [sys.executable, "-c", "from kalquiz.cli import main; main()", "deck", "kal007"]
        out = [str(tmp_path / f"{number}.apkg"), "--lock", str(tmp_path / f"{number}.json")]
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([*command, "-o", *out], env=environment, check=True, capture_output=True)
        digests.add(sha256(Path(out[0]).read_bytes() + Path(out[2]).read_bytes()).hexdigest())
    assert len(digests) == 1
