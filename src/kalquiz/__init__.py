"""kalquiz: question banks whose every answer is cited to a passage that can be checked.

Read a bank with `load_bank`, put a question with `question.prompt()`, grade with `question.grade(response)`,
and build outputs with `build_deck` and `build_worksheet`. Nothing is imported before it is used.
"""

from typing import TYPE_CHECKING

from kalquiz.late import late

if TYPE_CHECKING:
    from kalquiz.bank import Bank, ImageFile, bundled_banks, find_bank, load_bank, read_image
    from kalquiz.check import check_bank
    from kalquiz.citation import Citation, Source, short_reference
    from kalquiz.deck import build_deck
    from kalquiz.interaction import (
        Choice,
        Chosen,
        Criterion,
        Filled,
        Gap,
        GapText,
        Interaction,
        Mask,
        Match,
        Matched,
        Note,
        Option,
        Order,
        Ordered,
        Outcome,
        Part,
        Picture,
        Prompt,
        Rectangle,
        Response,
        Reveal,
        Solution,
        TextEntry,
        Ticked,
        Typed,
        Verdict,
    )
    from kalquiz.markup import to_html, to_plain
    from kalquiz.problem import BankError, KalquizError, Problem, Severity
    from kalquiz.question import Question
    from kalquiz.worksheet import Layout, build_versions, build_worksheet
else:
    __getattr__ = late(
        __name__,
        {
            "bank": "Bank ImageFile bundled_banks find_bank load_bank read_image",
            "check": "check_bank",
            "citation": "Citation Source short_reference",
            "deck": "build_deck",
            "interaction": "Choice Chosen Criterion Filled Gap GapText Interaction Mask Match Matched Note "
            "Option Order Ordered Outcome Part Picture Prompt Rectangle Response Reveal Solution TextEntry Ticked "
            "Typed Verdict",
            "markup": "to_html to_plain",
            "problem": "BankError KalquizError Problem Severity",
            "question": "Question",
            "worksheet": "Layout build_versions build_worksheet",
        },
    )

__all__ = [
    "Bank",
    "BankError",
    "Choice",
    "Chosen",
    "Citation",
    "Criterion",
    "Filled",
    "Gap",
    "GapText",
    "ImageFile",
    "Interaction",
    "KalquizError",
    "Layout",
    "Mask",
    "Match",
    "Matched",
    "Note",
    "Option",
    "Order",
    "Ordered",
    "Outcome",
    "Part",
    "Picture",
    "Problem",
    "Prompt",
    "Question",
    "Rectangle",
    "Response",
    "Reveal",
    "Severity",
    "Solution",
    "Source",
    "TextEntry",
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
    "read_image",
    "short_reference",
    "to_html",
    "to_plain",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
