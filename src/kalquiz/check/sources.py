"""Sources: a reader has to be able to find each one."""

from collections.abc import Iterator

from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked
from kalquiz.citation import Source
from kalquiz.problem import Severity


@bank_rule(
    "source/incomplete",
    Severity.WARNING,
    source="Chicago Manual of Style, 17th ed., 14.1",
    reason="A reader must be able to find the source; one without origin or date cannot be found.",
)
def incomplete_source(checked: Checked) -> Iterator[Found]:
    """Each source without an origin or a date, unless its `note` explains what the source is.

    A page on the web needs no `accessed` where it is dated: so it is in the Chicago Manual of Style.
    """
    for source in checked.bank.sources:
        for said, hint in _missing(source):
            message = f"the source `{source.id}` says {said}"
            yield source, Spot((), message, f"{hint} If nobody knows, say so in `note`.")


def _missing(source: Source) -> Iterator[tuple[str, str]]:
    if source.note:
        return
    makers = source.author or source.editor or source.director or source.publisher
    if not (makers or source.container_title or source.archive or source.address):
        yield "neither who made it nor where it is", "Add an author, a publisher, an archive or a URL."
    if not (source.issued or source.accessed):
        when = "`issued`, or `accessed` with the day you read it" if source.address else "`issued`"
        yield "not when it was made", f"Add {when}."
