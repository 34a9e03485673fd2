"""kalquiz: question banks whose every answer is cited to a passage that can be checked.

Read a bank with `load_bank`, put a question with `question.prompt()`, grade with `question.grade(response)`,
and build outputs with `build_deck` and `build_worksheet`. Nothing is imported before it is used.
"""

from typing import TYPE_CHECKING

from kalquiz.late import late

if TYPE_CHECKING:
    from kalquiz.bank import Bank, bundled_banks, find_bank, load_bank
    from kalquiz.check import check_bank
    from kalquiz.citation import Citation, Source
    from kalquiz.deck import build_deck
    from kalquiz.interaction import (
        Chosen,
        Filled,
        Matched,
        Ordered,
        Outcome,
        Prompt,
        Solution,
        Ticked,
        Typed,
        Verdict,
    )
    from kalquiz.problem import BankError, KalquizError, Problem, Severity
    from kalquiz.question import Question
    from kalquiz.worksheet import Layout, build_versions, build_worksheet
else:
    __getattr__ = late(
        __name__,
        {
            "bank": "Bank bundled_banks find_bank load_bank",
            "check": "check_bank",
            "citation": "Citation Source",
            "deck": "build_deck",
            "interaction": "Chosen Filled Matched Ordered Outcome Prompt Solution Ticked Typed Verdict",
            "problem": "BankError KalquizError Problem Severity",
            "question": "Question",
            "worksheet": "Layout build_versions build_worksheet",
        },
    )

__all__ = [
    "Bank",
    "BankError",
    "Chosen",
    "Citation",
    "Filled",
    "KalquizError",
    "Layout",
    "Matched",
    "Ordered",
    "Outcome",
    "Problem",
    "Prompt",
    "Question",
    "Severity",
    "Solution",
    "Source",
    "Ticked",
    "Typed",
    "Verdict",
    "build_deck",
    "build_versions",
    "build_worksheet",
    "bundled_banks",
    "check_bank",
    "find_bank",
    "load_bank",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
