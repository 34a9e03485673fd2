"""Typed numbers, with units: read as people write them, compared in decimal arithmetic."""

import re
from dataclasses import dataclass
from decimal import Decimal

from kalquiz.grading.mark import Mark
from kalquiz.grading.seen import seen
from kalquiz.grading.unit import UNITS, Unit, find_unit

MISSING_UNIT_FACTOR = 0.9

# fmt: off
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)
# fmt: on
_SHAPE = re.compile(
    r"""(?:(?:about|around|approximately|circa|ca\.?|c\.|roughly|~|≈)\s*)?
        (?P<sign>[-+]?)\s*
        (?P<digits>\d+(?:[.,\ '_]\d+)*|[.,]\d+)
        (?P<exponent>e[-+]?\d{1,3})?
        \s*(?P<rest>.*)""",
    re.VERBOSE | re.DOTALL,
)
_GROUPED = re.compile(r"\d{1,3}(?:([,. '_])\d{3})(?:\1\d{3})*")
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2},\d{3}")
_GOES_ON = re.compile(r"(?:and|dozen|hundred|thousand|million|billion)s?\b")
"""What follows is part of the number, and not a unit: two hundred, 3 million, one and a half."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers that count as right, both ends included."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as read: every value it may mean, and the text after it."""

    readings: tuple[Decimal, ...]
    rest: str = ""


def read_number(text: str) -> Number | None:
    """Read a typed number; `None` where there is none.

    `1,234` has two readings (1234 and 1.234); `1 234`, `1,234,567`, `1.5` and `1,5` have one. Small numbers
    may be English words.
    """
    tidy = _tidy(text)
    word, _, after = tidy.partition(" ")
    digits = str(_WORDS.index(word)) if word in _WORDS else word
    match = _SHAPE.fullmatch(f"{digits} {after}".strip())
    values = _values(match["digits"]) if match else ()
    if match is None or not values:
        return None
    tail = f"{match['sign']}%s{match['exponent'] or ''}"
    return Number(tuple(Decimal(tail % value) for value in values), match["rest"].strip())


def grade_number(given: str, bounds: Bounds, unit: str | None = None, *, ask_unit: bool = False) -> Mark:
    """Grade a typed number.

    The number is converted to `unit` before it is compared. Without `ask_unit` a bare number counts in that
    unit; with it, a missing unit scores 0.9 (Moodle's unit penalty). A unit of another kind scores 0; one where
    none is asked for may repeat the question's own words, so the number is asked for again.
    """
    number = read_number(given)
    if number is None:
        return Mark(0.0, "Type a number, such as 12.", unclear=True)
    if _GOES_ON.match(number.rest):
        return Mark(0.0, "Type the whole number in digits, such as 200.", unclear=True)
    found = find_unit(number.rest) if number.rest else None
    wanted = UNITS.get(unit) if unit else None
    if wanted and number.rest and found is None:
        return Mark(0.0, f"The unit “{number.rest}” is not known. Try {wanted.symbol}.", unclear=True)
    if found and wanted is None:
        return Mark(0.0, f"Type the number alone, without “{number.rest}”.", unclear=True)
    if found and wanted and found.kind != wanted.kind:
        return Mark(0.0, f"The unit does not fit. Give the answer in {wanted.symbol}.")
    hits = {_within(_convert(value, found, wanted), bounds) for value in number.readings}
    if len(hits) > 1:
        return Mark(0.0, _two_readings(number), unclear=True)
    if not hits.pop():
        return Mark(0.0)
    if ask_unit and wanted and found is None:
        return Mark(MISSING_UNIT_FACTOR, f"Give the unit too: {wanted.symbol}.")
    return Mark(1.0)


def _tidy(text: str) -> str:
    folded = seen(text).casefold().replace("\N{MINUS SIGN}", "-")
    return " ".join(folded.split())


def _values(digits: str) -> tuple[str, ...]:
    """What digits with signs between them may stand for; nothing where there is a sign among the decimals."""
    if _AMBIGUOUS.fullmatch(digits):
        return digits.replace(",", ""), digits.replace(",", ".")
    grouped = _GROUPED.fullmatch(digits)
    if grouped and (grouped[1] != "." or digits.count(".") > 1):
        return (re.sub(r"\D", "", digits),)
    decimal = max(digits.rfind("."), digits.rfind(","))
    if decimal < 0:
        return (re.sub(r"\D", "", digits),)
    whole, fraction = re.sub(r"\D", "", digits[:decimal]), digits[decimal + 1 :]
    return (f"{whole}.{fraction}",) if fraction.isdecimal() else ()


def _convert(value: Decimal, found: Unit | None, wanted: Unit | None) -> Decimal:
    return value * found.factor / wanted.factor if found and wanted else value


def _within(value: Decimal, bounds: Bounds) -> bool:
    return bounds.low <= value <= bounds.high


def _two_readings(number: Number) -> str:
    whole, fraction = number.readings
    return f"That can mean {whole} or {fraction}. Type it without a comma."
