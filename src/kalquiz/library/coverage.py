"""Which sentences of a source the questions of a bank cite, and how many questions cite each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kalquiz.bank import Bank
from kalquiz.citation import Source, Status
from kalquiz.citation.sentences import Span, paragraphs, sentences
from kalquiz.library.find import Located, locate_citations

ENOUGH = 0.4
"""The share of the shorter of sentence and passage that has to lie in the other one."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source, where in the text it begins, from 0 to 1, and the ids of the questions that cite it."""

    text: str
    position: float
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a source, by its number from 1."""

    number: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a source is covered.

    `by_section` has the share of sentences that questions of each section cite, from 0 to 1, by section id;
    `lost` counts the citations that were not found in the text.
    """

    source: Source
    paragraphs: tuple[Paragraph, ...]
    by_section: Mapping[str, float]
    lost: int

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph.sentences)

    @property
    def share(self) -> float:
        """The share of sentences that at least one question cites, from 0 to 1."""
        return self.share_of(0, 1)

    def share_of(self, start: float, end: float) -> float:
        """The share of those sentences that begin in this part of the text, given as positions from 0 to 1."""
        part = [sentence for sentence in self.sentences if start <= sentence.position <= end]
        return _share([bool(sentence.questions) for sentence in part])


def cover(bank: Bank, source: Source, text: str, located: Sequence[Located] | None = None) -> Coverage:
    """How far the questions of `bank` cover the text of `source`.

    `located` is what became of the bank's citations of this source in this text, where that is known already.
    """
    cited, lost = _cited_spans(locate_citations(bank, source.id, text) if located is None else located)
    sections = {question.id: question.section for question in bank.questions}
    made = [
        Paragraph(number, tuple(_sentence(text, span, cited) for span in sentences(text, paragraph)))
        for number, paragraph in enumerate(paragraphs(text), 1)
    ]
    every = [sentence for paragraph in made for sentence in paragraph.sentences]
    shares = {
        section.id: _share([any(sections[name] == section.id for name in found.questions) for found in every])
        for section in bank.sections
    }
    return Coverage(source, tuple(made), shares, lost)


def _cited_spans(located: Sequence[Located]) -> tuple[list[tuple[str, Span]], int]:
    """Question and span of each citation that was found, and how many were not."""
    spans = [
        (found.question.id, found.finding.span)
        for found in located
        if found.finding.span and found.finding.status in (Status.EXACT, Status.DRIFTED)
    ]
    return spans, len(located) - len(spans)


def _sentence(text: str, span: Span, cited: Sequence[tuple[str, Span]]) -> Sentence:
    names = dict.fromkeys(name for name, passage in cited if _overlap(span, passage) >= ENOUGH)
    return Sentence(" ".join(text[slice(*span)].split()), span[0] / len(text), tuple(names))


def _overlap(one: Span, other: Span) -> float:
    """The length that two spans share, as a part of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(1, min(one[1] - one[0], other[1] - other[0]))


def _share(cited: Sequence[bool]) -> float:
    return sum(cited) / len(cited) if cited else 0.0
