"""How problems are printed: for people, with the line and a caret, or as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from itertools import islice
from pathlib import Path

import click

from kalquiz.problem import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def print_problems(problems: Iterable[Problem]) -> None:
    """Show each problem with its line, a caret under the place, and how to mend it."""
    for problem in problems:
        severity = click.style(problem.severity, fg=_COLOURS[problem.severity], bold=True)
        click.echo(f"{problem.path}:{problem.line}:{problem.column}: {severity}: {problem.message}")
        for line in _excerpt(problem):
            click.echo(line)
        if problem.hint:
            click.echo(f"      {problem.hint}")


def problems_as_json(problems: Iterable[Problem]) -> str:
    """One JSON array of objects: path, line, column, severity, rule, message, hint."""
    return json.dumps([asdict(problem) for problem in problems], indent=2, default=str, ensure_ascii=False)


def count_line(problems: Iterable[Problem]) -> str:
    """How many there are of each severity, in words."""
    found = [problem.severity for problem in problems]
    counts = [(found.count(severity), severity) for severity in Severity if severity in found]
    return (
        ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for count, severity in counts)
        or "no problems"
    )


def _excerpt(problem: Problem) -> list[str]:
    line = _line(problem.path, problem.line)
    if line is None:
        return []
    # A caret has to stand under its character: tabs become spaces, long lines are cut around the place.
    cut = max(0, problem.column - 60)
    shown = "".join(character if character.isprintable() else " " for character in line[cut : cut + 100])
    return [f"{problem.line:>5} | {shown}", f"      | {' ' * (problem.column - 1 - cut)}^"]


def _line(path: Path, number: int) -> str | None:
    try:
        if not path.is_file():  # opening a pipe would wait for its other end
            return None
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = next(islice(file, number - 1, None), None)
    except OSError:
        return None
    return line.rstrip("\n") if line and line.strip() else None
