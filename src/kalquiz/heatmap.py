"""A heatmap: what happened on each day of some weeks, for pages and for terminals.

A column is a week, a row a day of the week. A cell is a sign as well as a colour, and the signs are explained,
so that it reads alike without colours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from textwrap import dedent

from kalquiz.markup import to_html

SIGNS = ".:+#"
"""What stands for a day in a terminal, from little to much."""

NOTHING = "-"
"""What stands for a day with nothing."""


@dataclass(frozen=True, slots=True)
class Heatmap:
    """How much there was of something on each day of the weeks that end with the week of `last`."""

    title: str
    counts: Mapping[date, int]
    last: date
    weeks: int
    about: str = ""

    @property
    def mondays(self) -> list[date]:
        """The first day of each week."""
        monday = self.last - timedelta(days=self.last.weekday())
        return [monday - timedelta(weeks=back) for back in reversed(range(self.weeks))]

    @property
    def weekdays(self) -> list[list[date]]:
        """The seven rows: the Monday of each week, the Tuesday, and so on."""
        return [[monday + timedelta(days=passed) for monday in self.mondays] for passed in range(7)]

    @property
    def days(self) -> list[date]:
        """Every day up to `last`."""
        first = self.mondays[0]
        return [first + timedelta(days=passed) for passed in range((self.last - first).days + 1)]

    @property
    def bounds(self) -> list[int]:
        """The most that each sign stands for: up to four steps as equal as whole numbers allow."""
        most = max((self.counts.get(day, 0) for day in self.days), default=0)
        return sorted({ceil(most * step / len(SIGNS)) for step in range(1, len(SIGNS) + 1)} - {0})

    def level(self, day: date) -> int:
        """The step of a day, from 1; 0 for nothing."""
        count = self.counts.get(day, 0)
        return sum(count > bound for bound in self.bounds) + 1 if count else 0

    def legend(self) -> list[tuple[int, str]]:
        """Each step and what it stands for, in words."""
        bounds = [0, *self.bounds]
        steps = [
            (level, f"{low + 1} to {high}" if low + 1 < high else str(high))
            for level, (low, high) in enumerate(pairwise(bounds), 1)
        ]
        return [(0, "none"), *steps]


def heatmap_lines(chart: Heatmap, width: int) -> list[str]:
    """The heatmap in lines of signs, months above and an explanation of the signs below.

    A week takes two columns; only the explanation goes by `width`.
    """
    rows = [f"{'':4}{_months(chart.mondays)}".rstrip()]
    for days in chart.weekdays:
        signs = (" " if day > chart.last else _sign(chart.level(day)) for day in days)
        rows.append(f"{days[0]:%a} {' '.join(signs)}".rstrip())
    legend = [f"{_sign(level)} {said}" for level, said in chart.legend()]
    beside = "  ".join(legend)
    return [*rows, *([beside] if len(beside) <= width else legend)]


def _sign(level: int) -> str:
    return SIGNS[level - 1] if level else NOTHING


def _months(mondays: list[date]) -> str:
    """The names of months above the first week of each, two columns a week."""
    line = ""
    for place in range(len(mondays)):
        if name := _month(mondays, place):
            line = line.ljust(2 * place) + name
    return line


def _month(mondays: list[date], place: int) -> str:
    """The month to name above a week: one that begins there, or the first of all if the next leaves it room."""
    monday = mondays[place]
    new = place == 0 or monday.month != mondays[place - 1].month
    crowded = place == 0 and len(mondays) > 1 and mondays[1].month != monday.month
    return f"{monday:%b}" if new and not crowded else ""


HEATMAP_CSS = dedent("""\
    .days table { border-collapse: separate; border-spacing: 2px; width: auto; font-size: .8rem; }
    .days th { width: auto; padding: 0 .3rem 0 0; color: var(--quiet); white-space: nowrap; overflow: visible; }
    .days thead th { max-width: 1rem; padding: 0; }
    .days td { width: 1.3rem; min-width: 1.1rem; height: 1.3rem; padding: 0; text-align: center; color: var(--ink);
      border: 1px solid var(--rule); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    .days td.none { border: 0; }
    .days .l1 { background: color-mix(in srgb, var(--accent) 12%, var(--paper)); }
    .days .l2 { background: color-mix(in srgb, var(--accent) 24%, var(--paper)); }
    .days .l3 { background: color-mix(in srgb, var(--accent) 36%, var(--paper)); }
    .days .l4 { background: color-mix(in srgb, var(--accent) 48%, var(--paper)); }
    """)
"""How heatmaps look; it goes by the variables of `look.css_variables` and the rules of `chart.CHART_CSS`."""


def heatmap_html(chart: Heatmap) -> str:
    """The heatmap as a figure with a table; in each cell stands its number."""
    about = f" <small>{to_html(chart.about)}</small>" if chart.about else ""
    heads = "".join(f'<th scope="col">{_month(chart.mondays, place)}</th>' for place in range(chart.weeks))
    rows = "\n".join(
        f'<tr><th scope="row">{days[0]:%a}</th>{"".join(_cell(chart, day) for day in days)}</tr>'
        for days in chart.weekdays
    )
    return (
        f'<figure class="chart days"><figcaption>{to_html(chart.title)}{about}</figcaption>\n'
        f'<table>\n<thead><tr><td class="none"></td>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></figure>'
    )


def _cell(chart: Heatmap, day: date) -> str:
    if day > chart.last:
        return '<td class="none"></td>'
    count = chart.counts.get(day, 0)
    return f'<td class="l{chart.level(day)}" title="{day}: {count}">{count or ""}</td>'
