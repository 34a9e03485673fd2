"""A sheet as one HTML page: prints well, reads well on a phone, loads nothing and runs nothing."""

from kalquiz.page import render_page
from kalquiz.worksheet.model import Paper, Sheet

_SIZES: dict[Paper, str] = {"a4": "A4", "us-letter": "letter"}


def to_html(sheet: Sheet, paper: Paper) -> str:
    """The page; `paper` is the size it prints on."""
    return render_page("kalquiz.worksheet", "sheet.html.j2", sheet=sheet, paper=_SIZES[paper])
