"""Sources: a reader has to be able to find each one."""

from collections.abc import Iterator, Mapping

from kalquiz.bank import Bank
from kalquiz.citation import Source
from kalquiz.problem import Problem, Severity


def sources_complete(bank: Bank, _texts: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each source without an origin or a date, unless its `note` explains what the source is.

    A page on the web needs no `accessed` where it is dated: so it is in the Chicago Manual of Style.
    """
    for source in bank.sources:
        for said, hint in _missing(source):
            yield bank.problem(
                source,
                (),
                "source/incomplete",
                f"the source `{source.id}` says {said}",
                f"{hint} If nobody knows, say so in `note`.",
                severity=Severity.WARNING,
            )


def _missing(source: Source) -> Iterator[tuple[str, str]]:
    if source.note:
        return
    makers = source.author or source.editor or source.director or source.publisher
    if not (makers or source.container_title or source.archive or source.address):
        yield "neither who made it nor where it is", "Add an author, a publisher, an archive or a URL."
    if not (source.issued or source.accessed):
        when = "`issued`, or `accessed` with the day you read it" if source.address else "`issued`"
        yield "not when it was made", f"Add {when}."
