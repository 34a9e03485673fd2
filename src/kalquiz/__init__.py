"""kalquiz: question banks whose every answer is cited to a passage that can be checked.

Read a bank with `load_bank`, put a question with `question.prompt()`, grade with `question.grade(response)`,
and build outputs with `build_deck` and `build_worksheet`. Nothing is imported before it is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

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

_HOMES = {
    "kalquiz.bank": ("Bank", "bundled_banks", "find_bank", "load_bank"),
    "kalquiz.check": ("check_bank",),
    "kalquiz.citation": ("Citation", "Source"),
    "kalquiz.deck": ("build_deck",),
    "kalquiz.interaction": (
        "Chosen",
        "Filled",
        "Matched",
        "Ordered",
        "Outcome",
        "Prompt",
        "Solution",
        "Ticked",
        "Typed",
        "Verdict",
    ),
    "kalquiz.problem": ("BankError", "KalquizError", "Problem", "Severity"),
    "kalquiz.question": ("Question",),
    "kalquiz.worksheet": ("Layout", "build_versions", "build_worksheet"),
}
_MODULE = {name: module for module, names in _HOMES.items() for name in names}

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


def __getattr__(name: str) -> Any:
    if name not in _MODULE:
        raise AttributeError(f"module 'kalquiz' has no attribute {name!r}")
    return getattr(import_module(_MODULE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
