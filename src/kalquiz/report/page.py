"""A report as one self-contained HTML page."""

from collections.abc import Sequence

from kalquiz.bank import Bank
from kalquiz.citation import full_reference
from kalquiz.library import Coverage
from kalquiz.page import render_page
from kalquiz.parts import Entry, Part


def report_page(
    bank: Bank, glance: Sequence[Entry], parts: Sequence[Part], coverages: Sequence[Coverage] = ()
) -> str:
    """The page, in the bank's language for its titles and in English for the rest.

    With `coverages` it holds the text of their sources, and is for the author alone.
    """
    references = {source.id: full_reference(source) for source in bank.sources}
    return render_page(
        "kalquiz.report",
        "report.html.j2",
        bank=bank,
        glance=glance,
        parts=parts,
        coverages=coverages,
        references=references,
    )
