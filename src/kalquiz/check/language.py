"""The words of a language that rules of the check go by. A rule is silent on languages that are not here."""

from collections.abc import Mapping
from dataclasses import dataclass

from kalquiz.check.topic_words import ENGLISH_TOPICS, TopicWords


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, in small letters."""

    negations: frozenset[str]
    topics: TopicWords


ENGLISH = Words(
    negations=frozenset(
        {"not", "except", "least", "never", "cannot", "isn't", "doesn't", "didn't", "wasn't"}
    ),
    topics=ENGLISH_TOPICS,
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}
"""What is known, by language code."""
