"""HTML pages: rendered from a package's template, everything in them escaped, in the one look."""

from kalquiz.chart import CHART_CSS, Chart, chart_html, percent
from kalquiz.heatmap import HEATMAP_CSS, Heatmap, heatmap_html
from kalquiz.look import DARK, LIGHT, SANS, SERIF, css_variables
from kalquiz.markup import to_html, to_plain


def render_page(package: str, template: str, **context: object) -> str:
    """The page that the template of a package makes of the context.

    The template also gets `look` (palettes, fonts and charts as CSS) and the filters `inline`, which turns inline
    markup into HTML, `plain`, which leaves it out, `percent` for shares, and `chart`, which draws a chart or a
    heatmap. Templates share the macros of `templates/parts.html.j2`.
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader("kalquiz")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inline"] = lambda text: Markup(to_html(text))  # noqa: S704 - it escapes all it is given
    environment.filters["chart"] = lambda chart: Markup(_figure(chart))  # noqa: S704 - as above
    environment.filters["plain"] = to_plain
    environment.filters["percent"] = percent
    look = {
        "light": css_variables(LIGHT),
        "dark": css_variables(DARK),
        "sans": SANS,
        "serif": SERIF,
        "quiet": LIGHT.quiet,
        "charts": CHART_CSS + HEATMAP_CSS,
    }
    return environment.get_template(template).render(look=look, **context)


def _figure(chart: Chart | Heatmap) -> str:
    return heatmap_html(chart) if isinstance(chart, Heatmap) else chart_html(chart)
