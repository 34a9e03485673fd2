"""What a question is about, as rules that compare questions see it: content words of stem and answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kalquiz.check.topic_words import TopicWords, root, topics
from kalquiz.markup import to_plain
from kalquiz.question import Cloze, Date, Flashcard, Numeric, ShortAnswer, SingleChoice, TrueFalse
from kalquiz.question.cloze import DateGap, NumberGap, TextGap
from kalquiz.question.entry import plain

if TYPE_CHECKING:
    from kalquiz.check.view import View

Topics = frozenset[str]

_MARKED = re.compile(r"\*([^*]+)\*|`([^`]+)`|“([^”]+)”|\"([^\"]+)\"|‘([^’]+)’")
_CAPITAL = re.compile(r"(?<=[^.?!:“\"\s*])\s+[*“\"(]*([^\W\d_a-z][^\W_]*)")
_FIGURE = re.compile(r"\d")


class Profile:
    """The content words of a question; worked out when they are asked for, once."""

    def __init__(self, view: "View", words: TopicWords) -> None:
        self.question = view.question
        self._view = view
        self._words = words

    @cached_property
    def stem(self) -> Topics:
        """Those of the stem."""
        return topics(self._view.stem, self._words)

    @cached_property
    def key(self) -> Topics:
        """Those of the right answer as a key sheet has it."""
        return topics(" ".join(self._view.answers), self._words)

    @cached_property
    def whole(self) -> Topics:
        """Those of stem and key."""
        return self.stem | self.key

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources that support it."""
        return frozenset(citation.source for citation in self.question.citations)

    @cached_property
    def answers(self) -> tuple["Answer", ...]:
        """Each right answer that is a thing of its own and would be given away by being read elsewhere."""
        return tuple(found for found in self._answers() if found.topics)

    @cached_property
    def telling(self) -> tuple[Topics, Topics, Topics]:
        """What in a stem makes it another question though all else is the same: figures, names, opposites.

        Names are words with a capital inside of a sentence, and what is set off by quotes or markup.
        """
        asked = self.question.asked()
        names = _CAPITAL.findall(asked) + ["".join(found) for found in _MARKED.findall(asked)]
        return (
            frozenset(filter(_FIGURE.search, self.stem)),
            topics(" ".join(names), self._words),
            self.stem & {root(word, self._words) for word in self._words.opposites},
        )

    def _answers(self) -> Iterator["Answer"]:
        match self.question:
            case SingleChoice(key=key) | Flashcard(key=key):
                yield self._answer(key)
            case TrueFalse(correction=str(correction)):
                yield self._answer(correction)
            case Cloze(gaps=gaps):
                for gap in gaps.values():
                    yield from self._typed(gap)
            case ShortAnswer() | Numeric() | Date():
                yield from self._typed(self.question)

    def _typed(self, entry: object) -> Iterator["Answer"]:
        match entry:
            case ShortAnswer(key=key, accepted=accepted) | TextGap(key=key, accepted=accepted):
                whole = self._answer(key)
                yield whole
                # A short form of the key gives it away; a synonym is a word like others.
                yield from (short for short in map(self._answer, accepted) if short.topics < whole.topics)
            case Numeric(key=number) | NumberGap(key=number):
                yield self._answer(plain(number))
            case Date(key=key) | DateGap(key=key):
                yield Answer(key, frozenset(self._date(key)))

    def _answer(self, text: str) -> "Answer":
        return Answer(to_plain(text), topics(to_plain(text), self._words))

    def _date(self, key: str) -> Iterator[str]:
        year, month, day = [*key.split("-"), "", ""][:3]
        yield year
        if month:
            yield root(self._words.months[int(month) - 1], self._words)
        if day:
            yield str(int(day))


@dataclass(frozen=True, slots=True)
class Answer:
    """A right answer and its content words."""

    text: str
    topics: Topics

    @property
    def is_name(self) -> bool:
        """Whether it is a name: none of its longer words begins with a small letter."""
        return all(not word[0].islower() for word in self.text.split() if len(word) > 3)
