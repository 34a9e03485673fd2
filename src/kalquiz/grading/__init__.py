"""Grading rules as pure functions: texts, numbers, dates, and the scores of choices and orders.

Each rule follows a published one where there is one; `docs/reference/grading.md` lists rule, example and
source. Nothing here knows of questions or outputs.
"""

from kalquiz.grading.date import MONTHS, date_in_words, grade_date, parse_date
from kalquiz.grading.mark import Mark
from kalquiz.grading.number import Bounds, grade_number, read_number
from kalquiz.grading.score import kendall, multiple_response
from kalquiz.grading.text import MOST_SLIPS, TYPO_SCORE, grade_text, is_slip, normalise
from kalquiz.grading.unit import UNITS, find_unit

__all__ = [
    "MONTHS",
    "MOST_SLIPS",
    "TYPO_SCORE",
    "UNITS",
    "Bounds",
    "Mark",
    "date_in_words",
    "find_unit",
    "grade_date",
    "grade_number",
    "grade_text",
    "is_slip",
    "kendall",
    "multiple_response",
    "normalise",
    "parse_date",
    "read_number",
]
