"""Items to put in order."""

from typing import Literal

from pydantic import Field, field_validator

from kalquiz.citation.record import Text
from kalquiz.grading import kendall
from kalquiz.interaction import Option, Order, Ordered, Outcome, Part, Response, Solution
from kalquiz.question.base import Question
from kalquiz.question.choice import require_different
from kalquiz.question.fit import expect


class Ordering(Question):
    """Items to put in order; the score is Kendall's tau, cut off at 0. The stem says the direction."""

    type: Literal["ordering"]
    key: tuple[Text, ...] = Field(min_length=2, description="the items in the right order")

    @field_validator("key")
    @classmethod
    def _different(cls, key: tuple[str, ...]) -> tuple[str, ...]:
        require_different(key)
        return key

    def interaction(self) -> Order:
        return Order(tuple(Option(f"i{index}", text) for index, text in enumerate(self.key, 1)))

    def solution(self) -> Solution:
        return Solution(Ordered(tuple(f"i{index}" for index in range(1, len(self.key) + 1))), self.key)

    def outcome(self, response: Response) -> Outcome:
        given = expect(response, Ordered).items
        items = {item.id: item.text for item in self.interaction().items}
        if sorted(given) != sorted(items):
            return Outcome.unclear(f"Give each of the {len(items)} items once.")
        places = list(items)
        parts = [
            Part(f"place {place}", items[item], key, float(items[item] == key))
            for place, (item, key) in enumerate(zip(given, self.key, strict=True), 1)
        ]
        return Outcome.of(kendall([places.index(item) for item in given]), parts)
