"""Source boxes: the passages that questions are about, printed beside them from the reader's own copies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count

from wcwidth import wcswidth

from kalquiz.bank import Bank, require_sources
from kalquiz.citation import Citation, short_reference
from kalquiz.citation.sentences import Span, paragraphs, sentences
from kalquiz.library import locate_citations
from kalquiz.question import Question
from kalquiz.worksheet.model import Excerpt, Inline, Line

LONGEST = 1500
"""Characters of a paragraph that is printed whole; of a longer one, the sentences around the passage are."""

WIDTH = 80
"""Columns of a line. Lines are broken here, so that PDF and page number them alike."""

EVERY = 5
"""So many lines are from one number to the next."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a citation leads to: a part of a copy, or without a copy the passage as it is recorded."""

    source: str
    part: tuple[Span, ...] | str


class Places:
    """Where the citations of a bank's questions stand in the copies at hand, by source id.

    Raises:
        SourceTextError: a copy cannot be read.
        ValueError: one is of no source of the bank.
    """

    def __init__(self, bank: Bank, questions: Iterable[Question], texts: Mapping[str, str]) -> None:
        require_sources(bank, texts)
        self._sources = {source.id: source for source in bank.sources}
        self._texts = texts
        cited = {citation.source for question in questions for citation in question.citations}
        self._parts: dict[tuple[str, int], tuple[Span, ...]] = {}
        for source in cited & texts.keys():
            parts = _Parts(texts[source])
            for found in locate_citations(bank, source, texts[source]):
                if found.finding.span and found.finding.copies:
                    self._parts[found.question.id, found.index] = parts.around(found.finding.span)

    def first(self, question: Question) -> Place:
        """Where the first citation of a question leads; questions of one place share a box."""
        return next(self._of(question))[0]

    def excerpts(self, questions: Sequence[Question]) -> tuple[Excerpt, ...]:
        """What the questions cite, each part once; its lines are numbered through."""
        places = {place: citation for question in questions for place, citation in self._of(question)}
        numbers = count(1)
        ordered = sorted(places, key=self._reading_order)
        return tuple(self._excerpt(place, places[place], numbers) for place in ordered)

    def _reading_order(self, place: Place) -> tuple[int, int]:
        """Source by source, and each from its beginning; gists stand behind as the questions cite them."""
        start = place.part[0][0] if isinstance(place.part, tuple) else len(self._texts.get(place.source, ""))
        return list(self._sources).index(place.source), start

    def _of(self, question: Question) -> Iterator[tuple[Place, Citation]]:
        for index, citation in enumerate(question.citations):
            part = self._parts.get((question.id, index), citation.passage.hash)
            yield Place(citation.source, part), citation

    def _excerpt(self, place: Place, citation: Citation, numbers: Iterator[int]) -> Excerpt:
        source = self._sources[place.source]
        if isinstance(place.part, str):
            return Excerpt((), Inline(citation.gist), Inline(short_reference(source, citation)))
        text = self._texts[place.source]
        broken = chain.from_iterable(_wrapped(text[start:end].split()) for start, end in place.part)
        lines = [
            Line(str(number) if number % EVERY == 0 else "", line)
            for line, number in zip(broken, numbers, strict=False)
        ]
        return Excerpt(tuple(lines), None, Inline(source.short[0].upper() + source.short[1:]))


class _Parts:
    """The parts of a text that are printed: paragraphs, or where they are long some sentences of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._paragraphs = list(paragraphs(text))

    def around(self, passage: Span) -> tuple[Span, ...]:
        """The paragraphs of the part that holds a passage."""
        met = tuple(it for it in self._paragraphs if _meet(it, passage))
        if sum(end - start for start, end in met) <= LONGEST:
            return met
        every = [it for span in met for it in sentences(self._text, span)]
        inside = [place for place, it in enumerate(every) if _meet(it, passage)]
        near = every[max(0, inside[0] - 1) : inside[-1] + 2]
        return tuple((max(start, near[0][0]), min(end, near[-1][1])) for start, end in met)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _wrapped(words: Iterable[str]) -> Iterator[str]:
    line = ""
    for word in chain.from_iterable(map(_cut, words)):
        longer = f"{line} {word}" if line else word
        if line and _columns(longer) > WIDTH:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _cut(word: str) -> Iterator[str]:
    """A word that fits into a line, or its pieces: Chinese and Japanese have no spaces to break at."""
    piece = ""
    for sign in word:
        if _columns(piece + sign) > WIDTH:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _columns(text: str) -> int:
    return max(len(text), wcswidth(text))
