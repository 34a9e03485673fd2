"""What a screen reader gets of a PDF: an independent checker finds no error, and all is read in its order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, product
from pathlib import Path
from typing import Literal

import page as checker
import pytest

from kalquiz import Bank
from kalquiz.markup import to_plain
from kalquiz.worksheet import Form, Layout, build_versions, build_worksheet, make_sheet
from kalquiz.worksheet.model import Inline, Item
from tests.printed import glued
from tests.sheet_bank import EVERY_TYPE, PAPERS, a_bank, a_question, poppler
from tests.test_worksheet import space_marks

COLUMNS: tuple[Literal[1, 2], ...] = (1, 2)
LAYOUTS = [
    replace(layout, paper=paper, columns=columns)
    for paper, columns in product(PAPERS, COLUMNS)
    for layout in (
        Layout(),
        Layout(size="large"),
        Layout(profile="dyslexia"),
        Layout(size="large", profile="dyslexia"),
    )
]


def errors(pdf: Path | bytes) -> set[str]:
    """The rules of PDF/UA-1 that a file breaks, as the checker names them."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    report = checker.validate_pdf_bytes(data, profile="ua1")
    assert report.rules.total > 100
    return {failure.rule_id for failure in report.failures}


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_sheet_and_key_of_every_type_have_no_error(tmp_path: Path, kind: str) -> None:
    for key in (False, True):
        out = build_worksheet(a_bank(a_question(kind)), tmp_path / "out.pdf", key=key)
        assert errors(out) == set()


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
def test_sheet_and_key_have_no_error_in_any_layout(tmp_path: Path, moon: Bank, layout: Layout) -> None:
    for key in (False, True):
        assert errors(build_worksheet(moon, tmp_path / "out.pdf", key=key, layout=layout)) == set()


def test_boxes_versions_and_a_key_at_the_end_have_no_error(
    tmp_path: Path, moon: Bank, moon_sources: Path
) -> None:
    texts = {"handout": (moon_sources / "handout.txt").read_text()}
    for number, held in enumerate((texts, {})):
        out = tmp_path / f"boxes{number}.pdf"
        assert errors(build_worksheet(moon, out, key_at_end=True, texts=held)) == set()
        assert "Source for question" in poppler("pdftotext", out, "-")
    for out in build_versions(moon, tmp_path / "quiz.pdf", 2):
        assert errors(out) == set()


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        (b"/StructTreeRoot", "PDFUA1-STRUCT-TREE-ROOT-001"),
        (b"/MarkInfo", "PDFUA1-TAGGED-DOCUMENT-001"),
        (b"/Lang", "PDFUA1-TEXT-LANGUAGE-001"),
        (b"/Alt", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"),
        (b"/TH", "PDFUA1-TABLE-KIDS-001"),
        (b"/LBody", "PDFUA1-LI-KIDS-001"),
        (b"dc:title", "PDFUA1-METADATA-TITLE-001"),
        (b"/ToUnicode", "PDFUA1-FONT-UNICODE-MAPPING-001"),
    ],
)
def test_the_checker_finds_what_is_taken_away(tmp_path: Path, moon: Bank, tag: bytes, rule: str) -> None:
    data = build_worksheet(moon, tmp_path / "out.pdf").read_bytes()
    assert tag in data
    assert rule in errors(data.replace(tag, tag[:-1] + b"x"))


@pytest.mark.parametrize("layout", [Layout(), Layout(columns=2), Layout(size="large", profile="dyslexia")])
@pytest.mark.parametrize("key", [False, True])
def test_all_is_read_in_the_order_of_the_sheet(
    tmp_path: Path, kal007: Bank, layout: Layout, key: bool
) -> None:
    questions = list({question.type: question for question in kal007.questions}.values())
    assert len(questions) == len(EVERY_TYPE)
    out = build_worksheet(kal007, tmp_path / "out.pdf", questions=questions, key=key, layout=layout)
    sheet = make_sheet(kal007, questions, Form(key="only" if key else "none"))
    wanted = [sheet.title.markup]
    for part in sheet.parts:
        wanted += [*([part.title.markup] if part.title else []), *chain.from_iterable(map(said, part.items))]
    # The tags are what a screen reader follows; the content is what is copied, and read without tags.
    tagged = re.findall(r'^ *"(.*)"$', poppler("pdfinfo", "-struct-text", out), re.MULTILINE)
    foot = r"\s+".join([*map(re.escape, to_plain(sheet.footer.markup).split()), r"Page \d+ of \d+\s"])
    content = glued(re.sub(foot, "", poppler("pdftotext", "-raw", out, "-")))
    for text in (glued(tagged), content):
        at = 0
        for words in wanted:
            found = text.find(glued([to_plain(words)]), at)
            assert found >= 0, f"“{words}” is not read after “{text[max(0, at - 60) : at]}”"
            at = found + 1


def said(item: Item) -> Iterator[str]:
    """What is read of a question, in its order."""
    yield f"{item.number}."
    yield from (piece.markup for piece in item.stem if isinstance(piece, Inline))
    if item.space:
        yield from space_marks(item)
    if item.key:
        key = item.key
        answers = (answer.text for answer in key.answers)
        explained = [key.explanation] if key.explanation else []
        cited = chain.from_iterable((it.reference, it.gist) for it in key.citations)
        rubric = (line.text for line in key.rubric)
        yield from (text.markup for text in chain(answers, key.notes, explained, rubric, cited))
