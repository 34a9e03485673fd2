"""What a text is about: its content words, by a root that inflected forms share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kalquiz.check.option_words import ENGLISH_OPTIONS
from kalquiz.grading import MONTHS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST = 3


@dataclass(frozen=True, slots=True, eq=False)
class TopicWords:
    """The words of a language that matter when texts are compared.

    Attributes:
        function: words that say nothing of what a text is about.
        figures: numbers as words, and as figures.
        months: the names of the months in order.
        opposites: words that, put for one another, make another question of the same words.
        suffixes: endings, longest first, and what stands for them in the root.
        spellings: letters that are written in two ways, and the one that stands for both.
        inflections: endings that a word takes on and means the same.
        vowel: a letter without which no word is left.
    """

    function: frozenset[str]
    figures: Mapping[str, str]
    months: tuple[str, ...]
    opposites: frozenset[str]
    suffixes: tuple[tuple[str, str], ...]
    spellings: tuple[tuple[str, str], ...]
    inflections: tuple[str, ...]
    vowel: re.Pattern[str]


def topics(text: str, words: TopicWords) -> frozenset[str]:
    """The roots of the content words of a text without markup."""
    return frozenset(
        root(word, words)
        for found in _WORD.findall(text.casefold())
        if (word := _POSSESSIVE.sub("", found)) not in words.function
    )


@lru_cache(maxsize=100_000)
def root(word: str, words: TopicWords) -> str:
    """What the inflected forms of a word in small letters share; for comparing only."""
    if word in words.figures:
        return words.figures[word]
    if not word.isalpha():
        return word
    word = spelt(word, words)
    for suffix, instead in words.suffixes:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) >= _SHORTEST and words.vowel.search(stem):
            word = stem + instead
            break
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) >= _SHORTEST else word


def spelt(text: str, words: TopicWords) -> str:
    """A text in small letters with one spelling for all that are usual; for comparing only."""
    for written, stands in words.spellings:
        text = text.replace(written, stands)
    return text


def _set(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


_FIGURES = "zero one two three four five six seven eight nine ten eleven twelve"

ENGLISH_TOPICS = TopicWords(
    function=ENGLISH_OPTIONS.function
    | _set(
        "according again all already another any best both call called correct down each even ever",
        "every following gave give given gives just kind least less made make makes many me mean",
        "means more most much name named no not now off only other out own place placed places said",
        "same say says some statement still such take takes term time too took type up us very word",
        "year years yet",
    ),
    figures={word: str(number) for number, word in enumerate(_FIGURES.split())},
    months=MONTHS,
    opposites=_set(
        "left right north south east west northern southern eastern western upper lower up down first second",
        "third fourth fifth last early late earlier later earliest latest before after begin end began ended",
        "largest smallest large small greatest least most more less fewer high low highest lowest higher",
        "long short longest shortest old new oldest newest young inner outer internal external positive negative",
        "increase decrease rise fall raise gain lose import export input output maximum minimum",
        "male female father mother son daughter husband wife brother sister buy sell open close hot cold",
    ),
    suffixes=(
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ied", "y"),
        ("eed", "eed"),
        ("ed", ""),
        ("ss", "ss"),
        ("us", "us"),
        ("is", "is"),
        ("es", ""),
        ("s", ""),
    ),
    spellings=(("ae", "e"), ("oe", "e"), ("our", "or"), ("ise", "ize"), ("yse", "yze"), ("ogue", "og")),
    inflections=("s", "es", "d", "ed"),
    vowel=re.compile("[aeiouy]"),
)
