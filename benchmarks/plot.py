"""A plot over days as SVG, in the look of the project: columns, a line, a level."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from kalquiz.look import LIGHT, SANS

WIDTH, HEIGHT = 720, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 10, 34, 26


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot of one thing: columns from `bottom` to `top`, a line over them, and a dashed level.

    `columns` and `line` have pairs of place and value; `span` is the first and the last place, `wide` how much
    of the axis a column takes. `ticks` are the values that the axis names.
    """

    title: str
    span: tuple[float, float]
    top: float
    bottom: float = 0
    columns: Sequence[tuple[float, float]] = ()
    wide: float = 1
    line: Sequence[tuple[float, float]] = ()
    level: float | None = None
    ticks: Sequence[float] = ()
    unit: str = ""

    def x(self, place: float) -> float:
        """Where a place stands, in pixels."""
        first, last = self.span
        return _LEFT + (place - first) / (last - first) * (WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        """Where a value stands, in pixels from the top of the panel."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return HEIGHT - _BOTTOM - min(max(share, 0), 1) * (HEIGHT - _TOP - _BOTTOM)


def plot_svg(title: str, panels: Sequence[Panel], places: Sequence[tuple[float, str]]) -> str:
    """The panels one below the other as an SVG file; `places` are what the axis of each names."""
    height = HEIGHT * len(panels)
    drawn = "\n".join(
        f'<g transform="translate(0 {HEIGHT * number})">\n{chr(10).join(_panel(panel, places))}\n</g>'
        for number, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{escape(SANS)}" font-size="12" fill="{LIGHT.ink}">\n'
        f'<title>{escape(title)}</title>\n<rect width="{WIDTH}" height="{height}" fill="{LIGHT.paper}"/>\n'
        f"{drawn}\n</svg>\n"
    )


def _panel(panel: Panel, places: Iterable[tuple[float, str]]) -> Iterable[str]:
    yield f'<text x="{_LEFT}" y="20" font-weight="600" font-size="13">{escape(panel.title)}</text>'
    for tick in panel.ticks:
        y = f"{panel.y(tick):.1f}"
        yield f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="{LIGHT.rule}" stroke-width=".5"/>'
        yield _label(_LEFT - 6, panel.y(tick) + 4, f"{tick:g}{panel.unit}", "end")
    wide = panel.x(panel.wide) - panel.x(0)
    for place, value in panel.columns:
        top, left = panel.y(value), panel.x(place)
        yield (
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{max(wide - 0.4, 0.6):.1f}" '
            f'height="{panel.y(panel.bottom) - top:.1f}" fill="{LIGHT.accent}" fill-opacity=".55"/>'
        )
    if panel.line:
        points = " ".join(f"{panel.x(place):.1f},{panel.y(value):.1f}" for place, value in panel.line)
        yield f'<polyline points="{points}" fill="none" stroke="{LIGHT.ink}" stroke-width="1.5"/>'
    if panel.level is not None:
        y = f"{panel.y(panel.level):.1f}"
        yield f'<path d="M{_LEFT} {y}H{WIDTH - _RIGHT}" stroke="{LIGHT.ink}" stroke-dasharray="5 3"/>'
    for place, name in places:
        yield _label(panel.x(place), HEIGHT - 9, name, "middle")


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{LIGHT.quiet}">{escape(text)}</text>'
