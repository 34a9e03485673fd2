"""Drawing: shapes on a page, and the SVG file that Typst makes of them.

Lengths are pixels of CSS. Text is drawn as outlines, so that a card, a page and a PDF show it alike whatever
fonts are there. The same shapes give the same bytes.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from typst import Compiler

PAPER = "#ffffff"
INK = "#1a1a1a"
QUIET = "#595959"
LAND = "#dedbd3"
COAST = "#8c8a84"
GRID = "#d8d8d8"
ACCENT = "#1f4e79"

Point = tuple[float, float]

LEFT, MIDDLE, RIGHT = (0.0, 0.5), (0.5, 0.5), (1.0, 0.5)
"""The point of a text that stands at its place, as shares of its width and height."""


@dataclass(frozen=True, slots=True)
class Area:
    """Rings with a fill and an outline."""

    rings: Sequence[Sequence[Point]]
    fill: str | None
    stroke: str | None = None
    width: float = 1
    dash: str | None = None
    kind: Literal["area"] = "area"


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: Sequence[Point]
    stroke: str = INK
    width: float = 1
    dash: str | None = None
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Words:
    """Text; `rim` is a colour drawn around its letters, `name` is what `places` calls it by."""

    x: float
    y: float
    body: str
    size: float = 13
    anchor: Point = MIDDLE
    style: Literal["normal", "italic"] = "normal"
    weight: Literal["regular", "bold"] = "regular"
    fill: str = INK
    rim: str | None = None
    name: str = ""
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str = INK
    stroke: str | None = PAPER
    width: float = 1
    dash: str | None = None
    kind: Literal["dot"] = "dot"


Shape = Area | Line | Words | Dot


def mark(x: float, y: float, letter: str) -> list[Shape]:
    """A letter in a dark circle, which stays one in grey and in small."""
    return [Dot(x, y, 10.5, stroke=PAPER, width=1.5), Words(x, y, letter, 15.5, weight="bold", fill=PAPER)]


def arrow(start: Point, end: Point, gap: float) -> list[Shape]:
    """A dashed line with a head, which keeps a gap at both ends."""
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    tip = (x1 - ux * gap, y1 - uy * gap)
    neck = (tip[0] - ux * 8, tip[1] - uy * 8)
    head = [tip, (neck[0] - uy * 4, neck[1] + ux * 4), (neck[0] + uy * 4, neck[1] - ux * 4)]
    return [
        Line([(x0 + ux * gap, y0 + uy * gap), neck], ACCENT, 1.6, "dashed"),
        Area([head], fill=ACCENT),
    ]


def draw(out: Path, width: float, height: float, shapes: Iterable[Shape]) -> None:
    """Write the picture as SVG."""
    svg = _page(width, height, shapes).compile(format="svg")
    assert isinstance(svg, bytes)  # noqa: S101 - only several pages come as a list
    out.write_text(_small(svg.decode()) + "\n", "utf-8")


def places(
    width: float, height: float, shapes: Iterable[Shape]
) -> dict[str, tuple[float, float, float, float]]:
    """Where the texts with a name stand: left, top, width and height, from the top of capitals to the baseline."""
    found = json.loads(_page(width, height, shapes).query("<name>", field="value"))
    return {one["name"]: (one["x"], one["y"], one["width"], one["height"]) for one in found}


def _page(width: float, height: float, shapes: Iterable[Shape]) -> Compiler:
    page = {"width": width, "height": height, "paper": PAPER, "shapes": [asdict(shape) for shape in shapes]}
    template = Path(__file__).with_name("drawing.typ").read_bytes()
    return Compiler(template, ignore_system_fonts=True, sys_inputs={"data": json.dumps(page)})


def _small(svg: str) -> str:
    """What Typst wrote, without what says nothing, and in pixels where it counts in points."""
    svg = svg.replace(' xmlns:h5="http://www.w3.org/1999/xhtml"', "")
    svg = re.sub(r'width="([\d.]+)pt" height="([\d.]+)pt"', r'width="\1" height="\2"', svg, count=1)
    for default in (
        ' fill-rule="nonzero"',
        ' stroke-linecap="butt"',
        ' stroke-miterlimit="4"',
        ' x="0" y="0"',
        ' y="0"',
    ):
        svg = svg.replace(default, "")
    for number, name in enumerate(dict.fromkeys(re.findall(r'id="(g[0-9A-F]{32})"', svg))):
        svg = svg.replace(name, f"g{number}")
    # A tenth of a pixel is finer than anybody sees.
    return re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found[0]):.2f}", svg)
