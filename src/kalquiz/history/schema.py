"""The tables of a history, and the steps from one form of them to the next."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep

from kalquiz.problem import KalquizError

APPLICATION = 0x6B616C71
"""What marks a file as a history of kalquiz (`kalq`)."""

STEPS: Sequence[str] = (
    """
    CREATE TABLE review (
        uid TEXT NOT NULL UNIQUE,
        bank TEXT NOT NULL,
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        session TEXT NOT NULL,
        at INTEGER NOT NULL,
        zone INTEGER NOT NULL,
        day TEXT NOT NULL,
        content TEXT NOT NULL,
        response TEXT NOT NULL,
        score REAL,
        rating INTEGER,
        hints INTEGER NOT NULL,
        took INTEGER NOT NULL,
        versions TEXT NOT NULL,
        voids TEXT NOT NULL
    );
    CREATE INDEX review_question ON review (bank, question);
    CREATE INDEX review_day ON review (bank, day);
    CREATE INDEX review_at ON review (at);
    CREATE INDEX review_voids ON review (voids) WHERE voids <> '';
    CREATE INDEX review_relink ON review (bank) WHERE kind = 'relink';
    CREATE TABLE memory (
        bank TEXT NOT NULL,
        question TEXT NOT NULL,
        at INTEGER NOT NULL,
        stability REAL NOT NULL,
        difficulty REAL NOT NULL,
        day TEXT NOT NULL,
        due TEXT NOT NULL,
        answers INTEGER NOT NULL,
        lapses INTEGER NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (bank, question)
    ) WITHOUT ROWID;
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    ALTER TABLE review ADD COLUMN due TEXT NOT NULL DEFAULT '';
    CREATE INDEX memory_due ON memory (bank, due);
    """,
)
"""What leads from each form of the tables to the next. A step is never changed once it was released.

`review` is the log: rows are added, and never changed or removed. `memory` follows from it and may be made anew.
"""


_TRIES, _PAUSE = 100, 0.02
"""How often, and after how many seconds, to try again what SQLite does not wait for."""


class HistoryError(KalquizError):
    """A history that cannot be used; nothing in it was changed."""


def migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[str] = STEPS) -> None:
    """Bring the tables into their newest form; what was there before is first copied beside it.

    Raises:
        HistoryError: the file is of a newer kalquiz, or of another program.
        sqlite3.Error: it cannot be read or written; it is then as it was.
    """
    connection.execute("BEGIN")  # what is asked of the file is then asked of it at one time
    try:
        form = _form(connection, path)
    finally:
        connection.execute("ROLLBACK")
    if form > len(steps):
        raise HistoryError(f"“{path}” was written by a newer kalquiz. Update this one; nothing was changed.")
    if form == len(steps):
        return
    if form:
        _copy(connection, path.with_name(f"{path.stem}-form{form}.bak{path.suffix}"))
    else:
        _write_ahead(connection)
    with transaction(connection):
        # Another process may have done it while this one waited.
        for step in range(_form(connection, path), len(steps)):
            for statement in steps[step].split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written within, or nothing of it; no other process writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _form(connection: sqlite3.Connection, path: Path) -> int:
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    foreign = application != APPLICATION and (
        form or connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    )
    if foreign:
        raise HistoryError(f"“{path}” is not a history of kalquiz. Move it away; nothing was changed.")
    return int(form)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have the file keep its log ahead of it, from now on. SQLite does not wait here while another process does so."""
    for _ in range(_TRIES):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            sleep(_PAUSE)
        else:
            return
    connection.execute("PRAGMA journal_mode = WAL")


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
