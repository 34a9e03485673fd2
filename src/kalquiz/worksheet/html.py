"""A sheet as one HTML page: prints well, reads well on a phone, loads nothing and runs nothing."""

from markupsafe import Markup

from kalquiz.look import TINTED, css_variables
from kalquiz.page import render_page
from kalquiz.worksheet.apart import run_apart
from kalquiz.worksheet.layout import Layout
from kalquiz.worksheet.model import Sheet


def to_html(sheet: Sheet, layout: Layout) -> str:
    """The page; paper and columns are those with which it prints. Answers stand closed behind their questions.

    Raises:
        WorksheetError: an own template has a mistake, or does what it may not.
    """
    tinted = css_variables(TINTED)
    answers = {item.number: item for part in sheet.answers for item in part.items}
    page = render_page(
        "kalquiz.worksheet", "sheet.html.j2", sheet=sheet, layout=layout, tinted=tinted, answers=answers
    )
    if not layout.template:
        return page
    style, body = page.split("<style>", 1)[1].split("</style>", 1)
    body = body.split("<body>", 1)[1].rsplit("</body>", 1)[0]
    context = {"sheet": sheet, "style": Markup(style), "body": Markup(body)}  # noqa: S704 - of our own template
    return run_apart(layout.template, "page", context).decode()
