"""A bank that can be asked from before all of it is read."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kalquiz.askable import Askable, BankOf, Cue
from kalquiz.catalogue.ahead import Ahead
from kalquiz.catalogue.model import Catalogue, Held, Listed
from kalquiz.catalogue.stored import read_stored, stored_in
from kalquiz.problem import KalquizError

if TYPE_CHECKING:
    from kalquiz.bank import Bank, Section
    from kalquiz.citation import Source
    from kalquiz.question import Question

    AnyBank: TypeAlias = "Bank | Opened"
    """A bank that was read, or one of which the catalogue is known: a session can be held on either."""


class ChangedError(KalquizError):
    """The bank was changed just when it was read."""


def open_folder(folder: Path, cache: Path) -> "Opened":
    """Open the bank in a folder: from its catalogue in the folder `cache`, or else by reading it.

    Raises:
        BankError: with every problem of every file.
    """
    stored = stored_in(cache, folder)
    if catalogue := read_stored(stored, folder):
        return Opened(folder, catalogue, Ahead(lambda: _as_listed(folder, catalogue, stored)))
    from kalquiz.catalogue.make import read_and_list

    bank, listed = read_and_list(folder, cache)
    return Opened(folder, listed, Ahead(lambda: bank))


def _as_listed(folder: Path, catalogue: Catalogue, stored: Path) -> "Bank":
    """The bank that the stored catalogue is of; between the two, somebody may have saved a file."""
    from kalquiz.bank import load_bank
    from kalquiz.catalogue.make import listed

    bank = load_bank(folder)
    if (bank.id, tuple(map(listed, bank.questions))) != (catalogue.id, catalogue.questions):
        # A change that no stamp shows, as on a disk with coarse times, would be met again and again.
        with suppress(OSError):
            stored.unlink(missing_ok=True)
        raise ChangedError("The bank was changed a moment ago. Begin again to be asked from it as it is now.")
    return bank


class Opened:
    """A bank of which the catalogue is known. What is beyond that is read when it is first needed.

    Args:
        path: its folder.
        catalogue: its catalogue.
        whole: the bank itself.
    """

    def __init__(self, path: Path, catalogue: Catalogue, whole: "Ahead[Bank]") -> None:
        self.path = path
        self.catalogue = catalogue
        self._whole = whole

    @property
    def id(self) -> str:
        """The id of the bank."""
        return self.catalogue.id

    @property
    def title(self) -> str:
        """The title, for people."""
        return self.catalogue.title

    @property
    def questions(self) -> tuple[Listed, ...]:
        """What is known of the questions, in the learner's order."""
        return self.catalogue.questions

    @property
    def sources(self) -> tuple[Held, ...]:
        """What is known of the sources."""
        return self.catalogue.sources

    def read_ahead(self) -> None:
        """Begin to read the bank: it will be needed soon, and nobody waits yet."""
        self._whole.begin()

    @property
    def whole(self) -> "Bank":
        """The bank itself.

        Raises:
            BankError: it was changed since, and is no longer sound.
            ChangedError: it was changed since.
        """
        return self._whole.get()

    @property
    def sections(self) -> "tuple[Section, ...]":
        """The sections, in the learner's order."""
        return self.whole.sections

    def question(self, question_id: str) -> "Question":
        """The question with this id, or this former id.

        Raises:
            KeyError: there is none.
        """
        return self.whole.question(question_id)

    def source(self, source_id: str) -> "Source":
        """The source with this id.

        Raises:
            KeyError: there is none.
        """
        return self.whole.source(source_id)


def cues_in(bank: BankOf[Askable]) -> tuple[Cue, ...]:
    """Which questions of a bank give away others: as its catalogue knows it, or else as the check finds it."""
    if isinstance(bank, Opened):
        return bank.catalogue.cues
    from kalquiz.bank import Bank
    from kalquiz.check import Checked, find_cues

    if not isinstance(bank, Bank):
        raise TypeError(f"a bank, not {type(bank).__name__}")
    return tuple(find_cues(Checked(bank, {})))
