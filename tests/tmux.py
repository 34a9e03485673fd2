"""A real terminal, in tmux: what is shown on it, and what keys do."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.commands import bare_environment

PATIENCE = 20.0
"""Seconds after which nothing more is to be expected."""

_PROMPT = re.compile(r"^(?:\(\d+\) )?>(?: |$)", re.MULTILINE)


@dataclass
class Tmux:
    """A terminal with a shell in it; `program` is tmux, `socket` names this one."""

    program: str
    socket: str
    home: Path

    def do(self, *arguments: str) -> str:
        """What a command of tmux prints."""
        command = [self.program, "-L", self.socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def shown(self, *, colours: bool = False) -> str:
        """What was shown, the lines that went up with it."""
        return self.do("capture-pane", "-p", "-S", "-500", *(["-e"] if colours else []))

    def type(self, *keys: str) -> None:
        """Press keys, by their names or as text."""
        self.do("send-keys", *keys)

    def running(self) -> int:
        """The process that the shell waits for."""
        shell = self.do("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[-1])

    def until(self, *words: str, last: str = "", prompts: int = 0) -> str:
        """The screen, once it has these words and so many prompts, and its last line begins with `last`."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self.shown()
            there = all(word in shown for word in words) and len(_PROMPT.findall(shown)) >= prompts
            if there and shown.rstrip().rpartition("\n")[2].startswith(last):
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{words} did not come:\n{self.shown()}")


@contextmanager
def opened(
    program: str,
    shell: str,
    home: Path,
    folder: Path,
    *,
    size: tuple[int, int] = (80, 50),
    **environment: str,
) -> Iterator[Tmux]:
    """A terminal of a size in columns and rows, with a shell in this folder and environment."""
    tmux = Tmux(program, f"kalquiz-{uuid4().hex}", home)
    settings = {**bare_environment(), "HISTFILE": "", "KALQUIZ_HOME": str(home), **environment}
    command = [program, "-L", tmux.socket, "-f", "/dev/null", "new-session", "-d"]
    columns, rows = map(str, size)
    place = ["-x", columns, "-y", rows, "-c", str(folder)]
    subprocess.run([*command, *place, f"{shell} --norc --noprofile"], env=settings, check=True)
    try:
        yield tmux
    finally:
        subprocess.run([program, "-L", tmux.socket, "kill-server"], check=False, capture_output=True)
