"""A statement to judge."""

from typing import Literal, Self

from pydantic import StrictBool, model_validator

from kalquiz.citation.record import Text
from kalquiz.interaction import Choice, Chosen, Option, Outcome, Part, Response, Solution
from kalquiz.question.base import Question, expect

_WORDS = {True: "True", False: "False"}


class TrueFalse(Question):
    """A statement to judge; a false one comes with the corrected statement."""

    type: Literal["true_false"]
    key: StrictBool
    correction: Text | None = None
    feedback: str = ""

    @model_validator(mode="after")
    def _corrected(self) -> Self:
        if self.key and self.correction:
            raise ValueError("a true statement needs no `correction`")
        if not self.key and not self.correction:
            raise ValueError("a false statement needs the `correction`: what is true instead")
        return self

    def interaction(self) -> Choice:
        return Choice((Option("true", _WORDS[True]), Option("false", _WORDS[False])), fixed=True)

    def solution(self) -> Solution:
        notes = (self.correction,) if self.correction else ()
        return Solution(Chosen(frozenset({str(self.key).lower()})), (_WORDS[self.key],), notes)

    def grade(self, response: Response) -> Outcome:
        chosen = expect(response, Chosen).options
        right = chosen == {str(self.key).lower()}
        given = "; ".join(option.text for option in self.interaction().options if option.id in chosen)
        feedback = "" if right else self.feedback
        return Outcome.of(right, [Part("", given, _WORDS[self.key], float(right), feedback)])
