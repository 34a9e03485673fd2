"""An answer in the learner's own words, compared with a model answer by a rubric."""

from typing import Any, Literal

from pydantic import Field, StrictInt, model_validator

from kalquiz.citation.record import Record, Text
from kalquiz.interaction import Criterion, Outcome, Part, Response, Reveal, Solution, Ticked
from kalquiz.question.base import Question, expect


class RubricLine(Record):
    """What an answer has to do, and the points it earns."""

    text: Text
    points: StrictInt = Field(ge=1)


class ConstructedResponse(Question):
    """An answer in the learner's own words; they see the model answer and tick what theirs has.

    `points` is the sum of the rubric's; `lines` is the writing space on paper.
    """

    type: Literal["constructed_response"]
    key: Text = Field(description="a model answer")
    rubric: tuple[RubricLine, ...] = Field(min_length=1)
    lines: StrictInt = Field(6, ge=1, le=60)

    @model_validator(mode="before")
    @classmethod
    def _add_points(cls, raw: Any) -> Any:
        rubric = raw.get("rubric") if isinstance(raw, dict) else None
        lines = [line for line in rubric if isinstance(line, dict)] if isinstance(rubric, list) else []
        earned = [line["points"] for line in lines if type(line.get("points")) is int]
        if not earned or len(earned) != len(rubric or ()):
            return raw
        if raw.get("points", sum(earned)) != sum(earned):
            raise ValueError(f"the rubric adds up to {sum(earned)} points, not {raw['points']}")
        return {**raw, "points": sum(earned)}

    def interaction(self) -> Reveal:
        criteria = (
            Criterion(f"c{index}", line.text, line.points) for index, line in enumerate(self.rubric, 1)
        )
        return Reveal(tuple(criteria), self.lines)

    def solution(self) -> Solution:
        ticked = frozenset(criterion.id for criterion in self.interaction().criteria)
        return Solution(Ticked(ticked), (self.key,))

    def grade(self, response: Response) -> Outcome:
        ticked = expect(response, Ticked).criteria
        criteria = self.interaction().criteria
        parts = [
            Part(criterion.text, f"{criterion.points if met else 0} of {criterion.points}", "", float(met))
            for criterion in criteria
            for met in [criterion.id in ticked]
        ]
        earned = sum(criterion.points for criterion in criteria if criterion.id in ticked)
        return Outcome.of(earned / self.points, parts)
