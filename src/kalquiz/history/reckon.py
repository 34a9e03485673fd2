"""The memories that follow from the log, kept beside it so that a session need not read all of it.

They are written together with the entries that change them, and can be reckoned anew at any time.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kalquiz.history.record import SCHEDULED, Kind, Review, effective, remember
from kalquiz.history.rows import COLUMNS, MEMORY_COLUMNS, from_row, memory_row, row_memory
from kalquiz.schedule import TARGET, Memory, lightest, spread

SELECT = f"SELECT {', '.join(COLUMNS)} FROM review"  # noqa: S608 - names of columns, not values
_MEMORIES = f"SELECT question, {', '.join(MEMORY_COLUMNS)} FROM memory WHERE bank = ?"  # noqa: S608 - as above
_REMEMBER = f"INSERT OR REPLACE INTO memory VALUES (?, ?, ?{', ?' * len(MEMORY_COLUMNS)})"  # noqa: S608 - as above


def target(file: sqlite3.Connection) -> float:
    """The share of questions that is to be remembered."""
    row = file.execute("SELECT value FROM setting WHERE name = 'target'").fetchone()
    return float(row[0]) if row else TARGET


def banks(file: sqlite3.Connection) -> list[str]:
    """The ids of the banks that the log has entries of."""
    return [bank for (bank,) in file.execute("SELECT DISTINCT bank FROM review ORDER BY bank")]


def names(file: sqlite3.Connection, bank: str) -> Mapping[str, str]:
    """The id that a question has now, by the ids it had."""
    relinks = _select(file, "bank = ? AND kind = 'relink'", (bank,))
    found: dict[str, str] = {}
    if relinks:
        voids = _select(file, "bank = ? AND kind = 'void'", (bank,))
        for relink in effective([*relinks, *voids]):
            found[relink.response] = relink.question
            found.pop(relink.question, None)  # whoever gets the answers is a question of its own again
    return {old: _followed(found, old) for old in found}


def entries(file: sqlite3.Connection, bank: str, question: str) -> list[Review]:
    """All entries on a question, under whichever id it had."""
    ids = [question, *(old for old, new in names(file, bank).items() if new == question)]
    return [it for name in ids for it in _select(file, "bank = ? AND question = ?", (bank, name))]


def entries_of_bank(file: sqlite3.Connection, bank: str) -> list[Review]:
    """All entries on all questions of a bank."""
    return _select(file, "bank = ?", (bank,))


def on_day(file: sqlite3.Connection, bank: str, day: date) -> list[Review]:
    """The entries of a study day, and whichever others decide whether they hold."""
    found = {it.uid: it for it in _select(file, "bank = ? AND day = ?", (bank, day.isoformat()))}
    waiting = list(found)
    while waiting:
        for void in _select(file, "voids = ? AND voids <> ''", (waiting.pop(),)):
            if void.uid not in found:
                found[void.uid] = void
                waiting.append(void.uid)
    return list(found.values())


def memories(file: sqlite3.Connection, bank: str) -> dict[str, Memory]:
    """The memory of each question of a bank that has one, by id."""
    return {question: row_memory(rest) for question, *rest in file.execute(_MEMORIES, (bank,))}


def memory(file: sqlite3.Connection, bank: str, question: str) -> Memory | None:
    """The memory of one question, by the id it has now."""
    row = file.execute(f"{_MEMORIES} AND question = ?", (bank, question)).fetchone()
    return row_memory(row[1:]) if row else None


def placed(file: sqlite3.Connection, review: Review) -> Review:
    """The entry with the day to ask its question on again: of those that FSRS allows, the one with the fewest others.

    The day is kept with the entry: on another machine, or after a merge, other questions are due.
    """
    if review.kind not in SCHEDULED or not review.rating:
        return review
    where = (review.bank, names(file, review.bank).get(review.question, review.question))
    span = spread(_before(file, where, review), review.rating, review.day, target=target(file))
    if not span:
        return review
    load = _load(file, where, review.day, span)
    days = lightest(span, load, f"{_seed(*where)}/{review.day}")
    return replace(review, due=review.day + timedelta(days=days))


def reckon_on(file: sqlite3.Connection, review: Review) -> None:
    """Bring the memory of a question up to date after an entry that voids nothing."""
    if review.kind not in SCHEDULED | {Kind.RESET}:
        return
    question = names(file, review.bank).get(review.question, review.question)
    where = (review.bank, question)
    if not _newest(file, where, review):
        reckon(file, review.bank, [question])
        return
    after = remember(memory(file, *where), review, _seed(*where), target(file))
    _write(file, where, review.moment.at, after)


def reckon(file: sqlite3.Connection, bank: str, questions: Iterable[str]) -> None:
    """Reckon the memories of these questions from the log."""
    aim = target(file)
    for question in questions:
        reviews = effective(entries(file, bank, question))
        _write(file, (bank, question), *_remembered(reviews, _seed(bank, question), aim))


def reckon_all(file: sqlite3.Connection) -> None:
    """Reckon all memories from the log."""
    file.execute("DELETE FROM memory")
    for bank in banks(file):
        called = names(file, bank)
        ids = file.execute("SELECT DISTINCT question FROM review WHERE bank = ?", (bank,)).fetchall()
        reckon(file, bank, sorted({called.get(question, question) for (question,) in ids}))


def reckon_after(file: sqlite3.Connection, reviews: Iterable[Review]) -> None:
    """Reckon from the log whatever these entries of it can have changed."""
    ids: dict[str, set[str]] = defaultdict(set)
    for review in reviews:
        ids[review.bank].add(review.question)
        for other in _select(file, "uid = ?", (review.voids,)) if review.voids else ():
            ids[review.bank] |= (
                {other.question, other.response} if other.kind is Kind.RELINK else {other.question}
            )
        if review.kind is Kind.RELINK:
            ids[review.bank].add(review.response)
    for bank, found in ids.items():
        called = names(file, bank)
        for old in sorted(found & called.keys()):
            file.execute("DELETE FROM memory WHERE bank = ? AND question = ?", (bank, old))
        reckon(file, bank, sorted({called.get(question, question) for question in found}))


def _followed(found: Mapping[str, str], name: str) -> str:
    while name in found:
        name = found[name]
    return name


def _select(file: sqlite3.Connection, where: str, values: tuple[str, ...]) -> list[Review]:
    return [from_row(row) for row in file.execute(f"{SELECT} WHERE {where}", values)]


def _remembered(reviews: Sequence[Review], seed: str, aim: float) -> tuple[int, Memory | None]:
    after: Memory | None = None
    for review in reviews:
        after = remember(after, review, seed, aim)
    return max((review.moment.at for review in reviews), default=0), after


def _newest(file: sqlite3.Connection, where: tuple[str, str], review: Review) -> bool:
    """Whether its question has a memory, and no entry that led to it is as new as this one."""
    row = file.execute("SELECT at FROM memory WHERE bank = ? AND question = ?", where).fetchone()
    return bool(row and review.moment.at > row[0])


def _before(file: sqlite3.Connection, where: tuple[str, str], review: Review) -> Memory | None:
    """The memory that an entry, which is not in the log yet, finds."""
    if not review.voids and _newest(file, where, review):
        return memory(file, *where)
    reviews = effective([*entries(file, *where), review])
    earlier = [it for it in reviews if it.order < review.order]
    return _remembered(earlier, _seed(*where), target(file))[1]


def _load(file: sqlite3.Connection, where: tuple[str, str], day: date, span: range) -> Mapping[int, int]:
    """How many other questions of the bank are due after so many days, for each number of days."""
    ends = ((day + timedelta(days=days)).isoformat() for days in (span[0], span[-1]))
    rows = file.execute(
        "SELECT due, count(*) FROM memory WHERE bank = ? AND question <> ? AND due BETWEEN ? AND ? GROUP BY due",
        (*where, *ends),
    )
    return {(date.fromisoformat(due) - day).days: count for due, count in rows}


def _write(file: sqlite3.Connection, where: tuple[str, str], at: int, after: Memory | None) -> None:
    if after:
        file.execute(_REMEMBER, (*where, at, *memory_row(after)))
    else:
        file.execute("DELETE FROM memory WHERE bank = ? AND question = ?", where)


def _seed(bank: str, question: str) -> str:
    return f"{bank}/{question}"
