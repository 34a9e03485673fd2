"""Sheets for a word processor: what is in them, that it can be edited, and that it gives nothing away."""

import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from kalquiz.bank import find_bank, load_bank
from kalquiz.selection import Wanted, select
from kalquiz.worksheet import Layout, build_versions, build_worksheet
from kalquiz.worksheet.model import Lines
from tests.conftest import program
from tests.sheet_bank import EVERY_TYPE, a_bank, a_question, all_types, answers, items, pages, shown, words

DOCX = "sheet.docx"


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_is_written_with_its_stem_and_its_key(tmp_path: Path, kind: str) -> None:
    bank = a_bank(a_question(kind))
    sheet = shown(build_worksheet(bank, tmp_path / DOCX))
    key = shown(build_worksheet(bank, tmp_path / "key.docx", key=True))
    for said in (sheet, key):
        assert ("in a cloze stem." if kind == "cloze" else bank.questions[0].stem) in said
    assert "Name" in sheet
    assert "monsoon" not in sheet
    assert "The atlas, page 7. Gist of the passage." in key
    for answer in answers(kind):
        assert answer in key
    offered = {"single_choice", "multiple_response", "matching", "ordering", "categorization"}
    assert ("Zanzibar" in sheet) == (kind in offered)


def test_keys_at_the_end_begin_a_page_of_their_own(tmp_path: Path) -> None:
    path = build_worksheet(a_bank(a_question("numeric")), tmp_path / DOCX, key_at_end=True)
    lines = Document(str(path)).paragraphs
    head = next(place for place, line in enumerate(lines) if line.text == "Key")
    assert any(line.paragraph_format.page_break_before for line in lines[head - 1 : head + 1])
    sheet, key = shown(path).split(" Key ")
    assert "The atlas, page 7." not in sheet
    assert "The atlas, page 7." in key


def test_headings_lists_and_tables_are_real(tmp_path: Path) -> None:
    document = Document(str(build_worksheet(a_bank(*all_types()), tmp_path / DOCX)))
    styles = [line.style.name for line in document.paragraphs if line.style]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == 1
    body = document.element.body
    spaces = [item.space for item in items(a_bank(*all_types()), key=False)]
    lines = sum(space.count for space in spaces if isinstance(space, Lines))
    assert len(body.xpath("//w:p/w:pPr/w:numPr")) > len(EVERY_TYPE) * 2
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Statement", "Coast", "Inland"]
    assert len(body.xpath("//w:tr/w:trPr/w:tblHeader")) == 1
    assert len(body.xpath("//w:p[w:pPr/w:spacing/@w:lineRule='exact']/w:r/w:tab")) == lines


@pytest.mark.parametrize("columns", [1, 2])
def test_rules_to_write_on_end_inside_their_column(tmp_path: Path, columns: Any) -> None:
    bank = a_bank(*map(a_question, ("short_answer", "numeric", "date")))
    document = Document(str(build_worksheet(bank, tmp_path / DOCX, layout=Layout(columns=columns))))
    rules = [line for line in document.paragraphs if line.paragraph_format.tab_stops]
    assert [line.text for line in rules] == ["\t", "\t km", "\t"]
    ends = [stop.position for line in rules for stop in line.paragraph_format.tab_stops]
    assert max(ends) <= (Mm(166.1) if columns == 1 else Mm(83.1))
    assert min(ends) > Mm(40)


@pytest.mark.parametrize(
    ("names", "columns", "turned"),
    [
        (["Coast", "Inland"], 1, False),
        (["Coast", "Inland"], 2, False),
        (["Coast", "Inland", "Hills", "Neither"], 1, False),
        (["Coast", "Inland", "Mountains", "Neighbourhood"], 2, True),
        (["Donaudampfschifffahrtsgesellschaft", "Inland"], 1, True),
    ],
)
def test_names_of_columns_are_turned_where_a_word_does_not_fit(
    tmp_path: Path, names: list[str], columns: Any, turned: bool
) -> None:
    statements = [{"text": "Zanzibar", "key": "Inland"}, {"text": "Quito", "key": "Inland"}]
    bank = a_bank(a_question("categorization", categories=names, statements=statements))
    layout = Layout(columns=columns)
    document = Document(str(build_worksheet(bank, tmp_path / DOCX, layout=layout)))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells[1:]] == names
    directions = table.rows[0]._tr.xpath(".//w:textDirection/@w:val")  # noqa: SLF001 - python-docx has none
    assert directions == (["btLr"] * len(names) if turned else [])
    first, *others = (cell.width for cell in table.rows[0].cells)
    assert first
    assert first >= sum(width or 0 for width in others) / 2


def test_paper_columns_size_and_tint_are_those_of_the_layout(tmp_path: Path) -> None:
    layout = Layout(paper="letter", columns=2, profile="dyslexia")
    document = Document(str(build_worksheet(a_bank(*all_types()), tmp_path / DOCX, layout=layout)))
    assert {section.page_width for section in document.sections} == {Mm(215.9)}
    assert document.element.body.xpath("//w:cols/@w:num") == ["2"]
    normal: Any = document.styles["Normal"]
    assert normal.font.size.pt == 13
    assert document.element.find(qn("w:background")).get(qn("w:color")) == "fbf5e6"


def test_large_print_has_one_column_and_room_for_its_numbers(tmp_path: Path) -> None:
    bank = a_bank(*all_types())
    usual, large = (
        Document(str(build_worksheet(bank, tmp_path / DOCX, layout=Layout(size=size, columns=2))))
        for size in ("normal", "large")
    )
    assert not large.element.body.xpath("//w:cols/@w:num")
    normal: Any = large.styles["Normal"]
    assert normal.font.size.pt == 18
    small, big = (
        sorted({line.paragraph_format.first_line_indent or 0 for line in document.paragraphs})
        for document in (usual, large)
    )
    assert big == pytest.approx([width * 18 / 11 for width in small], rel=0.01)


def test_a_hole_is_no_row_of_spaces(tmp_path: Path) -> None:
    sheet = shown(build_worksheet(a_bank(a_question("cloze")), tmp_path / DOCX))
    assert len(re.findall("_{9,}", sheet.partition("From ")[2])) == 2


def test_a_question_stays_with_its_space_and_in_a_key_with_its_answer(tmp_path: Path) -> None:
    bank = a_bank(*(question for question in all_types() if question.type != "cloze"))
    for key in (False, True):
        document = Document(str(build_worksheet(bank, tmp_path / DOCX, key=key)))
        kept = [
            (stem.paragraph_format.keep_with_next, answer.paragraph_format.keep_with_next)
            for stem, answer in pairwise(document.paragraphs)
            if stem.text.startswith("Stem of")
        ]
        assert len(kept) == len(bank.questions)
        assert all(stem for stem, _ in kept)
        # LibreOffice tears longer chains.
        assert not (key and any(answer for _, answer in kept))


def office(document: Path) -> Path:
    """The document as LibreOffice prints it."""
    profile = f"-env:UserInstallation={(document.parent / 'profile').as_uri()}"
    where = ["--outdir", str(document.parent), str(document)]
    command = [program("soffice"), profile, "--headless", "--convert-to", "pdf", *where]
    subprocess.run(command, check=True, capture_output=True)
    return document.with_suffix(".pdf")


@pytest.mark.parametrize(("language", "size"), [("he", "normal"), ("he", "large"), ("en", "large")])
def test_an_office_prints_all_marks_inside_the_margins(tmp_path: Path, language: str, size: Any) -> None:
    bank = a_bank(*all_types(), language=language)
    printed = words(office(build_worksheet(bank, tmp_path / DOCX, layout=Layout(size=size))))
    assert {word.text.strip(".") for word in printed} >= {"1", "9", "10"}
    margin = 22 * 72 / 25.4
    assert min(word.left for word in printed) > margin - 1
    assert max(word.right - word.width for word in printed) < 1 - margin


def test_a_long_question_in_large_print_begins_on_the_first_page_and_its_options_stay_together(
    tmp_path: Path,
) -> None:
    bank = load_bank(find_bank("kal007"))
    (asked,) = select(bank, Wanted(ids=("map-of-places",))).questions
    sheet, *_ = build_versions(
        bank, tmp_path / DOCX, 1, questions=[asked], layout=Layout(size="large"), language="de"
    )
    first, second = pages(office(sheet))
    assert "flight 007\n– Version A" in "\n".join(map(str.strip, first.splitlines()))
    assert re.findall(r"____ +(Letter .)", first)[4:]
    assert not [option for option in ("Anchorage", "Seoul") if option in first]
    assert all(option in second for option in ("Anchorage", "Hokkaido", "Kamchatka", "Seoul", "Tokyo"))


def test_a_heading_is_nearer_to_its_own_question_and_options_stand_apart_from_prompts(tmp_path: Path) -> None:
    document = Document(str(build_worksheet(a_bank(a_question("matching")), tmp_path / DOCX)))
    heading: Any = document.styles["Heading 2"]
    lines = document.paragraphs
    stem = next(line for line in lines if line.text.startswith("Stem of"))
    before, after = stem.paragraph_format.space_before, heading.paragraph_format.space_after
    assert before
    assert heading.paragraph_format.space_before > max(before, after)
    prompts = [
        line.paragraph_format.space_before or 0 for line in lines if line.text in {"Island", "Mountain"}
    ]
    options = lines[lines.index(stem) + len(prompts) + 1].paragraph_format.space_before
    assert options
    assert options > 2 * max(prompts)


def test_a_missing_extra_is_answered_with_the_command(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['docx'] = None; from pathlib import Path; from tests.sheet_bank import *; "
        "from kalquiz.worksheet import build_worksheet; "
        "build_worksheet(a_bank(*all_types()), Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / DOCX)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    assert f"{sys.executable} -m pip install python-docx" in done.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []
