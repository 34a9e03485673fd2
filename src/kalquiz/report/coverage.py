"""How much of its sources a bank asks about, as charts."""

from collections.abc import Sequence

from kalquiz.bank import Bank
from kalquiz.chart import Bar, Chart, count_chart
from kalquiz.library import Coverage
from kalquiz.parts import Part


def covered(bank: Bank, coverages: Sequence[Coverage]) -> Part:
    """How much of each source is asked about, and by which section."""
    charts = [
        count_chart(
            f"Sentences of {coverage.source.short}, by how many questions cite them",
            [_often(len(sentence.questions)) for sentence in coverage.sentences],
            map(_often, range(5)),
            about=f"{coverage.lost} citations were not found in this copy." if coverage.lost else "",
        )
        for coverage in coverages
    ]
    charts += [
        Chart(
            f"Sentences of {coverage.source.short} that each section cites",
            tuple(Bar(section.title, 100 * coverage.by_section[section.id]) for section in bank.sections),
            percent=True,
        )
        for coverage in coverages
    ]
    return Part("How much of the sources is asked about", charts=tuple(charts))


def _often(questions: int) -> str:
    """By how many questions, as the page of coverage marks them."""
    return ("none", "one", "two or three", "two or three", "four or more")[min(questions, 4)]
