"""A prompt and what to recall; the learner says whether they knew."""

from typing import Literal

from kalquiz.citation.record import Text
from kalquiz.interaction import Criterion, Outcome, Part, Response, Reveal, Solution, Ticked
from kalquiz.question.base import Question
from kalquiz.question.fit import expect

_RECALLED = Criterion("recalled", "I knew it", 1)


class Flashcard(Question):
    """A prompt and what to recall; the learner says whether they knew."""

    type: Literal["flashcard"]
    key: Text

    def interaction(self) -> Reveal:
        return Reveal((_RECALLED,), recall=True)

    def solution(self) -> Solution:
        return Solution(Ticked(frozenset({_RECALLED.id})), (self.key,))

    def outcome(self, response: Response) -> Outcome:
        recalled = float(_RECALLED.id in expect(response, Ticked).criteria)
        return Outcome.of(recalled, [Part("", "", self.key, recalled)])
