"""Worksheets: a bank's questions on paper, as PDF, HTML or DOCX, and the cited key to them.

A bank becomes a `Sheet`, which holds everything that is printed, in order; the outputs only set it.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from kalquiz.bank import Bank
from kalquiz.collector import collector_paused
from kalquiz.files import require_place, write_whole
from kalquiz.interaction import DEFAULT_SEED
from kalquiz.question import Question
from kalquiz.worksheet.boxes import Places
from kalquiz.worksheet.labels import LANGUAGES
from kalquiz.worksheet.layout import PLAIN, Layout, Paper
from kalquiz.worksheet.model import Sheet, WorksheetError
from kalquiz.worksheet.sheet import Form, Keyed, make_sheet
from kalquiz.worksheet.versions import make_versions

__all__ = [
    "LANGUAGES",
    "Form",
    "Keyed",
    "Layout",
    "Paper",
    "Places",
    "Sheet",
    "WorksheetError",
    "build_versions",
    "build_worksheet",
    "make_sheet",
    "make_versions",
]


_OTHER_TEMPLATE = {".pdf": ".html", ".html": ".typ"}


@collector_paused()
def build_worksheet(  # noqa: PLR0913 - each says what is printed, and has a default
    bank: Bank,
    out: str | Path,
    *,
    key: bool = False,
    key_at_end: bool = False,
    questions: Sequence[Question] | None = None,
    seed: str = DEFAULT_SEED,
    layout: Layout = PLAIN,
    title: str | None = None,
    headings: bool = True,
    language: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Path:
    """Write the worksheet, or with `key` the key to it, to `out`; the suffix selects PDF, HTML or DOCX.

    With `key_at_end` the key stands in the same file, behind the questions; on a page, closed behind each. `questions`
    are all of the bank where left out; they stand in the order of the bank's sections, under a heading for each, or
    without `headings` in one list. The same questions with the same `seed` have the same letters on sheet and key.
    `layout` says how it looks. `title` is the title of the sheet, with markup as in a bank; where left out, the
    bank's. `language` is that of the labels, one of `LANGUAGES`; where left out, the bank's, or English where there
    are none in it. `texts` has the texts of sources by id: what they say on a question then stands in a box before
    it, and questions on one paragraph share a box; for a source without text the gist stands there. The key needs the
    same texts, since they change the order. Returns `out`.

    Raises:
        SourceTextError: a text of a `Library` cannot be read.
        WorksheetError: the suffix is another, there are no questions, or a character has no glyph.
        ImageError: a picture changed since the bank was read, and cannot be used.
        ValueError: `texts` has an id that is of no source of the bank.
        OSError: the file cannot be written.
    """
    out = _sheet_file(out)
    require_place(out)
    questions = bank.questions if questions is None else questions
    places = None if texts is None else Places(bank, questions, texts)
    keyed: Keyed = "only" if key else "end" if key_at_end else "none"
    sheet = make_sheet(
        bank, questions, Form(seed, "", keyed, language, title, headings=headings, places=places)
    )
    write_whole(out, _set(sheet, out.suffix, layout))
    return out


@collector_paused()
def build_versions(  # noqa: PLR0913 - as above
    bank: Bank,
    out: str | Path,
    number: int,
    *,
    questions: Sequence[Question] | None = None,
    seed: str = DEFAULT_SEED,
    layout: Layout = PLAIN,
    title: str | None = None,
    headings: bool = True,
    language: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write so many versions of a worksheet, a key to each, and a table that says which question is which.

    Of `quiz.pdf` are made `quiz-A.pdf` and `quiz-A-key.pdf`, and so on, and `quiz-versions.pdf`. All is as in
    `build_worksheet`, but that versions differ in the order of options and in that of questions, within
    sections where these have headings. Returns the files; none is written before all are made.

    Raises:
        SourceTextError: a text of a `Library` cannot be read.
        WorksheetError: the suffix is another, there are no questions, or a character has no glyph.
        ImageError: a picture changed since the bank was read, and cannot be used.
        ValueError: `texts` has an id that is of no source of the bank.
        OSError: a file cannot be written.
    """
    out = _sheet_file(out)
    require_place(_beside(out, "versions"))
    questions = bank.questions if questions is None else questions
    places = None if texts is None else Places(bank, questions, texts)
    form = Form(seed, language=language, title=title, headings=headings, places=places)
    sheets = make_versions(bank, questions, form, number)
    made = {_beside(out, name): _set(sheet, out.suffix, layout) for name, sheet in sheets.items()}
    for path, data in made.items():
        write_whole(path, data)
    return tuple(made)


def _beside(out: Path, name: str) -> Path:
    """The file of a sheet that is one of several."""
    return out.with_name(f"{out.stem}-{name}{out.suffix}")


def _sheet_file(out: str | Path) -> Path:
    """The file, if its suffix is that of a worksheet."""
    out = Path(out)
    if out.suffix.lower() not in {".pdf", ".html", ".docx"}:
        raise WorksheetError(f"A worksheet is a .pdf, an .html or a .docx file, not “{out.name}”.")
    return out


def _set(sheet: Sheet, suffix: str, layout: Layout) -> bytes:
    if layout.fonts and suffix.lower() != ".pdf":
        raise WorksheetError(
            "A font is for a .pdf file: a browser or a word processor sets a sheet in its own."
        )
    if layout.template and layout.template.suffix.lower() == _OTHER_TEMPLATE.get(suffix.lower()):
        raise WorksheetError(
            f"The template “{layout.template.name}” is not for a {suffix} file: a .pdf takes one of Typst, "
            "an .html file one of Jinja."
        )
    sheet = layout.spaced(sheet)
    if suffix.lower() == ".pdf":
        from kalquiz.worksheet.pdf import to_pdf

        return to_pdf(sheet, layout)
    if suffix.lower() == ".docx":
        from kalquiz.worksheet.docx import to_docx

        return to_docx(sheet, layout)
    from kalquiz.worksheet.html import to_html

    return to_html(sheet, layout).encode()
