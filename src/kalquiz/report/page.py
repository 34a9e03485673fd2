"""The coverage of all sources as one self-contained HTML page, for the author alone: it holds source text."""

from collections.abc import Sequence

from kalquiz.bank import Bank
from kalquiz.citation import full_reference
from kalquiz.look import DARK, LIGHT, SANS, SERIF, css_variables
from kalquiz.markup import to_html
from kalquiz.report.coverage import Coverage


def coverage_page(bank: Bank, coverages: Sequence[Coverage]) -> str:
    """The page, in the bank's language for its titles and in English for the rest."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("kalquiz.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = lambda text: Markup(to_html(text))  # noqa: S704 - markup escapes all it is given
    environment.filters["reference"] = full_reference
    look = {"light": css_variables(LIGHT), "dark": css_variables(DARK), "sans": SANS, "serif": SERIF}
    return environment.get_template("coverage.html.j2").render(bank=bank, coverages=coverages, look=look)
