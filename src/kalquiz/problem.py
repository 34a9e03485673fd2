"""Problems: what is wrong, where, and how to mend it. Errors are values; they are collected, not thrown."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning does not, an info is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file of a bank.

    `line` and `column` count from 1; `rule` is a stable id such as `yaml/duplicate-key`; `hint` says how to
    mend this very place.
    """

    path: Path
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"


class KalquizError(Exception):
    """The base of every error that kalquiz raises on purpose; its text is a sentence for people."""


class BankError(KalquizError):
    """A bank that cannot be used; `problems` holds everything that is wrong with it, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def install_command(package: str) -> str:
    """The command that installs a package for the Python that is running, wherever that came from."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f"{python} -m pip install {package}"
