"""`kalquiz` alone, and what shells complete."""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kalquiz.history import Kind, Review, Store
from kalquiz.schedule import Moment, Rating
from tests.commands import MOON, broken_bank, run
from tests.conftest import program

LINES = ("Banks:", "Due today:", "Practise:", "Also:")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KALQUIZ_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_kalquiz_alone_says_in_five_lines_what_there_is_what_is_due_and_what_to_type(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    title, *lines = done.stdout.splitlines()
    assert title.startswith("kalquiz: ")
    assert tuple(line[: len(said)] for line, said in zip(lines, LINES, strict=True)) == LINES
    assert "kal007 (225 questions)" in lines[0]
    assert "kal007: none, 225 new" in lines[1]
    assert lines[2].endswith("kalquiz practice kal007")
    assert (done.returncode, done.stderr) == (0, "")


def test_what_was_answered_long_ago_is_due(tmp_path: Path, home: Path) -> None:
    with Store(home / "history.db") as store:
        for number, name in enumerate(("origin-and-destination", "airliner-model")):
            moment = Moment.of(datetime(2024, 1, 1, 9, tzinfo=UTC))
            kind = Kind.REVIEW
            review = Review(f"s.{number}", "kal007", name, kind, "s", moment, score=1, rating=Rating.GOOD)
            store.add(review)
    assert "kal007: 2, 223 new" in run(cwd=tmp_path).stdout


def test_the_bank_of_the_folder_comes_first(tmp_path: Path) -> None:
    shutil.copytree(MOON, tmp_path / "moon")
    said = run(cwd=tmp_path / "moon").stdout
    assert "\nBanks:        moon (" in said
    assert "\nPractise:     kalquiz practice\n" in said


def test_a_bank_of_another_folder_is_there_once_it_was_practised(tmp_path: Path) -> None:
    mine = shutil.copytree(MOON, tmp_path / "my banks" / "moon")
    run("practice", mine, "--limit", 1, cwd=tmp_path, typed=":q\n")
    assert "moon" not in run(cwd=tmp_path).stdout
    run("practice", mine, "--ids", "first-probe", cwd=tmp_path, typed="Luna 2\n")
    said = run(cwd=tmp_path).stdout
    assert "moon (14 questions)\n" in said
    assert "moon: none, 13 new\n" in said
    assert f"kalquiz practice '{mine}'\n" in said
    (mine / "basics.yaml").write_text("questions: 1")
    assert "moon" not in run(cwd=tmp_path).stdout
    shutil.rmtree(mine)
    assert run(cwd=tmp_path).returncode == 0


def test_lines_fit_a_narrow_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, run(cwd=tmp_path).stdout.splitlines())) <= 40


def test_a_command_that_is_not_there_leads_to_the_one_that_is_meant(tmp_path: Path) -> None:
    done = run("practise", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.endswith("There is no command `practise`. Did you mean `practice`?\n")


def test_a_broken_bank_of_the_folder_says_where(tmp_path: Path) -> None:
    done = run(cwd=broken_bank(tmp_path))
    assert done.returncode == 1
    assert "basics.yaml" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def completions(line: str, monkeypatch: pytest.MonkeyPatch, cwd: Path) -> list[str]:
    """What bash is offered for the last word of a line."""
    words = line.split(" ")
    monkeypatch.setenv("_KALQUIZ_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    done = run(cwd=cwd)
    assert done.stderr == ""
    return [offer.partition(",")[2] for offer in done.stdout.splitlines() if offer]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kalquiz pra", ["practice"]),
        ("kalquiz history rel", ["relink"]),
        ("kalquiz practice kal", ["kal007", "kalquiz"]),
        ("kalquiz deck kal007 kalq", ["kalquiz"]),
        ("kalquiz practice kalquiz --section st", ["studying"]),
        ("kalquiz practice --section mem", ["memo"]),
        ("kalquiz practice kal007 --tag sov", ["soviet-statements"]),
        ("kalquiz practice kal007 --ids airliner-model,origin-a", ["airliner-model,origin-and-destination"]),
        ("kalquiz practice no-such-bank --tag sov", []),
    ],
)
def test_commands_banks_and_what_their_questions_have_are_completed(
    line: str, offered: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert completions(line, monkeypatch, tmp_path) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_lines_for_a_shell_are_a_program_of_that_shell(shell: str, tmp_path: Path) -> None:
    done = run("completion", shell, cwd=tmp_path)
    assert "_KALQUIZ_COMPLETE" in done.stdout
    checked = subprocess.run(
        [program(shell), "-n"],
        input=done.stdout,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_help_imports_no_command(tmp_path: Path) -> None:
    listing = "import sys; sys.argv = ['kalquiz', '--help']; from kalquiz.cli import main\n"
    listing += "try: main()\nfinally: print([name for name in sys.modules if 'kalquiz' in name or name == 'pydantic'])"
    done = subprocess.run(
        [sys.executable, "-c", listing], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    loaded = done.stdout.splitlines()[-1]
    assert "'kalquiz.cli.main'" in loaded
    assert "pydantic" not in loaded
    assert "kalquiz.cli.options" not in loaded
