"""Anki decks: one note and one card for each question, in a package that can be updated for years."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.question import Question

__all__ = ["build_deck"]


def build_deck(bank: "Bank", out: Path, *, questions: "Sequence[Question] | None" = None) -> Path:
    """Write the Anki package of a bank, or of some of its questions, and return its path.

    The same bank gives the same bytes. Cards come in the order of the questions.

    Raises:
        KalquizError: there are no questions, one is there twice, or a picture cannot be used.
        OSError: the file cannot be written.
    """
    from kalquiz.deck.build import build

    return build(bank, out, bank.questions if questions is None else questions)
