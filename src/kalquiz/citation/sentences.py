"""The paragraphs and sentences of a plain text, as spans. For showing and counting only, never for finding.

The rules are simple and know no language: a wrong cut moves a count by one sentence, no more.
"""

import re
from collections.abc import Iterator
from statistics import quantiles

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s+[\"“‘(\[]*[^\W_a-z])|[。！？]+[」』”]*|[:;](?=\s*\n)")
_ENDS_PARAGRAPH = re.compile(r"[.!?:…。！？][\"”’)\]]*$")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Lt|Col|Sen|Rep|Pres|No|vs|etc|ca|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)


def paragraphs(text: str) -> Iterator[Span]:
    """The paragraphs: lines up to a blank one, or up to one that ends a sentence well before the margin.

    So both forms are read that plain texts come in: one line a paragraph, and lines of even width.
    """
    lines = [match.span() for match in _LINE.finditer(text) if match[0].strip()]
    if not lines:
        return
    widths = [end - start for start, end in lines]
    margin = quantiles(widths, n=10)[8] if len(widths) > 1 else widths[0]
    first = lines[0][0]
    for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
        if following is None or _closes(text, start, end, following[0], margin):
            yield first, end
            first = following[0] if following else end


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a paragraph."""
    start, end = span
    for match in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text, start, match.end()):
            yield _trimmed(text, start, match.end())
            start = match.end()
    if text[start:end].strip():
        yield _trimmed(text, start, end)


def _closes(text: str, start: int, end: int, following: int, margin: float) -> bool:
    if text.count("\n", end, following) > 1:
        return True
    short = end - start < 0.85 * margin
    return short or (end - start > 2 * 72 and bool(_ENDS_PARAGRAPH.search(text, start, end)))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
