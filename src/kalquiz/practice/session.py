"""The course of a session: which question comes next, and what it added up to. No clock, disk or terminal."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from kalquiz.askable import Askable
from kalquiz.interaction import Outcome
from kalquiz.problem import KalquizError
from kalquiz.schedule import PASSED

APART = 3
"""How many other questions stand between a wrong answer and its return, where there are so many."""


@dataclass(frozen=True, slots=True)
class How:
    """How an answer came about: the lines typed, the hints shown, what the learner says of it, and the time it took.

    `overridden` says that the learner was right, whatever the rules found.
    """

    given: tuple[str, ...] = ()
    hints: int = 0
    guessed: bool = False
    gave_up: bool = False
    overridden: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer given in a session; `first` where the question had not been answered in it before."""

    question: Askable
    outcome: Outcome
    first: bool
    how: How = How()

    @property
    def passed(self) -> bool:
        """Whether it counts as known."""
        return self.outcome.score >= PASSED and not self.how.guessed


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session added up to.

    `asked` counts questions, `passed` those right at the first try, `points` of `total` are the points earned
    at the first try, `wrong` lists the questions that were not right at the first try. `interrupted` says that
    the session was broken off, and `unkept` that an answer could not be kept.
    """

    asked: int
    passed: int
    points: float
    total: int
    wrong: tuple[Askable, ...]
    interrupted: bool = False
    unkept: bool = False

    @property
    def percent(self) -> float:
        """The points earned, out of a hundred; 0 where nothing was asked."""
        return 100 * self.points / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a session: the queue before it, and the answer; without one, the question was left out."""

    before: tuple[Askable, ...]
    answer: Answer | None


class NothingToUndoError(KalquizError):
    """The session has not made the step that is to be changed."""


@dataclass
class Session:
    """A queue of questions; one that was not answered well comes back after some others, until it is."""

    questions: Iterable[Askable]
    moves: list[Move] = field(init=False, default_factory=list)
    _queue: deque[Askable] = field(init=False)
    _numbers: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._queue = deque(self.questions)
        self._numbers = {question.id: place for place, question in enumerate(self._queue, 1)}

    @property
    def current(self) -> Askable | None:
        """The question to ask now; `None` at the end."""
        return self._queue[0] if self._queue else None

    @property
    def queue(self) -> tuple[Askable, ...]:
        """The questions that are still to be asked, in order."""
        return tuple(self._queue)

    @property
    def size(self) -> int:
        """How many questions the session is made of."""
        return len(self._numbers)

    @property
    def answers(self) -> list[Answer]:
        """The answers that hold, in order."""
        return [move.answer for move in self.moves if move.answer]

    def number(self, question: Askable) -> int:
        """The number of a question in this session, from 1."""
        return self._numbers[question.id]

    def was_answered(self, question: Askable) -> bool:
        """Whether an answer to the question holds."""
        return any(answer.question.id == question.id for answer in self.answers)

    def answer(self, outcome: Outcome, how: How | None = None) -> Answer:
        """Take the outcome of the current question and move on."""
        question = self._queue[0]
        answer = Answer(question, outcome, not self.was_answered(question), how or How())
        self._move(answer)
        return answer

    def skip(self) -> None:
        """Leave the current question out."""
        self._move(None)

    def undo(self) -> Move:
        """Take the last step back; its question is the current one again.

        Raises:
            NothingToUndoError: there is none.
        """
        if not self.moves:
            raise NothingToUndoError("There is nothing to take back in this session.")
        move = self.moves.pop()
        self._queue = deque(move.before)
        return move

    def amend(self, outcome: Outcome, how: How) -> Answer:
        """Put another outcome in the place of the last answer's, and go on from there.

        Raises:
            NothingToUndoError: the last step was not an answer.
        """
        self.last_answer()
        self.undo()
        return self.answer(outcome, how)

    def last_answer(self) -> Answer:
        """The answer that was the last step.

        Raises:
            NothingToUndoError: the last step was not an answer.
        """
        if not self.moves or not (answer := self.moves[-1].answer):
            raise NothingToUndoError("There is no answer to change: this is for the one given last.")
        return answer

    def bring(self, question: Askable) -> None:
        """Ask this question now, before the others."""
        self._queue = deque([question, *(other for other in self._queue if other.id != question.id)])
        self._numbers.setdefault(question.id, len(self._numbers) + 1)

    def summary(self, *, interrupted: bool = False, unkept: bool = False) -> Summary:
        """What the session adds up to so far."""
        firsts = [answer for answer in self.answers if answer.first]
        return Summary(
            asked=len(firsts),
            passed=sum(answer.passed for answer in firsts),
            points=sum(answer.outcome.score * answer.question.points for answer in firsts),
            total=sum(answer.question.points for answer in firsts),
            wrong=tuple(answer.question for answer in firsts if not answer.passed),
            interrupted=interrupted,
            unkept=unkept,
        )

    def _move(self, answer: Answer | None) -> None:
        self.moves.append(Move(tuple(self._queue), answer))
        question = self._queue.popleft()
        if answer and not answer.passed:
            self._queue.insert(min(APART, len(self._queue)), question)
