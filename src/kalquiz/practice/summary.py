"""What a session added up to, as lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kalquiz.lines import hang
from kalquiz.markup import to_plain
from kalquiz.practice.log import Outlook
from kalquiz.practice.session import Summary
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank
    from kalquiz.question import Question


def summary_lines(bank: "AnyBank", summary: Summary, width: int) -> Iterator[str]:
    """How many were right at the first try, and the questions to look at again with their sources."""
    if summary.interrupted:
        yield "Interrupted."
    if not summary.asked:
        yield "No question answered."
        return
    points = f"{summary.points:.3g} of {counted(summary.total, 'point')}"
    retained = f"{100 * summary.passed / summary.asked:.0f} %"
    yield from hang(
        "", f"{summary.passed} of {summary.asked} right at the first try ({retained}), {points}.", width
    )
    if summary.wrong:
        yield "To look at again:"
    for question in (bank.question(it.id) for it in summary.wrong):
        yield from hang("  - ", to_plain(question.asked()), width)
        yield from reference_lines(bank, question, "    ", width)


def reference_lines(bank: "AnyBank", question: "Question", mark: str, width: int) -> Iterator[str]:
    """Where the answer to a question is written first."""
    from kalquiz.citation import short_reference

    for citation in question.citations[:1]:
        yield from hang(mark, to_plain(short_reference(bank.source(citation.source), citation)), width)


def outlook_lines(outlook: Outlook | None, width: int) -> Iterator[str]:
    """What is due tomorrow."""
    if outlook:
        day = f"{outlook.tomorrow:%A}, {outlook.tomorrow.day} {outlook.tomorrow:%B}"
        new = f" Not asked yet: {outlook.new}." if outlook.new else ""
        yield from hang("", f"Due tomorrow, {day}: {outlook.due}.{new}", width)
