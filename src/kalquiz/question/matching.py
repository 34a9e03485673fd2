"""Stems and the keys that belong to them."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from kalquiz.citation.record import Record, Text
from kalquiz.interaction import Match, Matched, Option, Outcome, Response, Solution
from kalquiz.question.area import Area, require_areas
from kalquiz.question.base import Distractor, Question
from kalquiz.question.choice import feedback_of, require_different
from kalquiz.question.fit import expect
from kalquiz.question.pairs import grade_pairs


class Pair(Record):
    """A stem and the key that belongs to it."""

    stem: Text
    key: Text
    area: Area | None = Field(
        None, description="where `answer_image` shows the key; Anki hides it there, and has a card for it"
    )


class Matching(Question):
    """Stems to match with keys; distractors match nothing. The score is the share of stems that are right."""

    type: Literal["matching"]
    pairs: tuple[Pair, ...] = Field(min_length=2)
    distractors: tuple[Distractor, ...] = ()

    @field_validator("pairs")
    @classmethod
    def _different_pairs(cls, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
        require_different([pair.stem for pair in pairs])
        require_different([pair.key for pair in pairs])
        return pairs

    @field_validator("pairs")
    @classmethod
    def _areas(cls, pairs: tuple[Pair, ...], info: ValidationInfo) -> tuple[Pair, ...]:
        # A picture that is wrong is no data here, and has been reported.
        picture = info.data.get("answer_image", "wrong") is not None
        require_areas([pair.area for pair in pairs], [pair.stem for pair in pairs], picture=picture)
        return pairs

    @field_validator("distractors")
    @classmethod
    def _different(cls, distractors: tuple[Distractor, ...], info: ValidationInfo) -> tuple[Distractor, ...]:
        keys = [pair.key for pair in info.data.get("pairs", ())]
        require_different([*keys, *(distractor.text for distractor in distractors)])
        return distractors

    def interaction(self) -> Match:
        targets = [pair.key for pair in self.pairs] + [distractor.text for distractor in self.distractors]
        return Match(
            tuple(Option(f"s{index}", pair.stem) for index, pair in enumerate(self.pairs, 1)),
            tuple(Option(f"t{index}", text) for index, text in enumerate(targets, 1)),
            masks=tuple(pair.area.mask(f"s{index}") for index, pair in enumerate(self.pairs, 1) if pair.area),
        )

    def solution(self) -> Solution:
        pairs = {f"s{index}": f"t{index}" for index in range(1, len(self.pairs) + 1)}
        lines = tuple(f"{pair.stem} → {pair.key}" for pair in self.pairs)
        feedback = feedback_of(self.distractors, len(self.pairs) + 1, "t")
        return Solution(Matched(pairs), lines, feedback=feedback)

    def outcome(self, response: Response) -> Outcome:
        return grade_pairs(self.interaction(), expect(response, Matched), self.solution())
