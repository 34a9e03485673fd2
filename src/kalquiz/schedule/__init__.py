"""When to ask what again: study days, ratings, and what a learner's memory of a question is like. No clock."""

from kalquiz.schedule.memory import LEECH, MODEL, TARGET, Memory, advance, lightest, spread
from kalquiz.schedule.moment import Moment, study_day
from kalquiz.schedule.rating import PASSED, Rating, rate

__all__ = [
    "LEECH",
    "MODEL",
    "PASSED",
    "TARGET",
    "Memory",
    "Moment",
    "Rating",
    "advance",
    "lightest",
    "rate",
    "spread",
    "study_day",
]
