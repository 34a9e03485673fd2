"""The coverage of all sources as one self-contained HTML page, for the author alone: it holds source text."""

from collections.abc import Sequence

from kalquiz.bank import Bank
from kalquiz.citation import full_reference
from kalquiz.library import Coverage
from kalquiz.page import render_page


def coverage_page(bank: Bank, coverages: Sequence[Coverage]) -> str:
    """The page, in the bank's language for its titles and in English for the rest."""
    references = {coverage.source.id: full_reference(coverage.source) for coverage in coverages}
    return render_page(
        "kalquiz.report", "coverage.html.j2", bank=bank, coverages=coverages, references=references
    )
