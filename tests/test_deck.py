import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from anki.collection import Collection

from kalquiz.deck import build_deck
from kalquiz.deck.notetype import Field, NoteType, model
from kalquiz.interaction import Choice, GapText, Match, Order, Reveal, TextEntry
from kalquiz.problem import KalquizError
from kalquiz.question import QUESTION_TYPES
from tests.anki_backend import anki, cards, import_deck
from tests.deck_bank import CITATION, HOSTILE, KINDS, make_bank, make_question

USED = [kind for kind in NoteType if kind is not NoteType.MAP]
"""The note types that a question has of itself; for maps see test_maps.py."""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    package = build_deck(make_bank(), tmp_path / "tiny.apkg")
    with anki(tmp_path) as opened:
        import_deck(opened, package)
        yield opened


def test_the_cases_below_cover_every_question_type() -> None:
    assert set(KINDS) == set(QUESTION_TYPES)


def test_a_deck_has_one_note_and_one_card_for_each_question(collection: Collection) -> None:
    assert collection.note_count() == collection.card_count() == len(KINDS)
    assert collection.get_empty_cards().notes == []
    assert collection.fix_integrity()[1]


def test_cards_come_in_the_order_of_the_bank(collection: Collection) -> None:
    assert list(cards(collection)) == [kind.replace("_", "-") for kind in KINDS]
    assert [card.due for card in cards(collection).values()] == list(range(1, len(KINDS) + 1))


@pytest.mark.parametrize("kind", KINDS)
def test_both_sides_show_the_question_and_the_back_its_answer_and_source(
    collection: Collection, kind: str
) -> None:
    card = cards(collection)[kind.replace("_", "-")]
    front, back = card.question(), card.answer()
    for side in (front, back):
        assert "{{" not in side
        assert "flight 007 stop" in side or kind == "cloze"
        assert "The flight</div>" in side
    assert "Look north." in front
    assert "page 3, line 4" not in front
    assert "the stop was planned" in back.lower()
    assert "The report, page 3, line 4." in back
    assert "The stop was in Alaska." in back
    assert 'href="https://www.example.org/a_b_?c=1&amp;d">example.org</a>' in back
    for line in make_question(kind).solution().lines:
        for word in line.split(" → "):
            assert word in back


def test_each_interaction_has_its_note_type(collection: Collection) -> None:
    expected = {
        Choice: NoteType.CHOICE,
        TextEntry: NoteType.TYPED,
        GapText: NoteType.CLOZE,
        Match: NoteType.MATCH,
        Order: NoteType.ORDER,
        Reveal: NoteType.RECALL,
    }
    for name, card in cards(collection).items():
        kind = expected[type(make_question(name.replace("-", "_")).interaction())]
        notetype = card.note().note_type()
        assert notetype is not None
        assert (notetype["id"], notetype["name"]) == (kind.value.id, kind.label)


def test_fields_and_templates_have_stable_ids(collection: Collection) -> None:
    for kind in USED:
        notetype = collection.models.get(kind.value.id)
        assert notetype is not None
        assert [(field["name"], field["id"]) for field in notetype["flds"]] == [
            (field.label, kind.value.id * 100 + field.value) for field in Field
        ]
        assert [template["id"] for template in notetype["tmpls"]] == [kind.value.id * 100]


def test_what_is_frozen_since_the_first_version_stands() -> None:
    assert " ".join(field.label for field in Field) == (
        "Question Stem Body Key Answer Notes Explanation Hint Citation Feedback Section Language"
        " Image Answer image Spare 15 Spare 16 Spare 17 Spare 18 Spare 19 Spare 20"
    )
    assert [field.value for field in Field] == list(range(1, 21))
    assert {kind.label: kind.value.id for kind in NoteType} == {
        "kalquiz choice": 1_530_411_781,
        "kalquiz typed": 1_530_411_782,
        "kalquiz cloze": 1_530_411_783,
        "kalquiz match": 1_530_411_784,
        "kalquiz order": 1_530_411_785,
        "kalquiz recall": 1_530_411_786,
        "kalquiz map": 1_530_411_787,
    }


def test_a_card_is_empty_where_its_stem_is_so_that_it_can_be_retired(collection: Collection) -> None:
    note = cards(collection)["single-choice"].note()
    note["Stem"] = ""
    collection.update_note(note)
    assert [empty.note_id for empty in collection.get_empty_cards().notes] == [note.id]


@pytest.mark.parametrize("kind", list(NoteType))
def test_genanki_asks_for_the_stem_alone(kind: NoteType) -> None:
    stem = list(Field).index(Field.STEM)
    assert model(kind)._req == [[0, "all", [stem]]]  # noqa: SLF001 - genanki makes cards by this rule


def test_tags_stand_below_the_bank(collection: Collection) -> None:
    assert cards(collection)["single-choice"].note().tags == [
        "tiny::flight",
        "tiny::level::remember",
        "tiny::skill::reading",
        "tiny::topic::route",
        "tiny::type::single_choice",
    ]


def test_the_deck_is_named_after_the_bank_on_one_level(tmp_path: Path) -> None:
    package = build_deck(make_bank(title="Korea::1983 <b>"), tmp_path / "tiny.apkg")
    with anki(tmp_path) as collection:
        import_deck(collection, package)
        names = {deck.name for deck in collection.decks.all_names_and_ids()}
    assert "Korea:1983 <b>" in names


def test_notes_were_changed_when_the_day_of_the_release_began(collection: Collection) -> None:
    start = int(datetime(2026, 3, 4, tzinfo=UTC).timestamp())
    assert {card.note().mod for card in cards(collection).values()} == {start}


def test_the_same_bank_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [build_deck(make_bank(), tmp_path / name).read_bytes() for name in ("a.apkg", "b.apkg")]
    assert sha256(made[0]).digest() == sha256(made[1]).digest()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.apkg", "b.apkg"]


def test_the_package_tells_nothing_of_who_made_it(tmp_path: Path) -> None:
    with ZipFile(build_deck(make_bank(), tmp_path / "tiny.apkg")) as package:
        for entry in package.infolist():
            assert (entry.date_time[0], entry.create_system) == (1980, 3)
        header = package.read("collection.anki2")[:100]
    assert (header[24:28], header[92:96]) == (b"\0\0\0\1", b"\0\0\0\1")
    assert int.from_bytes(header[96:100], "big") == 3_000_000


def test_importing_the_same_package_again_changes_nothing(collection: Collection, tmp_path: Path) -> None:
    log = import_deck(collection, tmp_path / "tiny.apkg")
    assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 0, 0)
    assert len(log.duplicate) == collection.note_count() == len(KINDS)


def test_new_wording_in_a_later_release_updates_the_note(collection: Collection, tmp_path: Path) -> None:
    before = {name: card.note().guid for name, card in cards(collection).items()}
    changed = [make_question(kind, explanation="Said in other words.") for kind in KINDS]
    later = build_deck(make_bank(changed, released="2026-03-05"), tmp_path / "later.apkg")
    log = import_deck(collection, later)
    assert (len(log.new), len(log.updated)) == (0, len(KINDS))
    assert {name: card.note().guid for name, card in cards(collection).items()} == before
    assert all("Said in other words." in card.answer() for card in cards(collection).values())


def test_two_banks_of_one_day_live_side_by_side(collection: Collection, tmp_path: Path) -> None:
    other = build_deck(make_bank(id="other", title="Another bank"), tmp_path / "other.apkg")
    log = import_deck(collection, other)
    assert len(log.new) == len(KINDS)
    assert collection.card_count() == 2 * len(KINDS)
    assert len(collection.models.all_names_and_ids()) == len(USED) + 6  # Anki's own six


def test_text_from_a_bank_is_text_on_a_card(tmp_path: Path) -> None:
    hostile: dict[str, Any] = {
        "stem": HOSTILE,
        "hint": HOSTILE,
        "explanation": HOSTILE,
        "citations": [CITATION | {"locator": HOSTILE, "gist": HOSTILE}],
    }
    wrong = [{"text": f"b {HOSTILE}", "feedback": HOSTILE}]
    questions = [
        make_question("single_choice", **hostile, key=f"a {HOSTILE}", distractors=wrong),
        make_question("short_answer", **hostile, key=HOSTILE),
        make_question(
            "cloze",
            **hostile | {"stem": f"{HOSTILE} [[x]]"},
            gaps={"x": {"type": "short_answer", "key": HOSTILE}},
        ),
        make_question(
            "matching", **hostile, pairs=[{"stem": f"{n} {HOSTILE}", "key": f"{n} {HOSTILE}"} for n in "ab"]
        ),
        make_question("ordering", **hostile, key=[f"{n} {HOSTILE}" for n in "ab"]),
        make_question("flashcard", **hostile, key=HOSTILE),
    ]
    package = build_deck(make_bank(questions), tmp_path / "hostile.apkg")
    with anki(tmp_path) as collection:
        import_deck(collection, package)
        assert collection.card_count() == len(questions)
        assert collection.fix_integrity()[1]
        for card in cards(collection).values():
            output = card.render_output()
            assert not output.question_av_tags
            assert not output.answer_av_tags
            for side in (output.question_text, output.answer_text):
                ours = re.sub(r"<script>\n\(function.*?</script>", "", side, flags=re.DOTALL)
                assert "<script" not in ours
                assert "<img" not in ours
                assert "{{" not in ours
                assert "&lt;script&gt;alert(1)&lt;/script&gt; &#123;&#123;FrontSide&#125;&#125;" in ours


def test_what_is_typed_is_compared_with_the_key_as_people_read_it(tmp_path: Path) -> None:
    key = "*Rock* & {roll} [live]"
    package = build_deck(make_bank([make_question("short_answer", key=key)]), tmp_path / "a.apkg")
    with anki(tmp_path) as collection:
        import_deck(collection, package)
        card = cards(collection)["short-answer"]
        compared = collection.compare_answer(card.note()["Key"], "Rock & {roll} [live]", combining=True)
        assert "[[type:Key]]" in card.question()
        assert card.answer().count("[[type:Key]]") == 1
    assert "typeBad" not in compared
    assert "typeMissed" not in compared


def test_a_number_is_typed_without_the_unit_that_the_card_names(collection: Collection) -> None:
    card = cards(collection)["numeric"]
    assert card.note()["Key"] == "322"
    assert "Type a number, in km." in card.question()
    assert "322 km" in card.answer()
    assert "accepted from 317 to 327" in card.answer()


def test_a_cloze_has_numbered_blanks_in_front_and_its_text_filled_behind(collection: Collection) -> None:
    card = cards(collection)["cloze"]
    front = re.sub(r"<[^>]+>", "", card.question())
    back = re.sub(r"<[^>]+>", "", card.answer())
    assert "It left (1) with (2) people on board." in front
    assert "It left Anchorage with 269 people on board." in back


def test_markup_may_run_across_a_gap(tmp_path: Path) -> None:
    gaps = {"x": {"type": "short_answer", "key": "Anchorage"}}
    question = make_question("cloze", stem="The *city [[x]] of* Alaska", gaps=gaps)
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(make_bank([question]), tmp_path / "a.apkg"))
        back = cards(collection)["cloze"].answer()
    assert '<em>city <span class="filled">Anchorage</span> of</em>' in back


def test_being_right_belongs_to_the_option_not_to_its_place(collection: Collection) -> None:
    body = cards(collection)["multiple-response"].note()["Body"]
    options = re.findall(
        r'<li class="option tappable" data-option="\w+"( data-right)?><span>([^<]+)</span></li>', body
    )
    assert {text for right, text in options if right} == {"Anchorage", "New York"}
    assert {text for right, text in options if not right} == {"Seoul", "Tokyo"}


def test_feedback_says_why_an_option_is_wrong(collection: Collection) -> None:
    for name in ("single-choice", "multiple-response"):
        back = cards(collection)[name].answer()
        assert "<b>Seoul</b> <span>Seoul was the destination.</span>" in back
    assert "Count again." in cards(collection)["true-false"].answer()
    assert "Tokyo lies in Japan." in cards(collection)["matching"].answer()


def test_an_ordering_does_not_start_out_right(collection: Collection) -> None:
    body = cards(collection)["ordering"].note()["Body"]
    items = re.findall(r"<div><span>([^<]+)</span><span class=\"blank\"></span></div>", body)
    assert items != KINDS["ordering"]["key"]
    assert sorted(items) == sorted(KINDS["ordering"]["key"])


def test_a_rubric_is_shown_but_not_the_mere_i_knew_it(collection: Collection) -> None:
    assert (
        'Names the stop <small dir="ltr">(2 points)</small>'
        in cards(collection)["constructed-response"].answer()
    )
    assert "I knew it" not in cards(collection)["flashcard"].answer()


def test_a_rubric_of_one_line_is_shown_too(tmp_path: Path) -> None:
    rubric = [{"text": "Names the stop", "points": 1}]
    question = make_question("constructed_response", rubric=rubric, lines=1)
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(make_bank([question]), tmp_path / "a.apkg"))
        assert "Names the stop" in cards(collection)["constructed-response"].answer()


def test_a_source_without_an_address_has_no_link(tmp_path: Path) -> None:
    sources = [{"id": "report", "type": "report", "title": "The report"}]
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(make_bank(sources=sources), tmp_path / "a.apkg"))
        back = cards(collection)["flashcard"].answer()
    assert "The report, page 3, line 4." in back
    assert "<a " not in back


def test_a_row_of_citations_names_and_links_the_source_once_and_gives_it_in_full_below(
    tmp_path: Path,
) -> None:
    second = CITATION | {"locator": "page 4", "gist": "It was cold."}
    question = make_question("flashcard", citations=[CITATION, second])
    with anki(tmp_path) as collection:
        import_deck(collection, build_deck(make_bank([question]), tmp_path / "a.apkg"))
        back = cards(collection)["flashcard"].answer()
    shown = re.sub(r"<[^>]+>", "", back)
    assert "The report, page 3, line 4. The stop was in Alaska. example.org" in shown
    assert "Page 4. It was cold.Sources in full" in shown
    assert back.count("<a ") == 1
    assert "<li><em>The report</em>, https://www.example.org/a_b_?c=1&amp;d.</li></ul></details>" in back


def test_a_deck_may_hold_some_of_the_questions(tmp_path: Path) -> None:
    bank = make_bank()
    package = build_deck(bank, tmp_path / "some.apkg", questions=bank.questions[2:4])
    with anki(tmp_path) as collection:
        import_deck(collection, package)
        assert list(cards(collection)) == ["true-false", "short-answer"]


def test_no_questions_or_one_twice_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    bank = make_bank()
    for questions in ([], [bank.questions[0]] * 2):
        with pytest.raises(KalquizError):
            build_deck(bank, tmp_path / "a.apkg", questions=questions)
    assert list(tmp_path.iterdir()) == []


def test_a_package_and_its_lock_may_be_named_by_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert build_deck(make_bank(), "tiny.apkg", lock="tiny.lock") == Path("tiny.apkg")
    assert {path.name for path in tmp_path.iterdir()} == {"tiny.apkg", "tiny.lock"}
