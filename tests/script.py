"""A console for tests: it types what it is given, and remembers what it was shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kalquiz import Bank
from kalquiz.practice import Session, Summary, Terms, talk
from kalquiz.practice.console import Role


@dataclass
class Script:
    """Types these lines, then ends its input."""

    lines: Iterable[str] = ()
    width: int = 100
    waits: bool = False
    plain: bool = False
    said: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    _rest: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        self._rest = iter(self.lines)

    def read(self, mark: str, *, fresh: bool = True) -> str | None:
        del mark, fresh
        return next(self._rest, None)

    def write(self, line: str, role: Role = "text") -> None:
        self.said.append(line)
        self.roles.append(role)


def converse(bank: Bank, ids: Iterable[str], *lines: str, terms: Terms | None = None) -> list[str]:
    """What a session about these questions says when these lines are typed."""
    script = Script(lines)
    hold(bank, ids, script, terms)
    return script.said


def hold(bank: Bank, ids: Iterable[str], script: Script, terms: Terms | None = None) -> Summary:
    """Hold a session about these questions."""
    return talk(bank, Session([bank.question(name) for name in ids]), script, terms)
