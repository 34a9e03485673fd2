"""A number, typed."""

from typing import Literal

from kalquiz.question.entry import NumberKey
from kalquiz.question.typed import TypedQuestion


class Numeric(TypedQuestion, NumberKey):
    """A number, typed, with a tolerance and a unit where it has them."""

    type: Literal["numeric"]
