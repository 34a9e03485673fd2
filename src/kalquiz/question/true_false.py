"""A statement to judge."""

from typing import Literal

from pydantic import Field, StrictBool, ValidationInfo, field_validator

from kalquiz.citation.record import MisfitError, Text
from kalquiz.interaction import Choice, Chosen, Note, Option, Outcome, Part, Response, Solution
from kalquiz.question.base import Question
from kalquiz.question.fit import expect

_WORDS = {True: "True", False: "False"}


class TrueFalse(Question):
    """A statement to judge; a false one comes with the corrected statement."""

    type: Literal["true_false"]
    key: StrictBool
    correction: Text | None = Field(None, validate_default=True)
    feedback: str = ""

    @field_validator("correction")
    @classmethod
    def _corrected(cls, correction: str | None, info: ValidationInfo) -> str | None:
        key = info.data.get("key")
        if key is True and correction:
            raise MisfitError("a true statement needs no `correction`", "Remove it, or set `key: false`.")
        if key is False and not correction:
            hint = "Add `correction:` with what is true instead."
            raise MisfitError("a false statement needs a `correction`", hint)
        return correction

    def interaction(self) -> Choice:
        return Choice((Option("true", _WORDS[True]), Option("false", _WORDS[False])), fixed=True)

    def solution(self) -> Solution:
        notes = (Note("{}", (self.correction,)),) if self.correction else ()
        right, wrong = ("true", "false") if self.key else ("false", "true")
        feedback = {wrong: self.feedback} if self.feedback else {}
        return Solution(Chosen(frozenset({right})), (_WORDS[self.key],), notes, feedback)

    def outcome(self, response: Response) -> Outcome:
        chosen = expect(response, Chosen).options
        right = float(chosen == {str(self.key).lower()})
        given = "; ".join(option.text for option in self.interaction().options if option.id in chosen)
        feedback = "" if right else self.feedback
        return Outcome.of(right, [Part("", given, _WORDS[self.key], right, feedback)])
