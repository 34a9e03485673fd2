"""Typed dates: only the forms that people write, never a guess."""

import re
from datetime import date

from kalquiz.grading.mark import Mark
from kalquiz.grading.seen import seen

# fmt: off
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
# fmt: on
_MONTH = "|".join(
    sorted({form for name in MONTHS for form in (name, name[:3], name[:4])}, key=len, reverse=True)
)
_NAMED = (
    re.compile(rf"(?P<m>{_MONTH})\.?(?:\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?)?,?\s+(?P<y>\d{{4}})"),
    re.compile(
        rf"(?:the\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?(?:\s+of)?\s+(?P<m>{_MONTH})\.?,?\s+(?P<y>\d{{4}})"
    ),
    re.compile(rf"(?P<y>\d{{4}}),?\s+(?P<m>{_MONTH})\.?(?:\s+(?P<d>\d{{1,2}}))?"),
)
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?)?")
_KOREAN = re.compile(r"(?P<y>\d{4})[년年](?:\s*(?P<m>\d{1,2})[월月](?:\s*(?P<d>\d{1,2})[일日])?)?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})")
_MONTH_AND_YEAR = re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})")

PartialDate = tuple[int, ...]
"""Year, or year and month, or year, month and day."""


def parse_date(text: str) -> tuple[PartialDate, ...]:
    """Every date that `text` can mean: none, one, or two (`9/1/1983`).

    Read are ISO dates and parts of them, English month names in either order, day.month.year with dots, and
    the Korean, Chinese and Japanese form. A year of two digits is not read.
    """
    tidy = " ".join(seen(text).casefold().split())
    for pattern in (*_NAMED, _YEAR_FIRST, _KOREAN, _MONTH_AND_YEAR):
        if match := pattern.fullmatch(tidy):
            found = match.groupdict()
            return _real(found["y"], found.get("m"), found.get("d"))
    if match := _YEAR_LAST.fullmatch(tidy):
        first, sign, second, year = match.groups()
        day_first, month_first = _real(year, second, first), _real(year, first, second)
        return day_first if sign == "." else tuple(dict.fromkeys(day_first + month_first))
    return ()


def date_in_words(key: str) -> str:
    """A date in ISO form, or part of one, as people write it: 1 September 1983."""
    year, *rest = key.split("-")
    day = [str(int(number)) for number in rest[1:]]
    return " ".join([*day, *(MONTHS[int(number) - 1].capitalize() for number in rest[:1]), year])


def grade_date(given: str, key: PartialDate) -> Mark:
    """Grade a typed date: the share of leading parts (year, month, day) that are right.

    A partial answer earns its part, and the feedback names the first part that is wrong or missing. A date with
    two readings that are not marked alike is asked again, and so is one that cannot be read.
    """
    readings = parse_date(given)
    if not readings:
        return Mark(
            0.0, "Type a date such as 1 September 1983 or 1983-09-01, the year in four digits.", unclear=True
        )
    marks = {_compared(reading, key) for reading in readings}
    if len(marks) > 1:
        return Mark(0.0, "That can be read in two ways. Type the month as a word.", unclear=True)
    return marks.pop()


def _compared(given: PartialDate, key: PartialDate) -> Mark:
    for place, (name, wanted) in enumerate(zip(("year", "month", "day"), key, strict=False)):
        if place == len(given):
            return Mark(place / len(key), f"The {name} is missing.")
        if given[place] != wanted:
            return Mark(place / len(key), f"The {name} is wrong.")
    return Mark(1.0)


def _real(year: str, month: str | None, day: str | None) -> tuple[PartialDate, ...]:
    parts = [int(year)]
    if month:
        named = [number for number, name in enumerate(MONTHS, 1) if name.startswith(month)]
        parts.append(named[0] if named else int(month))
    if day:
        parts.append(int(day))
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return ()
    return (tuple(parts),)
