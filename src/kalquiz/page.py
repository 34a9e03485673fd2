"""HTML pages: rendered from a package's template, everything in them escaped, in the one look."""

from kalquiz.chart import CHART_CSS, chart_html, percent
from kalquiz.look import DARK, LIGHT, SANS, SERIF, css_variables
from kalquiz.markup import to_html


def render_page(package: str, template: str, **context: object) -> str:
    """The page that the template of a package makes of the context.

    The template also gets `look` (palettes, fonts and charts as CSS) and the filters `inline`, which turns inline
    markup into HTML, `percent` for shares, and `chart`, which draws a chart.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = lambda text: Markup(to_html(text))  # noqa: S704 - it escapes all it is given
    environment.filters["chart"] = lambda chart: Markup(chart_html(chart))  # noqa: S704 - as above
    environment.filters["percent"] = percent
    look = {
        "light": css_variables(LIGHT),
        "dark": css_variables(DARK),
        "sans": SANS,
        "serif": SERIF,
        "quiet": LIGHT.quiet,
        "charts": CHART_CSS,
    }
    return environment.get_template(template).render(look=look, **context)
