"""A learner for tests, who practises with a history at a time of the test's choosing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kalquiz import Bank
from kalquiz.history import Kind, NotSavedError, Review, Store
from kalquiz.practice import Session, Terms, talk
from kalquiz.practice.exam import sit
from kalquiz.practice.keeper import Keeper
from kalquiz.practice.paper import Paper
from kalquiz.practice.report import Report
from kalquiz.question import Question
from kalquiz.schedule import Memory
from tests.script import Script

MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


class FullStore(Store):
    """A history on a disk that is full for a while: so many entries cannot be written."""

    full = 1

    def add(self, review: Review) -> Memory | None:
        self.full -= 1
        if self.full >= 0:
            raise NotSavedError("NOT saved: the disk is full.")
        return super().add(review)


@dataclass
class Learner:
    """A learner at a time, who practises with a history."""

    bank: Bank
    store: Store
    now: datetime = MORNING
    sessions: int = 0
    said: list[str] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def terms(self, kind: Kind = Kind.REVIEW) -> Terms:
        self.sessions += 1
        log = Keeper(self.store, self.bank, f"s{self.sessions}", self.clock, kind)
        return Terms(log=log, now=self.clock)

    def practises(self, ids: Iterable[str], *lines: str, waits: bool = False) -> str:
        script = Script(lines, waits=waits)
        talk(self.bank, Session([self.bank.question(name) for name in ids]), script, self.terms())
        return "\n".join(script.said)

    def sits(self, questions: Iterable[Question], seconds: float, script: Script) -> Report:
        paper = Paper(tuple(question.id for question in questions), seconds, self.now)
        return sit(self.bank, paper, script, self.terms(Kind.EXAM))

    def kept(self) -> list[Review]:
        return self.store.reviews(self.bank.id)
