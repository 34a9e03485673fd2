"""Sound banks: what is written is what is read, in any encoding of the same text."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import ryaml
from pydantic import BaseModel

from kalquiz import Bank, load_bank
from kalquiz.bank import Loc, bank_schema, bundled_banks, find_bank, rewritten
from kalquiz.question import Cloze, Numeric, Ordering, ShortAnswer
from kalquiz.question.entry import plain
from tests.small_bank import FILES, broken, sound, write

ROOT = Path(__file__).parents[1]
KAL007 = sorted((ROOT / "questions" / "kal007").glob("*.yaml"))

# fmt: off
WORDS = [
    "1983-09-01", "0o8", "no", "yes", "on", "off", "y", "n", "NaN", "12:30", "190:20:30", "010", "00",
    "1_000", "1,5", "1983-09-01T06:26:02Z", "=", "<<", "1e999", "--", "it's", "a#b", "~ home", "a:b",
    "대한항공",
]
# fmt: on


@pytest.fixture
def small(tmp_path: Path) -> Bank:
    return load_bank(sound(tmp_path))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(bank_schema())
    return jsonschema.Draft202012Validator(bank_schema())


@pytest.mark.parametrize("word", WORDS)
def test_words_stay_words(word: str, tmp_path: Path) -> None:
    bank = load_bank(
        broken(tmp_path, ("type: date", "type: short_answer"), ("key: 1983-08-31", f"key: {word}"))
    )
    question = bank.question("day")
    assert isinstance(question, ShortAnswer)
    assert question.key == word


def test_words_stay_words_in_lists(tmp_path: Path) -> None:
    bank = load_bank(
        broken(tmp_path, ("type: date", "type: ordering"), ("1983-08-31", "[no, off, 010, 12:30]"))
    )
    question = bank.question("day")
    assert isinstance(question, Ordering)
    assert question.key == ("no", "off", "010", "12:30")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12250", "12250"),
        ("1.10", "1.1"),
        ("'1.10'", "1.1"),
        ("0.1", "0.1"),
        ("-0.5", "-0.5"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("'1e3'", "1000"),
        ("010", "10"),
        ("'12345678901234567890.12345678'", "12345678901234567890.12345678"),
    ],
)
def test_numbers_are_decimal(written: str, read: str, tmp_path: Path) -> None:
    question = load_bank(broken(tmp_path, ("key: 12250", f"key: {written}"))).question("distance")
    assert isinstance(question, Numeric)
    assert question.key == Decimal(read)
    assert plain(question.key) == read


def test_questions_come_in_the_order_of_the_sections(small: Bank, tmp_path: Path) -> None:
    ids = [question.id for question in small.questions]
    assert ids == ["departure", "day", "distance", "stop", "survivors", "sources"]
    assert [question.section for question in small.questions] == ["flight"] * 4 + ["crash"] * 2
    turned = broken(
        tmp_path / "turned",
        ("  - {id: flight, title: The flight}\n", ""),
        ("title: The crash}", "title: The crash}\n  - {id: flight, title: The flight}"),
    )
    assert [question.id for question in load_bank(turned).questions] == [*ids[4:], *ids[:4]]


def test_questions_of_a_section(small: Bank) -> None:
    assert [question.id for question in small.in_section("crash")] == ["survivors", "sources"]
    assert small.in_section("nowhere") == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
        lambda text: f"---\n{text}...\n".encode(),
        lambda text: f"\n# A remark.\n\n{text}\n\n".encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: text.replace("\n", "  \n").encode(),
        lambda text: text.replace(": ", ":\t").encode(),
    ],
    ids=[
        "CRLF",
        "CR",
        "BOM",
        "BOM and CRLF",
        "markers",
        "remarks",
        "no last end",
        "spaces at ends",
        "tabs between",
    ],
)
def test_another_spelling_of_the_same_file(
    change: Callable[[str], bytes], small: Bank, tmp_path: Path
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_bytes(change(text))
    assert load_bank(tmp_path).questions == small.questions


def test_text_of_many_lines(tmp_path: Path) -> None:
    folded = "stem: >-\n      When\n      was\n\n      that?"
    kept = "stem: |\n      How\n        far?\n"
    bank = load_bank(broken(tmp_path, ("stem: When was that?", folded), ("stem: How far is it?\n", kept)))
    assert bank.question("day").stem == "When was\nthat?"
    assert bank.question("distance").stem == "How\n  far?"


def test_aliases_share_citations(small: Bank) -> None:
    departure, day = small.question("departure"), small.question("day")
    assert departure.citations == day.citations
    assert day.citations[0].gist == "The flight left New York for Seoul."
    assert small.question("survivors").citations != day.citations


def test_what_aliases_share_is_rewritten_once_and_stays_shared() -> None:
    text = "one: &shared {old: 1}\nother: *shared\nlast: here\n"
    new: dict[Loc, str] = {("one",): "{new: 12345}", ("other",): "{new: 12345}"}
    assert rewritten(text, new) == "one: &shared {new: 12345}\nother: *shared\nlast: here\n"


def test_comments_behind_a_value_in_block_style_outlast_its_rewriting() -> None:
    text = "one:\n  old:\n    - 1 # its own\n    - 2\n  # not\n\n# its own\nlast: here\n"
    assert rewritten(text, {("one", "old"): "[3]"}) == (
        "one:\n  old:\n    [3]\n  # not\n\n# its own\nlast: here\n"
    )


def test_many_aliases_are_no_bomb(tmp_path: Path) -> None:
    extra = "".join(
        f"  - {{id: n{n}, type: flashcard, stem: s, key: k, citations: *cited}}\n" for n in range(500)
    )
    bank = load_bank(write(tmp_path, FILES | {"flight.yaml": FILES["flight.yaml"] + extra}))
    assert len(bank.questions) == 506


def test_brackets_in_text_are_no_nesting(tmp_path: Path) -> None:
    stem = f"stem: Which is right? {'[0, 1) ' * 500}"
    assert load_bank(broken(tmp_path, ("stem: When was that?", stem))).question("day").stem.count("[") == 500


def test_marks_in_text_are_no_yaml(tmp_path: Path) -> None:
    stem = r"stem: 'Who said !no, \x07 and *stop* 100 % of the time? “&c.”'"
    expected = r"Who said !no, \x07 and *stop* 100 % of the time? “&c.”"
    assert load_bank(broken(tmp_path, ("stem: When was that?", stem))).question("day").stem == expected


def test_an_explicit_tag_for_text_is_text(tmp_path: Path) -> None:
    bank = load_bank(broken(tmp_path, ("stem: When was that?", "stem: !!str 1983")))
    assert bank.question("day").stem == "1983"


def test_a_question_is_found_by_its_id_and_by_former_ones(tmp_path: Path) -> None:
    bank = load_bank(broken(tmp_path, ("id: day", "id: day\n    aka: [date-of-flight, when]")))
    assert bank.question("day") is bank.question("when") is bank.question("date-of-flight")
    assert bank.question("day").id == "day"
    with pytest.raises(KeyError):
        bank.question("never")
    with pytest.raises(KeyError):
        bank.question("")


def test_a_source_is_found_by_its_id(small: Bank) -> None:
    assert small.source("article").title == "The article"
    with pytest.raises(KeyError):
        small.source("book")


def test_the_bank_says_what_its_file_says(small: Bank, tmp_path: Path) -> None:
    assert (small.id, small.title, small.about.language) == ("small", "A small bank", "en")
    assert [section.id for section in small.sections] == ["flight", "crash"]
    assert small.released == date(2026, 1, 2)
    month = load_bank(broken(tmp_path / "month", ('released: "2026-01-02"', "released: 2026-03")))
    assert month.released == date(2026, 3, 1)
    year = load_bank(broken(tmp_path / "year", ('released: "2026-01-02"', 'released: "2026"')))
    assert year.released == date(2026, 1, 1)


def test_what_a_rubric_is_worth_follows_from_it(small: Bank, tmp_path: Path) -> None:
    assert small.question("sources").points == 3
    assert (
        load_bank(broken(tmp_path / "said", ("id: sources", "id: sources\n    points: 3")))
        .question("sources")
        .points
        == 3
    )


def test_gaps_come_in_the_order_of_the_stem(tmp_path: Path) -> None:
    stem = "stem: It took [[minutes]] minutes in [[city]]."
    question = load_bank(
        broken(tmp_path, ("stem: It stopped in [[city]] for [[minutes]] minutes.", stem))
    ).question("stop")
    assert isinstance(question, Cloze)
    assert list(question.gaps) == ["minutes", "city"]


def test_nothing_of_a_bank_can_be_changed(small: Bank) -> None:
    record: BaseModel = small.questions[0]
    with pytest.raises(ValueError, match="frozen"):
        record.stem = "Another"  # type: ignore[attr-defined]


def test_hidden_files_and_other_files_are_no_part_of_a_bank(small: Bank, tmp_path: Path) -> None:
    sound(tmp_path)
    (tmp_path / ".crash.yaml.swp").write_bytes(b"\0")
    (tmp_path / "._crash.yaml").write_bytes(b"\0")
    (tmp_path / "README.md").write_text("# Notes\n", encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    assert load_bank(tmp_path).questions == small.questions


def test_links_inside_of_a_bank_and_to_a_bank_are_followed(small: Bank, tmp_path: Path) -> None:
    folder = sound(tmp_path / "bank")
    (folder / "drafts").mkdir()
    (folder / "crash.yaml").rename(folder / "drafts" / "crash.yaml")
    (folder / "crash.yaml").symlink_to("drafts/crash.yaml")
    (tmp_path / "link").symlink_to("bank")
    assert load_bank(tmp_path / "link").questions == small.questions


def test_a_folder_may_be_given_as_text(small: Bank) -> None:
    assert load_bank(str(small.path)).questions == small.questions


def test_the_bundled_banks_are_found_by_name(tmp_path: Path) -> None:
    assert "kal007" in bundled_banks()
    assert find_bank("kal007") == bundled_banks()["kal007"]
    assert load_bank(find_bank("kal007")).id == "kal007"
    assert find_bank(tmp_path) == find_bank(str(tmp_path)) == tmp_path


def test_a_problem_with_a_question_is_at_its_place(small: Bank) -> None:
    problem = small.problem(small.question("distance"), ("tolerance", "percent"), "rule", "too wide")
    assert (problem.path.name, problem.line, problem.column) == ("flight.yaml", 33, 26)
    absent = small.problem(small.question("distance"), ("hint",), "rule", "no hint")
    assert (absent.line, absent.column) == (29, 5)
    shared = small.problem(small.question("distance"), ("citations", 0, "gist"), "rule", "too long")
    assert (shared.line, shared.column) == (13, 15)


@pytest.mark.parametrize("path", KAL007, ids=[path.name for path in KAL007])
def test_the_schema_accepts_kal007(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    data: Any = ryaml.loads(path.read_text(encoding="utf-8"))
    assert list(validator.iter_errors(data)) == []


@pytest.mark.parametrize("name", FILES)
def test_the_schema_accepts_the_small_bank(name: str, validator: jsonschema.Draft202012Validator) -> None:
    assert validator.is_valid(ryaml.loads(FILES[name]))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stem: When", "stme: When"),
        ("type: date", "type: dates"),
        ("key: 1983-08-31", "key: 31 August 1983"),
        ("key: false", "key: no"),
        ("words: 8", "words: 0"),
        ("position: 0.125", "position: 1.25"),
        ("hash: 0123456789abcdef", "hash: xyz"),
        ("anchors: [The flight, for Seoul]", "anchors: [The flight]"),
        ("id: departure", "id: De Parture"),
        ("version: 1.0.0", "version: one"),
        ("skills: [sourcing]", "skills: sourcing"),
    ],
)
def test_the_schema_refuses_what_loading_refuses(
    old: str, new: str, validator: jsonschema.Draft202012Validator
) -> None:
    (text,) = [text for text in FILES.values() if text.count(old) == 1]
    assert not validator.is_valid(ryaml.loads(text.replace(old, new)))
