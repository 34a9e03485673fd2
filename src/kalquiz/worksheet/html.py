"""A sheet as one HTML page: prints well, reads well on a phone, loads nothing and runs nothing."""

from kalquiz.look import DARK, LIGHT, SANS, SERIF, css_variables
from kalquiz.worksheet.model import Paper, Sheet


def to_html(sheet: Sheet, paper: Paper) -> str:
    """The page; `paper` is the size it prints on."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("kalquiz.worksheet"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    look = {
        "light": css_variables(LIGHT),
        "dark": css_variables(DARK),
        "sans": SANS,
        "serif": SERIF,
        "quiet": LIGHT.quiet,
        "paper": {"a4": "A4", "us-letter": "letter"}[paper],
    }
    return environment.get_template("sheet.html.j2").render(sheet=sheet, look=look)
