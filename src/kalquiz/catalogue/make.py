"""Making the catalogue of a bank."""

from contextlib import suppress
from pathlib import Path

from kalquiz.bank import Bank, load_bank
from kalquiz.catalogue.model import Catalogue, Held, Listed
from kalquiz.catalogue.stamp import stamp
from kalquiz.catalogue.stored import stored_in, write_stored
from kalquiz.question import Question


def read_and_list(folder: Path, cache: Path) -> tuple[Bank, Catalogue]:
    """The bank in a folder and its catalogue, which is kept in the folder `cache` for the next start.

    Raises:
        BankError: with every problem of every file.
    """
    before = stamp(folder)
    bank = load_bank(folder)
    made = catalogue(bank)
    with suppress(OSError):  # without a file, the next start takes longer
        write_stored(stored_in(cache, folder), folder, before, _named(bank), made)
    return bank, made


def catalogue(bank: Bank) -> Catalogue:
    """The catalogue of a bank."""
    from kalquiz.check import Checked, find_cues

    return Catalogue(
        id=bank.id,
        title=bank.title,
        sources=tuple(Held(source.id, source.file) for source in bank.sources),
        questions=tuple(map(listed, bank.questions)),
        cues=tuple(find_cues(Checked(bank, {}))),
    )


def listed(question: Question) -> Listed:
    """What a catalogue holds of a question."""
    return Listed(
        id=question.id,
        aka=question.aka,
        section=question.section,
        type=question.type,
        tags=question.tags,
        skill=question.skill,
        points=question.points,
        first_cited=question.first_cited,
        content=question.content,
        written=question.written(),
    )


def _named(bank: Bank) -> list[str]:
    """The files that have to be in the bank's folder."""
    pictures = {
        it.file for question in bank.questions for it in (question.image, question.answer_image) if it
    }
    return sorted(pictures | {source.file for source in bank.sources if source.file})
