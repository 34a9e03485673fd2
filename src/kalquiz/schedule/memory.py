"""What a learner's memory of a question is like, after FSRS, and when to ask again.

FSRS counts whole days between answers. What it is told here is noon of the study day, so that the hour of an
answer changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from kalquiz.schedule.rating import Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

TARGET = 0.9
"""The share of questions that are to be remembered when they are asked again."""

LEECH = 8
"""From so many lapses on a question is a leech: it takes more time than it is worth, and needs another look."""

MODEL = "fsrs 6.3.2, kalquiz 2"
"""By what rules memories are reckoned; where it changes, they are reckoned anew from the history."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of one question after its last answer that counts.

    `stability` is the number of days after which nine in ten are remembered, `difficulty` goes from 1 to 10;
    `day` is the study day of that answer and `due` the one to ask on. `answers` counts answers, `lapses` how
    often it was forgotten after it had been known. `content` is the hash of the key as it was then.
    """

    stability: float
    difficulty: float
    day: date
    due: date
    answers: int
    lapses: int
    content: str = ""

    @property
    def is_leech(self) -> bool:
        """Whether it was forgotten so often that the question should be looked at."""
        return self.lapses >= LEECH

    def risk(self, today: date) -> float:
        """What to sort by, the likeliest to be forgotten first by the largest.

        Retrievability in FSRS falls with days over stability, and with nothing else.
        """
        return max(0, (today - self.day).days) / self.stability


def advance(
    memory: Memory | None,
    rating: Rating,
    day: date,
    seed: str,
    *,
    target: float = TARGET,
    content: str = "",
    due: date | None = None,
) -> Memory:
    """The memory after an answer on a study day.

    Only the first answer of a study day counts: one on the day of the last, or before it, changes nothing.
    The question is due on the day that was chosen for it, `due`, where `spread` has that; else on one of `spread`
    by chance that depends on `seed` and `day`, so that what was learned together does not stay together for ever.
    """
    if memory and day <= memory.day:
        return memory
    card = _answered(memory, rating, day, target)
    if card.stability is None or card.difficulty is None:
        raise AssertionError("FSRS gives both after every answer")
    span = _around((card.due - _noon(day)).days)
    days = (due - day).days if due else 0
    if days not in span:
        days = span[_chance(f"{seed}/{day}") % len(span)]
    return Memory(
        card.stability,
        card.difficulty,
        day,
        day + timedelta(days=days),
        memory.answers + 1 if memory else 1,
        memory.lapses + (rating is Rating.AGAIN) if memory else 0,
        content,
    )


def spread(memory: Memory | None, rating: Rating, day: date, *, target: float = TARGET) -> range:
    """The numbers of days after which a question may be asked again; none where the answer changes nothing.

    They lie around the one that FSRS finds, as far from it as FSRS itself lets chance go.
    """
    if memory and day <= memory.day:
        return range(0)
    return _around((_answered(memory, rating, day, target).due - _noon(day)).days)


def lightest(span: range, load: Mapping[int, int], seed: str) -> int:
    """Of these numbers of days the one with the least load; of equals one in the middle, then by chance."""
    middle = span[0] + span[-1]
    return min(span, key=lambda days: (load.get(days, 0), abs(2 * days - middle), _chance(f"{seed}/{days}")))


def _answered(memory: Memory | None, rating: Rating, day: date, target: float) -> "Card":
    """What FSRS makes of an answer."""
    from fsrs import Card, State
    from fsrs import Rating as Grade

    card = Card(card_id=0, due=_noon(day))
    if memory:
        card = Card(
            card_id=0,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_noon(memory.due),
            last_review=_noon(memory.day),
        )
    return _scheduler(target).review_card(card, Grade(rating), _noon(day))[0]


@cache
def _scheduler(target: float) -> "Scheduler":
    from fsrs import Scheduler

    # Steps of minutes are the session's affair: there what was wrong comes back until it is right.
    return Scheduler(desired_retention=target, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _around(days: int) -> range:
    """So many days, and somewhat more and fewer: the ranges of FSRS, whose own choice cannot be repeated."""
    from fsrs.scheduler import FUZZ_RANGES

    if days < FUZZ_RANGES[0]["start"]:
        return range(days, days + 1)
    reach = 1 + sum(part["factor"] * max(min(days, part["end"]) - part["start"], 0.0) for part in FUZZ_RANGES)
    return range(max(2, round(days - reach)), round(days + reach) + 1)


def _chance(seed: str) -> int:
    return int.from_bytes(sha256(seed.encode()).digest()[:8])
