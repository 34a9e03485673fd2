"""The course of a session: which question comes next, and what it added up to. No clock, disk or terminal."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from kalquiz.interaction import Outcome
from kalquiz.question import Question

PASSED = 0.8
"""From this score on an answer counts as right; below it the question comes back."""

APART = 3
"""How many other questions stand between a wrong answer and its return, where there are so many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer given in a session; `first` where the question had not been answered in it before."""

    question: Question
    outcome: Outcome
    first: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session added up to.

    `asked` counts questions, `passed` those right at the first try, `points` of `total` are the points earned
    at the first try, `wrong` lists the questions that were not right at the first try.
    """

    asked: int
    passed: int
    points: float
    total: int
    wrong: tuple[Question, ...]


@dataclass
class Session:
    """A queue of questions; one that was not answered well comes back after some others, until it is."""

    questions: Iterable[Question]
    answers: list[Answer] = field(default_factory=list)
    _queue: deque[Question] = field(init=False)

    def __post_init__(self) -> None:
        self._queue = deque(self.questions)

    @property
    def current(self) -> Question | None:
        """The question to ask now; `None` at the end."""
        return self._queue[0] if self._queue else None

    @property
    def left(self) -> int:
        """How many questions are still to be asked."""
        return len(self._queue)

    def answer(self, outcome: Outcome) -> None:
        """Take the outcome of the current question and move on."""
        question = self._queue.popleft()
        first = all(answer.question.id != question.id for answer in self.answers)
        self.answers.append(Answer(question, outcome, first))
        if outcome.score < PASSED:
            self._queue.insert(min(APART, len(self._queue)), question)

    def skip(self) -> None:
        """Leave the current question out."""
        self._queue.popleft()

    def summary(self) -> Summary:
        """What the session adds up to so far."""
        firsts = [answer for answer in self.answers if answer.first]
        return Summary(
            asked=len(firsts),
            passed=sum(answer.outcome.score >= PASSED for answer in firsts),
            points=sum(answer.outcome.score * answer.question.points for answer in firsts),
            total=sum(answer.question.points for answer in firsts),
            wrong=tuple(answer.question for answer in firsts if answer.outcome.score < PASSED),
        )
