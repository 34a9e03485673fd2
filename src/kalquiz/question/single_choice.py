"""One right option among several."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from kalquiz.citation.record import Text
from kalquiz.interaction import Choice, Chosen, Outcome, Part, Response, Solution
from kalquiz.question.base import Distractor, Question
from kalquiz.question.choice import PINNED, choice, feedback_of, require_among, require_different
from kalquiz.question.fit import expect


class SingleChoice(Question):
    """One right option among several; 1 or 0."""

    type: Literal["single_choice"]
    key: Text
    distractors: tuple[Distractor, ...] = Field(min_length=1)
    pinned: tuple[Text, ...] = Field((), description=PINNED)

    @field_validator("distractors")
    @classmethod
    def _different(cls, distractors: tuple[Distractor, ...], info: ValidationInfo) -> tuple[Distractor, ...]:
        require_different([info.data.get("key", ""), *(distractor.text for distractor in distractors)])
        return distractors

    @field_validator("pinned")
    @classmethod
    def _among(cls, pinned: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        wrong = [distractor.text for distractor in info.data.get("distractors", ())]
        require_among(pinned, [info.data.get("key", ""), *wrong])
        return pinned

    def interaction(self) -> Choice:
        return choice([self.key, *(distractor.text for distractor in self.distractors)], self.pinned)

    def solution(self) -> Solution:
        return Solution(Chosen(frozenset({"o1"})), (self.key,), feedback=feedback_of(self.distractors, 2))

    def outcome(self, response: Response) -> Outcome:
        chosen = expect(response, Chosen).options
        picked = [option for option in self.interaction().options if option.id in chosen]
        right = float([option.text for option in picked] == [self.key])
        feedback = self.solution().feedback
        said = " ".join(feedback[option.id] for option in picked if option.id in feedback)
        given = "; ".join(option.text for option in picked)
        return Outcome.of(right, [Part("", given, self.key, right, said)])
