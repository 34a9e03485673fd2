"""The faces of a sheet: given ones, those of the machine where they are needed, and what is said where none will do."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from kalquiz.worksheet import Layout, WorksheetError, build_versions, build_worksheet
from tests.sheet_bank import a_bank, a_question, all_types, poppler, shown

ICON = "\uf0f4"
"""A sign that only an icon font has: one that comes with the tool that builds the documentation."""
KOREAN = "Who was 한국 🙂 𐽰?"


def folder_of(package: str, folder: str) -> Path:
    found = find_spec(package)
    assert found
    assert found.origin
    return Path(found.origin).parent / folder


SANS = folder_of("font_source_sans_pro", "files")
ICONS = folder_of("mkdocs", "themes/mkdocs/webfonts")


def own_fonts(monkeypatch: pytest.MonkeyPatch, folder: Path, *fonts: Path) -> None:
    """Let the machine have these folders of fonts, and no others."""
    listed = "".join(f"<dir>{font}</dir>" for font in fonts)
    (folder / "fonts.conf").write_text(f"<?xml version='1.0'?><fontconfig>{listed}</fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A machine with hardly a font; with none at all, all places are searched."""
    own_fonts(monkeypatch, tmp_path_factory.mktemp("bare"), SANS)


def test_a_font_that_is_given_sets_the_sheet_and_a_folder_fills_in(tmp_path: Path) -> None:
    # It has digits, too.
    icons = ICONS / "fa-solid-900.ttf"
    bank = a_bank(*all_types())
    out = build_worksheet(bank, tmp_path / "out.pdf", layout=Layout(fonts=(icons,)))
    assert "FontAwesome" in poppler("pdffonts", out)
    again = build_worksheet(bank, tmp_path / "again.pdf", layout=Layout(fonts=(icons,)))
    assert out.read_bytes() == again.read_bytes()
    folder = build_worksheet(bank, tmp_path / "folder.pdf", layout=Layout(fonts=(ICONS,)))
    assert "FontAwesome" not in poppler("pdffonts", folder)
    (tmp_path / "no.ttf").write_text("no font")
    with pytest.raises(WorksheetError, match=r"There is no font in “.*no\.ttf”"):
        build_worksheet(bank, tmp_path / "none.pdf", layout=Layout(fonts=(tmp_path / "no.ttf",)))


@pytest.mark.parametrize(("key", "serifs"), [(False, False), (True, True)])
def test_questions_are_set_without_serifs_and_sources_with_them(
    tmp_path: Path, key: bool, serifs: bool
) -> None:
    faces = poppler("pdffonts", build_worksheet(a_bank(*all_types()), tmp_path / "out.pdf", key=key))
    assert "SourceSansPro" in faces
    assert ("LibertinusSerif" in faces) == serifs


def test_a_font_means_nothing_to_a_page_or_a_document(tmp_path: Path) -> None:
    for name in ("out.html", "out.docx"):
        with pytest.raises(WorksheetError, match=r"A font is for a \.pdf file"):
            build_worksheet(a_bank(*all_types()), tmp_path / name, layout=Layout(fonts=(SANS,)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("letterhead", [False, True])
def test_a_missing_glyph_is_named_with_its_question(tmp_path: Path, letterhead: bool) -> None:
    out = tmp_path / "sheet.pdf"
    out.write_bytes(b"kept")
    template = tmp_path / "own.typ"
    template.write_text('#include "sheet.typ"')
    bank = a_bank(a_question("date"), a_question("flashcard", stem=KOREAN))
    with pytest.raises(WorksheetError) as error:
        build_worksheet(bank, out, layout=Layout(template=template if letterhead else None))
    assert str(error.value) == (
        "A PDF cannot show “한” (U+D55C), “국” (U+AD6D), “🙂” (U+1F642), “𐽰” (U+10F70) (question 2 of the sheet): "
        "no font on this machine has it. Install Noto Sans CJK and Noto Emoji and Noto Sans Old Uyghur, or name its "
        "file with `--font`; or build an .html file."
    )
    assert out.read_bytes() == b"kept"
    assert KOREAN in shown(build_worksheet(bank, tmp_path / "sheet.html"))


@pytest.mark.parametrize("letterhead", [False, True])
def test_a_glyph_is_taken_from_a_font_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letterhead: bool
) -> None:
    own_fonts(monkeypatch, tmp_path, ICONS)
    template = tmp_path / "own.typ"
    template.write_text('#include "sheet.typ"')
    layout = Layout(template=template if letterhead else None)
    bank = a_bank(a_question("flashcard", stem=f"What is {ICON}?"))
    out = build_worksheet(bank, tmp_path / "out.pdf", layout=layout)
    assert "FontAwesome" in poppler("pdffonts", out)
    assert "FontAwesome" not in poppler("pdffonts", build_worksheet(a_bank(*all_types()), tmp_path / "b.pdf"))


def test_fonts_of_the_machine_do_not_change_a_sheet_that_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = a_bank(*all_types())
    own_fonts(monkeypatch, tmp_path, SANS)
    bare = build_worksheet(bank, tmp_path / "bare.pdf").read_bytes()
    own_fonts(monkeypatch, tmp_path, SANS, ICONS)
    assert build_worksheet(bank, tmp_path / "rich.pdf").read_bytes() == bare


@pytest.mark.usefixtures("bare")
def test_versions_are_not_written_where_one_character_is_missing(tmp_path: Path) -> None:
    bank = a_bank(a_question("flashcard", stem=KOREAN))
    with pytest.raises(WorksheetError, match="A PDF cannot show “한”"):
        build_versions(bank, tmp_path / "quiz.pdf", 2)
    assert list(tmp_path.iterdir()) == []
