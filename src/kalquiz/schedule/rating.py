"""From what was answered to what the scheduler is told."""

from enum import IntEnum

PASSED = 0.8
"""From this score on an answer counts as right."""

CLEAN = 0.9
"""From this score on, without a hint, it counts as remembered well."""


class Rating(IntEnum):
    """How well a question was remembered, in the numbers and the words of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4

    @property
    def word(self) -> str:
        """The rating as people read it."""
        return self.name.capitalize()


def rate(score: float, *, hints: int = 0, guessed: bool = False, gave_up: bool = False) -> Rating:
    """The rating of an answer: its score from 0 to 1, the hints that were shown, and what the learner says of it.

    How long it took plays no part, and nothing is rated Easy: FSRS needs no more than these three.
    """
    if score < PASSED or guessed or gave_up:
        return Rating.AGAIN
    if score < CLEAN or hints:
        return Rating.HARD
    return Rating.GOOD
