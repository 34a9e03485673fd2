"""Citations: each passage has to be in the source it is cited to, word for word."""

from collections.abc import Iterator, Mapping

from kalquiz.bank import Bank
from kalquiz.citation import Status, find_passage, skeleton
from kalquiz.problem import Problem


def citations_verify(bank: Bank, texts: Mapping[str, str]) -> Iterator[Problem]:
    """An error for each citation whose passage is not found in the copy at hand."""
    skeletons = {source: skeleton(text) for source, text in texts.items()}
    for question in bank.questions:
        for index, citation in enumerate(question.citations):
            if citation.source not in skeletons:
                continue
            finding = find_passage(skeletons[citation.source], citation.passage)
            if finding.status is Status.MISSING:
                first, last = citation.passage.anchors
                yield bank.problem(
                    question,
                    ("citations", index, "passage"),
                    "citation/missing",
                    f"the passage “{first} … {last}” is not in the text of `{citation.source}`",
                    f'Cite it again: kalquiz cite {bank.id} {citation.source} "first words ... last words"',
                )
