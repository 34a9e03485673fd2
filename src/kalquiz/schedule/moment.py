"""Moments and study days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

ROLLOVER = 4
"""The hour at which a study day begins: whoever learns past midnight is still in the day before."""

_YEARS = range(1900, 9000)
"""A question may be due a hundred years after an answer, and figures look back for weeks."""


def study_day(now: datetime) -> date:
    """The study day of a time, by the clock on the wall of its zone."""
    return (now - timedelta(hours=ROLLOVER)).date()


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was done.

    `at` is in milliseconds since 1970 (UTC), `zone` in minutes east of UTC, `day` is the study day.

    Raises:
        ValueError: the day is so far away that a calendar has no room for what is planned from it.
    """

    at: int
    zone: int
    day: date

    def __post_init__(self) -> None:
        if self.day.year not in _YEARS:
            raise ValueError(f"the day {self.day} is not between the years {_YEARS[0]} and {_YEARS[-1]}")

    @classmethod
    def of(cls, now: datetime) -> "Moment":
        """The moment of a time.

        Raises:
            ValueError: the time does not say in which zone it is, or is too far away.
        """
        offset = now.utcoffset()
        if offset is None:
            raise ValueError("a time without a zone")
        at = (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
        return cls(at, offset // timedelta(minutes=1), study_day(now))
