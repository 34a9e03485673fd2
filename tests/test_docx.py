"""Sheets for a word processor: what is in them, that it can be edited, and that it gives nothing away."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from kalquiz.worksheet import Layout, build_worksheet
from kalquiz.worksheet.model import Lines
from tests.sheet_bank import EVERY_TYPE, a_bank, a_question, all_types, answers, items

DOCX = "sheet.docx"


def text(path: Path) -> str:
    """All that is in the body, in order, with a space between paragraphs and cells."""
    paragraphs = Document(str(path)).element.body.iter(qn("w:p"))
    return " ".join("".join(run.text or "" for run in line.iter(qn("w:t"))) for line in paragraphs)


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_is_written_with_its_stem_and_its_key(tmp_path: Path, kind: str) -> None:
    bank = a_bank(a_question(kind))
    sheet = text(build_worksheet(bank, tmp_path / DOCX))
    key = text(build_worksheet(bank, tmp_path / "key.docx", key=True))
    for said in (sheet, key):
        assert ("in a cloze stem." if kind == "cloze" else bank.questions[0].stem) in said
    assert "Name" in sheet
    assert "monsoon" not in sheet
    assert "The atlas, page 7. Gist of the passage." in key
    for answer in answers(kind):
        assert answer in key
    shown = {"single_choice", "multiple_response", "matching", "ordering", "categorization"}
    assert ("Zanzibar" in sheet) == (kind in shown)


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
    assert len(body.xpath("//w:p/w:pPr/w:pBdr[w:between]")) == lines


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
    layout = Layout(paper="letter", columns=2, size="large", profile="dyslexia")
    document = Document(str(build_worksheet(a_bank(*all_types()), tmp_path / DOCX, layout=layout)))
    assert {section.page_width for section in document.sections} == {Mm(215.9)}
    assert document.element.body.xpath("//w:cols/@w:num") == ["2"]
    normal: Any = document.styles["Normal"]
    assert normal.font.size.pt == 18
    assert document.element.find(qn("w:background")).get(qn("w:color")) == "fbf5e6"


def test_a_missing_extra_is_answered_with_the_command(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['docx'] = None; from pathlib import Path; from tests.sheet_bank import *; "
        "from kalquiz.worksheet import build_worksheet; "
        "build_worksheet(a_bank(*all_types()), Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / DOCX)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    assert 'pip install "kalquiz[docx]"' in done.stderr.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []
