"""The file of a history: full disks, locks, kills, newer and damaged files; nothing acknowledged is lost."""

import resource
import sqlite3
from contextlib import closing
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from kalquiz.history import (
    HistoryError,
    NotSavedError,
    Store,
    write_reviews,
)
from kalquiz.history.schema import STEPS, migrate
from kalquiz.schedule import Moment, Rating, advance
from tests.conftest import without_rights
from tests.streaming import START, answer, as_given, look_through, streaming

NOW = Moment.of(START + timedelta(days=900))


def test_a_newer_history_is_refused_and_left_as_it_is(history_file: Path) -> None:
    with Store(history_file) as store:
        store.add(answer("s", 0))
    with closing(sqlite3.connect(history_file)) as file:
        file.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = history_file.read_bytes()
    with pytest.raises(HistoryError, match="newer kalquiz"):
        Store(history_file)
    assert history_file.read_bytes() == before


def test_a_history_that_is_closed_is_one_file(history_file: Path) -> None:
    with Store(history_file) as store:
        store.add(answer("s", 0))
        assert len(list(history_file.parent.iterdir())) > 1
    assert list(history_file.parent.iterdir()) == [history_file]


@pytest.mark.parametrize("content", [b"no database " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_history_is_named(history_file: Path, content: bytes) -> None:
    history_file.parent.mkdir()
    history_file.write_bytes(content)
    with pytest.raises(HistoryError, match="damaged") as told:
        Store(history_file)
    assert str(history_file) in str(told.value)
    assert history_file.read_bytes() == content


def test_an_entry_that_cannot_be_read_is_named(store: Store, history_file: Path) -> None:
    store.add(answer("s", 0))
    with closing(sqlite3.connect(history_file)) as file, file:
        file.execute("UPDATE review SET day = 'soon'")
    for look in (lambda: store.reviews("moon"), lambda: list(store.log()), store.mend):
        with pytest.raises(HistoryError, match="an entry is damaged: Invalid isoformat string: 'soon'"):
            look()


def test_another_programs_file_is_left_alone(history_file: Path) -> None:
    history_file.parent.mkdir()
    with closing(sqlite3.connect(history_file)) as file:
        file.execute("CREATE TABLE bookmark (url TEXT)")
    before = history_file.read_bytes()
    with pytest.raises(HistoryError, match="not a history of kalquiz"):
        Store(history_file)
    assert history_file.read_bytes() == before


def test_a_migration_copies_first_and_keeps_everything(store: Store, history_file: Path) -> None:
    for number in range(20):
        store.add(answer("s", number))
    before = list(write_reviews(store.log()))
    step = "ALTER TABLE review ADD COLUMN mood TEXT; CREATE INDEX review_mood ON review (mood)"
    with closing(sqlite3.connect(history_file, isolation_level=None)) as file:
        migrate(file, history_file, [*STEPS, step])
        assert file.execute("SELECT count(mood) + count(*) FROM review").fetchone() == (20,)
    with Store(history_file.with_name(f"history-form{len(STEPS)}.bak.db")) as copy:
        assert list(write_reviews(copy.log())) == before


def test_a_migration_that_fails_leaves_the_history_as_it_was(store: Store, history_file: Path) -> None:
    store.add(answer("s", 0))
    with closing(sqlite3.connect(history_file, isolation_level=None)) as file:
        with pytest.raises(sqlite3.Error):
            migrate(file, history_file, [*STEPS, "ALTER TABLE review ADD COLUMN mood TEXT; NONSENSE"])
        assert file.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    with Store(history_file) as again:
        assert len(again.reviews("moon")) == 1


def test_memories_of_an_older_model_are_reckoned_anew(store: Store, history_file: Path) -> None:
    memory = store.add(answer("s", 0))
    with closing(sqlite3.connect(history_file)) as file, file:
        file.execute("UPDATE setting SET value = 'fsrs 1' WHERE name = 'model'")
        file.execute("UPDATE memory SET stability = 1000")
    with Store(history_file) as again:
        assert again.memories("moon") == {"q0": memory}


def test_a_schedule_that_does_not_follow_is_mended_and_told(store: Store, history_file: Path) -> None:
    memory = store.add(answer("s", 0))
    with closing(sqlite3.connect(history_file)) as file, file:
        file.execute("UPDATE memory SET due = '2099-01-01'")
    assert store.mend() == ["moon: the schedule did not follow from the answers. It does again."]
    assert store.memories("moon") == {"q0": memory}
    assert store.mend() == []


def test_a_locked_history_is_waited_for_and_then_named(store: Store, history_file: Path) -> None:
    store.add(answer("s", 0))
    with (
        closing(sqlite3.connect(history_file, isolation_level=None)) as file,
        Store(history_file, patience=0.1) as other,
    ):
        file.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSavedError, match="NOT saved: another program"):
            other.add(answer("s", 1))
        assert len(other.reviews("moon")) == 1
        file.execute("ROLLBACK")
        other.add(answer("s", 1))
    assert len(store.reviews("moon")) == 2


def test_a_full_disk_loses_nothing_and_the_answer_can_be_saved_later(
    store: Store, history_file: Path
) -> None:
    for number in range(50):
        store.add(answer("s", number))
    wal = history_file.with_name("history.db-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal, hard))
    long = answer("s", 50, response="x" * 100_000)
    try:
        for _ in range(2):
            with pytest.raises(NotSavedError, match="NOT saved: the disk is full"):
                store.add(long)
        assert len(store.reviews("moon")) == 50
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.add(long)
    assert as_given(store.reviews("moon")[-1]) == long
    assert store.mend() == []


def test_a_home_that_cannot_be_written_is_named(open_folder: Path) -> None:
    with Store(open_folder / "history.db") as store:
        store.add(answer("s", 0))
    (open_folder / "history.db").chmod(0o444)
    open_folder.chmod(0o555)
    for name, said in (
        ("history.db", "may not be written"),
        ("new/history.db", "NOT saved: Permission denied"),
    ):
        with without_rights(), pytest.raises(HistoryError, match=said):
            Store(open_folder / name).add(answer("s", 1))
    with Store(open_folder / "history.db") as store:
        assert len(store.reviews("moon")) == 1


def test_two_processes_lose_nothing(history_file: Path) -> None:
    processes = [streaming(history_file, session, 300) for session in ("one", "two")]
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    found = look_through(history_file, "".join(said).splitlines(keepends=True))
    assert (found.lost, found.came_back, found.unsound) == (set(), set(), [])
    with Store(history_file) as store:
        assert len(store.reviews("moon")) == 2 * 270


def begin(path: Path, session: str, start: Barrier) -> None:
    advance(None, Rating.GOOD, START.date(), "")  # what is imported late is there before the start
    start.wait()
    with Store(path) as store:
        for number in range(3):
            store.add(answer(session, number))


def test_several_processes_may_begin_a_history_at_once(tmp_path: Path) -> None:
    # Forked, they meet within microseconds; and nothing here has threads.
    context = get_context("fork")
    for attempt in range(40):
        path, start = tmp_path / f"{attempt}.db", context.Barrier(4)
        children = [context.Process(target=begin, args=(path, session, start)) for session in "abcd"]
        for child in children:
            child.start()
        for child in children:
            child.join()
        assert [child.exitcode for child in children] == [0] * 4
        with Store(path) as store:
            assert len(store.reviews("moon")) == 12


def test_what_was_acknowledged_outlives_kill_9(history_file: Path) -> None:
    said: list[str] = []
    for number in range(8):
        process = streaming(history_file, f"s{number}", 10_000)
        assert process.stdout
        said += [process.stdout.readline() for _ in range(1 + number * 7)]
        process.kill()
        said += process.stdout.readlines()
        process.stdout.close()
        process.wait()
    found = look_through(history_file, said)
    assert (found.lost, found.came_back, found.unsound) == (set(), set(), [])
    assert len(said) > 200
