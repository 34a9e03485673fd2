"""A date, typed."""

from typing import Literal

from kalquiz.question.entry import DateKey
from kalquiz.question.typed import TypedQuestion


class Date(TypedQuestion, DateKey):
    """A date, typed; year, month and day each earn their part."""

    type: Literal["date"]
