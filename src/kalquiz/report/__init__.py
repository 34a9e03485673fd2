"""Reports on a bank: what of its sources the questions cover."""

from kalquiz.report.coverage import Coverage, Paragraph, Sentence, cover
from kalquiz.report.page import coverage_page

__all__ = ["Coverage", "Paragraph", "Sentence", "cover", "coverage_page"]
