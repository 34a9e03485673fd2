"""The parts of a report: what the page and the terminal show, each in its own way."""

from dataclasses import dataclass

from kalquiz.chart import Chart


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
    charts: tuple[Chart, ...] = ()
    listed: str = ""
    entries: tuple[Entry, ...] = ()
