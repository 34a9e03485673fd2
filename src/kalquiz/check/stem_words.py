"""The words that rules on stems, cards and gaps go by."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StemWords:
    """Words and phrases of a language that matter in stems; words in small letters.

    Attributes:
        negations: they turn a question round.
        denials: they do so as the last word of a question.
        contrasts: negations that after a comma set something aside, and turn nothing round.
        harmless: what holds a negation and turns nothing round.
        clauses: they begin a clause beside the question.
        reasons: they ask why or how, so that a negation after them belongs to what is asked about.
        questions: they say what is asked for.
        cases: they begin a question to be answered with yes or no, or with one of two things that it names.
        verdicts: the answers to such a question.
        articles: they do not tell two names apart.
        possessive: the ending of a name that owns.
        alternatives: they stand between the answers that a stem offers.
        joins: they stand before the last item of a list.
        adverbial: it begins a phrase that says when, where or how, and is no item of a list.
        compares: it asks for two things as one: how they differ.
        refers: a beginning that stands for something said before.
        expletive: one that looks so and stands for nothing, or for what follows.
        attributes: it shows whose statement it is, or asks for a correction.
        accounts: what stems call the sources together.
    """

    negations: frozenset[str]
    denials: frozenset[str]
    contrasts: frozenset[str]
    harmless: re.Pattern[str]
    clauses: frozenset[str]
    reasons: frozenset[str]
    questions: frozenset[str]
    cases: frozenset[str]
    verdicts: frozenset[str]
    articles: frozenset[str]
    possessive: str
    alternatives: frozenset[str]
    joins: frozenset[str]
    adverbial: re.Pattern[str]
    compares: frozenset[str]
    refers: re.Pattern[str]
    expletive: re.Pattern[str]
    attributes: re.Pattern[str]
    accounts: re.Pattern[str]


def _set(*words: str) -> frozenset[str]:
    return frozenset(" ".join(words).split())


def _pattern(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


_AUXILIARIES = "am are is was were do does did has have had can could will would shall should may might must"
_SHORTENED = (
    "aren't isn't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't "
    "shouldn't mustn't needn't"
)
_SAYS = (
    "says?|said|states?|stated|holds?|held|claims?|claimed|teaches|taught|tells?|told|writes?|wrote|argues?|argued|"
    "reports?|reported|believes?|believed|maintains?|maintained|thinks?|thought|adds?|added|concludes?|concluded"
)

ENGLISH_STEMS = StemWords(
    negations=_set("not except least never cannot", _SHORTENED),
    denials=_set("false incorrect untrue"),
    contrasts=_set("not"),
    harmless=_pattern("at (?:the )?least", "not (?:to|only|just|merely|least)", "(?:whether or|if) not"),
    clauses=_set("if when unless because although though since while whereas that whose after before until"),
    reasons=_set("why how"),
    questions=_set("who whom whose which what when where why how"),
    cases=_set(_AUXILIARIES, _SHORTENED),
    verdicts=_set("yes no true false right wrong"),
    articles=_set("a an the"),
    possessive="'s",
    alternatives=_set("or"),
    joins=_set("and"),
    adverbial=_pattern("^(?:in|on|at|by|for|from|to|with|then|when|where|who|whom|which|as|but|so) .*"),
    compares=_set("differ differs difference differences compare contrast distinguish distinguishes"),
    refers=_pattern("^(?:it|he|she|they|this|these|that|those|such|there|h(?:is|er|im)|its|their|them)"),
    expletive=_pattern(
        "^it (?:takes|took)",
        "^it (?:is|was|has been) (?!(?:the|an?|one|this|its) )[^.?!;]*?(?:that|who|whom|to)",
        "^there (?:is|are|was|were|has been|have been|will be|must be|can be)",
        "^(?:that|those|he|she|they) (?:who|whom|whose|which|that|of|with|in)",
        "^(?:this|these)(?= [^.?!]*:)",
    ),
    attributes=re.compile(
        rf"\baccording to\b|\b(?:{_SAYS}) (?:\w+ )?(?:that|how|why|whether)\b|\b(?:{_SAYS}),? [\"“‘]"
        rf"|,? \b(?:as|so) (?:[\w'’-]+ ){{1,5}}(?:{_SAYS})\b|, (?:[\w'’-]+ ){{1,4}}(?:{_SAYS}),"
        r"|['’]s? (?:view|account|opinion|words|telling|version|eyes|judgement|judgment)\b"
        r"|\bif (?:\w+ ){0,3}(?:false|wrong|untrue)\b",
        re.IGNORECASE,
    ),
    accounts=_pattern(
        "(?:which|what|each|both|two|these|either) (?:source|text|account)s?",
        "(?<!one of )the sources",
        "the source in which",
    ),
)
