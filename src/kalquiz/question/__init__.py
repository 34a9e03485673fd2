"""The question types: one module each, and the one list that names them all.

To add a type, write its module and add it to `AnyQuestion`; the contract test and the type checker then ask
for whatever is still missing.
"""

from typing import Annotated, get_args

from pydantic import Field

from kalquiz.question.base import Distractor, Question
from kalquiz.question.categorization import Categorization
from kalquiz.question.cloze import Cloze
from kalquiz.question.constructed_response import ConstructedResponse
from kalquiz.question.date import Date
from kalquiz.question.flashcard import Flashcard
from kalquiz.question.matching import Matching
from kalquiz.question.multiple_response import MultipleResponse
from kalquiz.question.numeric import Numeric
from kalquiz.question.ordering import Ordering
from kalquiz.question.short_answer import ShortAnswer
from kalquiz.question.single_choice import SingleChoice
from kalquiz.question.true_false import TrueFalse

AnyQuestion = Annotated[
    SingleChoice
    | MultipleResponse
    | TrueFalse
    | ShortAnswer
    | Numeric
    | Date
    | Cloze
    | Matching
    | Ordering
    | Categorization
    | ConstructedResponse
    | Flashcard,
    Field(discriminator="type"),
]

QUESTION_TYPES: dict[str, type[Question]] = {
    get_args(kind.model_fields["type"].annotation)[0]: kind for kind in get_args(get_args(AnyQuestion)[0])
}
"""Type name to class, in the order of the list."""

__all__ = [
    "QUESTION_TYPES",
    "AnyQuestion",
    "Categorization",
    "Cloze",
    "ConstructedResponse",
    "Date",
    "Distractor",
    "Flashcard",
    "Matching",
    "MultipleResponse",
    "Numeric",
    "Ordering",
    "Question",
    "ShortAnswer",
    "SingleChoice",
    "TrueFalse",
]
