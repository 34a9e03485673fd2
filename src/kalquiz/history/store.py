"""The history on a disk: one SQLite file, whose log only grows.

An entry is on the disk when `Store.add` returns: the log is written ahead (WAL) and synced with every commit
(`synchronous = FULL`), so that neither the end of the process nor that of the power takes it away.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self

from kalquiz.history import reckon
from kalquiz.history.record import Kind, Review, effective
from kalquiz.history.rows import COLUMNS, from_row, to_row
from kalquiz.history.schema import HistoryError, migrate, transaction
from kalquiz.schedule import MODEL, TARGET, Memory, Moment

PATIENCE = 20.0
"""Seconds that are long enough for any other kalquiz to finish what it writes.

SQLite looks ten times a second whether it may write. Beside a process that writes without a pause, five seconds of
that were too few about once in forty thousand answers.
"""

_INSERT = f"INSERT OR IGNORE INTO review VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - question marks, not values


class NotSavedError(HistoryError):
    """What was to be written is not on the disk. It can be tried again."""


class Store:
    """A learner's history, of all banks. Its file is made when there is something to write.

    `patience` is how many seconds to wait for another process that is writing.

    Raises:
        HistoryError: the file cannot be opened, is no history, or is that of a newer kalquiz.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._connection: sqlite3.Connection | None = None
        if path.exists():
            with _told(path, HistoryError, "The history cannot be opened"):
                self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    # Writing

    def add(self, review: Review) -> Memory | None:
        """Write an entry, and give the memory of its question after it. When this returns, it is on the disk.

        An answer that the schedule goes by is given the day to ask on again. An entry that is there already is
        not written twice, so that it can be tried again.

        Raises:
            NotSavedError: it could not be written; the history is as it was.
            HistoryError: another entry has its uid.
        """
        with self._writing() as file:
            review = reckon.placed(file, review)
            if self._insert(file, review):
                if review.voids or review.kind is Kind.RELINK:
                    reckon.reckon_after(file, [review])
                else:
                    reckon.reckon_on(file, review)
            question = reckon.names(file, review.bank).get(review.question, review.question)
            return reckon.memory(file, review.bank, question)

    def merge(self, reviews: Iterable[Review]) -> int:
        """Add the entries that are not there yet, all or none, and give their number.

        In whichever order histories are merged, and however often: who has the same entries has the same history.

        Raises:
            NotSavedError: they could not be written; the history is as it was.
            HistoryError: an entry has the uid of another one; the history is as it was.
        """
        given = list(reviews)
        with self._writing() as file:
            new = [review for review in given if self._insert(file, review)]
            reckon.reckon_after(file, new)
        return len(new)

    def aim(self, target: float) -> None:
        """Set the share of questions that is to be remembered, and reckon anew when each is due.

        Raises:
            NotSavedError: it could not be written.
            ValueError: the share is not between 0.7 and 0.97.
        """
        if not 0.7 <= target <= 0.97:
            raise ValueError("a target outside of 0.7 to 0.97")
        with self._writing() as file:
            file.execute("INSERT OR REPLACE INTO setting VALUES ('target', ?)", (str(target),))
            reckon.reckon_all(file)

    def put_paper(self, bank: str, text: str | None) -> None:
        """Keep the paper of an exam that is under way; None when it is over.

        Raises:
            NotSavedError: it could not be written.
        """
        with self._writing() as file:
            if text is None:
                file.execute("DELETE FROM setting WHERE name = ?", (f"exam {bank}",))
            else:
                file.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (f"exam {bank}", text))

    def mend(self) -> list[str]:
        """Look through the file, reckon all memories anew, and say in sentences what was wrong and is mended.

        Raises:
            HistoryError: the file is damaged, or cannot be written.
        """
        if not self._connection:
            return []
        with self._writing() as file:
            (found,) = file.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                raise HistoryError(f"“{self.path}” is damaged ({found}). Import an export into a new one.")
            before = {bank: reckon.memories(file, bank) for bank in reckon.banks(file)}
            reckon.reckon_all(file)
            after = {bank: reckon.memories(file, bank) for bank in reckon.banks(file)}
        return [
            f"{bank}: the schedule did not follow from the answers. It does again."
            for bank in after
            if after[bank] != before[bank]
        ]

    # Reading

    @property
    def target(self) -> float:
        """The share of questions that is to be remembered."""
        with self._reading() as file:
            return reckon.target(file) if file else TARGET

    def paper(self, bank: str) -> str | None:
        """The paper of the exam on a bank that was begun last, where it is not over."""
        with self._reading() as file:
            name = (f"exam {bank}",)
            row = file.execute("SELECT value FROM setting WHERE name = ?", name).fetchone() if file else None
        return row[0] if row else None

    def memories(self, bank: str) -> dict[str, Memory]:
        """The memory of each question of a bank that was answered, by the id it has now."""
        with self._reading() as file:
            return reckon.memories(file, bank) if file else {}

    def reviews(self, bank: str, *, day: date | None = None, question: str | None = None) -> list[Review]:
        """The entries of a bank that hold, in order, with the ids that questions have now.

        With `day` those of one study day, with `question` those of one question.
        """
        with self._reading() as file:
            if not file:
                return []
            if question:
                found = reckon.entries(file, bank, question)
            elif day:
                found = reckon.on_day(file, bank, day)
            else:
                found = reckon.entries_of_bank(file, bank)
            called = reckon.names(file, bank)
        return [
            replace(it, question=called[it.question]) if it.question in called else it
            for it in effective(found)
            if not day or it.day == day
        ]

    def last(self, bank: str) -> Review | None:
        """The entry that was added last of those of a bank that hold: what can be undone."""
        with self._reading() as file:
            rows = (
                file.execute(f"{reckon.SELECT} WHERE bank = ? ORDER BY rowid DESC", (bank,)) if file else ()
            )
            for row in rows:
                review = from_row(row)
                if review.kind in (Kind.VOID, Kind.RELINK):
                    continue
                if file and review in effective(reckon.entries(file, bank, review.question)):
                    return review
        return None

    def banks(self) -> list[str]:
        """The ids of the banks that there are entries of."""
        with self._reading() as file:
            return reckon.banks(file) if file else []

    def later(self, moment: Moment) -> list[Review]:
        """The entries that hold and are dated later than a moment: the clock was set back, or had been wrong."""
        with self._reading() as file:
            rows = file.execute(f"{reckon.SELECT} WHERE at > ?", (moment.at,)) if file else ()
            banks = {from_row(row).bank for row in rows}
        return [it for bank in sorted(banks) for it in self.reviews(bank) if it.moment.at > moment.at]

    def log(self) -> Iterator[Review]:
        """Every entry that was ever made, void or not, in order."""
        with self._reading() as file:
            for row in file.execute(f"{reckon.SELECT} ORDER BY at, uid") if file else ():
                yield from_row(row)

    # The file

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=self._patience, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection, self.path)
            model = connection.execute("SELECT value FROM setting WHERE name = 'model'").fetchone()
            if model != (MODEL,):
                _renew(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        with _told(self.path, HistoryError, "The history cannot be read"):
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with _told(self.path, NotSavedError, "NOT saved"):
            if not self._connection:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self._connection or self._open()
            with transaction(file):
                yield file

    @staticmethod
    def _insert(file: sqlite3.Connection, review: Review) -> bool:
        """Whether the entry was not there; now it is."""
        if file.execute(_INSERT, to_row(review)).rowcount:
            return True
        known = from_row(file.execute(f"{reckon.SELECT} WHERE uid = ?", (review.uid,)).fetchone())
        # The day is chosen anew where an entry is tried again.
        if replace(known, due=review.due) != review:
            raise HistoryError(f"The history has another entry {review.uid}. Nothing was changed.")
        return False


def _renew(connection: sqlite3.Connection) -> None:
    """Reckon all memories by the rules of this version."""
    with transaction(connection):
        reckon.reckon_all(connection)
        connection.execute("INSERT OR REPLACE INTO setting VALUES ('model', ?)", (MODEL,))


@contextmanager
def _told(path: Path, kind: type[HistoryError], what: str) -> Iterator[None]:
    """What SQLite and the disk have against it, as a sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise kind(f"{what}: {_reason(error)} (“{path}”).") from None
    except ValueError as error:
        raise kind(f"{what}: an entry is damaged: {error} (“{path}”).") from None
    except OSError as error:
        raise kind(f"{what}: {error.strerror} (“{path}”).") from None


def _reason(error: sqlite3.Error) -> str:
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL:
            return "the disk is full"
        case sqlite3.SQLITE_IOERR:
            return "the disk is full, or cannot be written"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another program has been writing to it for too long; end that, and try again"
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return (
                "the folder may not be written to, or the file not be read; change that, or set KALQUIZ_HOME"
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return "the file is damaged; put a copy of it in its place, or import an export"
        case _:
            return str(error)
