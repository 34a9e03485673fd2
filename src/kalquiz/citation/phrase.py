"""Finding a passage from a few remembered words: the sentences of a source that hold most of them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from kalquiz.citation.sentences import Span, paragraphs, sentences

ALIKE = 85
"""From this ratio of rapidfuzz (0 to 100) on, a misremembered word counts as the word."""

WORTH_SHOWING = 0.35
"""The share of what was remembered, weighted by rarity, that a sentence has to hold to be offered."""

CLEARLY_BEST = 0.25
"""How far the best candidate has to be ahead of the next for the next not to be offered."""

MOST_OFFERED = 5
"""Candidates, of which an author picks one."""

# Scripts that do not part words with spaces go character by character; a figure stays whole.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff]|\d+(?:[.,]\d+)+|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be meant: its span in the text, and the share of the remembered words it holds."""

    span: Span
    score: float


def find_phrase(text: str, words: str) -> list[Candidate]:
    """The sentences of `text` that hold most of the remembered words, best first, `MOST_OFFERED` at most.

    Rare words count more than common ones (inverse document frequency, Spärck Jones 1972); a word that is
    spelt a little differently counts as the word. A single candidate means that no other comes near.
    """
    spans = [span for paragraph in paragraphs(text) for span in sentences(text, paragraph)]
    held = [_words(text[slice(*span)]) for span in spans]
    frequency = Counter(word for words_held in held for word in set(words_held))
    meant = {word: _alike(word, frequency) for word in dict.fromkeys(_words(words))}
    weights = {word: _rarity(forms, frequency, len(spans)) for word, forms in meant.items()}
    total = sum(weights.values())
    found = []
    for span, words_held in zip(spans, held, strict=True):
        here = set(words_held)
        score = sum(weights[word] for word, forms in meant.items() if here.intersection(forms)) / (total or 1)
        if score >= WORTH_SHOWING:
            found.append(Candidate(span, round(score, 3)))
    found.sort(key=lambda candidate: (-candidate.score, candidate.span))
    return [best for best in found[:MOST_OFFERED] if best.score > found[0].score - CLEARLY_BEST]


def _words(text: str) -> list[str]:
    return [word.casefold().replace(",", "") for word in _WORD.findall(text)]


def _alike(word: str, known: Counter[str]) -> Sequence[str]:
    """The words of the text that a remembered word may stand for; another figure is no slip."""
    if word in known or len(word) < 4 or any(map(str.isdigit, word)):
        return [word]
    from rapidfuzz import fuzz, process

    return [
        found for found, _, _ in process.extract(word, known.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    ]


def _rarity(forms: Sequence[str], frequency: Counter[str], count: int) -> float:
    """How much a word tells; one that the text does not know, as much as one that it holds once."""
    known = sum(frequency[form] for form in forms)
    return log(1 + count / (known or 1))
