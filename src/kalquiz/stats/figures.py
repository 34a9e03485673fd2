"""The figures of a history: what was remembered, what falls due, what is hard. No clock, no disk."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from kalquiz.bank import Bank
from kalquiz.history import ANSWERS, Review
from kalquiz.question import Question

WEEKS = 12
"""Weeks that are looked back on."""

MATURE = 21
"""Days without the question after which remembering it counts as lasting, as in Anki."""

AHEAD = 14
"""Days of the forecast, the first of which is today."""

HARDEST = 10
"""Questions that are listed by name."""

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer in a history: to which question, on which study day, and whether it was right.

    `scheduled` says that the schedule went by it: the first answer to its question on its study day, and no retry,
    exam or cramming.
    """

    question: str
    day: date
    right: bool
    scheduled: bool = True


def answered(reviews: Iterable[Review]) -> Iterator[Answered]:
    """The answers among the entries of a history that hold, in their order.

    Two computers may each have asked a question on one study day: the first of these answers is the scheduled one.
    """
    met = set()
    for review in reviews:
        if review.kind in ANSWERS:
            first = review.rating is not None and (review.question, review.day) not in met
            if first:
                met.add((review.question, review.day))
            yield Answered(review.question, review.day, review.passed, first)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many were right."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None where there were none."""
        return self.right / self.of if self.of else None

    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies in 95 of 100 cases (Wilson's score interval, 1927)."""
        if not self.of:
            return 0.0, 1.0
        share, spread = self.right / self.of, _Z**2 / self.of
        middle, reach = share + spread / 2, _Z * sqrt(share * (1 - share) / self.of + spread / (4 * self.of))
        return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))


@dataclass(frozen=True, slots=True)
class Hard:
    """A question that was forgotten, and how often it was remembered."""

    question: Question
    recalled: Share


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of one bank on one study day.

    `recalled` holds what came back of what was met on an earlier day: in the last week, the last 12 weeks and
    ever, and of the last 12 weeks after less and after at least three weeks. `weeks` has the same for each of
    the last 12 weeks by its Monday, `sections`, `skills` and `types` over all time, by id. `answers` counts all
    answers of a day. `due` counts questions that fall due on each day of the forecast, `overdue` those of `due`'s
    first day that were due before it.
    """

    today: date
    target: float
    seen: int
    recalled: Mapping[str, Share]
    weeks: Mapping[date, Share]
    sections: Mapping[str, Share]
    skills: Mapping[str, Share]
    types: Mapping[str, Share]
    answers: Mapping[date, int]
    due: Mapping[date, int]
    overdue: int
    hardest: tuple[Hard, ...]


@dataclass(frozen=True, slots=True)
class _Recall:
    """A question asked again so many days after it was last asked."""

    question: Question
    day: date
    gap: int
    right: bool


def figures(
    bank: Bank, answers: Iterable[Answered], due: Mapping[str, date], today: date, target: float
) -> Stats:
    """The figures of a bank; `due` says on which study day each question falls due, `target` is from 0 to 1.

    What the bank no longer has is left out, except from the counts of days.
    """
    told = sorted(answers, key=lambda answer: answer.day)
    recalls = _recalls(bank, told)
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    lately = [recall for recall in recalls if recall.day >= mondays[0]]
    days = [max(day, today) for name, day in due.items() if _find(bank, name)]
    falling = Counter(days)
    return Stats(
        today=today,
        target=target,
        seen=len({found.id for answer in told if (found := _find(bank, answer.question))}),
        recalled={
            "week": _share(recall for recall in recalls if recall.day > today - timedelta(days=7)),
            "weeks": _share(lately),
            "young": _share(recall for recall in lately if recall.gap < MATURE),
            "mature": _share(recall for recall in lately if recall.gap >= MATURE),
            "ever": _share(recalls),
        },
        weeks={
            first: _share(recall for recall in lately if first <= recall.day < first + timedelta(days=7))
            for first in mondays
        },
        sections=_by(recalls, lambda question: question.section),
        skills=_by(recalls, lambda question: question.skill or ""),
        types=_by(recalls, lambda question: question.type),
        answers=Counter(answer.day for answer in told),
        due={day: falling[day] for day in (today + timedelta(days=ahead) for ahead in range(AHEAD))},
        overdue=sum(day < today for name, day in due.items() if _find(bank, name)),
        hardest=_hardest(recalls),
    )


def _find(bank: Bank, name: str) -> Question | None:
    try:
        return bank.question(name)
    except KeyError:
        return None


def _recalls(bank: Bank, answers: Sequence[Answered]) -> list[_Recall]:
    """Each scheduled answer to a question that was answered on an earlier day: the first meeting tests no memory."""
    last: dict[str, date] = {}
    found = []
    for answer in answers:
        question = _find(bank, answer.question)
        if not question or not answer.scheduled:
            continue
        before = last.get(question.id)
        if before and before < answer.day:
            found.append(_Recall(question, answer.day, (answer.day - before).days, answer.right))
        last[question.id] = answer.day
    return found


def _share(recalls: Iterable[_Recall]) -> Share:
    rights = [recall.right for recall in recalls]
    return Share(sum(rights), len(rights))


def _by(recalls: Sequence[_Recall], name: Callable[[Question], str]) -> dict[str, Share]:
    grouped = defaultdict[str, list[_Recall]](list)
    for recall in recalls:
        grouped[name(recall.question)].append(recall)
    return {key: _share(group) for key, group in grouped.items()}


def _hardest(recalls: Sequence[_Recall]) -> tuple[Hard, ...]:
    """Questions by how surely they are forgotten: one lapse of one weighs less than five of eight."""
    questions = {recall.question.id: recall.question for recall in recalls}
    shares = _by(recalls, lambda question: question.id)
    hard = [
        Hard(questions[name], shares[name]) for name in sorted(shares) if shares[name].right < shares[name].of
    ]
    return tuple(sorted(hard, key=lambda one: one.recalled.interval()[1])[:HARDEST])
