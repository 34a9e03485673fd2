"""Citations: each passage has to be in the source it is cited to, word for word."""

from collections.abc import Iterator, Mapping

from kalquiz.bank import Bank
from kalquiz.citation import Citation, Finding, Status, find_passages, skeleton
from kalquiz.problem import Problem, Severity
from kalquiz.question import Question

_SEVERITIES = {
    Status.EXACT: Severity.INFO,
    Status.DRIFTED: Severity.WARNING,
    Status.CHANGED: Severity.ERROR,
    Status.AMBIGUOUS: Severity.ERROR,
    Status.MISSING: Severity.ERROR,
}


def citations_verify(bank: Bank, texts: Mapping[str, str]) -> Iterator[Problem]:
    """What became of each citation whose passage does not stand in the copy at hand, once and word for word."""
    for source, text in texts.items():
        cited = [
            (question, index, citation)
            for question in bank.questions
            for index, citation in enumerate(question.citations)
            if citation.source == source
        ]
        findings = find_passages(skeleton(text), [citation.passage for _, _, citation in cited])
        for (question, index, citation), finding in zip(cited, findings, strict=True):
            if finding.status is not Status.EXACT or finding.copies > 1:
                yield _problem(bank, question, index, citation, finding)


def _problem(bank: Bank, question: Question, index: int, citation: Citation, finding: Finding) -> Problem:
    exact = finding.status is Status.EXACT
    first, last = citation.passage.anchors
    rule = "citation/copies" if exact else f"citation/{finding.status}"
    message = f"the passage “{first} … {last}” in `{citation.source}`: {finding.status}. {finding.reason}"
    again = f'Cite it again: kalquiz cite {bank.path} {citation.source} "first words ... last words"'
    loc = ("citations", index, "passage")
    hint = "" if exact else again
    return bank.problem(question, loc, rule, message, hint, severity=_SEVERITIES[finding.status])
