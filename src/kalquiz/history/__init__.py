"""The history: every answer a learner gave, in a log that only grows, and what follows from it."""

from typing import TYPE_CHECKING

from kalquiz.late import late

if TYPE_CHECKING:
    from kalquiz.history.exchange import ExchangeError, read_reviews, write_reviews
    from kalquiz.history.record import ANSWERS, Kind, Review, effective
    from kalquiz.history.relink import relinks
    from kalquiz.history.schema import HistoryError
    from kalquiz.history.store import NotSavedError, Store
else:
    __getattr__ = late(
        __name__,
        {
            "exchange": "ExchangeError read_reviews write_reviews",
            "record": "ANSWERS Kind Review effective",
            "relink": "relinks",
            "schema": "HistoryError",
            "store": "NotSavedError Store",
        },
    )

__all__ = [
    "ANSWERS",
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
