"""The history: every answer a learner gave, in a log that only grows, and what follows from it."""

from kalquiz.history.exchange import ExchangeError, read_reviews, write_reviews
from kalquiz.history.record import ANSWERS, SCHEDULED, Kind, Review, effective
from kalquiz.history.relink import relinks
from kalquiz.history.schema import HistoryError
from kalquiz.history.store import NotSavedError, Store

__all__ = [
    "ANSWERS",
    "SCHEDULED",
    "ExchangeError",
    "HistoryError",
    "Kind",
    "NotSavedError",
    "Review",
    "Store",
    "effective",
    "read_reviews",
    "relinks",
    "write_reviews",
]
