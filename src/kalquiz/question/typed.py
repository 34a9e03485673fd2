"""The machinery of questions answered by typing one thing."""

from abc import ABC

from kalquiz.interaction import Outcome, Part, Response, Solution, TextEntry, Typed
from kalquiz.question.base import Question
from kalquiz.question.entry import Entry
from kalquiz.question.fit import expect


class TypedQuestion(Question, Entry, ABC):
    """A question whose key is an `Entry`."""

    def interaction(self) -> TextEntry:
        return self.entry()

    def solution(self) -> Solution:
        return Solution(Typed(self.key_text()), (self.key_text(),), self.notes())

    def outcome(self, response: Response) -> Outcome:
        given = expect(response, Typed).text
        mark = self.mark(given)
        if mark.unclear:
            return Outcome.unclear(mark.feedback)
        return Outcome.of(mark.score, [Part("", given, self.key_text(), mark.score, mark.feedback)])
