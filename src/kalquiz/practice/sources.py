"""Where an answer is written, and, with a copy of the source at hand, the passage itself in its context."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kalquiz.citation import Citation, Finding, find_passage, short_reference, skeleton
from kalquiz.citation.context import in_context
from kalquiz.citation.fragment import text_fragment
from kalquiz.lines import address_line, labelled
from kalquiz.markup import to_plain, visible
from kalquiz.problem import KalquizError
from kalquiz.question import Question

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import AnyBank

_SAID = {
    "drifted": "In your copy the passage reads a little differently.",
    "changed": "In your copy little of the passage's wording is left; this is in its place.",
    "ambiguous": "Several places in your copy resemble the passage, but none matches; this one is the likeliest.",
    "missing": "Your copy does not have the passage.",
}


def source_lines(bank: "AnyBank", question: Question, width: int) -> Iterator[str]:
    """Each citation: the source and the place in it, what it says there, and a link to the passage."""
    for citation in question.citations:
        yield from _place_lines(bank, citation, width)
        yield from _address_lines(bank, citation, width)


def pointer_lines(
    bank: "AnyBank", question: Question, texts: Mapping[str, str], how: str, width: int
) -> Iterator[str]:
    """As `source_lines`; where there is a copy, `how` to see the passage stands in place of the link."""
    for citation in question.citations:
        yield from _place_lines(bank, citation, width)
        if citation.source not in texts:
            yield from _address_lines(bank, citation, width)
    if any(citation.source in texts for citation in question.citations):
        yield f"            {how} shows the passage"


def passage_lines(bank: "AnyBank", question: Question, texts: Mapping[str, str], width: int) -> Iterator[str]:
    """Each citation with its passage between the sentences around it; without a copy, with a link."""
    for citation in question.citations:
        yield from _place_lines(bank, citation, width)
        if citation.source not in texts:
            yield from _address_lines(bank, citation, width)
            continue
        try:
            text = texts[citation.source]
        except KalquizError as error:
            yield from labelled("note", str(error), width)
            yield from _address_lines(bank, citation, width)
            continue
        finding = find_passage(skeleton(text), citation.passage)
        yield from _found_lines(text, finding, width)
        if finding.span is None:
            yield from _address_lines(bank, citation, width)


def _place_lines(bank: "AnyBank", citation: Citation, width: int) -> Iterator[str]:
    yield from labelled("source", to_plain(short_reference(bank.source(citation.source), citation)), width)
    yield from labelled("", to_plain(citation.gist), width)


def _address_lines(bank: "AnyBank", citation: Citation, width: int) -> Iterator[str]:
    if address := bank.source(citation.source).address:
        yield address_line(visible(text_fragment(address, citation.passage) or address), width)


def _found_lines(text: str, finding: Finding, width: int) -> Iterator[str]:
    if said := _SAID.get(finding.status):
        yield from labelled("note", said, width)
    if finding.span is None:
        return
    context = in_context(text, finding.span)
    yield from labelled("before", context.before, width)
    yield from labelled("passage", f"“{context.passage}”", width)
    yield from labelled("after", context.after, width)
