"""Maps: areas in a bank, and a card for each of them on the real Anki backend."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection

from kalquiz import build_deck, load_bank
from kalquiz.deck.notetype import Field, NoteType
from kalquiz.problem import BankError
from tests.anki_backend import anki, cards, import_deck
from tests.deck_bank import HOSTILE
from tests.map_bank import MAP, PLACES, area, map_bank
from tests.sample_images import SVG
from tests.small_bank import broken

# --- in a bank

QUESTION = """\
  - id: map
    type: matching
    stem: What is where?
    answer_image: {file: map.svg, alt: A map.}
    pairs:
      - stem: A
        key: Seoul
        area: {card: 1, left: 0, top: 0, width: 0.5, height: 0.5}
      - stem: B
        key: Tokyo
        area: {card: 2, left: 0.5, top: 0, width: 0.5, height: 1}
    citations: *cited
"""

WRONG = {
    "out of the picture": (
        ("left: 0.5, ", "left: 0.6, "),
        (33, 15),
        "the area runs out of the picture: `left` and `width` make 1.1",
        "Together they are at most 1, which is the whole picture.",
    ),
    "in percent": (
        ("left: 0.5, ", "left: 50, "),
        (33, 31),
        "`left` must be at most 1, not `50`",
        "Write a smaller number.",
    ),
    "no number at all": (
        ("left: 0.5, ", "left: .nan, "),
        (33, 31),
        "`left` must be a number, not `.nan`",
        "Write it in digits, without quotes.",
    ),
    "too small to see": (
        ("width: 0.5, height: 1}", "width: 0, height: 1}"),
        (33, 51),
        "`width` must be at least 0.01, not `0`",
        "Write a larger number.",
    ),
    "one on another": (
        ("left: 0.5, ", "left: 0.4, "),
        (33, 15),
        "the areas of “A” and “B” overlap",
        "Make them smaller: each card uncovers one, and the other must stay hidden.",
    ),
    "a number twice": (
        ("card: 2", "card: 1"),
        (33, 22),
        "the card 1 is that of “A”, too",
        "Give it a number that no pair has had before.",
    ),
    "one without": (
        ("        area: {card: 2, left: 0.5, top: 0, width: 0.5, height: 1}\n", ""),
        (31, 9),
        "“B” has no `area`, others have",
        "Give each pair an area, or none: what is not hidden on the picture would be told.",
    ),
    "nothing to hide it on": (
        ("    answer_image: {file: map.svg, alt: A map.}\n", ""),
        (29, 15),
        "there is no picture of the answer that it could be on",
        "Add `answer_image:` with the picture that shows the keys, or remove the areas.",
    ),
    "no number": (
        ("card: 2, ", ""),
        (33, 15),
        "`card` is missing",
        "Add `card:` here.",
    ),
}


def written(folder: Path, *changes: tuple[str, str]) -> Path:
    """The small bank with a map as its second question, at line 25."""
    question = QUESTION
    for old, new in changes:
        assert question.count(old) == 1
        question = question.replace(old, new)
    bank = broken(folder, ("  - id: day\n", f"{question}\n  - id: day\n"))
    (bank / "map.svg").write_bytes(SVG)
    return bank


def test_areas_are_read_and_may_touch(tmp_path: Path) -> None:
    match = load_bank(written(tmp_path / "bank")).question("map").interaction()
    masks = [(mask.stem, mask.card, mask.area.left, mask.area.height) for mask in match.masks]  # type: ignore[union-attr]
    assert masks == [("s1", 1, 0, 0.5), ("s2", 2, 0.5, 1)]


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_area_is_said_where_it_stands(tmp_path: Path, case: str) -> None:
    change, place, message, hint = WRONG[case]
    with pytest.raises(BankError) as caught:
        load_bank(written(tmp_path / "bank", change))
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint) == (message, hint)
    assert (problem.path.name, problem.line, problem.column) == ("flight.yaml", *place)


# --- on cards


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    package = build_deck(map_bank(tmp_path), tmp_path / "tiny.apkg")
    with anki(tmp_path) as opened:
        import_deck(opened, package)
        yield opened


def test_a_map_is_one_note_with_a_card_for_each_area(collection: Collection) -> None:
    found = cards(collection)
    assert list(found) == [f"{MAP} 1", f"{MAP} 2", f"{MAP} 4", "flashcard"]
    assert collection.note_count() == 2
    # Anki's own cards of a new note share its place, too.
    assert [card.due for card in found.values()] == [1, 1, 1, 2]
    assert collection.get_empty_cards().notes == []
    assert collection.fix_integrity()[1]


def test_its_note_type_has_the_fields_of_all_and_those_that_the_editor_looks_for(
    collection: Collection,
) -> None:
    notetype = cards(collection)[f"{MAP} 1"].note().note_type()
    assert notetype is not None
    assert (notetype["id"], notetype["name"], notetype["type"]) == (1_530_411_787, "kalquiz map", 1)
    assert [(one["name"], one["id"]) for one in notetype["flds"]] == [
        (field.label, 1_530_411_787 * 100 + field.value) for field in Field
    ]
    assert notetype["originalStockKind"] == 6
    assert [template["id"] for template in notetype["tmpls"]] == [NoteType.MAP.value.id * 100]


def test_the_editor_of_image_occlusion_reads_its_picture_and_areas(collection: Collection) -> None:
    note = cards(collection)[f"{MAP} 1"].note()
    read = collection.get_image_occlusion_note(note.id).note
    assert read.header == "Which place is where?"
    assert read.occlude_inactive
    assert read.image_data == (Path(collection.media.dir()) / read.image_file_name).read_bytes()
    shapes = {one.ordinal: {it.name: it.value for it in one.shapes[0].properties} for one in read.occlusions}
    assert shapes[4] == {"left": "0.8000", "top": "0.1000", "width": "0.1600", "height": "0.5000", "oi": "1"}
    assert set(shapes) == set(PLACES)


@pytest.mark.parametrize("number", PLACES)
def test_each_card_asks_for_its_area_and_tells_its_key(collection: Collection, number: int) -> None:
    card = cards(collection)[f"{MAP} {number}"]
    front, back = card.question(), card.answer()
    assert re.findall(r'class="(cloze[\w-]*)" data-ordinal="(\d)" data-shape', front) == [
        ("cloze" if other == number else "cloze-inactive", str(other)) for other in PLACES
    ]
    assert re.findall(r'class="(cloze-highlight)" data-ordinal="(\d)"', back) == [
        ("cloze-highlight", str(number))
    ]
    assert f">[Letter {'ABCD'[number - 1]}]<" in front
    assert re.findall(r'class="cloze" data-ordinal="\d">(\w+)<', back) == [PLACES[number]]
    for text in ("Look north.", "Which place is where?", "The flight</div>"):
        assert text in front
    for text in ("The stop was planned.", "The report, page 3, line 4.", "The stop was in Alaska."):
        assert text in back
    assert "{{" not in front + back


def test_what_a_bank_says_is_text_on_a_map(tmp_path: Path) -> None:
    hostile = [{"stem": f"{n} {HOSTILE}", "key": f"{n} {HOSTILE} a::b", "area": area(n)} for n in (1, 2)]
    bank = map_bank(tmp_path, {"pairs": hostile, "stem": HOSTILE, "explanation": HOSTILE})
    with anki(tmp_path) as opened:
        import_deck(opened, build_deck(bank, tmp_path / "a.apkg"))
        assert opened.card_count() == 3
        for card in cards(opened).values():
            for side in (card.question(), card.answer()):
                ours = re.sub(r"<script>\n\(function.*?</script>", "", side, flags=re.DOTALL)
                assert "<script" not in ours
                assert "<img src=x" not in ours
                assert "{{" not in ours
        back = cards(opened)[f"{MAP} 2"].answer()
        assert re.search(r'class="cloze" data-ordinal="2">2 &lt;script&gt;.*a&#58;&#58;b</span>', back)


def test_the_same_bank_gives_the_same_bytes_and_a_part_the_same_notes(tmp_path: Path) -> None:
    bank = map_bank(tmp_path)
    first, second = (build_deck(bank, tmp_path / name).read_bytes() for name in ("a.apkg", "b.apkg"))
    assert first == second
    with anki(tmp_path) as opened:
        lock = tmp_path / "lock.json"
        import_deck(opened, build_deck(bank, tmp_path / "c.apkg", questions=bank.questions[:1], lock=lock))
        assert list(cards(opened)) == [f"{MAP} {number}" for number in PLACES]
        log = import_deck(opened, build_deck(bank, tmp_path / "d.apkg", lock=lock, reverse=True))
        assert (len(log.new), len(log.duplicate)) == (2, 1)
        assert opened.card_count() == len(PLACES) + 2


def test_two_banks_in_one_package_keep_their_cards(tmp_path: Path) -> None:
    from kalquiz.deck.build import make_deck, write_decks

    (tmp_path / "other").mkdir()
    banks = [map_bank(tmp_path), map_bank(tmp_path / "other", id="other", title="Other")]
    write_decks([make_deck(bank, bank.questions) for bank in banks], tmp_path / "both.apkg")
    with anki(tmp_path) as opened:
        import_deck(opened, tmp_path / "both.apkg")
        assert (opened.note_count(), opened.card_count()) == (4, 2 * (len(PLACES) + 1))
