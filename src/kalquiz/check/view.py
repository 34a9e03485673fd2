"""What rules see: the bank, the texts at hand, and each question with what several rules ask of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kalquiz.bank import Bank, Loc
from kalquiz.check.language import LANGUAGES, Words
from kalquiz.check.profile import Profile
from kalquiz.interaction import Choice
from kalquiz.library import Located, locate_citations
from kalquiz.markup import to_plain
from kalquiz.question import MultipleResponse, Question, SingleChoice
from kalquiz.question.quantity import Quantity, read_quantity

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text in small letters; hyphens and apostrophes inside of words stay, as in typing."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def is_name(text: str, words: int) -> bool:
    """Whether a text is a name of so many words or more: they have capitals, and what joins them is short."""
    telling = [word for word in _WORD.findall(text) if len(word) > 3 or word[0].isupper()]
    return len(telling) >= words and all(not word[0].islower() for word in telling)


@dataclass(frozen=True, slots=True)
class Written:
    """An option as the author wrote it: without markup, its place in the question, and whether it is right."""

    text: str
    loc: Loc
    right: bool


class View:
    """A question as rules see it; what is asked for is worked out once."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def stem(self) -> str:
        """What is asked, without markup; gaps are shown as a line."""
        return to_plain(self.question.asked())

    @cached_property
    def lead_in(self) -> str:
        """The sentence that asks, with its markup: the last one with a question mark, or else the last."""
        sentences = [part for part in _SENTENCE.split(self.question.asked()) if part.strip()]
        asking = [part for part in sentences if part.rstrip(' "”’)*_').endswith("?")]
        return (asking or sentences)[-1]

    @cached_property
    def stem_words(self) -> tuple[str, ...]:
        """The words of the stem in small letters; gaps are none."""
        return tuple(words_of(self.stem))

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """What is right, in words without markup: a line, or one for each gap, right option, pair or item."""
        return tuple(map(to_plain, self.question.solution().lines))

    @cached_property
    def written(self) -> tuple[Written, ...]:
        """The options that the author wrote, right ones first; nothing where there are none to write."""
        match self.question:
            case SingleChoice(key=key, distractors=distractors):
                right: list[tuple[str, Loc]] = [(key, ("key",))]
            case MultipleResponse(key=keys, distractors=distractors):
                right = [(key, ("key", index)) for index, key in enumerate(keys)]
            case _:
                return ()
        wrong = [(it.text, ("distractors", index, "text")) for index, it in enumerate(distractors)]
        return tuple(
            Written(to_plain(text), loc, number < len(right))
            for number, (text, loc) in enumerate([*right, *wrong])
        )

    @cached_property
    def sizes(self) -> tuple[Quantity | None, ...]:
        """The quantity that each of the options as written names, if it does."""
        return tuple(read_quantity(it.text) for it in self.written)

    @cached_property
    def in_order(self) -> bool:
        """Whether the options are quantities that kalquiz puts in order, or otherwise fixed."""
        interaction = self.question.interaction()
        return isinstance(interaction, Choice) and interaction.fixed

    @cached_property
    def keys(self) -> tuple[Written, ...]:
        """The right ones of the options as written."""
        return tuple(it for it in self.written if it.right)

    @cached_property
    def distractors(self) -> tuple[Written, ...]:
        """The wrong ones of the options as written."""
        return tuple(it for it in self.written if not it.right)


@dataclass(frozen=True)
class Checked:
    """What is checked.

    Attributes:
        bank: the bank.
        texts: the texts of its sources that are at hand, by source id.
        before: an earlier version of the bank, if there is one to compare with.
    """

    bank: Bank
    texts: Mapping[str, str]
    before: Bank | None = None

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The questions in order."""
        return tuple(map(View, self.bank.questions))

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """What each question is about, in order; nothing in a language whose words are not known."""
        return tuple(Profile(view, self.words.topics) for view in self.views) if self.words else ()

    @cached_property
    def located(self) -> tuple[Located, ...]:
        """What became of each citation of a source that is at hand."""
        return tuple(
            located
            for source, text in self.texts.items()
            for located in locate_citations(self.bank, source, text)
        )

    @cached_property
    def words(self) -> Words | None:
        """The words of the bank's language that rules go by, if they are known."""
        return LANGUAGES.get(self.bank.about.language.partition("-")[0])

    def named(self, question: Question) -> str:
        """A question as a message about another one names it."""
        return f"`{question.id}` ({question.section}.yaml)"
