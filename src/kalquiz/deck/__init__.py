"""Anki decks: one note for each question, in a package that can be updated for years."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.question import Question

__all__ = ["build_deck"]


def build_deck(
    bank: "Bank",
    out: str | Path,
    *,
    questions: "Sequence[Question] | None" = None,
    lock: str | Path | None = None,
    reverse: bool = False,
    subdecks: bool = False,
) -> Path:
    """Write the Anki package of a bank, or of some of its questions, and return its path.

    The same bank gives the same bytes. Cards come in the order of the questions; with `reverse`, flashcards are
    asked the other way round after them. With `subdecks` each section has a deck below that of its bank.

    `lock` is the file that remembers what was published: with it, an update renews in learners' collections
    only what has changed. It is made or brought up to date.

    Raises:
        KalquizError: the name does not end in .apkg, there are no questions, one is there twice, a picture
            cannot be used, or the lock is of another bank or of a later day.
        OSError: a file cannot be read or written.
    """
    from kalquiz.deck.build import make_deck, write_decks
    from kalquiz.deck.lock import write_lock

    out, lock = Path(out), Path(lock) if lock else None
    made = make_deck(bank, bank.questions if questions is None else questions, reverse=reverse, lock=lock)
    write_decks([made], out, subdecks=subdecks)
    if lock and made.update:
        write_lock(lock, made.update.lock())
    return out
