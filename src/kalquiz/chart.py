"""Charts: bars that are a table too, for pages and for terminals.

A bar is drawn in the cell of a table beside its label and its number. So whoever does not see the bars, or has
them printed in grey, reads the same; and no text shrinks with a drawing on a small screen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import dedent

from kalquiz.lines import columns
from kalquiz.markup import to_html, to_plain

SHORTEST = 8
"""Columns of a terminal that the longest bar has at least."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it stands for and how much it is.

    `note` says more in words; `expected` is marked on the bar as what it would be by chance or by plan. Label
    and note may have inline markup.
    """

    label: str
    value: float
    note: str = ""
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title.

    `of` is the whole that the bars are shares of, where their shares are of interest; `percent` says that the
    values are themselves out of a hundred; `about` says in a sentence what is to be seen.
    """

    title: str
    bars: tuple[Bar, ...]
    of: float | None = None
    percent: bool = False
    about: str = ""

    @property
    def top(self) -> float:
        """What a bar as long as there is room for stands for."""
        if self.percent:
            return 100
        return max((max(bar.value, bar.expected or 0) for bar in self.bars), default=0) or 1

    def amounts(self) -> list[tuple[str, str]]:
        """What stands beside each bar: its number, and its share of the whole or its note."""
        return [(self._number(bar), self._said(bar)) for bar in self.bars]

    def _number(self, bar: Bar) -> str:
        return percent(bar.value / 100) if self.percent else f"{bar.value:g}"

    def _said(self, bar: Bar) -> str:
        return " ".join(filter(None, (percent(bar.value / self.of) if self.of else "", bar.note)))


def percent(share: float) -> str:
    """A share in percent; what is not all is never 100, and what is not nothing is never 0."""
    whole = round(100 * share)
    return f"{min(max(whole, 1), 99) if 0 < share < 1 else whole} %"


def count_chart(title: str, found: Iterable[str], order: Iterable[str], *, about: str = "") -> Chart:
    """How often each thing was found and its share, in order; what was not found is left out."""
    counts = Counter(found)
    bars = tuple(Bar(name, counts[name]) for name in dict.fromkeys(order) if counts[name])
    return Chart(title, bars, of=counts.total(), about=about)


CHART_CSS = dedent("""\
    .chart { margin: 0; break-inside: avoid; min-width: 0; }
    .chart figcaption { font-weight: 600; margin-bottom: .3rem; }
    .chart figcaption small { display: block; font-weight: 400; color: var(--quiet); }
    .chart table { border-collapse: collapse; width: 100%; }
    .chart th, .chart td { text-align: left; font-weight: 400; padding: .15rem .6rem .15rem 0; border: 0;
      line-height: 1.3; }
    .chart th { width: 40%; hyphens: auto; overflow-wrap: anywhere; }
    .chart td.number { width: 1%; white-space: nowrap; text-align: right; }
    .chart td.said { width: 1%; white-space: nowrap; color: var(--quiet); padding-right: 0; }
    @media screen and (max-width: 26rem) {
      .chart { font-size: .9rem; }
      .chart th { width: 8.8em; }
      .chart td.said { white-space: normal; min-width: 4.3rem; }
    }
    .chart svg { display: block; width: 100%; height: .85rem; fill: var(--accent); stroke: var(--ink); }
    """)
"""How charts look; it goes by the variables of `look.css_variables`."""


def chart_html(chart: Chart) -> str:
    """The chart as a figure with a table, bars as SVG in it; everything in it is escaped."""
    about = f" <small>{to_html(chart.about)}</small>" if chart.about else ""
    rows = "\n".join(
        f'<tr><th scope="row">{to_html(bar.label)}</th><td class="bar">{_svg(bar, chart.top)}</td>'
        f'<td class="number">{number}</td><td class="said">{to_html(said)}</td></tr>'
        for bar, (number, said) in zip(chart.bars, chart.amounts(), strict=True)
    )
    return (
        f'<figure class="chart"><figcaption>{to_html(chart.title)}{about}</figcaption>\n'
        f"<table>\n{rows}\n</table></figure>"
    )


def chart_lines(chart: Chart, width: int, block: str) -> list[str]:
    """The chart in lines of at most `width` columns, with bars of so many `block`s.

    Labels that leave no room for bars stand above them.
    """
    from wcwidth import ljust

    numbers = chart.amounts()
    digits = max((len(number) for number, _ in numbers), default=0)
    amounts = [f"{number:>{digits}}  {to_plain(said)}".rstrip() for number, said in numbers]
    left = width - max(map(columns, amounts), default=0) - 4
    labels = [to_plain(bar.label) for bar in chart.bars]
    longest = max(map(columns, labels), default=0)
    above = longest > left - SHORTEST
    room = left if above else left - longest
    lines = []
    for label, bar, amount in zip(labels, chart.bars, amounts, strict=True):
        drawn = f"  {ljust(block * _blocks(bar.value / chart.top, room), room)}  {amount}"
        lines += [_cut(label, width), drawn] if above else [f"{ljust(label, longest)}{drawn}"]
    return lines


def _cut(text: str, width: int) -> str:
    from wcwidth import clip

    return text if columns(text) <= width else f"{clip(text, 0, width - 1)}…"


def _blocks(share: float, room: int) -> int:
    """The length of a bar; whatever there is of something is to be seen."""
    return max(round(share * room), int(share > 0))


def _svg(bar: Bar, top: float) -> str:
    mark = ""
    if bar.expected is not None:
        at = f"{100 * bar.expected / top:.2f}"
        mark = (
            f'<line x1="{at}" x2="{at}" y1="0" y2="10" stroke-width="2" vector-effect="non-scaling-stroke"/>'
        )
    return (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect y="1" width="{100 * bar.value / top:.2f}" height="8" stroke="none"/>{mark}</svg>'
    )
