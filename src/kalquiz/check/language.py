"""The words of a language that rules of the check go by. A rule is silent on languages that are not here."""

from collections.abc import Mapping
from dataclasses import dataclass

from kalquiz.check.option_words import ENGLISH_OPTIONS, OptionWords
from kalquiz.check.stem_words import ENGLISH_STEMS, StemWords
from kalquiz.check.topic_words import ENGLISH_TOPICS, TopicWords


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, in small letters.

    Attributes:
        stems: words and phrases that matter in stems, in cards and around gaps.
        options: words and phrases that matter in options.
        topics: words that tell what a question is about from what every question says.
    """

    stems: StemWords
    options: OptionWords
    topics: TopicWords


ENGLISH = Words(
    stems=ENGLISH_STEMS,
    options=ENGLISH_OPTIONS,
    topics=ENGLISH_TOPICS,
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}
"""What is known, by language code."""
