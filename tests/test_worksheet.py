"""Worksheets: what is printed, that it agrees with the key, and that it gives nothing away."""

import re
from functools import partial
from pathlib import Path
from typing import assert_never

import pytest

from kalquiz.interaction import Choice, GapText, Match, Order, Reveal, TextEntry
from kalquiz.markup import to_plain
from kalquiz.question import QUESTION_TYPES, Question
from kalquiz.worksheet import Form, Layout, Paper, WorksheetError, build_versions, build_worksheet, make_sheet
from kalquiz.worksheet.model import Boxes, Inline, Item, Marked
from tests.sheet_bank import (
    CITATION,
    EVERY_TYPE,
    PAPERS,
    SUFFIXES,
    a_bank,
    a_question,
    all_types,
    answers,
    items,
    pages,
    poppler,
    shown,
)


def test_the_fixture_has_every_type() -> None:
    assert set(EVERY_TYPE) == set(QUESTION_TYPES)


def test_a_key_names_a_source_once_in_a_row_of_citations() -> None:
    bank = a_bank(a_question("flashcard", citations=[CITATION, CITATION | {"locator": "page 8"}]))
    key = items(bank, key=True)[0].key
    assert key
    assert [cited.reference.markup for cited in key.citations] == ["The atlas, page 7", "Page 8"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_is_printed_with_its_stem_and_key(tmp_path: Path, kind: str, suffix: str) -> None:
    bank = a_bank(a_question(kind))
    sheet = shown(build_worksheet(bank, tmp_path / f"sheet{suffix}"))
    key = shown(build_worksheet(bank, tmp_path / f"key{suffix}", key=True))
    for text in (sheet, key):
        assert ("in a cloze stem." if kind == "cloze" else bank.questions[0].stem) in text
        assert "Ports and capitals" in text
        assert "First section" in text
        assert "1.2.3 · seed 1" in text
    assert "Name" in sheet
    assert "Because of the monsoon." in key
    assert "The atlas, page 7. Gist of the passage." in key
    assert "the atlas: The Great Atlas." in key
    for answer in answers(kind):
        assert answer in key


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_signs_in_two_accepted_answers_make_no_emphasis(tmp_path: Path, suffix: str) -> None:
    question = a_question("short_answer", accepted=["Sgr A*", "*Zanj", "an `a*` and *emphasis*"])
    out = build_worksheet(a_bank(question), tmp_path / f"key{suffix}", key=True)
    assert "also accepted: Sgr A*; *Zanj; an a* and emphasis" in shown(out)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "kind",
    sorted(
        set(EVERY_TYPE) - {"single_choice", "multiple_response", "matching", "ordering", "categorization"}
    ),
)
def test_a_student_sheet_holds_no_answer_anywhere(tmp_path: Path, kind: str, suffix: str) -> None:
    out = build_worksheet(a_bank(a_question(kind)), tmp_path / f"sheet{suffix}")
    # In a PDF the streams are compressed: what a reader can get is its text and its properties.
    about = poppler("pdfinfo", out) if suffix == ".pdf" else ""
    text = out.read_text() + shown(out) if suffix == ".html" else shown(out) + about
    secrets = (
        "Zanzibar",
        "Unguja",
        "Quito",
        "Kitu",
        "73519",
        "1964",
        "monsoon",
        "Gist",
        "Not that",
        "Says why",
    )
    assert [secret for secret in secrets if secret in text] == []


@pytest.mark.parametrize(
    "kind", ["single_choice", "multiple_response", "matching", "ordering", "categorization"]
)
def test_a_student_sheet_does_not_tell_the_right_options_from_the_wrong(tmp_path: Path, kind: str) -> None:
    page = build_worksheet(a_bank(a_question(kind)), tmp_path / "sheet.html").read_text()
    texts = ("Zanzibar", "Quito", "Lisbon", "Madrid", "Vienna")
    lines = {
        re.sub(r"<b>\w</b>", "<b>?</b>", line).replace(text, "?")
        for text in texts
        for line in page.splitlines()
        if text in line
    }
    assert len(lines) == 1
    assert not re.search(r"\b[oicst]1\b|\bid=|data-|monsoon|Gist|Not that", page)


def space_marks(item: Item) -> dict[str, str]:
    """What stands beside each mark on the student's sheet, and each text's mark."""
    found: tuple[Marked, ...]
    space = item.space
    assert space is not None
    match space.kind:
        case "boxes":
            found = space.options
        case "pairs":
            found = (*space.stems, *space.targets)
        case "table":
            found = space.rows
        case "slots":
            found = space.items
        case "rule" | "in_stem" | "lines":
            found = ()
        case _:
            assert_never(space.kind)
    return {entry.text.markup: entry.mark for entry in found}


@pytest.mark.parametrize("seed", ["1", "2", "B"])
@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_the_letters_of_the_key_are_those_of_the_sheet(kind: str, seed: str) -> None:
    question = a_question(kind)
    bank = a_bank(question)
    marks = space_marks(items(bank, key=False, seed=seed)[0])
    key = items(bank, key=True, seed=seed)[0].key
    assert key is not None
    said = [(answer.mark, answer.text.markup) for answer in key.answers]
    lines = answers(kind)
    interaction = question.prompt(seed).interaction
    match interaction:
        case Choice():
            assert sorted(said) == sorted((marks[line], line) for line in lines)
        case Order():
            assert said == [(marks[line], line) for line in lines]
            assert key.sequence == " ".join(marks[line] for line in lines)
        case Match(reuse=reuse):
            pairs = {line: line.split(" → ") for line in lines}
            wanted = {
                (marks[stem] if reuse else f"{marks[stem]} {marks[target]}", line)
                for line, (stem, target) in pairs.items()
            }
            assert set(said) == wanted
            assert [mark for mark, _ in said] == sorted(mark for mark, _ in said)
        case GapText():
            assert said == [("1", "Zanzibar"), ("2", "Quito")]
            assert [note.markup for note in key.notes] == ["(2) also accepted: Kitu"]
        case TextEntry() | Reveal():
            assert said == [("", lines[0])]
        case _:
            assert_never(interaction)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_option_letters_are_printed_beside_their_options(tmp_path: Path, suffix: str) -> None:
    bank = a_bank(a_question("single_choice"))
    space = items(bank, key=False, seed="7")[0].space
    assert isinstance(space, Boxes)
    row = " ".join(f"{option.mark} {option.text.markup}" for option in space.options)
    assert row in shown(build_worksheet(bank, tmp_path / f"sheet{suffix}", seed="7"))
    right = next(option.mark for option in space.options if option.text.markup == "Zanzibar")
    key = shown(build_worksheet(bank, tmp_path / f"key{suffix}", seed="7", key=True))
    assert f"{right} Zanzibar" in key


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_rubric_is_on_the_key_and_the_points_are_on_both(tmp_path: Path, suffix: str) -> None:
    bank = a_bank(a_question("constructed_response"), a_question("flashcard", points=2))
    key = shown(build_worksheet(bank, tmp_path / f"key{suffix}", key=True))
    sheet = shown(build_worksheet(bank, tmp_path / f"sheet{suffix}"))
    assert "Rubric Points Names Unguja 2 Says why 1" in key
    assert "I knew it" not in key + sheet
    for text in (key, sheet):
        assert "3 points" in text
        assert "2 questions, 5 points." in text
    assert re.search(r"Score / ?5 ", sheet)


def test_units_and_blanks_are_on_the_sheet_with_the_same_room_for_every_answer(tmp_path: Path) -> None:
    assert "km" in shown(build_worksheet(a_bank(a_question("numeric")), tmp_path / "sheet.pdf"))
    long = {
        "first": {"type": "short_answer", "key": "x" * 90},
        "second": {"type": "short_answer", "key": "y"},
    }
    one = items(a_bank(a_question("cloze")), key=False)
    other = items(a_bank(a_question("cloze", gaps=long)), key=False)
    assert one == other


def test_a_unit_stands_once_behind_a_blank_whether_or_not_the_sentence_says_it(tmp_path: Path) -> None:
    gaps = {"far": {"type": "numeric", "key": 48, "unit": "km"}}
    for stem in ("It fell [[far]] from here.", "It fell [[far]] km, from here."):
        bank = a_bank(a_question("cloze", stem=stem, gaps=gaps))
        for ending in (".pdf", ".html"):
            page = shown(build_worksheet(bank, tmp_path / f"sheet{ending}"))
            assert page.count("km") == 1


@pytest.mark.parametrize("ending", [".pdf", ".html", ".docx"])
@pytest.mark.parametrize("key", [False, True])
def test_a_title_of_its_own_stands_in_place_of_the_bank_s(tmp_path: Path, ending: str, key: bool) -> None:
    bank = a_bank(*all_types())
    plain, titled = (
        shown(build_worksheet(bank, tmp_path / f"{number}{ending}", key=key, title=title))
        for number, title in enumerate((None, "Second *test*"))
    )
    assert "Second test" in titled
    assert "Second test" not in plain
    marks = [re.findall(r"seed 1 · ([0-9a-f]{6})", text) for text in (plain, titled)]
    assert marks[0]
    assert marks[0] != marks[1]


def test_sheet_and_key_with_a_title_have_the_same_digits() -> None:
    bank = a_bank(*all_types())
    sheet, key = (
        make_sheet(bank, bank.questions, Form(key=keyed, title="Second *test*")) for keyed in ("none", "only")
    )
    assert sheet.fingerprint == key.fingerprint
    assert (sheet.name, key.name) == ("Second test", "Second test – Key")


@pytest.mark.parametrize("ending", [".pdf", ".html", ".docx"])
def test_without_headings_all_questions_stand_in_one_list_below_one_instruction(
    tmp_path: Path, ending: str
) -> None:
    bank = a_bank(
        a_question("date", section="two"), a_question("flashcard"), a_question("numeric", section="two")
    )
    headed, plain = (
        shown(build_worksheet(bank, tmp_path / f"{headings}{ending}", headings=headings))
        for headings in (True, False)
    )
    for heading in ("First section", "Second section"):
        assert heading in headed
        assert heading not in plain
    assert "3 questions, 3 points. Lines: write your answer." in plain
    stems = [plain.index(f"Stem of the {kind}") for kind in ("flashcard", "date", "numeric")]
    assert stems == sorted(stems)


def test_questions_stand_under_their_sections_and_are_numbered_through(tmp_path: Path) -> None:
    later = a_question("date", section="two")
    questions = (later, a_question("flashcard"), a_question("numeric", section="two"))
    sheet = make_sheet(a_bank(*questions), questions, Form())
    assert [part.title for part in sheet.parts] == [Inline("First section"), Inline("Second section")]
    assert [item.number for part in sheet.parts for item in part.items] == [1, 2, 3]
    assert "Lines: write your answer." in sheet.parts[0].instructions
    assert sheet.parts[1].instructions == ()
    page = shown(build_worksheet(a_bank(*questions), tmp_path / "sheet.html", questions=[later]))
    assert "First section" not in page
    assert "Stem of the date question?" in page


def test_sheet_and_key_bear_one_fingerprint_and_another_sheet_another(tmp_path: Path) -> None:
    def mark(*questions: Question, key: bool = False, seed: str = "1") -> str:
        out = build_worksheet(a_bank(*questions), tmp_path / "sheet.html", key=key, seed=seed)
        found = re.search(rf"seed {seed} · ([0-9a-f]{{6}})", shown(out))
        assert found
        return found[1]

    question = a_question("single_choice")
    reworded = a_question("single_choice", stem="Which of these?")
    assert mark(question) == mark(question, key=True)
    assert mark(question) == mark(a_question("single_choice", explanation="Another."))
    marks = [mark(question), mark(reworded), mark(question, seed="2"), mark(question, a_question("date"))]
    assert len(set(marks)) == len(marks)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_inline_markup_is_set_and_not_spelled_out(tmp_path: Path, suffix: str) -> None:
    bank = a_bank(
        a_question("flashcard", stem="The *Mary Celeste*, **really**, by `code`?"), title="On *ships*"
    )
    out = build_worksheet(bank, tmp_path / f"sheet{suffix}")
    assert "*" not in shown(out)
    assert "`" not in shown(out)
    if suffix == ".html":
        assert "<title>On ships</title>" in out.read_text()
        assert "<em>Mary Celeste</em>, <strong>really</strong>" in out.read_text()


def test_a_page_runs_nothing_and_loads_nothing(tmp_path: Path) -> None:
    bank = a_bank(*all_types(), language="en-GB")
    for key in (False, True):
        page = build_worksheet(
            bank, tmp_path / "sheet.html", key=key, layout=Layout(paper="us-letter")
        ).read_text()
        assert '<html lang="en-GB" dir="ltr">' in page
        assert "size: letter" in page
        assert not re.search(r"<script|<link|<img|@import|url\(|src=|href=|\bon\w+=", page)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("key", [False, True])
def test_no_question_stands_on_two_pages_and_no_heading_alone(
    tmp_path: Path, paper: Paper, key: bool
) -> None:
    sections = [{"id": f"s{n}", "title": f"Heading {n}"} for n in range(1, 13)]
    questions = [
        a_question(
            kind, id=f"q{n}-{kind}".replace("_", "-"), section=f"s{n}", explanation=f"End of {n}/{kind}."
        )
        for n in range(1, 13)
        for kind in EVERY_TYPE
    ]
    bank = a_bank(*questions, sections=sections)
    out = build_worksheet(bank, tmp_path / "out.pdf", key=key, layout=Layout(paper=paper))
    found = pages(out)
    assert len(found) > 10
    for page in found:
        *body, _footer = (line.strip() for line in page.splitlines() if line.strip())
        assert re.match(r"\d+\. |Heading|Name|Ports", body[0])
        assert not re.match(r"Heading|\d+ questions", body[-1])
        if key:
            begun = [line for line in body if re.match(r"\d+\. ", line)]
            assert len(begun) == page.count("Gist of the passage.")
    assert re.search(rf"Page {len(found)} of {len(found)}", found[-1])


def test_a_question_longer_than_a_page_loses_no_line(tmp_path: Path) -> None:
    bank = a_bank(a_question("constructed_response", lines=60), a_question("flashcard"))
    found = pages(build_worksheet(bank, tmp_path / "long.pdf"))
    assert len(found) == 3
    assert "Stem of the flashcard question?" in found[2]


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("us-letter", "letter")])
def test_pdf_is_tagged_titled_and_on_the_paper_asked_for(tmp_path: Path, paper: Paper, size: str) -> None:
    out = build_worksheet(a_bank(*all_types()), tmp_path / "key.pdf", key=True, layout=Layout(paper=paper))
    about = poppler("pdfinfo", out)
    assert re.search(r"Title: +Ports and capitals – Key", about)
    assert re.search(r"Tagged: +yes", about)
    assert size in about
    assert "Date" not in about
    assert b"pdfuaid" in out.read_bytes()
    tags = re.findall(r"^ *(\w+)", poppler("pdfinfo", "-struct", out), re.MULTILINE)
    assert {"H1", "H2", "L", "LI", "Table", "TH"} <= set(tags)


def test_another_suffix_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(WorksheetError, match=re.escape("a .pdf, an .html or a .docx file, not “sheet.odt”")):
        build_worksheet(a_bank(a_question("date")), tmp_path / "sheet.odt")
    assert list(tmp_path.iterdir()) == []


def test_no_questions_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorksheetError, match="no questions"):
        build_worksheet(a_bank(a_question("date")), tmp_path / "sheet.pdf", questions=[])


def test_a_missing_folder_is_said_before_anything_else_is_looked_at(tmp_path: Path) -> None:
    out = tmp_path / "none" / "quiz.pdf"
    with pytest.raises(FileNotFoundError, match="make it first"):
        build_worksheet(a_bank(a_question("date")), out, questions=())
    with pytest.raises(FileNotFoundError, match="make it first"):
        build_versions(a_bank(a_question("date")), out, 2, questions=())


def test_nothing_half_written_stays_where_writing_fails(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    out.mkdir()
    with pytest.raises(OSError, match=r"sheet\.html"):
        build_worksheet(a_bank(a_question("date")), out)
    assert list(tmp_path.iterdir()) == [out]
    assert list(out.iterdir()) == []


def test_a_file_is_readable_as_any_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    out = build_worksheet(a_bank(a_question("date")), tmp_path / "sheet.html")
    assert out.stat().st_mode == other.stat().st_mode


def test_signs_of_two_texts_of_a_pair_make_no_emphasis() -> None:
    pairs = [{"stem": "2*3", "key": "3*2"}, {"stem": "Quito", "key": "Zanzibar"}]
    (item,) = items(a_bank(a_question("matching", pairs=pairs)), key=True)
    assert item.key
    said = [to_plain(answer.text.markup) for answer in item.key.answers]
    assert "2*3 → 3*2" in said


def test_a_file_may_be_named_by_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bank = a_bank(a_question("date"))
    assert build_worksheet(bank, "sheet.html") == Path("sheet.html")
    made = build_versions(bank, "quiz.html", 1)
    assert {path.name for path in tmp_path.iterdir()} == {"sheet.html", *(path.name for path in made)}


def test_a_text_of_no_source_is_refused(tmp_path: Path) -> None:
    bank = a_bank(a_question("date"))
    for build in (build_worksheet, partial(build_versions, number=1)):
        with pytest.raises(ValueError, match="no source 'artikle'; it has '"):
            build(bank, tmp_path / "sheet.html", texts={"artikle": "Some text."})
    assert list(tmp_path.iterdir()) == []
