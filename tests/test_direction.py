"""Banks in languages that are written from the right: lines, lists and tables begin there on all sheets."""

from pathlib import Path

import pytest
from docx import Document

from kalquiz.bank import Bank
from kalquiz.worksheet import Form, Layout, build_versions, build_worksheet, make_sheet
from tests.browser import BROWSER, chromium
from tests.conftest import unavailable
from tests.sheet_bank import a_bank, a_question, all_types, items, words

HEBREW = "מהי בירת המדינה?"
APART = "\N{RIGHT-TO-LEFT MARK}"


def hebrew() -> Bank:
    """Every type in Hebrew, of which the faces that are built in have the letters."""
    questions = [question.model_copy(update={"stem": HEBREW}) for question in all_types()]
    return a_bank(*(it for it in questions if it.type != "cloze"), language="he")


@pytest.mark.parametrize("columns", [1, 2])
def test_a_pdf_begins_at_the_right(tmp_path: Path, columns: int) -> None:
    out = build_worksheet(
        hebrew(), tmp_path / "out.pdf", layout=Layout(columns=2) if columns == 2 else Layout()
    )
    first = [word for word in words(out) if word.page == 1]
    side = (17 if columns == 2 else 22) * 72 / 25.4
    title = next(word for word in first if word.text == "capitals")
    assert title.right == pytest.approx(title.width - side, abs=2)
    for word in first:
        assert side - 2 < word.left < word.right < word.width - side + 2


@pytest.mark.parametrize("language", ["en", "he"])
def test_labels_from_the_right_do_not_turn_the_numbers_of_slots(tmp_path: Path, language: str) -> None:
    question = a_question("ordering", key=[f"Port {letter}" for letter in "PQRSTUV"])
    out = build_worksheet(a_bank(question), tmp_path / "out.pdf", language=language)
    found = words(out)
    options = max(word.top for word in found if word.text == "Port")
    slots = [word for word in found if word.text in set("1234567") and options < word.top < word.height - 100]
    assert [word.text for word in sorted(slots, key=lambda it: (it.top, it.left))] == list("1234567")


def test_instructions_from_the_right_begin_there_on_a_sheet_from_the_left(tmp_path: Path) -> None:
    ports = [a_question("date", id=f"port-{number}") for number in range(37)]
    for language in ("he", "en"):
        found = words(build_worksheet(a_bank(*ports), tmp_path / "out.pdf", language=language))
        _total, number, *_ = (word for word in found if word.text == "37")
        line = [word for word in found if word.page == 1 and abs(word.bottom - number.bottom) < 2]
        ends = min(word.left for word in line), max(word.right for word in line)
        assert (number.left, number.right)[language == "he"] == ends[language == "he"]
        assert len(line) > 3


def test_a_page_begins_at_the_right(tmp_path: Path) -> None:
    if BROWSER is None:
        unavailable("Chromium")
    out = build_worksheet(hebrew(), tmp_path / "out.html", key_at_end=True)
    with chromium() as page:
        page.size(375)
        page.open(out.as_uri())
        page.run("document.querySelector('.all input').click()")
        assert page.run("getComputedStyle(document.body).direction") == "rtl"
        left, right = page.run(
            "(() => { const box = document.querySelector('.citation');"
            "const style = getComputedStyle(box); return [style.borderLeftWidth, style.borderRightWidth] })()"
        )
        assert (left, right) == ("0px", "2px")
        assert page.run("document.scrollingElement.scrollWidth") == 375


def test_a_document_begins_at_the_right(tmp_path: Path) -> None:
    document = Document(str(build_worksheet(hebrew(), tmp_path / "out.docx", key=True)))
    assert document.styles.element.xpath("//w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    body = document.element.body
    assert len(body.xpath("//w:tblPr/w:bidiVisual")) == len(document.tables) > 0
    assert len(body.xpath("//w:sectPr/w:bidi")) == len(document.sections)
    assert len(body.xpath("//w:rPr/w:b")) == len(body.xpath("//w:rPr/w:bCs")) > 0
    plain = Document(str(build_worksheet(a_bank(*all_types()), tmp_path / "plain.docx", key=True)))
    assert not plain.element.body.xpath("//w:bidiVisual | //w:bidi | //w:bCs")


def test_letters_of_a_key_are_in_the_order_of_the_slots() -> None:
    bank = a_bank(a_question("matching"), a_question("ordering"), language="ar")
    matching, ordering = (item.key for item in items(bank, key=True) if item.key)
    assert matching.sequence.count(f"{APART}, ") == 1
    assert ordering.sequence.count(f"{APART} ") == 2
    assert {answer.text.markup for answer in matching.answers} == {"Island ← Zanzibar", "Mountain ← Quito"}


def test_a_table_of_versions_is_set_too(tmp_path: Path) -> None:
    *_, table = build_versions(hebrew(), tmp_path / "v.pdf", 2)
    assert {word.text for word in words(table)} >= {"A", "B"}


def test_dates_and_the_foot_keep_their_order_on_a_sheet_from_the_left(tmp_path: Path) -> None:
    # The six digits of this sheet begin with figures and end with letters.
    question = a_question("date", key="1983-08-31", stem="When was ship 3 lost?")
    found = words(build_worksheet(a_bank(question), tmp_path / "out.pdf", key=True, language="he"))
    day, year = (next(word for word in found if word.text == text) for text in ("31", "1983"))
    assert abs(day.bottom - year.bottom) < 2
    assert year.right < day.left
    mark = make_sheet(a_bank(question), [question], Form(language="he")).fingerprint
    assert mark[0].isdigit()
    assert not mark.isdigit()
    assert mark in {
        word.text.strip("\N{LEFT-TO-RIGHT MARK}") for word in found if word.top > word.height - 70
    }
