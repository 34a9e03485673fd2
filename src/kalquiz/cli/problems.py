"""How problems are printed: for people, with the line and a caret, as JSON, or as annotations of GitHub."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby, islice
from pathlib import Path

import click

from kalquiz.problem import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITHUB_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_GITHUB_VALUE = _GITHUB_TEXT | {":": "%3A", ",": "%2C"}

IN_FULL = 10
"""Problems of one rule in one file that are shown with line and hint; of the others there is the message alone."""

NARROWEST, WIDEST = 40, 120
GUTTER = 8
"""Columns before the line that is shown."""


def print_problems(problems: Iterable[Problem]) -> None:
    """Show each problem with its line, a caret under the place, and how to mend it; file by file."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    for place, (_, group) in enumerate(groupby(problems, key=lambda problem: problem.path)):
        if place:
            click.echo()
        seen: Counter[str] = Counter()
        for problem in group:
            seen[problem.rule] += 1
            for line in _text(problem, width, in_full=seen[problem.rule] <= IN_FULL):
                click.echo(line)


def problems_as_json(problems: Iterable[Problem]) -> str:
    """One JSON array of objects: path, line, column, severity, rule, message, hint."""
    return json.dumps([asdict(problem) for problem in problems], indent=2, default=str, ensure_ascii=False)


def problems_as_annotations(problems: Iterable[Problem]) -> Iterator[str]:
    """A line for each problem that GitHub shows beside the line of the file: a workflow command."""
    for problem in problems:
        place = {
            "file": str(problem.path),
            "line": problem.line,
            "col": problem.column,
            "title": problem.rule,
        }
        properties = ",".join(
            f"{name}={_escaped(str(value), _GITHUB_VALUE)}" for name, value in place.items()
        )
        said = _escaped(" ".join(filter(None, (_sentence(problem.message), problem.hint))), _GITHUB_TEXT)
        yield f"::{_GITHUB[problem.severity]} {properties}::{said}"


def count_line(problems: Iterable[Problem]) -> str:
    """How many there are of each severity, in words."""
    found = Counter(problem.severity for problem in problems)
    counts = [(found[severity], severity) for severity in Severity if severity in found]
    return (
        ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for count, severity in counts)
        or "no problems"
    )


def _text(problem: Problem, width: int, *, in_full: bool) -> Iterator[str]:
    severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
    rule = click.style(f"[{problem.rule}]", dim=True)
    yield f"{problem.path}:{problem.line}:{problem.column}: {severity}: {problem.message}  {rule}"
    if in_full:
        yield from _excerpt(problem, width - GUTTER)
        if problem.hint:
            yield " " * (GUTTER - 2) + problem.hint


def _excerpt(problem: Problem, room: int) -> list[str]:
    line = _line(problem.path, problem.line)
    if line is None:
        return []
    # A long line is cut around the place; what is not shown as one column is replaced or measured.
    before, after = line[: problem.column - 1], line[problem.column - 1 :]
    columns = _columns(before)
    while columns > room * 2 // 3:
        columns -= _columns(before[0])
        before = before[1:]
    return [
        f"{problem.line:>{GUTTER - 3}} | {_shown(before)}{_fitting(_shown(after), room - columns)}",
        f"{'|':>{GUTTER - 1}} {' ' * columns}^",
    ]


def _shown(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)


def _columns(text: str) -> int:
    from wcwidth import wcswidth

    return max(0, wcswidth(_shown(text)))


def _fitting(text: str, room: int) -> str:
    """As much of the text as there is room for."""
    return next(
        (text[:end] for end in range(min(len(text), room), 0, -1) if _columns(text[:end]) <= room), ""
    )


def _line(path: Path, number: int) -> str | None:
    try:
        if not path.is_file():  # opening a pipe would wait for its other end
            return None
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = next(islice(file, number - 1, None), None)
    except OSError:
        return None
    return line.rstrip("\n") if line and line.strip() else None


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(character, character) for character in text)


def _print_text(problems: Sequence[Problem], said: Sequence[str]) -> None:
    print_problems(problems)
    if problems:
        click.echo()
    for line in said:
        click.echo(line)


FORMATS: Mapping[str, Callable[[Sequence[Problem], Sequence[str]], None]] = {
    "text": _print_text,
    "json": lambda problems, _: click.echo(problems_as_json(problems)),
    "github": lambda problems, _: click.echo("\n".join(problems_as_annotations(problems)), nl=bool(problems)),
}
"""How the outcome of a check is printed: the problems, and a line on each bank that was looked at."""
