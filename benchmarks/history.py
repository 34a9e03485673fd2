"""What keeping answers costs, and whether it keeps them.

    python -m benchmarks.history

- Processes that begin a history, open it and answer without pause are killed with SIGKILL, 1,000 times, at random
  moments: what they said is kept is there, what they said is undone stays undone, and the file is sound.
- Two processes write 10,000 answers into one history at once.
- From an answer to its next day: the time of `Store.add`, against that of a bare commit of the same row, in one run.
- `kalquiz practice` to its first question, with 1,000,000 entries, against an empty history: CPU of whole processes.
"""

import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from tests.streaming import START, Found, answer, look_through, streaming

from kalquiz import find_bank, load_bank
from kalquiz.history import Kind, Review, Store
from kalquiz.history.rows import COLUMNS, to_row
from kalquiz.schedule import Moment

KILLS, HISTORIES = 1_000, 50
TOGETHER = 10_000
ENTRIES = 1_000_000
ANSWERS = 2_000
ROUNDS = 9
MOST_TO_ANSWER = 2.0
MOST_TO_START = 1.5


def main() -> int:
    """Print the figures; exit code 1 where something was lost or a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sound = [killed(home), together(home / "together.db")]
        ratios = [answering(home), starting(home)]
    return int(not all(sound) or ratios[0] > MOST_TO_ANSWER or ratios[1] > MOST_TO_START)


def killed(home: Path) -> bool:
    """Kill processes while they begin a history, open one, and answer."""
    random, said, found = Random(8), list[str](), list[Found]()
    start = time.perf_counter()
    for place in range(HISTORIES):
        history, heard = home / f"killed{place}.db", list[str]()
        for number in range(KILLS // HISTORIES):
            process = streaming(history, f"s{number}", 1_000_000)
            if process.stdout is None:
                raise AssertionError("its output is piped")
            if number % 2:
                heard.append(process.stdout.readline())
                time.sleep(random.random() * 0.05)
            else:
                time.sleep(random.random() * 0.4)
            process.kill()
            heard += process.stdout.readlines()
            process.stdout.close()
            process.wait()
        found.append(look_through(history, heard))
        said += heard
    took = time.perf_counter() - start
    whole = Found(
        set().union(*(it.lost for it in found)),
        set().union(*(it.came_back for it in found)),
        [unsound for it in found for unsound in it.unsound],
    )
    return told(f"{KILLS:,} times killed, in {took:.0f} s", said, whole)


def together(history: Path) -> bool:
    """Let two processes answer at once."""
    processes = [streaming(history, session, TOGETHER // 2) for session in ("one", "two")]
    said = "".join(process.communicate()[0] for process in processes).splitlines(keepends=True)
    ended = all(process.returncode == 0 for process in processes)
    return told("two processes at once", said, look_through(history, said)) and ended


def told(what: str, said: list[str], found: Found) -> bool:
    """Print what became of what was said to be kept."""
    print(what)
    print(f"  acknowledged  {len(said):9,}")
    print(f"  lost          {len(found.lost):9,}")
    print(f"  undone, back  {len(found.came_back):9,}")
    print(f"  sound         {'yes' if not found.unsound else found.unsound!s:>9}")
    return bool(said) and not (found.lost or found.came_back or found.unsound)


def answering(home: Path) -> float:
    """Time answers and bare commits in turn."""
    bare, whole = list[float](), list[float]()
    with (
        closing(sqlite3.connect(home / "bare.db", isolation_level=None)) as file,
        Store(home / "h.db") as store,
    ):
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA synchronous = FULL")
        file.execute(f"CREATE TABLE review ({', '.join(COLUMNS)})")
        insert = f"INSERT INTO review VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608 - question marks
        store.merge(answer("before", number, questions=225) for number in range(10_000))
        for number in range(10_000, 10_000 + ANSWERS):
            review = answer("s", number, questions=225)
            bare.append(timed(partial(file.execute, insert, to_row(review))))
            whole.append(timed(partial(store.add, review)))
    ratio = statistics.median(whole) / statistics.median(bare)
    print(f"an answer, median of {ANSWERS:,}, after 10,000 others")
    print(f"  bare commit, WAL and FULL        {statistics.median(bare) * 1e6:7.0f} µs")
    print(f"  kept, with its next day          {statistics.median(whole) * 1e6:7.0f} µs")
    print(f"  ratio                            {ratio:7.2f}    (target: at most {MOST_TO_ANSWER})")
    return ratio


def timed(action: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def starting(home: Path) -> float:
    """Time the start of a session with an empty history and with a long one."""
    empty, long = home / "empty" / "history.db", home / "long" / "history.db"
    with Store(empty) as store:
        store.merge([])
    fill(long)
    times: dict[Path, list[float]] = {empty: [], long: []}
    for _ in range(ROUNDS + 1):
        for history, found in times.items():
            found.append(cpu_of_start(history.parent))
    # The first start of each leaves the catalogue of the bank to the others.
    none, many = (statistics.median(found[1:]) for found in times.values())
    print(f"the start of a session on kal007, CPU, median of {ROUNDS}")
    print(f"  empty history                    {none * 1e3:7.0f} ms")
    print(f"  {ENTRIES:,} entries ({long.stat().st_size / 1e6:.0f} MB)      {many * 1e3:7.0f} ms")
    print(f"  ratio                            {many / none:7.2f}    (target: at most {MOST_TO_START})")
    return many / none


def fill(history: Path) -> None:
    """A history of so many entries, half of them retries, a question after the other."""
    ids = [question.id for question in load_bank(find_bank("kal007")).questions]
    each = -(-ENTRIES // len(ids))
    left = ENTRIES
    with Store(history) as store:
        for place, name in enumerate(ids):
            store.merge(entry(place, number, name) for number in range(min(each, left)))
            left -= min(each, left)


def entry(place: int, number: int, name: str) -> Review:
    """An entry of kal007: two on every day, until yesterday."""
    kind = Kind.RETRY if number % 2 else Kind.REVIEW
    moment = Moment.of(START + timedelta(days=150 - number // 2, seconds=number))
    return replace(answer(f"s{place}", number, kind=kind), bank="kal007", question=name, moment=moment)


def cpu_of_start(home: Path) -> float:
    """CPU seconds of a session on kal007 that ends at its first question."""
    kalquiz = Path(sys.executable).parent / "kalquiz"
    command: list[str | Path] = [kalquiz, "practice", "kal007", "--now", "2026-06-01T12:00"]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - the program that is measured
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**kept, "KALQUIZ_HOME": str(home)},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
