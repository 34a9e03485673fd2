"""Source boxes: what a source says stands before the questions on it, from the reader's own copy."""

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from kalquiz.bank import Bank, find_bank, load_bank
from kalquiz.citation import make_passage
from kalquiz.library import Library
from kalquiz.question import Question
from kalquiz.worksheet import Form, Layout, Places, Sheet, build_versions, build_worksheet, make_sheet
from kalquiz.worksheet.boxes import LONGEST, WIDTH
from kalquiz.worksheet.model import Box
from tests.commands import run
from tests.sheet_bank import SUFFIXES, a_bank, a_question, poppler, shown, words

HARBOUR = (
    "The harbour was dug in the year of the great flood. Nine hundred people worked on it for six summers, and "
    "most of them came from the hills. In winter the work stood still, since the frost broke every tool. A wall "
    "of grey stone kept out the sea. It held for two centuries, until the storm of 1825 opened it in one night."
)
MARKET = "The market moved there soon after. Fish was sold at dawn, and cloth at noon."
LONG = " ".join(f"Sentence {n} tells of house number {n} in the street behind the market." for n in range(40))
TEXT = f"{HARBOUR}\n\n{MARKET}\n\n{LONG}\n"


def cited(quote: str, text: str = TEXT, locator: str = "page 7") -> dict[str, Any]:
    start = text.index(quote)
    passage = make_passage(text, start, start + len(quote))
    return {
        "source": "atlas",
        "locator": locator,
        "gist": f"Gist of {quote.split(maxsplit=1)[0]}.",
        "passage": passage.model_dump(),
    }


def asks(name: str, *quotes: str) -> Question:
    return a_question("flashcard", id=name, stem=f"Ask {name}?", citations=[cited(it) for it in quotes])


def harbour_bank() -> Bank:
    return a_bank(
        asks("wall", "A wall of grey stone kept out the sea."),
        asks("fish", "Fish was sold at dawn"),
        asks("people", "Nine hundred people worked on it for six summers"),
    )


def boxed(bank: Bank, texts: dict[str, str], version: str = "") -> Sheet:
    return make_sheet(bank, bank.questions, Form("1", version, places=Places(bank, bank.questions, texts)))


def boxes(sheet: Sheet) -> list[Box | None]:
    return [item.box for part in sheet.parts for item in part.items]


def text_of(box: Box | None) -> str:
    assert box
    return " ".join(line.text for excerpt in box.excerpts for line in excerpt.lines)


def test_questions_on_one_paragraph_share_a_box_with_all_of_it() -> None:
    first, second, third = boxes(boxed(harbour_bank(), {"atlas": TEXT}))
    assert first
    assert second is None
    assert third
    assert (first.title, third.title) == ("Source for questions 1–2", "Source for question 3")
    assert (text_of(first), text_of(third)) == (HARBOUR, MARKET)
    assert first.excerpts[0].reference.markup == "The atlas"


@pytest.mark.parametrize("version", ["A", "B", "C", "D"])
def test_they_share_it_on_every_version(version: str) -> None:
    sheet = boxed(harbour_bank(), {"atlas": TEXT}, version)
    found = [box for box in boxes(sheet) if box]
    assert sorted(map(text_of, found)) == sorted([HARBOUR, MARKET])
    assert sorted(box.title.split()[2] for box in found) == ["question", "questions"]


def test_every_fifth_line_has_its_number_and_each_box_begins_anew() -> None:
    bank = a_bank(asks("wall", HARBOUR[:60], "Fish was sold"), asks("house", "Sentence 20 tells of house"))
    for box in boxes(boxed(bank, {"atlas": TEXT})):
        assert box
        lines = [line for excerpt in box.excerpts for line in excerpt.lines]
        assert len(lines) >= 3
        assert [line.number for line in lines] == [
            str(n) if n % 5 == 0 else "" for n in range(1, len(lines) + 1)
        ]
        assert all(len(line.text) <= WIDTH for line in lines)


def test_of_a_long_paragraph_the_sentences_around_the_passage_are_printed() -> None:
    assert len(LONG) > LONGEST
    (box,) = boxes(boxed(a_bank(asks("house", "Sentence 20 tells of house number 20")), {"atlas": TEXT}))
    assert re.findall(r"Sentence (\d+)", text_of(box)) == ["19", "20", "21"]


def test_a_text_without_spaces_is_broken_into_lines() -> None:
    text = "山" * 100 + "川。" + "水" * 30
    question = a_question("flashcard", citations=[cited("川。水水", text)])
    (box,) = boxes(boxed(a_bank(question), {"atlas": text}))
    assert box
    lines = [line.text for line in box.excerpts[0].lines]
    assert "".join(lines) == text
    assert max(map(len, lines)) == WIDTH // 2


@pytest.mark.parametrize("texts", [{}, {"atlas": "Another text altogether, of other things in other words."}])
def test_without_the_passage_there_are_the_gist_and_where_to_find_it(texts: dict[str, str]) -> None:
    (box, *_) = boxes(boxed(harbour_bank(), texts))
    assert box
    (excerpt,) = box.excerpts
    assert excerpt.lines == ()
    assert excerpt.gist
    assert excerpt.gist.markup == "Gist of A."
    assert excerpt.reference.markup == "The atlas, page 7"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_box_is_printed_before_its_questions_with_the_sources_at_the_end(
    tmp_path: Path, suffix: str
) -> None:
    out = build_worksheet(harbour_bank(), tmp_path / f"dbq{suffix}", texts={"atlas": TEXT})
    text = shown(out)
    assert text.index("Source for questions 1–2") < text.index("harbour was dug") < text.index("Ask wall?")
    assert text.index("Ask people?") < text.index("Source for question 3") < text.index("Ask fish?")
    assert "The Great Atlas" in text[text.index("Ask fish?") :]
    assert "Gist" not in text
    bare = shown(build_worksheet(harbour_bank(), tmp_path / f"bare{suffix}"))
    assert "harbour was dug" not in bare


def test_numbers_of_lines_are_seen_but_not_read_aloud(tmp_path: Path) -> None:
    bank = a_bank(asks("both", "A wall of grey stone", "Fish was sold at dawn"))
    out = build_worksheet(bank, tmp_path / "dbq.pdf", texts={"atlas": TEXT})
    assert re.search(r"^ +5 +The market", poppler("pdftotext", "-layout", out, "-"), re.MULTILINE)
    spoken = poppler("pdfinfo", "-struct-text", out)
    assert "Nine hundred people" in spoken
    assert not re.search(r'"5', spoken)
    assert b"pdfuaid" in out.read_bytes()


def test_a_document_has_the_box_in_a_frame_with_its_numbers(tmp_path: Path) -> None:
    bank = a_bank(asks("both", "A wall of grey stone", "Fish was sold at dawn"))
    document = Document(str(build_worksheet(bank, tmp_path / "dbq.docx", texts={"atlas": TEXT})))
    framed = [line for line in document.paragraphs if line._p.xpath("./w:pPr/w:pBdr/w:top")]  # noqa: SLF001 - as tests of DOCX
    text = "\n".join(line.text for line in framed)
    assert text.startswith("Source for question 1\n\tThe harbour was dug")
    assert "\n5\tThe market moved" in text
    assert text.endswith("\nThe atlas")
    assert "Page\N{NO-BREAK SPACE}" in document.sections[0].footer.paragraphs[0].text


def test_the_box_of_a_document_may_break_but_not_before_its_reference(tmp_path: Path) -> None:
    text = "It goes on and on. " * 60
    bank = a_bank(a_question("flashcard", citations=[cited("It goes on and on.", text)]))
    document = Document(str(build_worksheet(bank, tmp_path / "s.docx", texts={"atlas": text})))
    kept = [
        bool(line.paragraph_format.keep_with_next) for line in document.paragraphs if "goes on" in line.text
    ]
    assert len(kept) > 4
    assert kept == [False] * (len(kept) - 2) + [True, True]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_key_and_versions_follow_the_order_that_boxes_make(tmp_path: Path, suffix: str) -> None:
    texts = {"atlas": TEXT}
    key = shown(build_worksheet(harbour_bank(), tmp_path / f"key{suffix}", key=True, texts=texts))
    assert key.index("Ask wall?") < key.index("Ask people?") < key.index("Ask fish?")
    assert "Nine hundred" not in key
    paths = build_versions(harbour_bank(), tmp_path / f"v{suffix}", 2, texts=texts)
    assert "Nine hundred" in shown(paths[0])


def test_hostile_text_of_a_source_is_shown_as_text(tmp_path: Path) -> None:
    text = "<script>alert(1)</script> #panic() *no emphasis* and $x$ in the harbour of stone."
    question = a_question("flashcard", citations=[cited("and $x$ in the harbour", text)])
    for suffix in SUFFIXES:
        out = build_worksheet(a_bank(question), tmp_path / f"s{suffix}", texts={"atlas": text})
        assert text in shown(out)


def test_a_box_of_many_pages_loses_no_line_and_leaves_no_page_empty(tmp_path: Path) -> None:
    paragraphs = [f"Paragraph {n} begins. " + "It goes on and on. " * 12 for n in range(30)]
    text = "\n\n".join(paragraphs)
    question = a_question("flashcard", citations=[cited(f"Paragraph {n} begins", text) for n in range(30)])
    out = build_worksheet(a_bank(question), tmp_path / "s.pdf", texts={"atlas": text})
    printed = poppler("pdftotext", "-layout", out, "-").split("\f")
    assert len(printed) > 2
    assert "Paragraph 0 begins" in printed[0]
    assert set(re.findall(r"Paragraph (\d+)", " ".join(printed))) == {str(n) for n in range(30)}


@pytest.mark.parametrize(
    "layout", [Layout(), Layout(size="large"), Layout(columns=2, profile="dyslexia")], ids=repr
)
def test_a_reference_stays_with_the_last_lines_where_a_box_breaks(tmp_path: Path, layout: Layout) -> None:
    paragraphs = [f"Paragraph {n} begins. " + "It goes on and on. " * (n % 17) for n in range(120)]
    text = "\n\n".join(paragraphs)
    question = a_question("flashcard", citations=[cited(f"Paragraph {n} begins", text) for n in range(120)])
    out = build_worksheet(a_bank(question), tmp_path / "s.pdf", layout=layout, texts={"atlas": text})
    printed = poppler("pdftotext", out, "-").split("\f")
    assert sum(page.count("The atlas") for page in printed) == 120
    assert not [page for page in printed if page.startswith("The atlas")]


@pytest.mark.parametrize("lines", range(18, 26))
def test_the_title_of_a_box_never_ends_a_page(tmp_path: Path, lines: int) -> None:
    text = "It goes on and on. " * 200
    bank = a_bank(
        a_question("constructed_response", lines=lines),
        a_question("flashcard", section="two", citations=[cited(text.strip(), text)]),
    )
    out = build_worksheet(bank, tmp_path / "s.pdf", layout=Layout(paper="letter"), texts={"atlas": text})
    found = words(out)
    *_, title = (at for at, word in enumerate(found) if word.text == "Source")
    assert [word.text for word in found[title : title + 6]] == [
        "Source",
        "for",
        "question",
        "2",
        "It",
        "goes",
    ]
    assert found[title].page == found[title + 4].page


def test_a_box_goes_on_in_the_next_column_where_lines_need_more_room(tmp_path: Path) -> None:
    bank = load_bank(find_bank("kalquiz"))
    layout = Layout(columns=2, profile="dyslexia")
    questions = bank.in_section("writing")
    out = build_worksheet(bank, tmp_path / "s.pdf", questions=questions, layout=layout, texts=Library(bank))
    first, *_ = poppler("pdftotext", out, "-").split("\f")
    assert "Source for question 1" in first
    assert "Source for question 2" in first


def test_the_command_takes_the_copies_it_is_shown(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    options = ["--section", "flight", "--count", "2", "--source-boxes", "-o", "s.html"]
    done = run("worksheet", "kal007", *options, cwd=tmp_path)
    assert done.returncode == 0
    assert "In short, not in the words of the source:" in (tmp_path / "s.html").read_text()
    done = run("worksheet", "kalquiz", "--count", "2", *options[4:], cwd=tmp_path)
    assert done.returncode == 0
    assert '<p class="lined">' in (tmp_path / "s.html").read_text()
    missing = run("worksheet", "kal007", *options, "--sources", "nowhere", cwd=tmp_path)
    assert missing.returncode
    assert "There is no folder" in missing.stderr
