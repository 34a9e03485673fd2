"""An answer in the learner's own words, compared with a model answer by a rubric."""

from typing import Literal

from pydantic import Field, StrictInt, ValidationInfo, field_validator, model_validator

from kalquiz.citation.record import MisfitError, Record, Text
from kalquiz.interaction import Criterion, Outcome, Part, Response, Reveal, Solution, Ticked
from kalquiz.question.base import Question
from kalquiz.question.fit import expect

_MOST_POINTS = 100


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
    def _add_points(cls, raw: object) -> object:
        if not isinstance(raw, dict) or "points" in raw:
            return raw
        rubric = raw.get("rubric")
        lines = rubric if isinstance(rubric, (list, tuple)) else ()
        earned = [line.get("points") for line in lines if isinstance(line, dict)]
        total = sum(points for points in earned if type(points) is int)
        return {**raw, "points": total} if 0 < total <= _MOST_POINTS else raw

    @field_validator("rubric")
    @classmethod
    def _adds_up(cls, rubric: tuple[RubricLine, ...], info: ValidationInfo) -> tuple[RubricLine, ...]:
        total, points = sum(line.points for line in rubric), info.data.get("points")
        if total > _MOST_POINTS:
            raise MisfitError(
                f"the rubric adds up to {total} points", f"A question has at most {_MOST_POINTS}."
            )
        if points is not None and points != total:
            said = f"the rubric adds up to {total} point{'s' if total > 1 else ''}, not {points}"
            raise MisfitError(said, "Remove `points:`; it follows from the rubric.")
        return rubric

    def interaction(self) -> Reveal:
        criteria = (
            Criterion(f"c{index}", line.text, line.points) for index, line in enumerate(self.rubric, 1)
        )
        return Reveal(tuple(criteria), self.lines)

    def solution(self) -> Solution:
        ticked = frozenset(criterion.id for criterion in self.interaction().criteria)
        return Solution(Ticked(ticked), (self.key,))

    def outcome(self, response: Response) -> Outcome:
        ticked = expect(response, Ticked).criteria
        criteria = self.interaction().criteria
        parts = [
            Part(criterion.text, f"{criterion.points if met else 0} of {criterion.points}", "", float(met))
            for criterion in criteria
            for met in [criterion.id in ticked]
        ]
        earned = sum(criterion.points for criterion in criteria if criterion.id in ticked)
        return Outcome.of(earned / self.points, parts)
