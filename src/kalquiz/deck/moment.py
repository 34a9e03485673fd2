"""Modification times without a clock: they come from the day of a release."""

from datetime import UTC, date, datetime, time, timedelta


def start_of(day: date) -> datetime:
    """The first moment of a day, in UTC: what is released on it is never newer than that."""
    return datetime.combine(day, time(), UTC)


def renewed(before: datetime | None, day: date) -> datetime:
    """The moment of a change that is released on `day`: always later than the one before, if by a second."""
    start = start_of(day)
    return max(start, before + timedelta(seconds=1)) if before else start
