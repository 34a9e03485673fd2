"""A session for programs: an object for each thing that happens, ready for JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kalquiz.askable import Askable
from kalquiz.practice.keeper import in_words
from kalquiz.practice.log import Kept, Last, Log, Outlook
from kalquiz.practice.report import Report
from kalquiz.practice.session import Answer, Summary

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank

Object = Mapping[str, object]


@dataclass
class Telling:
    """A log that also tells of each answer, with the uid by which it is kept; `undo` names such a uid."""

    bank: "AnyBank"
    log: Log
    tell: Callable[[Object], None]

    def keep(self, answer: Answer, instead_of: str = "") -> Kept:
        """Keep an answer and tell of it."""
        kept = self.log.keep(answer, instead_of)
        self.tell(answer_object(self.bank, answer, kept, instead_of))
        return kept

    def undo(self, uid: str, question: str) -> None:
        """Take an entry back and tell of it."""
        self.log.undo(uid, question)
        self.tell({"kind": "undo", "question": question, "uid": uid})

    def flag(self, question: Askable, note: str) -> None:
        """Keep a note and tell of it."""
        self.log.flag(question, note)
        self.tell({"kind": "flag", "question": question.id, "note": note})

    def reset(self, question: Askable) -> None:
        """Begin a question anew and tell of it."""
        self.log.reset(question)
        self.tell({"kind": "reset", "question": question.id})

    def last(self) -> Last | None:
        """As the log has it."""
        return self.log.last()

    def today(self) -> tuple[int, int]:
        """As the log has it."""
        return self.log.today()

    def outlook(self) -> Outlook | None:
        """As the log has it."""
        return self.log.outlook()


def answer_object(bank: "AnyBank", answer: Answer, kept: Kept, instead_of: str) -> Object:
    """An answer."""
    question = bank.question(answer.question.id)
    return {
        "kind": "answer",
        "uid": kept.uid,
        "instead_of": instead_of or None,
        "question": question.id,
        "section": question.section,
        "type": question.type,
        "given": in_words(answer),
        "expected": list(question.solution().lines),
        "score": round(answer.outcome.score, 4),
        "verdict": str(answer.outcome.verdict),
        "passed": answer.passed,
        "first": answer.first,
        "hints": answer.how.hints,
        "guessed": answer.how.guessed,
        "gave_up": answer.how.gave_up,
        "seconds": round(answer.how.seconds, 3),
        "rating": kept.rating,
        "days": kept.days,
    }


def end_object(bank: "AnyBank", held: Report | Summary, outlook: Outlook | None) -> Object:
    """What a session or an exam came to."""
    return report_object(bank, held) if isinstance(held, Report) else summary_object(held, outlook)


def summary_object(summary: Summary, outlook: Outlook | None) -> Object:
    """What a session added up to."""
    return {
        "kind": "summary",
        "asked": summary.asked,
        "passed": summary.passed,
        "points": round(summary.points, 4),
        "total": summary.total,
        "percent": round(summary.percent, 2),
        "wrong": [question.id for question in summary.wrong],
        "interrupted": summary.interrupted,
        "due_tomorrow": outlook.due if outlook else None,
    }


def report_object(bank: "AnyBank", report: Report) -> Object:
    """What an exam came to, by section and question."""
    earned, total = report.points()
    sections = {section.id: report.points(section.id) for section in bank.sections}
    return {
        "kind": "exam",
        "points": round(earned, 4),
        "total": total,
        "percent": round(report.percent, 2),
        "seconds": round(report.seconds, 3),
        "interrupted": report.interrupted,
        "sections": [
            {"id": name, "points": round(points, 4), "total": whole}
            for name, (points, whole) in sections.items()
            if whole
        ],
        "questions": [
            {
                "id": question.id,
                "answered": question.id in report.answers,
                "marked": question.id not in report.unmarked,
                "score": round(report.answers[question.id].outcome.score, 4)
                if question.id in report.answers
                else 0,
            }
            for question in report.questions
        ],
    }
