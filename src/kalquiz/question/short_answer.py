"""A word or a few, typed."""

from typing import Literal

from kalquiz.question.entry import TextKey
from kalquiz.question.typed import TypedQuestion


class ShortAnswer(TypedQuestion, TextKey):
    """A word or a few, typed; slips of the finger cost a tenth, rejected answers count nothing."""

    type: Literal["short_answer"]
