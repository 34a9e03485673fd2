"""Reports on a bank: what it is made of, what stands against it, and what of its sources it covers."""

from collections.abc import Mapping, Sequence

from kalquiz.bank import Bank
from kalquiz.library import Coverage
from kalquiz.parts import Part
from kalquiz.report.composition import asked, glance, stands_on
from kalquiz.report.coverage import covered
from kalquiz.report.craft import craft
from kalquiz.report.findings import findings
from kalquiz.report.page import report_page

__all__ = [
    "glance",
    "report_page",
    "report_parts",
]


def report_parts(
    bank: Bank, texts: Mapping[str, str], coverages: Sequence[Coverage] = ()
) -> tuple[Part, ...]:
    """The parts of the report on a bank; none of them holds text of a source."""
    parts = (asked(bank), craft(bank), stands_on(bank), findings(bank, texts))
    return (*parts, covered(bank, coverages)) if coverages else parts
