"""Practice at a real terminal, in tmux: what is shown at every width, and what keys do."""

import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree

import pytest
from wcwidth import wcswidth

from kalquiz.history import Store
from tests.commands import MOON, bare_environment
from tests.conftest import program
from tests.tmux import PATIENCE, Tmux, opened

COMMAND = f'{shlex.quote(sys.executable)} -c "from kalquiz.cli import main; main()"'
SHELL = "bash-"
"""How the prompt of the shell begins."""


def practise(tmux: Tmux, bank: Path = MOON, options: str = "", before: str = "", mark: str = ">") -> None:
    tmux.type(f"{before} {COMMAND} practice {shlex.quote(str(bank))} {options}", "Enter")
    tmux.until("1. ", last=mark)


def columns(shown: str) -> list[int]:
    """How wide the lines are, but for addresses, which stay whole so that they can be clicked."""
    lines = re.sub(r"^ *https:\S*\n(\S+\n)*", "", shown, flags=re.MULTILINE).splitlines()
    return [wcswidth(line) for line in lines]


Open = Callable[..., Tmux]


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens a terminal of a size, in an environment."""
    with ExitStack() as stack:

        def open_terminal(width: int = 80, height: int = 50, **environment: str) -> Tmux:
            tmux = opened(
                program("tmux"), program("bash"), home, tmp_path, size=(width, height), **environment
            )
            return stack.enter_context(tmux)

        yield open_terminal


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_wider_than_the_terminal(terminal: Open, width: int) -> None:
    tmux = terminal(width)
    practise(tmux, options="--ids kind-of-body,first-probe")
    tmux.type("b", "Enter")
    shown = tmux.until("Not right.", last=">")
    start = shown.index("Practice ")
    assert max(columns(shown[start:])) <= min(width - 1, 76)
    # Had the terminal broken a line, this one would be shorter than the words need.
    assert "rated Again, next tomorrow" in " ".join(shown.split())


def test_colour_goes_with_words_and_goes_away_where_nobody_wants_it(terminal: Open) -> None:
    coloured, plain = terminal(), terminal(NO_COLOR="1")
    for tmux in (coloured, plain):
        practise(tmux, options="--ids first-probe --cram")
        tmux.type("Luna 2", "Enter")
        tmux.until("Right.", last=">")
    assert "\x1b[32m" in coloured.shown(colours=True)
    assert "\x1b[" not in plain.shown(colours=True).replace("\x1b[0m", "").replace("\x1b[39m", "")


def test_a_dumb_terminal_gets_plain_lines(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids first-probe", before="TERM=dumb")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    shown = tmux.shown(colours=True)
    assert "\x1b[32m" not in shown
    assert "\x1b[1m" not in shown


def test_a_terminal_without_typography_shows_the_words(terminal: Open) -> None:
    tmux = terminal(PYTHONIOENCODING="latin-1")
    practise(tmux, options="--ids first-probe")
    tmux.type(":s", "Enter")
    tmux.until("paragraph 4", last=">")
    tmux.type("한국", "Enter")
    tmux.until("Not right.", "expected: Luna 2", last=">")


def test_a_terminal_without_typography_marks_the_parts_of_an_answer(terminal: Open) -> None:
    tmux = terminal(PYTHONIOENCODING="latin-1")
    practise(tmux, options="--type matching")
    tmux.type("1A 2A 3A", "Enter")
    assert " * " in tmux.until("expected:", last=">")


def test_ctrl_c_keeps_what_was_answered(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids first-probe,tilt")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    tmux.type("C-c")
    tmux.until("Interrupted.", "Everything you answered is kept.", "1 of 1 right", last=SHELL)
    tmux.type("echo code=$?", "Enter")
    tmux.until("code=130")
    with Store(tmux.home / "history.db") as store:
        assert [review.response for review in store.reviews("moon")] == ["Luna 2"]


def test_ctrl_d_ends_the_session(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids first-probe,tilt")
    tmux.type("C-d")
    tmux.until("No question answered.", last=SHELL)


def test_ctrl_z_gives_the_shell_and_back_again_the_question(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids first-probe,tilt")
    tmux.type("Luna")
    tmux.until(last="> Luna")
    tmux.type("C-z")
    tmux.until("Stopped", last=SHELL)
    tmux.type("echo in the shell", "Enter")
    tmux.until("in the shell\n", last=SHELL)
    tmux.type("clear; fg", "Enter")
    tmux.until("Which probe", last="> Luna")
    tmux.type(" 2", "Enter")
    tmux.until("Right.", last=">")


def test_after_ctrl_z_the_question_is_there_even_if_a_command_was_given(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids kind-of-body")
    tmux.type(":h", "Enter")
    tmux.until("Hint: Count", last=">")
    tmux.type("C-z")
    tmux.until("Stopped", last=SHELL)
    tmux.type("fg", "Enter")
    back = tmux.until("Stopped", last=">").rpartition("Stopped")[2]
    assert "1. " in back
    assert back.index("1. ") < back.index("Hint: Count")


def test_after_ctrl_z_the_gaps_that_were_filled_are_there(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids light-and-month", mark="(1) >")
    tmux.type("1.3", "Enter")
    tmux.until(last="(2) >")
    tmux.type("bas")
    tmux.until(last="(2) > bas")
    tmux.type("C-z")
    tmux.until("Stopped", last=SHELL)
    tmux.type("fg", "Enter")
    back = tmux.until("Stopped", last="(2) > bas").rpartition("Stopped")[2]
    assert "(1) > 1.3\n(2) > bas" in back


def test_a_shutdown_keeps_what_was_answered_and_leaves_the_terminal_as_it_was(terminal: Open) -> None:
    tmux = terminal()
    tmux.type("exec sh", "Enter")  # dash: bash would mend the terminal by itself
    tmux.until(last="#")
    practise(tmux, options="--ids first-probe,tilt; echo code=$?")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    os.kill(tmux.running(), signal.SIGTERM)
    tmux.until("Everything you answered is kept.", "code=143", last="#")
    tmux.type("stty -a", "Enter")
    shown = tmux.until("icanon", last="#")
    assert " -echo " not in shown
    assert "-icanon" not in shown


def test_a_closed_window_ends_the_session_without_an_error(terminal: Open, tmp_path: Path) -> None:
    tmux = terminal()
    errors = tmp_path / "errors"
    practise(tmux, options=f"--ids first-probe,tilt 2>{errors}")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    process = tmux.running()
    tmux.do("kill-session")
    end = time.monotonic() + PATIENCE
    command = Path(f"/proc/{process}/cmdline")
    while command.exists() and command.read_bytes() and time.monotonic() < end:
        time.sleep(0.05)
    assert not command.exists() or not command.read_bytes()
    assert errors.read_text() == ""
    with Store(tmux.home / "history.db") as store:
        assert [review.response for review in store.reviews("moon")] == ["Luna 2"]


def test_a_terminal_that_is_gone_before_its_signal_comes_ends_the_session_alike(
    home: Path, tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from kalquiz.cli import main; main()", "practice", str(MOON)]
    # A session of its own has no terminal that would signal to it.
    with subprocess.Popen(
        [*command, "--ids", "first-probe,tilt"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        env=bare_environment() | {"KALQUIZ_HOME": str(home), "TERM": "dumb"},
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown = b""
        while b"Right." not in shown:
            shown += os.read(ours, 4096)
            if shown.endswith(b"\n> ") and b"Luna" not in shown:
                os.write(ours, b"Luna 2\n")
        os.close(ours)
        assert process.wait(PATIENCE) == 128 + signal.SIGHUP
    with Store(home / "history.db") as store:
        assert [review.response for review in store.reviews("moon")] == ["Luna 2"]


def test_an_exam_goes_on_after_its_process_was_killed(terminal: Open) -> None:
    tmux = terminal()
    options = "--exam 20m --ids first-probe,tilt,kind-of-body"
    practise(tmux, options=options)
    tmux.type("a", "Enter")
    tmux.until("2. ", last=">")
    os.kill(tmux.running(), signal.SIGKILL)
    tmux.until("Killed", last=SHELL)
    tmux.type("clear", "Enter")
    tmux.type(f"{COMMAND} practice {shlex.quote(str(MOON))} {options}", "Enter")
    tmux.until("interrupted", "1 of 3", "Enter continues", last=">")
    tmux.type("Enter")
    assert "What is the Moon to the Earth?" not in tmux.until("2 of 3", last=">")
    tmux.type(":q", "Enter")
    tmux.until("1 of 3 questions answered", "Not right.", last=SHELL)


def test_a_paste_of_many_lines_answers_one_question(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids first-probe,tilt")
    tmux.do("set-buffer", "Luna\n2\nq\n:q\n")
    tmux.do("paste-buffer", "-p", "-r")
    tmux.type("C-u", "Luna 2", "Enter")
    assert "Not right." not in tmux.until("Right.", last=">")


def test_typed_ahead_lines_answer_nothing(terminal: Open) -> None:
    tmux = terminal()
    practise(tmux, options="--ids kind-of-body,first-probe", before="TERM=dumb")
    tmux.type("Its one natural satellite", "Enter", "", "Enter", "9", "Enter", "9", "Enter")
    tmux.until("Right.", last=">")
    tmux.type(":q", "Enter")
    tmux.until("1 of 1 right", last=SHELL)
    with Store(tmux.home / "history.db") as store:
        assert [review.question for review in store.reviews("moon")] == ["kind-of-body"]


def test_a_window_made_narrower_gets_narrower_lines(terminal: Open) -> None:
    tmux = terminal(100)
    practise(tmux, options="--ids kind-of-body,which-new-moon")
    tmux.do("resize-window", "-x", "40", "-y", "50")
    tmux.type("a", "Enter")
    shown = tmux.until("source:", last=">")
    assert max(columns(shown[shown.index("Score") :])) < 40


def test_a_bank_with_escape_sequences_is_refused_and_they_do_nothing(terminal: Open, tmp_path: Path) -> None:
    bank = Path(copytree(MOON, tmp_path / "bank"))
    text = (bank / "basics.yaml").read_text(encoding="utf-8")
    evil = '"\\e]2;stolen\\a\\e[2J\\e[H\\e[31mWhich probe?"'
    stem = "Which probe was the first to reach the surface of the Moon?"
    assert stem in text
    (bank / "basics.yaml").write_text(text.replace(stem, evil), encoding="utf-8")
    tmux = terminal()
    title = tmux.do("display-message", "-p", "#{pane_title}")
    tmux.type(f"{COMMAND} practice {shlex.quote(str(bank))} --ids first-probe", "Enter")
    tmux.until("U+001B", last=SHELL)
    assert tmux.do("display-message", "-p", "#{pane_title}") == title
    assert COMMAND[:20] in tmux.shown().splitlines()[0]


def test_wide_characters_are_wrapped_by_their_columns(terminal: Open, tmp_path: Path) -> None:
    bank = Path(copytree(MOON, tmp_path / "bank"))
    text = (bank / "basics.yaml").read_text(encoding="utf-8")
    stem = "Which probe was the first to reach the surface of the Moon?"
    wide = "달 표면에 처음으로 도달한 탐사선은 무엇인가? " * 3
    (bank / "basics.yaml").write_text(text.replace(stem, wide.strip()), encoding="utf-8")
    tmux = terminal(40)
    practise(tmux, bank, options="--ids first-probe")
    shown = tmux.until("무엇인가", last=">")
    assert max(columns(shown[shown.index("1. ") :])) < 40
