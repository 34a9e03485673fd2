"""The words of a language that rules of the check go by. A rule is silent on languages that are not here."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words, in small letters."""

    negations: frozenset[str]


ENGLISH = Words(
    negations=frozenset(
        {"not", "except", "least", "never", "cannot", "isn't", "doesn't", "didn't", "wasn't"}
    ),
)

LANGUAGES: Mapping[str, Words] = {"en": ENGLISH}
"""What is known, by language code."""
