"""How a sheet is set: on which paper, in how many columns; that nothing stands outside and no question is torn."""

import re
from contextlib import closing
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from kalquiz.bank import Bank
from kalquiz.worksheet import Layout, build_worksheet
from tests.printed import read_printed
from tests.sheet_bank import EVERY_TYPE, a_bank, a_question, all_types, poppler, words

MILLIMETRE = 72 / 25.4
LAYOUTS = (
    Layout(),
    Layout(columns=2),
    Layout(paper="letter"),
    Layout(paper="letter", columns=2),
    Layout(size="large"),
    Layout(profile="dyslexia"),
    Layout(profile="dyslexia", paper="letter", columns=2),
    Layout(size="large", paper="letter", columns=2),
)


def marked_bank(rounds: int) -> Bank:
    """Every type, `rounds` times; each text of a question holds its number, as `no7`."""
    questions = []
    for number, kind in enumerate(tuple(EVERY_TYPE) * rounds):
        word = f"no{number}"
        wrong = [{"text": f"{word} {place} and its harbour"} for place in ("Lisbon", "Madrid", "Vienna")]
        told: dict[str, dict[str, Any]] = {
            "single_choice": {"key": f"{word} Zanzibar", "distractors": wrong},
            "multiple_response": {"key": [f"{word} Zanzibar", f"{word} Quito"], "distractors": wrong},
            "matching": {
                "pairs": [
                    {"stem": f"{word} a", "key": f"{word} b"},
                    {"stem": f"{word} c", "key": f"{word} d"},
                ],
                "distractors": wrong,
            },
            "ordering": {"key": [f"{word} {place}" for place in "abcd"]},
            "categorization": {
                "categories": ["Coast", "Inland", "Neither of the two"],
                "statements": [
                    {"text": f"{word} Zanzibar", "key": "Coast"},
                    {"text": f"{word} Quito", "key": "Inland"},
                ],
            },
        }
        stem = (
            {}
            if kind == "cloze"
            else {"stem": f"{word} is the question, and a stem of some length, isn't it?"}
        )
        if kind == "cloze":
            stem = {"stem": f"{word} from [[first]] to [[second]], {word}."}
        fields = told.get(kind, {}) | stem | {"explanation": f"{word} because.", "id": f"q{number}"}
        questions.append(a_question(kind, **fields))
    return a_bank(*questions)


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
@pytest.mark.parametrize("key", [False, True])
def test_no_text_is_outside_the_margins_and_no_question_in_two_places(
    tmp_path: Path, layout: Layout, key: bool
) -> None:
    found = words(build_worksheet(marked_bank(4), tmp_path / "out.pdf", key=key, layout=layout))
    side = (17 if layout.columns == 2 else 22) * MILLIMETRE
    places: dict[str, set[tuple[int, bool]]] = {}
    for word in found:
        assert side - 2 < word.left < word.right < word.width - side + 2, word
        assert 16 * MILLIMETRE < word.top < word.bottom < word.height - 8 * MILLIMETRE, word
        if re.fullmatch(r"no\d+", word.text):
            column = layout.columns == 2 and word.left > word.width / 2
            places.setdefault(word.text, set()).add((word.page, column))
    assert len(places) == 4 * len(EVERY_TYPE)
    assert {name: at for name, at in places.items() if len(at) > 1} == {}
    assert max(word.page for word in found) > 1


def test_two_columns_stand_side_by_side_and_are_read_one_after_the_other(tmp_path: Path) -> None:
    out = build_worksheet(marked_bank(2), tmp_path / "out.pdf", layout=Layout(columns=2))
    first = [word for word in words(out) if word.page == 1]
    numbers = [word for word in first if re.fullmatch(r"\d+\.", word.text)]
    assert len({round(word.left) // 100 for word in numbers}) == 2
    said = re.findall(r"\bno(\d+) (?:is|from)", " ".join(poppler("pdftotext", "-raw", out, "-").split()))
    assert said == sorted(said, key=int)


@pytest.mark.parametrize("columns", [1, 2])
def test_a_page_prints_in_the_columns_asked_for(tmp_path: Path, columns: int) -> None:
    layout = Layout(columns=2) if columns == 2 else Layout()
    page = build_worksheet(a_bank(*all_types()), tmp_path / "out.html", layout=layout).read_text()
    assert ("columns: 2" in page) == (columns == 2)


def test_both_names_of_letter_give_the_same_sheet(tmp_path: Path) -> None:
    for suffix in (".pdf", ".html"):
        one, other = (
            build_worksheet(a_bank(*all_types()), tmp_path / f"{n}{suffix}", layout=layout).read_bytes()
            for n, layout in enumerate((Layout(paper="letter"), Layout(paper="us-letter")))
        )
        assert one == other


def test_large_print_has_nothing_small(tmp_path: Path) -> None:
    for columns in (1, 2):
        layout = Layout(size="large", columns=columns)
        for key in (False, True):
            out = build_worksheet(a_bank(*all_types()), tmp_path / "out.pdf", key=key, layout=layout)
            assert min(type_sizes(out)) >= 18
    page = build_worksheet(a_bank(*all_types()), tmp_path / "out.html", layout=layout).read_text()
    assert ":root { font-size: 18pt; }" in page


def type_sizes(path: Path) -> set[float]:
    """The sizes of the type in a PDF, in points."""
    with closing(PdfDocument(path)) as document:
        return {
            round(text.get_font_size() * hypot(text.get_matrix().b, text.get_matrix().d), 2)
            for page in document
            for text in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
        }


@pytest.mark.parametrize(("space", "lines"), [(1.0, 4), (1.5, 6), (0.1, 1)])
def test_space_makes_more_or_fewer_lines(tmp_path: Path, space: float, lines: int) -> None:
    bank = a_bank(a_question("constructed_response"))
    page = build_worksheet(bank, tmp_path / "out.html", layout=Layout(space=space)).read_text()
    assert page.split('<div class="lines">')[1].split("</div>")[0].count("<span>") == lines
    pdf = build_worksheet(bank, tmp_path / "out.pdf", layout=Layout(space=space)).read_bytes()
    plain = build_worksheet(bank, tmp_path / "plain.pdf").read_bytes()
    assert (pdf == plain) == (space == 1)


def test_the_dyslexia_profile_is_sans_large_enough_and_without_italics(tmp_path: Path) -> None:
    questions = (*all_types(), a_question("flashcard", id="more", stem="The *Mary Celeste* in Λ and Ж?"))
    layout = Layout(profile="dyslexia")
    for key in (False, True):
        out = build_worksheet(a_bank(*questions), tmp_path / "out.pdf", key=key, layout=layout)
        assert min(type_sizes(out)) >= 12
        faces = re.findall(r"^\w+\+(\S+)", poppler("pdffonts", out), re.MULTILINE)
        assert set(faces) == {"SourceSansPro-Regular", "SourceSansPro-Bold"}
    page = build_worksheet(a_bank(*questions), tmp_path / "out.html", layout=layout).read_text()
    assert "em { font-style: normal" in page
    assert "#fbf5e6" in page


@pytest.mark.parametrize(("times", "columns"), [(7, 2), (8, 1)])
def test_a_question_at_the_head_of_the_second_column_ends_above_the_foot(
    tmp_path: Path, times: int, columns: int
) -> None:
    wrong = [{"text": "A long option " * times + str(number)} for number in range(3)]
    first = a_question("numeric", stem="Stem of the first? " * 3)
    bank = a_bank(first, a_question("single_choice", distractors=wrong))
    layout = Layout(columns=2, size="large", profile="dyslexia")
    printed = read_printed(build_worksheet(bank, tmp_path / "out.pdf", layout=layout), layout)
    assert printed.faults == ()
    assert printed.columns == columns
