"""A learner's memory as a model: what is remembered by chance, and how that changes with each answer.

It has FSRS's forgetting curve: after `t` days a question of stability `S` comes back with the probability
(1 + F t / S)^d, where F is such that it is 90 % after `S` days. The stability is hidden from the scheduler. It
starts at a factor of what FSRS expects, drawn for each question from a lognormal distribution, and grows and
falls by FSRS's formulas from there, so that the scheduler's own idea of it is never quite right.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from math import exp
from random import Random

from fsrs import Card, Rating, Scheduler

GUESSED = 0.25
"""The probability that a question that was never met is answered right."""


@dataclass(frozen=True, slots=True)
class Learner:
    """A kind of learner: the median of the factors and the standard deviation of their logarithms."""

    name: str
    factor: float = 1.0
    spread: float = 0.0


@dataclass
class Memory:
    """The memory of one learner for some questions."""

    learner: Learner
    rng: Random
    _model: Scheduler = field(init=False)
    _cards: dict[str, Card] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._model = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

    def knows(self, question: str) -> bool:
        """Whether the question was met."""
        return question in self._cards

    def chance(self, question: str, day: date) -> float:
        """The probability that the question is answered right on this day."""
        card = self._cards.get(question)
        return self._model.get_card_retrievability(card, _noon(day)) if card else GUESSED

    def answer(self, question: str, day: date) -> bool:
        """Whether it is answered right; the memory is changed by it."""
        right = self.rng.random() < self.chance(question, day)
        known = self._cards.get(question)
        before = known or Card(card_id=len(self._cards))
        card, _ = self._model.review_card(before, Rating.Good if right else Rating.Again, _noon(day))
        if not known and card.stability:
            card.stability *= self.learner.factor * exp(self.rng.gauss(0, self.learner.spread))
        self._cards[question] = card
        return right


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
