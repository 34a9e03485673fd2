"""What a bank sets itself as its aim, as `bank.yaml` states it."""

import re
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, StrictFloat, StrictInt, model_validator

from kalquiz.citation.record import MisfitError, Record, Slug, Text
from kalquiz.question import QUESTION_TYPES
from kalquiz.question.base import Level

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%")


def _amount(value: object) -> object:
    """A whole number, or a share such as `40 %`."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    match = _SHARE.fullmatch(value) if isinstance(value, str) else None
    if match is None or float(match[1]) > 100:
        raise MisfitError(f"“{value}” is not a number of questions", "Write 12, or a share such as 40 %.")
    return value


Amount = Annotated[int | str, BeforeValidator(_amount)]
"""A number of questions, or a share of all of them such as `40 %`."""


class CoverageGoal(Record):
    """How much of a source, or of a part of it, has to be cited."""

    source: Slug
    part: Text | None = Field(None, description="what the part is, for people")
    start: StrictFloat = Field(
        0, alias="from", ge=0, le=1, description="where it begins; 0 is the start of the text, 1 its end"
    )
    end: StrictFloat = Field(1, alias="to", ge=0, le=1, description="where it ends")
    least: StrictFloat = Field(
        ge=0, le=100, description="percent of its sentences that at least one question cites"
    )

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.start >= self.end:
            raise MisfitError("the part ends before it begins", "`from` has to be smaller than `to`.")
        return self


class Goals(Record):
    """How many questions of each kind a bank is to have, and how much of its sources they are to cover."""

    questions: StrictInt | None = Field(None, ge=1, description="at least so many")
    within: StrictFloat = Field(
        15, ge=0, le=100, description="percent by which the numbers of types, skills and levels may be off"
    )
    types: dict[Text, Amount] = Field(
        {},
        description="questions of each type",
        json_schema_extra={"propertyNames": {"enum": list(QUESTION_TYPES)}},
    )
    skills: dict[Slug, Amount] = Field({}, description="questions that train each skill")
    levels: dict[Level, Amount] = Field({}, description="questions on each level")
    tags: dict[Slug, Amount] = Field({}, description="questions with each tag, at least")
    coverage: tuple[CoverageGoal, ...] = ()


def wanted(amount: int | str, total: int) -> float:
    """The number of questions that an amount means in a bank of so many."""
    match = _SHARE.fullmatch(str(amount))
    return float(match[1]) * total / 100 if match else float(amount)
