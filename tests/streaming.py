"""A learner who answers without pause: a process that says what is kept once it is, and may be killed at any time.

    python -m tests.streaming HISTORY SESSION COUNT

Every tenth answer is undone. Each line printed is `kept UID` or `undone UID`.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kalquiz.history import Kind, Review, Store
from kalquiz.schedule import Moment, Rating

ROOT = Path(__file__).parents[1]
START = datetime(2026, 1, 1, 9, tzinfo=UTC)


def answer(session: str, number: int, *, questions: int = 50, **rest: object) -> Review:
    """An answer of a session, an hour after the one before."""
    moment = Moment.of(START + timedelta(hours=number))
    values: Mapping[str, object] = {
        "kind": Kind.REVIEW,
        "score": 1.0,
        "rating": Rating(1 + number * 7 % 4),
        "response": "Moneron",
    } | rest
    return Review(
        f"{session}.{number}",
        "moon",
        f"q{number % questions}",
        session=session,
        moment=moment,
        **values,  # type: ignore[arg-type]
    )


def as_given(review: Review | None) -> Review | None:
    """The entry without the day that was chosen for asking again."""
    return replace(review, due=None) if review else None


def stream(history: Path, session: str, count: int) -> None:
    with Store(history) as store:
        for number in range(count):
            review = answer(session, number)
            store.add(review)
            print("kept", review.uid, flush=True)  # noqa: T201 - this is what it acknowledges
            if number % 10 == 9:
                store.add(review.undone(f"{session}.{number}.undo", session, review.moment))
                print("undone", review.uid, flush=True)  # noqa: T201 - as above


def streaming(history: Path, session: str, count: int) -> subprocess.Popen[str]:
    """Such a process, under way."""
    command = [sys.executable, "-m", "tests.streaming", str(history), session, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong: uids of kept entries that are lost, of undone ones that came back, and what is unsound."""

    lost: set[str]
    came_back: set[str]
    unsound: list[str]


def look_through(history: Path, said: Iterable[str]) -> Found:
    """Compare a history with the lines that its processes printed."""
    words = [line.split() for line in said if line.endswith("\n")]
    kept = {uid for word, uid in words if word == "kept"}
    undone = {uid for word, uid in words if word == "undone"}
    with closing(sqlite3.connect(history)) as file:
        (integrity,) = file.execute("PRAGMA integrity_check").fetchone()
    with Store(history) as store:
        unsound = store.mend() + ([integrity] if integrity != "ok" else [])
        there = {review.uid for review in store.log()}
        holding = {review.uid for review in store.reviews("moon")}
    return Found(kept - there, undone & holding, unsound)


if __name__ == "__main__":
    stream(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
