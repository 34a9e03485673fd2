#!/usr/bin/env python3
"""Draws the maps and the time line of the bank kal007, and writes into its questions where names stand on them.

    python -m scripts.maps [FOLDER]               of the bank, questions/kal007

The coasts are those of `coast.py`; the places are where an atlas has them. What the sources do not say is not
drawn: there is no track of the flight, only the order of places that they name.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path

from scripts.drawing import (
    ACCENT,
    COAST,
    GRID,
    INK,
    LAND,
    LEFT,
    MIDDLE,
    PAPER,
    QUIET,
    RIGHT,
    Area,
    Dot,
    Line,
    Point,
    Shape,
    Words,
    arrow,
    draw,
    mark,
    places,
)

BANK = Path(__file__).parents[1] / "questions" / "kal007"
COASTS = json.loads(Path(__file__).with_name("coasts.json").read_text("utf-8"))
EARTH = 6371
"""Kilometers from the middle to the surface."""

WIDTH = 360
BESIDE, ABOVE, BELOW = 3, 2, 4
"""Pixels around a name that are hidden with it: it is measured from the top of capitals to the line it stands on."""

ASKED = {
    ("flight", "map-of-places"): "pacific-names",
    ("soviet", "time-line-of-the-response"): "time-line-names",
}
"""By section and id, the questions whose names are hidden on a picture."""

PAIR = re.compile(
    r"(      - stem: Letter (?P<letter>\w)\n        key: .*\n)(?:        area: \{card: (?P<card>\d+).*\n)?"
)


@dataclass(frozen=True)
class Chart:
    """A part of the Earth on a page, in an azimuthal equal-area projection (Snyder 1987, section 24).

    `scale` is in kilometers for a pixel, `middle` east longitude and latitude, `shift` in pixels.
    """

    coast: str
    middle: Point
    scale: float
    height: float
    shift: Point = (0, 0)

    def at(self, east: float, north: float) -> Point:
        """The place of a point on the page."""
        turn, lat, mid = radians(east - self.middle[0]), radians(north), radians(self.middle[1])
        c = sin(mid) * sin(lat) + cos(mid) * cos(lat) * cos(turn)
        k = sqrt(2 / (1 + c))
        x = k * cos(lat) * sin(turn) * EARTH / self.scale
        y = k * (cos(mid) * sin(lat) - sin(mid) * cos(lat) * cos(turn)) * EARTH / self.scale
        return round(WIDTH / 2 + x + self.shift[0], 1), round(self.height / 2 - y + self.shift[1], 1)

    def rings(self) -> list[list[Point]]:
        """The coasts on the page, but for what is far from it."""
        rings = ([self.at(*point) for point in ring] for ring in COASTS[self.coast])
        return [ring for ring in rings if any(self.near(*point) for point in ring)]

    def near(self, x: float, y: float) -> bool:
        """Whether a point is on the page or close to it."""
        return -40 < x < WIDTH + 40 and -40 < y < self.height + 40

    def land(self) -> list[Shape]:
        """The land."""
        return [Area(self.rings(), LAND, COAST, 0.6)]

    def grid(self, easts: Iterable[int], norths: Iterable[int]) -> Iterator[Shape]:
        """Meridians and parallels."""
        easts, norths = list(easts), list(norths)
        for east in easts:
            steps = range(norths[0], norths[-1] + 1, 2)
            yield Line([self.at(east, north) for north in steps], GRID, 0.6)
        for north in norths:
            yield Line([self.at(east, north) for east in range(easts[0], easts[-1] + 1, 2)], GRID, 0.6)

    def frame(self) -> Shape:
        """The edge of the map."""
        return Line(
            [
                (0.5, 0.5),
                (WIDTH - 0.5, 0.5),
                (WIDTH - 0.5, self.height - 0.5),
                (0.5, self.height - 0.5),
                (0.5, 0.5),
            ],
            COAST,
        )


@dataclass(frozen=True)
class Place:
    """A place: its letter, its name and where both stand; `label` is the offset and anchor of the name.

    A `point` has a dot to stand at, other land that is named `aside` a ring; the letter stands `beside` what it would
    cover.
    """

    letter: str
    name: str
    east: float
    north: float
    label: tuple[float, float, Point] = (0, 0, MIDDLE)
    sea: bool = False
    point: bool = False
    aside: bool = False
    beside: bool = False

    def words(self, chart: Chart) -> list[Shape]:
        """The name on the map, and a dot or a ring at what it names."""
        x, y = chart.at(self.east, self.north)
        dx, dy, anchor = self.label
        style, fill = ("italic", ACCENT) if self.sea else ("normal", INK)
        words = Words(
            x + dx,
            y + dy,
            self.name,
            15,
            anchor,
            style,  # type: ignore[arg-type]
            fill=fill,
            rim=PAPER,
            name=self.letter,
        )
        if self.aside:
            return [Dot(x, y, 3, fill=PAPER, stroke=INK), words]
        return [Dot(x, y, 3), words] if self.point else [words]


PACIFIC = Chart("pacific", (168, 51), 19.2, 228, shift=(36, 25))
PLACES = (
    Place("P", "Hokkaido", 142.8, 43.3, (9, 5, LEFT), aside=True),
    Place("Q", "Anchorage", 210.1, 61.2, (26, 15, RIGHT), point=True),
    Place("R", "Sea of\nOkhotsk", 149.5, 54.3, (3, -8, MIDDLE), sea=True),
    Place("S", "Seoul", 127, 37.6, (-2, 14, MIDDLE), point=True),
    Place("T", "Kamchatka", 159.3, 55.6, (12, 4, LEFT), aside=True),
    Place("U", "Tokyo", 139.7, 35.7, (7, 2, LEFT), point=True),
    Place("V", "Sakhalin", 142.8, 50.5, (-9, -4, RIGHT), aside=True),
    Place("W", "Sea of\nJapan", 134.5, 40.3, (3, -1, MIDDLE), sea=True),
)
LEGS = "QTRVW"

SAKHALIN = Chart("sakhalin", (141.6, 46.2), 1.6, 264, shift=(8, -14))
NEAR = (
    Place("K", "Rishiri", 141.24, 45.18, (-12, 3, RIGHT), beside=True),
    Place("L", "Hokkaido", 142.7, 44.25),
    Place("M", "Sakhalin", 142.75, 47.3, (0, 0, MIDDLE)),
    Place("N", "Moneron", 141.23, 46.25, (-7, 0, RIGHT), point=True, beside=True),
    Place("O", "Nevelsk", 141.86, 46.67, (-6, -3, RIGHT), point=True, beside=True),
)
LINES = {"F": 18.5, "G": 48, "H": 80, "I": 110}
"""Lines off Sakhalin, by their distance in kilometers; the first is ten nautical miles."""


def pacific() -> list[Shape]:
    """The ground of the large map."""
    grid = PACIFIC.grid(range(110, 241, 10), range(20, 81, 10))
    degrees = [
        Words(*PACIFIC.at(180, 44), "180°", 11, fill=QUIET, rim=PAPER),
        Words(*PACIFIC.at(190, 50), "50° N", 11, fill=QUIET, rim=PAPER),
    ]
    return [*grid, *PACIFIC.land(), *degrees]


def lettered(ground: list[Shape], chart: Chart, places: Iterable[Place]) -> list[Shape]:
    """A map with letters for names; what is small has its letter beside it."""
    shapes = list(ground)
    for place in places:
        x, y = chart.at(place.east, place.north)
        if place.beside:
            shapes += [Dot(x, y, 3)] if place.point else []
            x -= 16
        shapes += mark(x, y, place.letter)
    return [*shapes, chart.frame()]


def named(ground: list[Shape], chart: Chart, places: Iterable[Place]) -> list[Shape]:
    """A map with names."""
    return [*ground, *(shape for place in places for shape in place.words(chart)), chart.frame()]


def order() -> list[Shape]:
    """The large map with letters, and arrows in the order in which the sources have the flight come to them."""
    stops = {place.letter: PACIFIC.at(place.east, place.north) for place in PLACES}
    arrows = [shape for ends in pairwise(LEGS) for shape in arrow(stops[ends[0]], stops[ends[1]], gap=11)]
    said = Words(
        WIDTH - 10,
        PACIFIC.height - 20,
        "The order of the places,\nnot the track",
        12,
        RIGHT,
        "italic",
        fill=QUIET,
        rim=PAPER,
    )
    return [*lettered([*pacific(), *arrows, said], PACIFIC, PLACES)]


def near() -> list[Shape]:
    """The ground of the map of Sakhalin's south."""
    x, y = 16.0, SAKHALIN.height - 14
    fifty = 50 / SAKHALIN.scale
    bar: list[Shape] = [Line([(x, y - 4), (x, y), (x + 2 * fifty, y), (x + 2 * fifty, y - 4)], INK, 1.2)]
    bar += [Line([(x + fifty, y - 4), (x + fifty, y)], INK, 1.2)]
    for step, said in enumerate(("0", "50", "100 km")):
        shift = 10 if step == 2 else 0
        bar.append(Words(x + step * fifty + shift, y - 10, said, 12, fill=INK, rim=PAPER))
    return [*SAKHALIN.land(), *bar]


def island() -> list[list[Point]]:
    """Sakhalin: the ring that runs off the page at the top, east of the mainland."""
    return [
        ring for ring in SAKHALIN.rings() if max(x for x, _ in ring) > 250 and min(y for _, y in ring) < 0
    ]


def lines() -> list[Shape]:
    """Lines at even distances off Sakhalin, drawn as the edges of broad strokes that the land covers."""
    shapes: list[Shape] = []
    for distance in sorted(LINES.values(), reverse=True):
        reach = 2 * distance / SAKHALIN.scale
        shapes.append(Area(island(), None, ACCENT, reach + 1.1))
        shapes.append(Area(island(), None, PAPER, reach - 1.1))
    return shapes


def on_line(distance: float, y: float) -> Point:
    """Where a line comes first to a height of the page, from the west."""
    edges = [edge for ring in island() for edge in pairwise([*ring, ring[0]])]
    x = next(
        x for x in range(WIDTH) if min(apart((x, y), *edge) for edge in edges) <= distance / SAKHALIN.scale
    )
    return x, y


def apart(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight line between two others."""
    (px, py), (x0, y0), (x1, y1) = point, start, end
    dx, dy = x1 - x0, y1 - y0
    share = ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy or 1)
    share = min(1.0, max(0.0, share))
    return hypot(px - x0 - share * dx, py - y0 - share * dy)


def distances() -> list[Shape]:
    """The lines off Sakhalin with letters, which stand in turn higher and lower."""
    shapes = [*lines(), *near()]
    for place, (letter, distance) in enumerate(LINES.items()):
        shapes += mark(*on_line(distance, 30 + 24 * (place % 2)), letter)
    return [*shapes, SAKHALIN.frame()]


def distances_named() -> list[Shape]:
    """The lines off Sakhalin with what two of them stand for."""
    said = {"F": "10 nautical miles", "G": "48 km"}
    legend: list[Shape] = []
    for row, (letter, text) in enumerate(said.items()):
        y = 172 + 24 * row
        legend += [*mark(20, y, letter), Words(35, y, text, 14, LEFT)]
    names = (shape for place in NEAR if place.letter in "LMN" for shape in place.words(SAKHALIN))
    return [*distances(), *legend, *names]


DAY = 17
DAYS = {
    "31 August": 0,
    "1 September": 1,
    "2 September": 2,
    "3 September": 3,
    "9 September": 9,
    "19 September": 19,
}
EVENTS = (
    ("T", 0, "Flight 007 leaves Anchorage"),
    ("P", 1, "It is shot down; television reports"),
    ("S", 2, "Mielke advises Moscow"),
    ("Q", 3, "The commission reports"),
    ("U", 9, "Two officials meet the press"),
    ("R", 19, "Kryuchkov and Mielke talk in Berlin"),
)


def time_line(*, named: bool) -> list[Shape]:
    """Days from above to below, evenly apart, with letters or with what the sources date to them."""
    x, top = 104, 16
    shapes: list[Shape] = [Line([(x, top), (x, top + 19 * DAY)], INK, 1.2)]
    shapes += [Line([(x - 4, top + day * DAY), (x, top + day * DAY)], INK, 1) for day in range(20)]
    shapes += [Words(x - 10, top + day * DAY, said, 15, RIGHT) for said, day in DAYS.items()]
    for place, (letter, day, event) in enumerate(EVENTS):
        y = top + day * DAY
        if named:
            shapes += [Dot(x, y, 3.5), Words(x + 12, y, event, 15, LEFT, name=letter)]
        else:
            # Letters of days in a row stand in turn nearer and farther.
            beside = x + 20 + 24 * (place % 2)
            shapes += [Line([(x, y), (beside, y)], INK, 0.6), *mark(beside, y, letter)]
    return shapes


def main() -> None:
    """Draw all pictures, and write down where names stand."""
    bank = Path(sys.argv[1]) if sys.argv[1:] else BANK
    drawn = pictures()
    (bank / "pictures").mkdir(exist_ok=True)
    for name, (height, shapes) in drawn.items():
        draw(bank / "pictures" / f"{name}.svg", WIDTH, height, shapes)
    for (section, question), name in ASKED.items():
        path = bank / f"{section}.yaml"
        path.write_text(with_areas(path.read_text("utf-8"), question, areas(*drawn[name])), "utf-8")


def areas(height: float, shapes: Iterable[Shape]) -> dict[str, str]:
    """The area of each name of a picture by its letter, as YAML."""
    return {
        letter: f"left: {(x - BESIDE) / WIDTH:.3f}, top: {(y - ABOVE) / height:.3f}, "
        f"width: {(wide + 2 * BESIDE) / WIDTH:.3f}, height: {(high + ABOVE + BELOW) / height:.3f}"
        for letter, (x, y, wide, high) in places(WIDTH, height, shapes).items()
    }


def with_areas(text: str, question: str, known: dict[str, str]) -> str:
    """The file of a section with the areas of a question's pairs; a card that has a number keeps it."""
    head, name, rest = text.partition(f"  - id: {question}\n")
    own, following, others = rest.partition("\n  - id: ")
    last = max((int(number) for number in re.findall(r"area: \{card: (\d+)", own)), default=0)

    def placed(found: re.Match[str]) -> str:
        nonlocal last
        last += not found["card"]
        return f"{found[1]}        area: {{card: {found['card'] or last}, {known[found['letter']]}}}\n"

    return head + name + PAIR.sub(placed, own) + following + others


def pictures() -> dict[str, tuple[float, list[Shape]]]:
    """Height and shapes of each picture by its name."""
    wide, close, days = PACIFIC.height, SAKHALIN.height, 2 * 16 + 19 * DAY
    return {
        "pacific-letters": (wide, lettered(pacific(), PACIFIC, PLACES)),
        "pacific-names": (wide, named(pacific(), PACIFIC, PLACES)),
        "pacific-order": (wide, order()),
        "sakhalin-letters": (close, lettered(near(), SAKHALIN, NEAR)),
        "sakhalin-names": (close, named(near(), SAKHALIN, NEAR)),
        "sakhalin-distances": (close, distances()),
        "sakhalin-distances-names": (close, distances_named()),
        "time-line-letters": (days, time_line(named=False)),
        "time-line-names": (days, time_line(named=True)),
    }


if __name__ == "__main__":
    main()
