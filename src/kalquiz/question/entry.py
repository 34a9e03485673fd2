"""What a typed answer is held against: words, a number or a date; shared by questions and gaps of a cloze."""

import re
from abc import ABC, abstractmethod
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictBool, ValidationInfo, field_validator, model_validator

from kalquiz.citation.record import EDTF, MisfitError, Record, Text
from kalquiz.grading import UNITS, Bounds, Mark, grade_date, grade_number, grade_text, normalise
from kalquiz.interaction import ACCEPTED, BETWEEN, Note, TextEntry
from kalquiz.markup import sealed
from kalquiz.question.base import Distractor


class Entry(Record, ABC):
    """A key for something typed."""

    @abstractmethod
    def entry(self) -> TextEntry:
        """What is to be typed."""

    @abstractmethod
    def key_text(self) -> str:
        """The key as a person would type it; grading it gives 1."""

    @abstractmethod
    def notes(self) -> tuple[Note, ...]:
        """What else counts as right, in words."""

    @abstractmethod
    def mark(self, given: str) -> Mark:
        """Grade what was typed."""


class TextKey(Entry):
    """Words: the key, other accepted answers, and rejected ones with the reason."""

    key: Text
    accepted: tuple[Text, ...] = ()
    rejected: tuple[Distractor, ...] = ()

    @field_validator("rejected")
    @classmethod
    def _apart(cls, rejected: tuple[Distractor, ...], info: ValidationInfo) -> tuple[Distractor, ...]:
        right = {normalise(text) for text in (info.data.get("key", ""), *info.data.get("accepted", ()))}
        for distractor in rejected:
            if normalise(distractor.text) in right:
                raise MisfitError(
                    f"“{distractor.text}” is both accepted and rejected", "Keep one of the two."
                )
        return rejected

    def entry(self) -> TextEntry:
        return TextEntry()

    def key_text(self) -> str:
        return self.key

    def notes(self) -> tuple[Note, ...]:
        if not self.accepted:
            return ()
        texts = list(map(sealed, self.accepted))
        brief = texts if len(texts) <= _FEW else [*texts[: _FEW - 1], "..."]
        return (Note(ACCEPTED, ("; ".join(texts),), brief=("; ".join(brief),)),)

    def mark(self, given: str) -> Mark:
        rejected = {distractor.text: distractor.feedback for distractor in self.rejected}
        return grade_text(given, (self.key, *self.accepted), rejected)


_FEW = 6
"""Accepted answers that a learner is shown; whoever marks answers gets all."""

_DECIMAL = re.compile(r"[-+]?(\d{1,40}(\.\d{0,40})?|\.\d{1,40})(e[-+]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(r"[\d.]+\s*(?:-|–|to)\s*[\d.]+")


def _number(value: object) -> object:
    """A number exactly as the author wrote it.

    YAML hands over binary fractions; `repr` gives the shortest decimal that reads as the same one.
    """
    if not isinstance(value, (int, float, str)):
        return value
    text = repr(value) if isinstance(value, float) else str(value)
    if not _DECIMAL.fullmatch(text):
        hint = "Write it in digits, with a point for decimals."
        if _RANGE.fullmatch(text):
            hint = "Write one number, and how far an answer may be off: `tolerance: {range: [50, 100]}`."
        raise MisfitError(f"“{text}” is not a number", hint)
    number = Decimal(text)
    if len(number.as_tuple().digits) > (15 if isinstance(value, float) else 28):
        raise MisfitError("the number has too many digits to be kept exactly", "Round it.")
    if number and abs(number.adjusted()) > 30:
        raise MisfitError("the number is too large or too small", "Choose another unit.")
    return number


Number = Annotated[Decimal, BeforeValidator(_number), Field(allow_inf_nan=False)]
"""A decimal number, without rounding."""


class Tolerance(Record):
    """How far a number may be off: by an absolute amount, by percent of the key, or anywhere in a range."""

    absolute: Annotated[Number, Field(ge=0)] | None = None
    percent: Annotated[Number, Field(ge=0, le=100)] | None = None
    range: tuple[Number, Number] | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(value is not None for value in (self.absolute, self.percent, self.range)) != 1:
            raise MisfitError(
                "`tolerance` needs one of `absolute`, `percent` and `range`", "Keep one of them."
            )
        if self.range and self.range[0] > self.range[1]:
            raise MisfitError("the range ends before it begins", "Write the smaller number first.")
        return self

    def bounds(self, key: Decimal) -> Bounds:
        """The numbers that count as right."""
        if self.range:
            return Bounds(*self.range)
        off = self.absolute if self.absolute is not None else abs(key) * (self.percent or 0) / 100
        return Bounds(key - off, key + off)


class NumberKey(Entry):
    """A number, how far an answer may be off, and the unit a bare number counts in.

    With `ask_unit` the learner has to give the unit.
    """

    key: Number
    tolerance: Tolerance | None = None
    unit: str | None = Field(None, json_schema_extra={"enum": [*UNITS, None]})
    ask_unit: StrictBool = False

    @field_validator("unit")
    @classmethod
    def _known(cls, unit: str | None) -> str | None:
        if unit is not None and unit not in UNITS:
            raise MisfitError(f"the unit “{unit}” is not known", f"Use one of {', '.join(UNITS)}.")
        return unit

    @field_validator("tolerance")
    @classmethod
    def _holds_key(cls, tolerance: Tolerance | None, info: ValidationInfo) -> Tolerance | None:
        key = info.data.get("key")
        if tolerance and key is not None:
            bounds = tolerance.bounds(key)
            if not bounds.low <= key <= bounds.high:
                raise MisfitError("the key lies outside the range", "Widen the range, or mend the key.")
        return tolerance

    @property
    def bounds(self) -> Bounds:
        """The numbers that count as right, in the key's unit."""
        return self.tolerance.bounds(self.key) if self.tolerance else Bounds(self.key, self.key)

    def entry(self) -> TextEntry:
        return TextEntry("number", None if self.ask_unit else self.unit)

    def key_text(self) -> str:
        return f"{plain(self.key)} {self.unit}" if self.unit else plain(self.key)

    def notes(self) -> tuple[Note, ...]:
        bounds = self.bounds
        if bounds.low == bounds.high:
            return ()
        return (Note(BETWEEN, (plain(bounds.low), plain(bounds.high))),)

    def mark(self, given: str) -> Mark:
        return grade_number(given, self.bounds, self.unit, ask_unit=self.ask_unit)


def plain(number: Decimal) -> str:
    """A number without exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class DateKey(Entry):
    """A date, or only a year and month, or a year: the parts that are asked for."""

    key: EDTF

    @field_validator("key", mode="before")
    @classmethod
    def _year(cls, key: object) -> object:
        return str(key) if isinstance(key, int) and not isinstance(key, bool) else key

    def entry(self) -> TextEntry:
        return TextEntry("date")

    def key_text(self) -> str:
        return self.key

    def notes(self) -> tuple[Note, ...]:
        return ()

    def mark(self, given: str) -> Mark:
        return grade_date(given, tuple(map(int, self.key.split("-"))))
