"""Entries and memories as rows of the tables."""

from datetime import date
from typing import Any

from kalquiz.history.record import Kind, Review
from kalquiz.schedule import Memory, Moment, Rating

COLUMNS = (
    "uid",
    "bank",
    "question",
    "kind",
    "session",
    "at",
    "zone",
    "day",
    "content",
    "response",
    "score",
    "rating",
    "hints",
    "took",
    "versions",
    "voids",
    "due",
)
"""The columns of the log, in the order of `to_row`."""

MEMORY_COLUMNS = ("stability", "difficulty", "day", "due", "answers", "lapses", "content")
"""The columns of a memory, in the order of `memory_row`."""


def to_row(review: Review) -> tuple[Any, ...]:
    """The values of an entry, one for each column."""
    return (
        review.uid,
        review.bank,
        review.question,
        review.kind.value,
        review.session,
        review.moment.at,
        review.moment.zone,
        review.day.isoformat(),
        review.content,
        review.response,
        review.score,
        None if review.rating is None else int(review.rating),
        review.hints,
        review.took,
        review.versions,
        review.voids,
        review.due.isoformat() if review.due else "",
    )


def from_row(row: tuple[Any, ...]) -> Review:
    """The entry that these values make.

    Raises:
        ValueError: the kind, the day or the rating is none.
    """
    (
        uid,
        bank,
        question,
        kind,
        session,
        at,
        zone,
        day,
        content,
        response,
        score,
        rating,
        hints,
        took,
        versions,
        voids,
        due,
    ) = row
    return Review(
        uid,
        bank,
        question,
        Kind(kind),
        session,
        Moment(at, zone, date.fromisoformat(day)),
        content,
        response,
        score,
        None if rating is None else Rating(rating),
        hints,
        took,
        versions,
        voids,
        date.fromisoformat(due) if due else None,
    )


def memory_row(memory: Memory) -> tuple[Any, ...]:
    """The values of a memory, one for each column."""
    return (
        memory.stability,
        memory.difficulty,
        memory.day.isoformat(),
        memory.due.isoformat(),
        memory.answers,
        memory.lapses,
        memory.content,
    )


def row_memory(row: tuple[Any, ...]) -> Memory:
    """The memory that these values make."""
    stability, difficulty, day, due, answers, lapses, content = row
    return Memory(
        stability, difficulty, date.fromisoformat(day), date.fromisoformat(due), answers, lapses, content
    )
