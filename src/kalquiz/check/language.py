"""The words of a language that rules of the check go by. A rule is silent on languages that are not here."""

from collections.abc import Mapping
from dataclasses import dataclass

from kalquiz.check.option_words import ENGLISH_OPTIONS, OptionWords
from kalquiz.check.topic_words import ENGLISH_TOPICS, TopicWords


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, in small letters.

    Attributes:
        negations: they turn a question round.
        contrasts: those of them that after a comma set something aside, and turn nothing round.
        harmless: what holds a negation and turns nothing round.
        conditions: they begin a clause that is not what is asked.
        reasons: they ask why or how, so that a negation after them belongs to what is asked about.
        articles: they do not tell two names apart.
        possessive: the ending of a name that owns.
        alternatives: they stand between the answers that a stem offers.
        joins: they stand before the last item of a list.
        pronouns: they stand for something said before.
        openers: where one follows a pronoun, it says what the pronoun stands for.
        cases: words that begin a question to be answered with yes or no.
        verdicts: the answers to such a question.
        questions: they say what is asked for.
        sayings: they show whose statement it is.
        accounts: what stems call the sources together.
        options: words and phrases that matter in options.
        topics: words that tell what a question is about from what every question says.
    """

    negations: frozenset[str]
    contrasts: frozenset[str]
    harmless: tuple[str, ...]
    conditions: frozenset[str]
    reasons: frozenset[str]
    articles: frozenset[str]
    possessive: str
    alternatives: frozenset[str]
    joins: frozenset[str]
    pronouns: frozenset[str]
    openers: frozenset[str]
    cases: frozenset[str]
    verdicts: frozenset[str]
    questions: frozenset[str]
    sayings: frozenset[str]
    accounts: frozenset[str]
    options: OptionWords
    topics: TopicWords


_AUXILIARIES = "am are is was were do does did has have had can could will would shall should may might must"
_SHORTENED = (
    "aren't isn't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't "
    "shouldn't mustn't needn't"
)


def _set(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


ENGLISH = Words(
    negations=_set("not except least never cannot", _SHORTENED),
    contrasts=_set("not"),
    harmless=(
        "at least",
        "not to",
        "not only",
        "not just",
        "not merely",
        "not least",
        "whether or not",
        "if not",
    ),
    conditions=_set(
        "if when unless because although though since while whereas that whose after before until"
    ),
    reasons=_set("why how"),
    articles=_set("a an the"),
    possessive="'s",
    alternatives=_set("or"),
    joins=_set("and"),
    pronouns=_set("it he she they this these that those his her its their him them"),
    openers=_set("who whom whose which that of with in"),
    cases=_set(_AUXILIARIES, _SHORTENED),
    verdicts=_set("yes no true false"),
    questions=_set("who whom whose which what when where why how"),
    sayings=_set("according"),
    accounts=frozenset({"source", "sources", "both texts", "two texts", "both accounts", "two accounts"}),
    options=ENGLISH_OPTIONS,
    topics=ENGLISH_TOPICS,
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}
"""What is known, by language code."""
