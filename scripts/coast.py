#!/usr/bin/env python3
"""Cuts the coasts that the maps need out of Natural Earth, into scripts/coasts.json.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/coast.py package

Natural Earth (naturalearthdata.com) is in the public domain; the npm package world-atlas carries it as TopoJSON.
The cut-out is kept, so that the maps can be drawn again without a network.
"""

import json
import sys
from collections.abc import Iterator
from math import hypot
from pathlib import Path
from typing import Any

OUT = Path(__file__).with_name("coasts.json")
AREAS = {
    "pacific": ("land-50m", (80, 20, 245, 80), 0.05),
    "sakhalin": ("land-10m", (136, 42, 148, 51), 0.01),
}
"""File, bounds and smallest detail of each cut-out, in degrees: west, south, east, north; 181 is 179 west."""

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Write the cut-outs."""
    folder = Path(sys.argv[1])
    areas = {
        name: cut(folder / f"{file}.json", bounds, detail) for name, (file, bounds, detail) in AREAS.items()
    }
    # A ring a line: short enough to look at, and changes show.
    written = json.dumps(areas, separators=(",", ":")).replace("[[[", "[\n[[").replace("]],", "]],\n")
    OUT.write_text(written + "\n", "utf-8")


def cut(path: Path, bounds: tuple[int, int, int, int], detail: float) -> list[Ring]:
    """The rings of the land inside of the bounds."""
    west, south, east, north = bounds
    found = []
    for ring in rings(json.loads(path.read_text("utf-8"))):
        for turn in (0, 360):
            moved = [(x + turn, y) for x, y in ring]
            for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
                moved = clip(moved, axis, bound, sign)
            if moved:
                thin = [(round(x, 2), round(y, 2)) for x, y in simplified([*moved, moved[0]], detail)]
                found += [thin[:-1]] if len(thin) > 4 else []
    return found


def simplified(line: Ring, detail: float) -> Ring:
    """The line without what is smaller than the detail (Douglas and Peucker 1973)."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    # A degree of longitude is about half as long here as one of latitude.
    dx, dy = (x1 - x0) / 2, y1 - y0
    length = hypot(dx, dy)
    off = [
        abs((x - x0) / 2 * dy - (y - y0) * dx) / length if length else hypot((x - x0) / 2, y - y0)
        for x, y in line[1:-1]
    ]
    if not off or max(off) < detail:
        return [line[0], line[-1]]
    far = off.index(max(off)) + 1
    return simplified(line[: far + 1], detail)[:-1] + simplified(line[far:], detail)


def rings(topology: Any) -> Iterator[Ring]:
    """The rings of a TopoJSON file, with longitudes that run on across 180 degrees."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            for indexes in polygon:
                ring: Ring = []
                for index in indexes:
                    arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                    ring += arc[bool(ring) :]
                yield unrolled(ring)


def unrolled(ring: Ring) -> Ring:
    """The ring without jumps from 180 to -180 degrees."""
    out = [ring[0]]
    for x, y in ring[1:]:
        before = out[-1][0]
        out.append((x + 360 * round((before - x) / 360), y))
    return out


def clip(ring: Ring, axis: int, bound: float, sign: int) -> Ring:
    """The part of a ring on one side of a bound (Sutherland and Hodgman 1974)."""
    out = []
    for place, point in enumerate(ring):
        before = ring[place - 1]
        inside, was_inside = ((end[axis] - bound) * sign >= 0 for end in (point, before))
        if inside != was_inside:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            out.append(
                (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
            )
        if inside:
            out.append(point)
    return out


if __name__ == "__main__":
    main()
