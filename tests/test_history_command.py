"""`kalquiz history`, as people run it: in processes of their own, with a home of their own."""

from datetime import timedelta
from pathlib import Path

import pytest

from kalquiz.history import Kind, Review, Store
from kalquiz.schedule import Moment
from tests.commands import MOON, run
from tests.streaming import START, answer


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KALQUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def keep(home: Path, *reviews: Review) -> None:
    with Store(home / "history.db") as store:
        store.merge(reviews)


def said(*arguments: object, cwd: Path, code: int = 0) -> str:
    done = run("history", *arguments, cwd=cwd)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_without_a_history_every_command_says_so_and_makes_no_file(home: Path, tmp_path: Path) -> None:
    assert said("check", cwd=tmp_path) == f"There is no history yet. It will be in {home / 'history.db'}.\n"
    assert said("export", cwd=tmp_path) == '{"history": "kalquiz", "form": 1}\n'
    assert "type :flag" in said("flags", cwd=tmp_path)
    assert said("relink", MOON, cwd=tmp_path) == "Every question that was answered is in moon.\n"
    assert said("target", cwd=tmp_path) == "90 %\n"
    assert not home.exists()


def test_two_computers_come_to_the_same_history(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home, *(answer("home", number) for number in range(3)))
    assert said("export", "-o", "home.jsonl", cwd=tmp_path) == "home.jsonl: 3 entries.\n"
    monkeypatch.setenv("KALQUIZ_HOME", str(tmp_path / "away"))
    keep(tmp_path / "away", answer("away", 1))
    assert said("import", "home.jsonl", cwd=tmp_path) == "home.jsonl: 3 entries new.\n"
    assert said("import", "home.jsonl", cwd=tmp_path) == "home.jsonl: 0 entries new.\n"
    there = said("export", cwd=tmp_path)
    monkeypatch.setenv("KALQUIZ_HOME", str(home))
    other = tmp_path / "away" / "history.db"
    assert said("merge", other, cwd=tmp_path) == f"{other}: 1 entry new.\n"
    assert said("export", cwd=tmp_path) == there
    assert said("merge", "nothing.db", cwd=tmp_path, code=1) == "Error: There is no file “nothing.db”.\n"


def test_a_broken_export_is_named_by_file_and_line(home: Path, tmp_path: Path) -> None:
    text = '{"history": "kalquiz", "form": 1}\n{"uid": 1}\n'
    (tmp_path / "broken.jsonl").write_text(text, encoding="utf-8")
    assert (
        said("import", "broken.jsonl", cwd=tmp_path, code=1)
        == "Error: “broken.jsonl”, line 2: `uid`: 1 is none.\n"
    )
    (tmp_path / "picture.jsonl").write_bytes(b"\x89PNG\r\n")
    assert "is not text in UTF-8" in said("import", "picture.jsonl", cwd=tmp_path, code=1)
    assert "nothing.jsonl" in said("import", "nothing.jsonl", cwd=tmp_path, code=1)
    assert not home.exists()


def test_flags_are_listed_and_cannot_move_the_cursor(home: Path, tmp_path: Path) -> None:
    assert said("flags", "no-such-bank", cwd=tmp_path, code=1)
    keep(home, answer("s", 1, kind=Kind.FLAG, rating=None, response="Is this so?\x1b[2J"), answer("s", 2))
    found = said("flags", MOON, cwd=tmp_path)
    assert found == "2026-01-01  moon q1: Is this so?\N{REPLACEMENT CHARACTER}[2J\n"
    assert said("flags", cwd=tmp_path) == found


def test_answers_are_given_to_the_question_that_took_the_place_of_another(home: Path, tmp_path: Path) -> None:
    keep(home, answer("s", 1), answer("s", 2))
    listed = said("relink", MOON, cwd=tmp_path)
    assert listed.startswith("q1: 1 answer, last on 2026-01-01.")
    assert "“q9” is not a lost question" in said("relink", MOON, "q9", "tilt", cwd=tmp_path, code=2)
    assert "Did you mean" in said("relink", MOON, "q1", "tilts", cwd=tmp_path, code=2)
    assert "Name the question" in said("relink", MOON, "q1", cwd=tmp_path, code=2)
    assert said("relink", MOON, "q1", "tilt", cwd=tmp_path) == "q1: its answers belong to tilt now.\n"
    assert "q1" not in said("relink", MOON, cwd=tmp_path)
    with Store(home / "history.db") as store:
        assert set(store.memories("moon")) == {"tilt", "q2"}


def test_a_target_is_kept_within_reason(home: Path, tmp_path: Path) -> None:
    assert said("target", "85", cwd=tmp_path) == "85 %\n"
    assert said("target", cwd=tmp_path) == "85 %\n"
    assert "70<=x<=97" in said("target", "100", cwd=tmp_path, code=2)
    assert (home / "history.db").exists()


def test_check_says_where_what_and_whether(home: Path, tmp_path: Path) -> None:
    far = Moment.of(START + timedelta(days=365 * 900))
    ahead = Review("t.1", "moon", "q1", Kind.REVIEW, "t", far, score=1.0)
    instead = ahead.instead("t.2", far, score=0.0, rating=None)
    keep(home, answer("s", 1), answer("s", 2, kind=Kind.RETRY), ahead, instead)
    found = said("check", cwd=tmp_path)
    assert found.splitlines()[:2] == [str(home / "history.db"), "moon: 1 override, 1 retry, 1 review."]
    assert "1 entry dated later than now" in found
    assert found.endswith("It is sound.\n")
    assert "2 entries voided." in said("check", "--void-later", cwd=tmp_path)
    assert "later" not in said("check", cwd=tmp_path)


@pytest.mark.usefixtures("home")
def test_a_time_before_the_last_answers_is_told(tmp_path: Path) -> None:
    practise = "practice", MOON, "--ids", "first-probe,tilt"
    run(*practise, "--now", "3026-03-02T09:00", cwd=tmp_path, typed="Luna 2\n")
    assert "Note: This computer's clock is before your last" in run(*practise, cwd=tmp_path).stderr
    earlier = run(*practise, "--now", "3026-03-01T09:00", cwd=tmp_path)
    assert "Note: The time of --now is before your last" in earlier.stderr


def test_a_damaged_history_is_a_sentence(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "history.db").write_bytes(b"not a database " * 99)
    assert "the file is damaged" in said("check", cwd=tmp_path, code=1)
