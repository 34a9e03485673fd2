"""`kalquiz` alone: what there is, what is due, and what to type."""

import shlex
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import cache_folder, open_history
from kalquiz.cli.terminal import terminal_width, wrapped
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import Opened
    from kalquiz.schedule import Memory

MARGIN = 14


def print_overview() -> None:
    """Print five items for whoever typed `kalquiz` and nothing else."""
    from kalquiz.bank.bundled import DEFAULT, bundled_banks
    from kalquiz.lines import row
    from kalquiz.markup import visible
    from kalquiz.schedule import study_day

    today = study_day(datetime.now().astimezone())
    with open_history() as store:
        banks = _banks(set(store.banks()))
        states = [_state(bank, store.memories(bank.id), today) for bank in banks.values()]
    there = [f"{bank.id} ({counted(len(bank.questions), 'question')})" for bank in banks.values()]
    names = (
        [""]
        if "" in banks
        else [f" {name}" for name in banks if name == DEFAULT or name not in bundled_banks()]
    )
    say = "kalquiz: questions to study by, each answer with the place where it is written."
    click.echo("\n".join(wrapped(say, terminal_width(), rest=9)))
    for label, items in (
        ("There is:", there),
        ("Due today:", states),
        ("Practise:", [f"kalquiz practice{name}" for name in names]),
        ("Or also:", ["kalquiz worksheet kal007", "kalquiz new", "kalquiz --help"]),
    ):
        lines = row(visible("   ".join(items)), terminal_width() - MARGIN)
        for mark, line in zip_longest([label], lines, fillvalue=""):
            click.echo(f"{mark:{MARGIN}}{line}")


def _banks(practised: set[str]) -> "dict[str, Opened]":
    """What can be practised, by what to type: the bank of this folder first, those of other folders at the end."""
    from kalquiz.bank.bundled import bundled_banks

    here = {"": _opened(Path())} if Path("bank.yaml").is_file() else {}
    found = here | {name: _opened(path) for name, path in bundled_banks().items()}
    known = {bank.id for bank in found.values()}
    elsewhere = {shlex.quote(str(bank.path)): bank for bank in _elsewhere() if bank.id in practised - known}
    return found | elsewhere


def _elsewhere() -> "Iterator[Opened]":
    """The banks that were opened before and are still there; one that cannot be read is left out."""
    from kalquiz.catalogue.stored import folders_in
    from kalquiz.problem import KalquizError

    for folder in folders_in(cache_folder()):
        with suppress(KalquizError, OSError):
            yield _opened(folder)


def _opened(folder: Path) -> "Opened":
    from kalquiz.catalogue.opened import open_folder

    return open_folder(folder, cache_folder())


def _state(bank: "Opened", memories: "dict[str, Memory]", today: date) -> str:
    from kalquiz.practice.plan import due_on

    known = {question.id for question in bank.questions}
    due = len(known.intersection(due_on(memories, today)))
    return f"{bank.id}: {due or 'none'}, {len(known - memories.keys())} new"
