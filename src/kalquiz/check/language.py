"""The words of a language that rules of the check go by. A rule is silent on languages that are not here."""

from collections.abc import Mapping
from dataclasses import dataclass

from kalquiz.check.option_words import ENGLISH_OPTIONS, OptionWords


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, in small letters."""

    negations: frozenset[str]
    options: OptionWords


ENGLISH = Words(
    negations=frozenset(
        {"not", "except", "least", "never", "cannot", "isn't", "doesn't", "didn't", "wasn't"}
    ),
    options=ENGLISH_OPTIONS,
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}
"""What is known, by language code."""
