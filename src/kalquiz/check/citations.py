"""Citations: each passage has to be in the source it is cited to, word for word."""

from collections.abc import Iterator, Mapping

from kalquiz.bank import Bank
from kalquiz.citation import Status
from kalquiz.library import Located, locate_citations
from kalquiz.problem import Problem, Severity

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
        for located in locate_citations(bank, source, text):
            if located.finding.status is not Status.EXACT or located.finding.copies > 1:
                yield _problem(bank, located)


def _problem(bank: Bank, located: Located) -> Problem:
    citation, finding = located.citation, located.finding
    exact = finding.status is Status.EXACT
    first, last = citation.passage.anchors
    rule = "citation/copies" if exact else f"citation/{finding.status}"
    message = f"the passage “{first} … {last}” in `{citation.source}`: {finding.status}. {finding.reason}"
    again = f'Cite it again: kalquiz cite {bank.path} {citation.source} "first words ... last words"'
    loc = ("citations", located.index, "passage")
    hint = "" if exact else again
    return bank.problem(located.question, loc, rule, message, hint, severity=_SEVERITIES[finding.status])
