"""Worksheets: a bank's questions on paper, as PDF or HTML, and the cited key to them.

A bank becomes a `Sheet`, which holds everything that is printed, in order; the outputs only set it.
"""

from collections.abc import Sequence
from pathlib import Path

from kalquiz.bank import Bank
from kalquiz.files import write_whole
from kalquiz.interaction import DEFAULT_SEED
from kalquiz.question import Question
from kalquiz.worksheet.layout import PLAIN, Layout, Paper
from kalquiz.worksheet.model import Sheet, WorksheetError
from kalquiz.worksheet.sheet import make_sheet

__all__ = ["Layout", "Paper", "Sheet", "WorksheetError", "build_worksheet", "make_sheet"]


def build_worksheet(
    bank: Bank,
    out: Path,
    *,
    key: bool = False,
    questions: Sequence[Question] | None = None,
    seed: str = DEFAULT_SEED,
    layout: Layout = PLAIN,
) -> Path:
    """Write the worksheet, or with `key` the key to it, to `out`; the suffix selects PDF or HTML.

    `questions` are all of the bank where left out; they stand in the order of the bank's sections. The same
    `seed` gives the same order of options on sheet and key. `layout` says how it looks. Returns `out`.

    Raises:
        WorksheetError: the suffix is another, there are no questions, or a character has no glyph.
        ImageError: a picture changed since the bank was read, and cannot be used.
        OSError: the file cannot be written.
    """
    sheet = make_sheet(bank, bank.questions if questions is None else questions, seed=seed, key=key)
    sheet = layout.spaced(sheet)
    match out.suffix.lower():
        case ".pdf":
            from kalquiz.worksheet.pdf import to_pdf

            data = to_pdf(sheet, layout)
        case ".html":
            from kalquiz.worksheet.html import to_html

            data = to_html(sheet, layout).encode()
        case _:
            raise WorksheetError(f"A worksheet is a .pdf or an .html file, not “{out.name}”.")
    write_whole(out, data)
    return out
