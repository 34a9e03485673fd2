"""Moments and study days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

ROLLOVER = 4
"""The hour at which a study day begins: whoever learns past midnight is still in the day before."""


def study_day(now: datetime, rollover: int = ROLLOVER) -> date:
    """The study day of a time, by the clock on the wall of its zone."""
    return (now - timedelta(hours=rollover)).date()


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was done.

    `at` is in milliseconds since 1970 (UTC), `zone` in minutes east of UTC, `day` is the study day.
    """

    at: int
    zone: int
    day: date

    @classmethod
    def of(cls, now: datetime, rollover: int = ROLLOVER) -> "Moment":
        """The moment of a time.

        Raises:
            ValueError: the time does not say in which zone it is.
        """
        offset = now.utcoffset()
        if offset is None:
            raise ValueError("a time without a zone")
        at = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        return cls(at, offset // timedelta(minutes=1), study_day(now, rollover))
