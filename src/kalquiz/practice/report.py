"""What an exam came to, by question and by section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kalquiz.askable import Askable
from kalquiz.lines import hang
from kalquiz.markup import to_plain
from kalquiz.practice import screen
from kalquiz.practice.session import Answer
from kalquiz.practice.summary import reference_lines

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank
    from kalquiz.question import Question


@dataclass(frozen=True, slots=True)
class Report:
    """An exam: its questions, the answers by question id, the seconds it took.

    `unkept` says that an answer is not in the history. `unmarked` are the ids of answers in one's own words that
    nobody marked: they count neither way.
    """

    questions: tuple[Askable, ...]
    answers: Mapping[str, Answer]
    seconds: float
    interrupted: bool = False
    unkept: bool = False
    unmarked: tuple[str, ...] = ()

    def points(self, section: str | None = None) -> tuple[float, int]:
        """The points earned, and those there were; of one section, or of all."""
        counted = [
            it for it in self.questions if it.id not in self.unmarked and section in (None, it.section)
        ]
        scores = ((self.answers[it.id].outcome.score if it.id in self.answers else 0, it) for it in counted)
        return sum(score * it.points for score, it in scores), sum(it.points for it in counted)

    @property
    def percent(self) -> float:
        """The points earned, out of a hundred."""
        earned, total = self.points()
        return 100 * earned / total if total else 0.0


def report_lines(bank: "AnyBank", report: Report, width: int) -> Iterator[str]:
    """The report as it is shown at the end."""
    earned, total = report.points()
    yield screen.rule(width)
    if report.interrupted:
        yield "Interrupted."
    if report.unkept:
        yield from hang("", "Not all answers are saved. They still count here.", width)
    minutes, seconds = divmod(round(report.seconds), 60)
    yield from hang(
        "",
        f"{earned:.3g} of {total} points ({report.percent:.0f} %), {len(report.answers)} of "
        f"{len(report.questions)} questions answered, in {minutes}:{seconds:02} minutes.",
        width,
    )
    for section in bank.sections:
        points, whole = report.points(section.id)
        if whole:
            yield from hang(f"  {points:>5.3g} of {whole:<3}  ", to_plain(section.title), width)
    for number, question in enumerate(report.questions, 1):
        yield ""
        yield from _question_lines(bank, report, number, bank.question(question.id), width)


def _question_lines(
    bank: "AnyBank", report: Report, number: int, question: "Question", width: int
) -> Iterator[str]:
    answer = report.answers.get(question.id)
    yield from hang(f"{number}. ", to_plain(question.asked()), width)
    if question.id in report.unmarked:
        yield "Not marked; it counts neither way."
        return
    if not answer:
        yield "Not answered."
        yield from screen.key_lines(question, question.interaction(), width)
    else:
        yield screen.verdict_line(answer.outcome)
        yield from screen.outcome_lines(bank, question, question.interaction(), answer.outcome, width)
    if not answer or answer.outcome.score < 1:
        yield from reference_lines(bank, question, "  source:   ", width)
