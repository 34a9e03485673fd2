"""How problems are printed: for people, with the line and a caret, as JSON, or as annotations of GitHub."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby, islice
from pathlib import Path

import click

from kalquiz.cli.terminal import at_terminal, styled, terminal_width, wrapped
from kalquiz.lines import columns
from kalquiz.problem import Problem, Severity
from kalquiz.words import counted

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITHUB_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_GITHUB_VALUE = _GITHUB_TEXT | {":": "%3A", ",": "%2C"}

IN_FULL = 10
"""Problems of one rule in one file that are shown with line and hint; of the others there is the message alone."""

GUTTER = 8
"""Columns before the line that is shown."""

CUT = "…"
"""Stands where a line goes on that is not shown as a whole."""


def print_problems(problems: Iterable[Problem]) -> None:
    """Show each problem with its line, a caret under the place, and how to mend it; file by file."""
    width = terminal_width()
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
    counts = (counted(found[severity], severity) for severity in Severity if severity in found)
    return ", ".join(counts) or "no problems"


def _text(problem: Problem, width: int, *, in_full: bool) -> Iterator[str]:
    severity = styled(problem.severity, fg=_COLOURS[problem.severity], bold=True)
    rule = styled(f"[{problem.rule}]", dim=True)
    said = f"{problem.path}:{problem.line}:{problem.column}: {severity}: {problem.message}  {rule}"
    # Editors and other programs go by one line for each problem.
    yield from wrapped(said, width, rest=GUTTER - 2) if at_terminal() else [said]
    if in_full:
        yield from _excerpt(problem, width - GUTTER)
        yield from wrapped(problem.hint, width, first=GUTTER - 2, rest=GUTTER - 2)


def _excerpt(problem: Problem, room: int) -> list[str]:
    line = _line(problem.path, problem.line)
    if line is None:
        return []
    shown, left = _cut(line, problem.column - 1, room)
    return [
        f"{problem.line:>{GUTTER - 3}} | {shown}",
        f"{'|':>{GUTTER - 1}} {' ' * left}^",
    ]


def _cut(line: str, place: int, room: int) -> tuple[str, int]:
    """As much of a line around a place as there is room for, and the columns before the place."""
    start = max(0, place - room)  # no character before that can be shown, however long the line is
    while columns(_shown(line[start:place])) > room * 2 // 3:
        start += 1
    before = (CUT if start else "") + _shown(line[start:place])
    left = columns(before)
    return before + _fitting(_shown(line[place:]), room - left), left


def _fitting(text: str, room: int) -> str:
    """The text, or as much of it as there is room for."""
    if len(text) <= room and columns(text) <= room:
        return text
    ends = range(min(len(text), room), -1, -1)
    return next(text[:end] for end in ends if columns(text[:end]) < room) + CUT


def _shown(text: str) -> str:
    """The text with a space for whatever would not take one place."""
    return "".join(character if character.isprintable() else " " for character in text)


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
    counts = Counter(problem.rule for problem in problems).most_common()
    if counts and counts[0][1] > IN_FULL:
        # What was found too often to be read one by one is seen at a glance.
        for rule, count in counts:
            click.echo(f"{count:>{GUTTER - 2}}  {rule}")
        click.echo()
    for line in said:
        click.echo(line)


FORMATS: Mapping[str, Callable[[Sequence[Problem], Sequence[str]], None]] = {
    "text": _print_text,
    "json": lambda problems, _: click.echo(problems_as_json(problems)),
    "github": lambda problems, _: click.echo("\n".join(problems_as_annotations(problems)), nl=bool(problems)),
}
"""How the outcome of a check is printed: the problems, and a line on each bank that was looked at."""
