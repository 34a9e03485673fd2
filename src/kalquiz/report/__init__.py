"""Reports on a bank: what of its sources the questions cover."""

from kalquiz.report.page import coverage_page

__all__ = ["coverage_page"]
