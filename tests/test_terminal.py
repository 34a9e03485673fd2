"""Practice at a real terminal, in tmux: what is shown at every width, and what keys do."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from uuid import uuid4

import pytest
from wcwidth import wcswidth

from kalquiz.history import Store
from tests.commands import MOON, bare_environment
from tests.conftest import program

COMMAND = f'{shlex.quote(sys.executable)} -c "from kalquiz.cli import main; main()"'
SHELL = "bash-"
"""How the prompt of the shell begins."""
PATIENCE = 20.0


@dataclass
class Tmux:
    """A terminal with a shell in it."""

    socket: str
    home: Path

    def do(self, *arguments: str) -> str:
        done = subprocess.run(
            [program("tmux"), "-L", self.socket, *arguments], capture_output=True, text=True, check=True
        )
        return done.stdout

    def shown(self, *, colours: bool = False) -> str:
        return self.do("capture-pane", "-p", "-S", "-200", *(["-e"] if colours else []))

    def type(self, *keys: str) -> None:
        self.do("send-keys", *keys)

    def until(self, *words: str, last: str = "") -> str:
        """The screen, once it has these words, and its last line begins with `last`."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.shown()
            if all(word in shown for word in words) and shown.rstrip().rpartition("\n")[2].startswith(last):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{words} did not come:\n{self.shown()}")

    def practise(self, bank: Path = MOON, options: str = "", before: str = "") -> None:
        self.type(f"{before} {COMMAND} practice {shlex.quote(str(bank))} {options}", "Enter")
        self.until("1. ", last=">")


def columns(shown: str) -> list[int]:
    """How wide the lines are, but for addresses, which stay whole so that they can be clicked."""
    lines = re.sub(r"^ +https:.*\n(\S.*\n)?", "", shown, flags=re.MULTILINE).splitlines()
    return [wcswidth(line) for line in lines]


Open = Callable[..., Tmux]


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Open]:
    """Opens a terminal of a size, in an environment."""
    opened: list[Tmux] = []

    def open_terminal(width: int = 80, height: int = 50, **environment: str) -> Tmux:
        tmux = Tmux(f"kalquiz-{uuid4().hex}", home)
        settings = {**bare_environment(), "HISTFILE": "", **environment}
        command = [program("tmux"), "-L", tmux.socket, "-f", "/dev/null", "new-session", "-d"]
        size = ["-x", str(width), "-y", str(height), "-c", str(tmp_path)]
        subprocess.run([*command, *size, f"{program('bash')} --norc --noprofile"], env=settings, check=True)
        opened.append(tmux)
        return tmux

    yield open_terminal
    for tmux in opened:
        subprocess.run([program("tmux"), "-L", tmux.socket, "kill-server"], check=False)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_nothing_is_wider_than_the_terminal(terminal: Open, width: int) -> None:
    tmux = terminal(width)
    tmux.practise(options="--ids kind-of-body,first-probe")
    tmux.type("b", "Enter")
    shown = tmux.until("Not right.", last=">")
    start = shown.index("Practice ")
    assert max(columns(shown[start:])) <= min(width - 1, 76)
    # Had the terminal broken a line, this one would be shorter than the words need.
    assert "rated Again, next tomorrow" in " ".join(shown.split())


def test_colour_goes_with_words_and_goes_away_where_nobody_wants_it(terminal: Open) -> None:
    coloured, plain = terminal(), terminal(NO_COLOR="1")
    for tmux in (coloured, plain):
        tmux.practise(options="--ids first-probe --cram")
        tmux.type("Luna 2", "Enter")
        tmux.until("Right.", last=">")
    assert "\x1b[32m" in coloured.shown(colours=True)
    assert "\x1b[" not in plain.shown(colours=True).replace("\x1b[0m", "").replace("\x1b[39m", "")


def test_a_dumb_terminal_gets_plain_lines(terminal: Open) -> None:
    tmux = terminal()
    tmux.practise(options="--ids first-probe", before="TERM=dumb")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    shown = tmux.shown(colours=True)
    assert "\x1b[32m" not in shown
    assert "\x1b[1m" not in shown


def test_a_terminal_without_typography_shows_the_words(terminal: Open) -> None:
    tmux = terminal(PYTHONIOENCODING="latin-1")
    tmux.practise(options="--ids first-probe")
    tmux.type(":s", "Enter")
    tmux.until("paragraph 4", last=">")
    tmux.type("한국", "Enter")
    tmux.until("Not right.", "expected: Luna 2", last=">")


def test_ctrl_c_keeps_what_was_answered(terminal: Open) -> None:
    tmux = terminal()
    tmux.practise(options="--ids first-probe,tilt")
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
    tmux.practise(options="--ids first-probe,tilt")
    tmux.type("C-d")
    tmux.until("No question answered.", last=SHELL)


def test_ctrl_z_gives_the_shell_and_back_again_the_question(terminal: Open) -> None:
    tmux = terminal()
    tmux.practise(options="--ids first-probe,tilt")
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


def practising() -> int:
    """The process that practises."""
    found = [
        int(folder.name)
        for folder in Path("/proc").glob("[0-9]*")
        if b"from kalquiz.cli import main; main()\0practice" in _command_of(folder)
    ]
    assert len(found) == 1
    return found[0]


def _command_of(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""


def test_a_shutdown_keeps_what_was_answered_and_leaves_the_terminal_as_it_was(terminal: Open) -> None:
    tmux = terminal()
    tmux.type("exec sh", "Enter")  # dash: bash would mend the terminal by itself
    tmux.until(last="#")
    tmux.practise(options="--ids first-probe,tilt; echo code=$?")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    os.kill(practising(), signal.SIGTERM)
    tmux.until("Everything you answered is kept.", "code=143", last="#")
    tmux.type("stty -a", "Enter")
    shown = tmux.until("icanon", last="#")
    assert " -echo " not in shown
    assert "-icanon" not in shown


def test_a_closed_window_ends_the_session_without_an_error(terminal: Open, tmp_path: Path) -> None:
    tmux = terminal()
    errors = tmp_path / "errors"
    tmux.practise(options=f"--ids first-probe,tilt 2>{errors}")
    tmux.type("Luna 2", "Enter")
    tmux.until("Right.", last=">")
    process = practising()
    tmux.do("kill-session")
    end = time.monotonic() + PATIENCE
    while _command_of(Path(f"/proc/{process}")) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _command_of(Path(f"/proc/{process}"))
    assert errors.read_text() == ""
    with Store(tmux.home / "history.db") as store:
        assert [review.response for review in store.reviews("moon")] == ["Luna 2"]


def test_an_exam_goes_on_after_its_process_was_killed(terminal: Open) -> None:
    tmux = terminal()
    options = "--exam 20m --ids first-probe,tilt,kind-of-body"
    tmux.practise(options=options)
    tmux.type("a", "Enter")
    tmux.until("2. ", last=">")
    os.kill(practising(), signal.SIGKILL)
    tmux.until("Killed", last=SHELL)
    tmux.type("clear", "Enter")
    tmux.type(f"{COMMAND} practice {shlex.quote(str(MOON))} {options}", "Enter")
    tmux.until("broken off", "1 of 3", "Enter goes on", last=">")
    tmux.type("Enter")
    assert "What is the Moon to the Earth?" not in tmux.until("2 of 3", last=">")
    tmux.type(":q", "Enter")
    tmux.until("1 of 3 questions answered", "Not right.", last=SHELL)


def test_a_paste_of_many_lines_answers_one_question(terminal: Open) -> None:
    tmux = terminal()
    tmux.practise(options="--ids first-probe,tilt")
    tmux.do("set-buffer", "Luna\n2\nq\n:q\n")
    tmux.do("paste-buffer", "-p", "-r")
    time.sleep(0.3)
    assert "Not right." not in tmux.shown()
    tmux.type("C-u", "Luna 2", "Enter")
    tmux.until("Right.", last=">")


def test_typed_ahead_lines_answer_nothing(terminal: Open) -> None:
    tmux = terminal()
    tmux.practise(options="--ids first-probe,tilt", before="TERM=dumb")
    tmux.type("Luna 2", "Enter", "", "Enter", "9", "Enter", "9", "Enter")
    tmux.until("Right.", last=">")
    time.sleep(0.3)
    with Store(tmux.home / "history.db") as store:
        assert [review.response for review in store.reviews("moon")] == ["Luna 2"]


def test_a_window_made_narrower_gets_narrower_lines(terminal: Open) -> None:
    tmux = terminal(100)
    tmux.practise(options="--ids kind-of-body,which-new-moon")
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
    tmux.practise(bank, options="--ids first-probe")
    shown = tmux.until("무엇인가", last=">")
    assert max(columns(shown[shown.index("1. ") :])) < 40
