"""A sheet as one HTML page: prints well, reads well on a phone, loads nothing and runs nothing."""

from kalquiz.look import TINTED, css_variables
from kalquiz.page import render_page
from kalquiz.worksheet.layout import Layout
from kalquiz.worksheet.model import Sheet


def to_html(sheet: Sheet, layout: Layout) -> str:
    """The page; paper and columns are those with which it prints."""
    tinted = css_variables(TINTED)
    return render_page("kalquiz.worksheet", "sheet.html.j2", sheet=sheet, layout=layout, tinted=tinted)
