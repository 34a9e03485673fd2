"""The history: nothing acknowledged is lost, what is undone is, and two machines come to the same."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalquiz import Bank
from kalquiz.history import (
    ExchangeError,
    HistoryError,
    Kind,
    NotSavedError,
    Review,
    Store,
    content_hash,
    effective,
    read_reviews,
    relinks,
    write_reviews,
)
from kalquiz.history.schema import STEPS, migrate
from kalquiz.schedule import LEECH, Moment, Rating, advance
from tests.streaming import START, answer, look_through, streaming

NOW = Moment.of(START + timedelta(days=900))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "history.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


def lines(store: Store) -> list[str]:
    return list(write_reviews(store.log()))


def test_an_entry_is_there_again_as_it_was(store: Store, path: Path) -> None:
    review = answer(
        "s",
        1,
        content="abc",
        response="Монерон\n모네론",
        score=0.9,
        hints=2,
        took=60_000,
        versions="0.1.0 1.0.0",
    )
    store.add(review)
    with Store(path) as other:
        assert other.reviews("moon") == [review]
        assert other.reviews("sun") == []


def test_no_file_is_made_by_looking(path: Path) -> None:
    with Store(path) as store:
        assert (store.reviews("moon"), store.memories("moon"), store.last("moon"), store.banks()) == (
            [],
            {},
            None,
            [],
        )
        assert list(store.log()) == []
        assert store.mend() == []
    assert not path.parent.exists()


def test_an_answer_moves_its_question_and_a_retry_does_not(store: Store) -> None:
    memory = store.add(answer("s", 0, rating=Rating.GOOD))
    assert memory
    assert memory.due > memory.day
    assert store.add(answer("s", 50, kind=Kind.RETRY, rating=None)) == memory
    for number, kind in enumerate((Kind.EXAM, Kind.CRAM, Kind.FLAG), 100):
        assert store.add(replace(answer("t", number, kind=kind, rating=None), question="q0")) == memory
    assert store.memories("moon") == {"q0": memory}


def test_adding_again_adds_nothing(store: Store) -> None:
    first = store.add(answer("s", 0))
    assert store.add(answer("s", 0)) == first
    assert len(store.reviews("moon")) == 1
    with pytest.raises(HistoryError, match="another entry"):
        store.add(answer("s", 0, response="something else"))
    assert [it.response for it in store.log()] == ["Moneron"]


def test_undo_outlives_a_restart_and_can_be_undone(path: Path) -> None:
    with Store(path) as store:
        before = store.add(answer("s", 0))
        store.add(answer("s", 50))
    with Store(path) as store:
        last = store.last("moon")
        assert last == answer("s", 50)
        undo = last.undone("t.1", "t", NOW)
        assert store.add(undo) == before
        assert store.last("moon") == answer("s", 0)
        assert len(list(store.log())) == 3
        after = store.add(undo.undone("t.2", "t", NOW))
        assert after
        assert after.answers == 2
        assert store.last("moon") == answer("s", 50)


def test_undoing_everything_leaves_no_memory(store: Store) -> None:
    store.add(answer("s", 0))
    assert store.add(answer("s", 0).undone("s.u", "s", NOW)) is None
    assert store.memories("moon") == {}
    assert store.last("moon") is None


def test_i_was_right_takes_the_place_of_an_answer(store: Store) -> None:
    wrong = answer("s", 0, score=0.0, rating=Rating.AGAIN)
    store.add(wrong)
    right = wrong.instead("s.0.ok", wrong.moment, score=1.0, rating=Rating.GOOD)
    memory = store.add(right)
    assert store.reviews("moon") == [right]
    with Store(store.path.with_name("other.db")) as other:
        assert other.add(answer("s", 0, rating=Rating.GOOD)) == memory
    assert store.add(right.undone("s.0.no", "s", right.moment)) == store.memories("moon")["q0"] != memory


def test_a_question_begun_anew_forgets_and_one_that_is_kept_does_not(store: Store) -> None:
    store.add(answer("s", 0, content="old"))
    kept = store.add(answer("s", 50, kind=Kind.KEEP, content="new", rating=None))
    assert kept
    assert (kept.content, kept.answers) == ("new", 1)
    assert store.add(answer("s", 100, kind=Kind.RESET, rating=None)) is None
    again = store.add(answer("s", 150))
    assert again
    assert again.answers == 1


def test_leeches_are_counted(store: Store) -> None:
    memory = None
    for number in range(LEECH + 1):
        memory = store.add(answer("s", number * 50, rating=Rating.AGAIN))
    assert memory
    assert memory.is_leech
    assert memory.lapses == LEECH


def test_of_one_day_there_is_what_was_done_on_it(store: Store) -> None:
    for number in range(48):
        store.add(answer("s", number))
    store.add(answer("s", 30).undone("s.u", "s", NOW))
    days = {it.day for it in store.reviews("moon")}
    on_days = [it for day in sorted(days) for it in store.reviews("moon", day=day)]
    assert on_days == store.reviews("moon")
    assert len(on_days) == 47


def test_a_clock_that_was_wrong_is_seen_and_does_no_lasting_harm(store: Store) -> None:
    store.add(answer("s", 0, rating=Rating.GOOD))
    ahead = replace(answer("s", 50, rating=Rating.GOOD), moment=Moment.of(START + timedelta(days=3650)))
    store.add(ahead)
    back = answer("s", 100, rating=Rating.AGAIN)
    store.add(back)
    assert store.later(NOW) == [ahead]
    assert [it.uid for it in store.reviews("moon")] == ["s.0", "s.100", "s.50"]
    mended = store.add(ahead.undone("s.u", "s", NOW))
    with Store(store.path.with_name("other.db")) as other:
        other.add(answer("s", 0, rating=Rating.GOOD))
        assert other.add(back) == mended
    assert store.later(NOW) == []


def test_answers_under_a_former_id_follow_the_question(store: Store, moon: Bank) -> None:
    question = moon.questions[0].model_copy(update={"id": "renamed", "aka": ("q0",)})
    bank = replace(moon, questions=(question, *moon.questions[1:]))
    before = store.add(answer("s", 0))
    for entry in relinks(bank, store.memories("moon"), "t", NOW):
        assert store.add(entry) is not None
    assert list(relinks(bank, store.memories("moon"), "u", NOW)) == []
    assert list(store.memories("moon")) == ["renamed"]
    assert [it.question for it in store.reviews("moon", question="renamed") if it.kind is Kind.REVIEW] == [
        "renamed"
    ]
    after = store.add(replace(answer("v", 300), question="renamed"))
    assert before
    assert after
    assert after.answers == before.answers + 1
    assert store.mend() == []


def test_a_question_may_be_renamed_there_and_back(store: Store) -> None:
    store.add(answer("s", 0))
    for number, (old, new) in enumerate([("q0", "a"), ("a", "b"), ("b", "q0")]):
        moment = Moment.of(START + timedelta(days=100 + number))
        store.add(Review(f"r.{number}", "moon", new, Kind.RELINK, "r", moment, response=old))
        assert {name: it.answers for name, it in store.memories("moon").items()} == {new: 1}
    store.add(Review("r.9", "moon", "q0", Kind.VOID, "r", NOW, voids="r.2"))
    assert list(store.memories("moon")) == ["b"]
    assert store.mend() == []


def test_another_target_moves_what_is_due(store: Store) -> None:
    for number in range(0, 400, 50):
        store.add(answer("s", number, rating=Rating.GOOD))
    at_ninety = store.memories("moon")["q0"]
    store.aim(0.8)
    assert store.target == 0.8
    assert store.memories("moon")["q0"].due > at_ninety.due
    with Store(store.path) as again:
        assert again.target == 0.8
    with pytest.raises(ValueError, match="target"):
        store.aim(1.0)


# What two machines, and this one at another time, make of the same entries

ENTRIES = st.lists(
    st.tuples(
        st.sampled_from("AB"), st.integers(0, 60), st.sampled_from(["answer", "retry", "undo", "reset"])
    ),
    max_size=25,
)


def entries(steps: list[tuple[str, int, str]]) -> list[Review]:
    """What the steps leave in a log; machine, hour, what."""
    made: list[Review] = []
    for place, (machine, hour, what) in enumerate(steps):
        uid = f"{machine}.{place}"
        moment = Moment.of(START + timedelta(hours=9 * hour))
        if what == "undo" and made:
            made.append(made[hour % len(made)].undone(uid, machine, moment))
        else:
            kind = {"retry": Kind.RETRY, "reset": Kind.RESET}.get(what, Kind.REVIEW)
            made.append(replace(answer(machine, hour, questions=3, kind=kind), uid=uid, moment=moment))
    return made


@settings(deadline=None, max_examples=40)
@given(ENTRIES)
def test_memories_kept_up_to_date_are_those_that_follow_from_the_log(
    steps: list[tuple[str, int, str]],
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "history.db") as store:
        for review in entries(steps):
            store.add(review)
        assert store.mend() == []


@settings(deadline=None, max_examples=40)
@given(ENTRIES, st.randoms(use_true_random=False))
def test_merging_is_commutative_and_idempotent(steps: list[tuple[str, int, str]], random: Any) -> None:
    made = entries(steps)
    mixed = random.sample(made, len(made))
    ours, theirs = ([it for it in made if it.session == name] for name in "AB")
    with TemporaryDirectory() as folder:
        stores = []
        for place, parts in enumerate(
            ([ours, theirs], [theirs, ours], [mixed, made, ours], [[it] for it in mixed])
        ):
            with Store(Path(folder) / f"{place}.db") as store:
                store.merge([])
                for part in parts:
                    store.merge(part)
                assert store.merge(made) == 0
                stores.append((lines(store), store.memories("moon"), store.reviews("moon")))
                assert store.mend() == []
    assert all(it == stores[0] for it in stores)


@given(ENTRIES)
def test_what_holds_is_what_nothing_that_holds_voids(steps: list[tuple[str, int, str]]) -> None:
    made = entries(steps)
    holding = {it.uid for it in effective(made)}
    voids = [it for it in made if it.kind is Kind.VOID]
    count = {it.uid: 0 for it in made}
    for void in reversed(voids):
        if not count[void.uid]:
            count[void.voids] += 1
    assert holding == {uid for uid, voided in count.items() if not voided} - {it.uid for it in voids}


def test_entries_that_void_each_other_end_nothing() -> None:
    one, other = answer("s", 0, voids="s.1"), answer("s", 1, voids="s.0")
    assert len(effective([one, other])) == 1


def test_an_export_holds_everything_and_has_the_same_bytes_everywhere(store: Store) -> None:
    for number in range(30):
        store.add(answer("s", number))
    store.add(answer("s", 3).undone("s.u", "s", NOW))
    exported = lines(store)
    with Store(store.path.with_name("other.db")) as other:
        assert other.merge(reversed(list(read_reviews(exported)))) == 31
        assert other.merge(read_reviews(exported)) == 0
        assert lines(other) == exported
        assert other.memories("moon") == store.memories("moon")


def changed(**values: object) -> list[str]:
    head, line = write_reviews([answer("s", 0)])
    return [head, json.dumps(json.loads(line) | values)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "nothing in it"),
        (["{}"], "line 1: this is no export"),
        (['{"history": "kalquiz", "form": 2}'], "newer kalquiz"),
        ([*changed(), "{"], "line 3: this is not JSON"),
        ([*changed(), "[" * 100_000], "line 3: this is not JSON"),
        ([*changed(), "[]"], "line 3: an entry is an object"),
        (changed(kind="guess"), "line 2: 'guess'"),
        (changed(day="2026-02-30"), "line 2: "),
        (changed(day="soon"), "line 2: "),
        (changed(at="now"), "line 2: `at`: 'now'"),
        (changed(at=2**70), "line 2: `at`"),
        (changed(at=True), "line 2: `at`"),
        (changed(rating=5), "line 2: "),
        (changed(rating="3"), "line 2: `rating`"),
        (changed(score=float("nan")), "line 2: `score`"),
        (changed(score=1.5), "line 2: `score`"),
        (changed(question=""), "line 2: `question`"),
        (changed(response="\ud800"), "line 2: `response`"),
        (changed(bank="moon\x1b[2J"), "line 2: `bank`"),
        (changed(mood="good"), "line 2: an entry has no `mood`"),
        ([changed()[0], '{"uid": "s.1"}'], "line 2: `bank`: it is missing"),
    ],
)
def test_what_is_no_export_is_refused_as_a_whole(store: Store, given: list[str], said: str) -> None:
    with pytest.raises(ExchangeError, match=said.replace("[", r"\[")):
        store.merge(read_reviews(given))
    assert list(store.log()) == []


# The file


def test_a_newer_history_is_refused_and_left_as_it_is(path: Path) -> None:
    with Store(path) as store:
        store.add(answer("s", 0))
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="newer kalquiz"):
        Store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_history_is_named(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(HistoryError, match="damaged") as told:
        Store(path)
    assert str(path) in str(told.value)
    assert path.read_bytes() == content


def test_an_entry_that_cannot_be_read_is_named(store: Store, path: Path) -> None:
    store.add(answer("s", 0))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE review SET day = 'soon'")
    for look in (lambda: store.reviews("moon"), lambda: list(store.log()), store.mend):
        with pytest.raises(HistoryError, match="an entry is damaged: Invalid isoformat string: 'soon'"):
            look()


def test_another_programs_file_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE bookmark (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(HistoryError, match="not a history of kalquiz"):
        Store(path)
    assert path.read_bytes() == before


def test_a_migration_copies_first_and_keeps_everything(store: Store, path: Path) -> None:
    for number in range(20):
        store.add(answer("s", number))
    before = lines(store)
    step = "ALTER TABLE review ADD COLUMN mood TEXT; CREATE INDEX review_mood ON review (mood)"
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        migrate(file, path, [*STEPS, step])
        assert file.execute("SELECT count(mood) + count(*) FROM review").fetchone() == (20,)
    with Store(path.with_name(f"history-form{len(STEPS)}.bak.db")) as copy:
        assert lines(copy) == before


def test_a_migration_that_fails_leaves_the_history_as_it_was(store: Store, path: Path) -> None:
    store.add(answer("s", 0))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        with pytest.raises(sqlite3.Error):
            migrate(file, path, [*STEPS, "ALTER TABLE review ADD COLUMN mood TEXT; NONSENSE"])
        assert file.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    with Store(path) as again:
        assert len(again.reviews("moon")) == 1


def test_memories_of_an_older_model_are_reckoned_anew(store: Store, path: Path) -> None:
    memory = store.add(answer("s", 0))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE setting SET value = 'fsrs 1' WHERE name = 'model'")
        file.execute("UPDATE memory SET stability = 1000")
    with Store(path) as again:
        assert again.memories("moon") == {"q0": memory}


def test_a_schedule_that_does_not_follow_is_mended_and_told(store: Store, path: Path) -> None:
    memory = store.add(answer("s", 0))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE memory SET due = '2099-01-01'")
    assert store.mend() == ["moon: the schedule did not follow from the answers. It does again."]
    assert store.memories("moon") == {"q0": memory}
    assert store.mend() == []


def test_a_locked_history_is_waited_for_and_then_named(store: Store, path: Path) -> None:
    store.add(answer("s", 0))
    with closing(sqlite3.connect(path, isolation_level=None)) as file, Store(path, patience=0.1) as other:
        file.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSavedError, match="NOT saved: another program"):
            other.add(answer("s", 1))
        assert len(other.reviews("moon")) == 1
        file.execute("ROLLBACK")
        other.add(answer("s", 1))
    assert len(store.reviews("moon")) == 2


def test_a_full_disk_loses_nothing_and_the_answer_can_be_saved_later(store: Store, path: Path) -> None:
    for number in range(50):
        store.add(answer("s", number))
    wal = path.with_name("history.db-wal").stat().st_size
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
    assert store.reviews("moon")[-1] == long
    assert store.mend() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_a_home_that_cannot_be_written_is_named() -> None:
    # Somebody else's folders of tests cannot be entered.
    with TemporaryDirectory(dir="/var/tmp") as folder:
        home = Path(folder)
        home.chmod(0o755)
        with Store(home / "history.db") as store:
            store.add(answer("s", 0))
        program = (
            "import os, sys; from pathlib import Path; from tests.streaming import answer\n"
            "from kalquiz.history import Store, HistoryError\n"
            "import fsrs, fsrs.scheduler\n"
            "os.setuid(65534)\n"
            "for name in sys.argv[1:]:\n"
            "    try: Store(Path(name)).add(answer('s', 1))\n"
            "    except HistoryError as error: print(error)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, home / "history.db", home / "new" / "history.db"],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[1],
        )
        first, second = done.stdout.splitlines()
        assert "may not be written" in first
        assert "NOT saved: Permission denied" in second
        with Store(home / "history.db") as store:
            assert len(store.reviews("moon")) == 1


def test_two_processes_lose_nothing(path: Path) -> None:
    processes = [streaming(path, session, 300) for session in ("one", "two")]
    said = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    found = look_through(path, "".join(said).splitlines(keepends=True))
    assert (found.lost, found.came_back, found.unsound) == (set(), set(), [])
    with Store(path) as store:
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


def test_what_was_acknowledged_outlives_kill_9(path: Path) -> None:
    said: list[str] = []
    for number in range(8):
        process = streaming(path, f"s{number}", 10_000)
        assert process.stdout
        said += [process.stdout.readline() for _ in range(1 + number * 7)]
        process.kill()
        said += process.stdout.readlines()
        process.stdout.close()
        process.wait()
    found = look_through(path, said)
    assert (found.lost, found.came_back, found.unsound) == (set(), set(), [])
    assert len(said) > 200


def test_contents_of_answers_of_a_bank_are_told_apart(moon: Bank) -> None:
    hashes = [content_hash(question) for question in moon.questions]
    assert len(set(hashes)) > 0.8 * len(hashes)
