"""Several right options."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from kalquiz.citation.record import Text
from kalquiz.grading import multiple_response
from kalquiz.interaction import Choice, Chosen, Option, Outcome, Part, Response, Solution
from kalquiz.question.base import Distractor, Question
from kalquiz.question.choice import PINNED, choice, feedback_of, require_among, require_different
from kalquiz.question.fit import expect


class MultipleResponse(Question):
    """Several right options; right picks count for, wrong ones against (`false2` of R/exams)."""

    type: Literal["multiple_response"]
    key: tuple[Text, ...] = Field(min_length=1)
    distractors: tuple[Distractor, ...] = Field(min_length=1)
    pinned: tuple[Text, ...] = Field((), description=PINNED)

    @field_validator("distractors")
    @classmethod
    def _different(cls, distractors: tuple[Distractor, ...], info: ValidationInfo) -> tuple[Distractor, ...]:
        require_different([*info.data.get("key", ()), *(distractor.text for distractor in distractors)])
        return distractors

    @field_validator("pinned")
    @classmethod
    def _among(cls, pinned: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        wrong = [distractor.text for distractor in info.data.get("distractors", ())]
        require_among(pinned, [*info.data.get("key", ()), *wrong])
        return pinned

    def interaction(self) -> Choice:
        texts = [*self.key, *(distractor.text for distractor in self.distractors)]
        return choice(texts, self.pinned, many=True)

    def solution(self) -> Solution:
        right = frozenset(f"o{index}" for index in range(1, len(self.key) + 1))
        return Solution(Chosen(right), self.key, feedback=feedback_of(self.distractors, len(self.key) + 1))

    def outcome(self, response: Response) -> Outcome:
        chosen = expect(response, Chosen).options
        feedback = self.solution().feedback
        parts = [
            self._part(option, feedback.get(option.id, ""), picked=option.id in chosen)
            for option in self.interaction().options
        ]
        right = sum(part.given != "" for part in parts if part.expected)
        wrong = sum(part.given != "" for part in parts if not part.expected)
        score = multiple_response(
            right=right, wrong=wrong, keys=len(self.key), distractors=len(self.distractors)
        )
        return Outcome.of(score, [part for part in parts if part.given or part.expected])

    def _part(self, option: Option, feedback: str, *, picked: bool) -> Part:
        wanted = option.text in self.key
        return Part(
            option.text,
            option.text if picked else "",
            option.text if wanted else "",
            float(picked == wanted),
            feedback if picked else "",
        )
