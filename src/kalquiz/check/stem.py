"""Stems: one reads what is asked once, and knows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kalquiz.check.language import Words
from kalquiz.check.published import HALADYNA, WOZNIAK
from kalquiz.check.rule import Spot, question_rule, word_rule
from kalquiz.check.stem_words import StemWords
from kalquiz.check.view import View, words_of
from kalquiz.markup import spans, to_plain
from kalquiz.problem import Severity
from kalquiz.question import Cloze, Flashcard, MultipleResponse, Numeric, ShortAnswer, SingleChoice

_LONGEST = 40
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|«[^»]*»")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,;:—]")


@word_rule(
    "stem/negative",
    Severity.ERROR,
    source=f"{HALADYNA}, guideline 17",
    reason="A small word that reverses the question is overlooked by people who know the answer.",
)
def negative(view: View, words: Words) -> Iterator[Spot]:
    """A negation that reverses the question and does not stand out; a cloze states, and asks nothing."""
    found = "" if isinstance(view.question, Cloze) else _negation(view.lead_in, words.stems)
    if found:
        hint = f"Ask for what is true instead, or write {found.upper()} in capitals or set it off."
        yield Spot(("stem",), f"“{found}” reverses the question and is easily overlooked", hint)


def _negation(lead_in: str, words: StemWords) -> str:
    """The word of a sentence that turns it round and does not stand out, if there is one.

    Neither what stands in a clause beside the question does so, nor in a question for a reason.
    """
    before, asked, beside = "", False, False
    tokens = _TOKEN.findall(_plain(lead_in, words))
    for token in tokens:
        word = token.casefold().replace("’", "'")
        if word in words.reasons and not beside:
            return ""
        if not word[0].isalnum():
            beside = False
        elif _begins_clause(word, before, words) or (asked and word in words.questions):
            beside = True
        elif word in words.negations and not (beside or token.isupper()):
            return str(token)
        asked |= word in words.questions
        before = word
    return str(tokens[-1]) if asked and before in words.denials and not tokens[-1].isupper() else ""


def _begins_clause(word: str, before: str, words: StemWords) -> bool:
    """Whether what follows the word stands beside the question."""
    contrast = before == "," and word in words.contrasts
    return contrast or word in words.clauses or word in words.alternatives


def _plain(text: str, words: StemWords) -> str:
    """The text without quotations, code, what is set off, and phrases whose negation turns nothing round."""
    kept = (span.text if span.style == "text" else " * " for span in spans(text))
    return words.harmless.sub(" ", _QUOTED.sub(" ", "".join(kept)))


@word_rule(
    "stem/answer-inside",
    Severity.ERROR,
    source="Matuschak, How to write good prompts",
    reason="If the answer is in the stem, one learns to read it off, not to recall it.",
)
def answer_inside(view: View, words: Words) -> Iterator[Spot]:
    """A key that stands in its own stem, unless the stem offers a choice of answers."""
    for answer in _told(view, view.stem, view.answers, words.stems):
        hint = f"Say it in the stem without “{answer}”."
        yield Spot(("stem",), f"the stem holds the answer “{answer}”", hint)


@word_rule(
    "question/telling-hint",
    Severity.INFO,
    source="Matuschak, How to write good prompts",
    reason="A hint helps to remember; one that holds the answer leaves nothing to remember.",
)
def telling_hint(view: View, words: Words) -> Iterator[Spot]:
    """A hint with the key in it, or with an accepted answer, unless it offers a choice of answers."""
    accepted = view.question.accepted if isinstance(view.question, ShortAnswer) else ()
    answers = (*view.answers, *map(to_plain, accepted))
    for answer in _told(view, to_plain(view.question.hint or ""), answers, words.stems):
        yield Spot(("hint",), f"the hint holds the answer “{answer}”", f"Say it without “{answer}”.")


def _told(view: View, text: str, answers: Iterable[str], words: StemWords) -> Iterator[str]:
    """The answers that a text gives away, of questions that are answered with what they ask for."""
    if isinstance(view.question, (SingleChoice, MultipleResponse, ShortAnswer, Numeric, Flashcard, Cloze)):
        yield from (answer for answer in answers if _gives_away(view, text, answer, words))


def _gives_away(view: View, text: str, answer: str, words: StemWords) -> bool:
    """Whether the answer stands in a text as whole words, and not as one of the answers to choose from.

    What another option has as well does not tell them apart, nor does a number among others to reckon with.
    """
    stem = _names(words_of(text), words)
    key = _names(words_of(answer), words)
    place = _place(key, stem)
    if place is None or (answer.isupper() and answer not in text):
        return False
    if isinstance(view.question, Numeric) and len(_NUMBER.findall(text)) > 1:
        return False
    others = [_names(words_of(other.text), words) for other in view.distractors]
    near = stem[max(0, place - 3) : place + len(key) + 4]
    told = all(_place(other, stem) is None and _place(key, other) is None for other in others)
    return told and words.alternatives.isdisjoint(near)


def _names(text: Sequence[str], words: StemWords) -> list[str]:
    """The words without articles and endings of possession."""
    return [word.removesuffix(words.possessive) for word in text if word not in words.articles]


def _place(key: Sequence[str], stem: Sequence[str]) -> int | None:
    """Where the words of the key stand in a row."""
    starts = (at for at, word in enumerate(stem) if key and word == key[0])
    return next((at for at in starts if stem[at : at + len(key)] == key), None)


@word_rule(
    "stem/pronoun-start",
    Severity.WARNING,
    source=WOZNIAK,
    reason="Cards come in any order; a pronoun at the start refers to something nobody has read.",
)
def pronoun_start(view: View, words: Words) -> Iterator[Spot]:
    """A stem whose first word stands for something said before."""
    found = refers_back(view.question.asked(), words.stems)
    if found:
        yield Spot(("stem",), f"the stem begins with “{found}”", "Name who or what is meant.")


def refers_back(stem: str, words: StemWords) -> str:
    """The word at the beginning of a stem, with its markup, that stands for something said before; or none."""
    found = words.refers.match(stem)
    return found[0] if found and not words.expletive.match(stem) else ""


@question_rule(
    "stem/long",
    Severity.WARNING,
    source=f"{HALADYNA}, guideline 13",
    reason="A long stem tests reading, and takes the time of other questions.",
)
def long(view: View) -> Iterator[Spot]:
    """A stem of more words than one keeps in mind."""
    count = len(view.stem_words)
    if count > _LONGEST:
        hint = f"Keep what is needed to answer; {_LONGEST} words are enough for nearly every question."
        yield Spot(("stem",), f"the stem has {count} words", hint)
