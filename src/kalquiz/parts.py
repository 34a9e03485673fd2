"""The parts of a report: what its page and the terminal show, each in its own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kalquiz.chart import Chart, chart_lines
from kalquiz.heatmap import Heatmap, heatmap_lines
from kalquiz.lines import wrapped
from kalquiz.markup import to_plain


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and what belongs to it; both may have inline markup."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report: sentences, charts, and a list under a title of its own."""

    title: str
    about: tuple[str, ...] = ()
    charts: tuple[Chart | Heatmap, ...] = ()
    listed: str = ""
    entries: tuple[Entry, ...] = ()


def parts_lines(glance: Sequence[Entry], parts: Sequence[Part], width: int, block: str) -> Iterator[str]:
    """The report in lines of at most `width` columns; `block` is what bars are made of."""
    longest = max(len(entry.name) for entry in glance)
    yield from (f"{entry.name:{longest}}  {to_plain(entry.text)}" for entry in glance)
    yield from chain.from_iterable(_part(part, width, block) for part in parts)


def _part(part: Part, width: int, block: str) -> Iterator[str]:
    yield from ("", part.title, "=" * len(part.title))
    for said in part.about:
        yield from wrapped(to_plain(said), width)
    for chart in part.charts:
        yield ""
        yield from wrapped(to_plain(chart.title), width)
        yield from wrapped(to_plain(chart.about), width)
        yield from (f"  {line}" for line in _figure(chart, width - 2, block))
    if part.entries:
        yield ""
        yield from wrapped(to_plain(part.listed), width)
    for entry in part.entries:
        yield from wrapped(f"{_lead(to_plain(entry.name))} {to_plain(entry.text)}", width, "  ", "    ")


def _lead(name: str) -> str:
    """A name with a colon, unless it is a sentence."""
    return name if name.endswith((".", "?", "!", ":")) else f"{name}:"


def _figure(chart: Chart | Heatmap, width: int, block: str) -> list[str]:
    if isinstance(chart, Heatmap):
        return heatmap_lines(chart, width)
    return chart_lines(chart, width, block)
