"""Cards: one thing to recall, small enough to be recalled whole."""

import re
from collections.abc import Iterator

from kalquiz.check.language import Words
from kalquiz.check.published import WOZNIAK
from kalquiz.check.rule import Found, Spot, bank_rule, word_rule
from kalquiz.check.stem_words import StemWords
from kalquiz.check.view import Checked, View, words_of
from kalquiz.problem import Severity
from kalquiz.question import Flashcard, ShortAnswer

_LONGEST_PROMPT, _LONGEST_ANSWER = 30, 16
_MOST_CONTENT = 8
_PARTS = re.compile(r";\s|[.!?]\s+(?=\w)")
_AND_A_DATE = re.compile(r"\D+, (?:\w+ )?\d+\W*")
_ITEMS = re.compile(r"[,;]\s+|\s*\n\s*|\s+/\s+")
_NAME_SIGN = "&"


@bank_rule(
    "card/size",
    Severity.WARNING,
    source=f"{WOZNIAK}, rule 4",
    reason="A card with too much on it is never wholly known: it keeps coming back for the part that was forgotten.",
)
def size(checked: Checked) -> Iterator[Found]:
    """A card with a long prompt, a long answer or two facts."""
    for view in checked.views:
        if isinstance(view.question, (Flashcard, ShortAnswer)):
            yield from ((view.question, spot) for spot in _oversize(view, checked.words))


def _oversize(view: View, words: Words | None) -> Iterator[Spot]:
    (answer,) = view.answers
    if len(view.stem_words) > _LONGEST_PROMPT:
        hint = f"Ask in {_LONGEST_PROMPT} words or fewer; the explanation has room for the rest."
        yield Spot(("stem",), f"the prompt has {len(view.stem_words)} words", hint)
    if _is_long(answer, words):
        hint = f"Ask for what can be said in {_MOST_CONTENT} words that matter, or make two cards of it."
        yield Spot(("key",), f"the answer has {len(words_of(answer))} words", hint)
    elif _says_twice(view.stem_words, answer, words):
        yield Spot(("key",), "the answer says more than one thing", "Make a card of each.")
    elif view.stem.count("?") > 1 or (words and _asks_twice(view.stem_words, words.stems)):
        yield Spot(("stem",), "the prompt asks for more than one thing", "Make a card of each.")


def _is_long(answer: str, words: Words | None) -> bool:
    """Whether an answer has too many words, or, where they are known, too many that say something."""
    said = words_of(answer)
    content = [word for word in said if word not in words.topics.function] if words else ()
    return len(said) > _LONGEST_ANSWER or len(content) > _MOST_CONTENT


def _says_twice(stem: tuple[str, ...], answer: str, words: Words | None) -> bool:
    """Whether an answer says two things, where the prompt does not ask how they differ."""
    compared = words is not None and not words.stems.compares.isdisjoint(stem)
    return not compared and (len(_PARTS.split(answer)) > 1 or bool(_AND_A_DATE.fullmatch(answer)))


def _asks_twice(stem: tuple[str, ...], words: StemWords) -> bool:
    """Whether an “and” leads to a second word that asks."""
    asked = [at for at, word in enumerate(stem) if word in words.questions]
    return any(not words.joins.isdisjoint(stem[max(asked[0], at - 2) : at]) for at in asked[1:])


@word_rule(
    "card/list-answer",
    Severity.WARNING,
    source=f"{WOZNIAK}, rules 9 and 10",
    reason="Lists are the hardest thing to remember; ask for each item separately.",
)
def list_answer(view: View, words: Words) -> Iterator[Spot]:
    """A card whose answer lists three things or more."""
    if isinstance(view.question, (Flashcard, ShortAnswer)):
        count = len(_listed(view.answers[0], words.stems))
        if count > 2:
            hint = "Ask for each by itself, for their order, or for one at a time in a cloze."
            yield Spot(("key",), f"the answer is a list of {count}", hint)


def _listed(answer: str, words: StemWords) -> list[str]:
    """The items of a list; nothing where the commas set off when, where or how, or belong to a name."""
    *items, last = _ITEMS.split(answer.strip(" ."))
    tail = re.split(rf"(?:^|\s+)(?:{'|'.join(sorted(words.joins))})\s+", last)
    listed = [item for item in (*items, *tail) if item]
    unlike = _NAME_SIGN in answer or any(words.adverbial.match(item) for item in listed[1:])
    return [] if unlike else listed


@word_rule(
    "card/yes-no",
    Severity.WARNING,
    source="Matuschak, How to write good prompts",
    reason="With two answers to choose from, half the guesses are right, and little is recalled.",
)
def yes_no(view: View, words: Words) -> Iterator[Spot]:
    """A card to be answered with yes or no, or with one of two things that it names."""
    if isinstance(view.question, (Flashcard, ShortAnswer)):
        asked, answer = words_of(view.lead_in), words_of(view.answers[0])
        opens = asked[:1] and asked[0] in words.stems.cases
        judged = answer[:1] and answer[0] in words.stems.verdicts
        if opens or (judged and words.stems.questions.isdisjoint(asked)):
            hint = "Ask who, what, when, how or why instead, so that the fact itself is the answer."
            yield Spot(("stem",), "half of all guesses at the answer are right", hint)
