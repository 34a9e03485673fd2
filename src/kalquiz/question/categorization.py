"""Statements to sort among categories."""

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from kalquiz.citation.record import MisfitError, Record, Text
from kalquiz.interaction import Match, Matched, Option, Outcome, Response, Solution
from kalquiz.question.base import Question
from kalquiz.question.choice import require_different
from kalquiz.question.fit import expect
from kalquiz.question.pairs import grade_pairs


class Statement(Record):
    """A statement and the category it belongs to."""

    text: Text
    key: Text


class Categorization(Question):
    """Statements to sort among categories; the score is the share of statements that are right."""

    type: Literal["categorization"]
    categories: tuple[Text, ...] = Field(min_length=2)
    statements: tuple[Statement, ...] = Field(min_length=2)

    @field_validator("categories")
    @classmethod
    def _different(cls, categories: tuple[str, ...]) -> tuple[str, ...]:
        require_different(categories)
        return categories

    @field_validator("statements")
    @classmethod
    def _sorted(cls, statements: tuple[Statement, ...], info: ValidationInfo) -> tuple[Statement, ...]:
        require_different([statement.text for statement in statements])
        categories = info.data.get("categories", ())
        for statement in statements:
            if categories and statement.key not in categories:
                said = f"“{statement.key}” is not one of the categories"
                raise MisfitError(said, f"Use one of {', '.join(categories)}.")
        return statements

    def interaction(self) -> Match:
        return Match(
            tuple(Option(f"s{index}", statement.text) for index, statement in enumerate(self.statements, 1)),
            tuple(Option(f"t{index}", category) for index, category in enumerate(self.categories, 1)),
            reuse=True,
        )

    def solution(self) -> Solution:
        pairs = {
            f"s{index}": f"t{self.categories.index(statement.key) + 1}"
            for index, statement in enumerate(self.statements, 1)
        }
        lines = tuple(f"{statement.text} → {statement.key}" for statement in self.statements)
        return Solution(Matched(pairs), lines)

    def outcome(self, response: Response) -> Outcome:
        return grade_pairs(self.interaction(), expect(response, Matched), self.solution())
