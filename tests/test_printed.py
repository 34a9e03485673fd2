"""Worksheets of chance as they are on paper: nothing outside, nothing torn, and a key that is the sheet's."""

from pathlib import Path
from random import Random
from typing import Literal

import pytest
from typst import Compiler

from kalquiz import Bank
from kalquiz.worksheet import Layout, Paper, build_worksheet
from tests.printed import read_printed
from tests.random_sheets import check, draw
from tests.sheet_bank import a_bank, a_question

SEEDS = range(12, 24)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sheet_of_chance_is_whole_on_paper_and_its_key_is_the_one_to_it(
    tmp_path: Path, kal007: Bank, seed: int
) -> None:
    checked = check(kal007, draw(kal007, Random(seed)), tmp_path)
    assert checked.faults == ()
    assert checked.counts["questions on them"] > 0


def test_chance_draws_every_layout(kal007: Bank) -> None:
    drawn = [draw(kal007, Random(seed)) for seed in SEEDS]
    layouts = [one.layout for one in drawn]
    assert {(it.paper, it.columns) for it in layouts} == {(p, c) for p in ("a4", "letter") for c in (1, 2)}
    assert {(it.size, it.profile) for it in layouts} == {
        (s, p) for s in ("normal", "large") for p in ("standard", "dyslexia")
    }
    assert {one.versions for one in drawn} == {0, 1, 2}
    assert {one.texts is None for one in drawn} == {True, False}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("+ One #v(3cm)\n", None),
        ("+ One #colbreak() more", "question 1 stands in [(1, 0), (2, 0)]"),
        ("+ One #colbreak() #line(length: 4cm)", "question 1 stands in [(1, 0), (2, 0)]"),
        ("+ One #place(dx: 17cm)[far]", "“far” is outside the margins of page 1"),
        ("+ One #place(dy: 26.5cm)[low]", "“low” is outside the margins of page 1"),
        ("+ One #place(dx: -3cm, line(length: 4cm))", "a drawing is outside the margins of page 1"),
        ("+ One #place(dx: 1pt, dy: 1pt)[two]#place(dx: 2pt, dy: 1pt)[three]", "“two” and “three” stand on"),
    ],
)
def test_what_is_wrong_on_paper_is_found(tmp_path: Path, body: str, fault: str | None) -> None:
    head = (
        '#set page(paper: "a4", margin: (x: 2.2cm, top: 1.9cm, bottom: 2.2cm), '
        "footer: [#line(length: 100%, stroke: 0.4pt) #v(-0.9em) Page]); \n#set enum(indent: 0pt)\nTitle\n\n"
    )
    out = tmp_path / "sheet.pdf"
    Compiler(f"{head}{body}\n+ Two\n".encode()).compile(output=out)
    printed = read_printed(out, Layout())
    assert [block.number for block in printed.blocks] == [1, 2]
    if fault is None:
        assert printed.faults == ()
    else:
        assert any(found.startswith(fault) for found in printed.faults), printed.faults


def test_a_question_longer_than_a_column_makes_the_sheet_one_column(tmp_path: Path) -> None:
    layout = Layout(columns=2, size="large")
    short, long = a_question("flashcard"), a_question("constructed_response", lines=22)
    for questions, columns in (([short], 2), ([short, long], 1)):
        out = build_worksheet(a_bank(*questions), tmp_path / "sheet.pdf", layout=layout)
        printed = read_printed(out, layout)
        assert (printed.columns, printed.faults) == (columns, ())
        assert len(printed.blocks) == len(questions)


def test_an_own_template_has_one_column_too_where_two_are_too_short(tmp_path: Path) -> None:
    own = tmp_path / "own.typ"
    own.write_text('#set page(header: [School])\n#include "sheet.typ"')
    bank = a_bank(a_question("constructed_response", lines=22))
    layout = Layout(columns=2, size="large", template=own)
    assert read_printed(build_worksheet(bank, tmp_path / "s.pdf", layout=layout), layout).columns == 1


def test_the_foot_of_large_print_has_room_for_a_long_title(tmp_path: Path) -> None:
    title = "The long and winding history of ports, capitals, coasts, islands and the people who sailed between them"
    layout = Layout(size="large", profile="dyslexia")
    out = build_worksheet(a_bank(a_question("flashcard"), title=title), tmp_path / "sheet.pdf", layout=layout)
    assert read_printed(out, layout).faults == ()


@pytest.mark.parametrize("number", range(10, 51, 5))
def test_a_question_about_as_long_as_a_page_loses_no_line(tmp_path: Path, number: int) -> None:
    layout = Layout(paper="letter")
    statements = [
        {"text": f"HARBOUR {place} " * 6, "key": ("North", "South")[place % 2]} for place in range(number)
    ]
    bank = a_bank(
        a_question("categorization", categories=["North", "South"], statements=statements),
        a_question("flashcard", stem="HARBOUR " * (150 + 4 * number) + "?"),
    )
    printed = read_printed(build_worksheet(bank, tmp_path / "sheet.pdf", layout=layout), layout)
    assert printed.faults == ()
    assert [block.text.count("HARBOUR") for block in printed.blocks] == [6 * number, 150 + 4 * number]


@pytest.mark.parametrize("words", [500, 700])
@pytest.mark.parametrize("key", [False, True])
@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_stem_longer_than_a_page_goes_on_over_it(
    tmp_path: Path, paper: Paper, size: Literal["normal", "large"], key: bool, words: int
) -> None:
    layout = Layout(paper=paper, size=size)
    bank = a_bank(
        a_question("date"), a_question("flashcard", stem="HARBOUR " * words), a_question("single_choice")
    )
    printed = read_printed(build_worksheet(bank, tmp_path / "sheet.pdf", key=key, layout=layout), layout)
    assert printed.faults == ()
    assert [block.text.count("HARBOUR") for block in printed.blocks] == [0, words, 0]
