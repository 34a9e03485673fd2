"""`kalquiz` alone: what there is, what is due, and what to type."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import cache_folder, open_history, typed
from kalquiz.cli.terminal import terminal_width, wrapped
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import Opened
    from kalquiz.schedule import Memory

HERE = Path()
MARGIN = 14


def print_overview() -> None:
    """Print five items for whoever typed `kalquiz` and nothing else."""
    from kalquiz.lines import row
    from kalquiz.markup import visible
    from kalquiz.schedule import study_day

    today = study_day(datetime.now().astimezone())
    with open_history() as store:
        banks = _banks(store.banks())
        states = [_state(bank, store.memories(bank.id), today) for bank in banks]
    say = "kalquiz: study from cited questions; every answer says where it is written."
    click.echo("\n".join(wrapped(say, terminal_width(), rest=9)))
    for label, items in (
        ("Banks:", [f"{bank.id} ({counted(len(bank.questions), 'question')})" for bank in banks]),
        ("Due today:", states),
        ("Practise:", _commands(banks)),
        ("Also:", ["kalquiz worksheet kal007", "kalquiz new", "kalquiz --help"]),
    ):
        lines = row(visible("   ".join(items)), terminal_width() - MARGIN)
        for mark, line in zip_longest([label], lines, fillvalue=""):
            click.echo(f"{mark:{MARGIN}}{line}")


def _banks(practised: Collection[str]) -> "list[Opened]":
    """What can be practised: the bank of this folder first, those of other folders that were practised last."""
    from kalquiz.bank.bundled import bundled_banks

    here = [HERE] if (HERE / "bank.yaml").is_file() else []
    near = map(_opened, [*here, *bundled_banks().values()])
    banks: dict[str, Opened] = {}
    for bank in (*near, *(it for it in _elsewhere() if it.id in practised)):
        banks.setdefault(bank.id, bank)
    return list(banks.values())


def _commands(banks: "Sequence[Opened]") -> list[str]:
    """How to practise the bank of this folder, or else the flagship and those of other folders."""
    from kalquiz.bank.bundled import DEFAULT

    if banks[0].path == HERE:
        return ["kalquiz practice"]
    names = {bank.id: typed(bank) for bank in banks}
    return [f"kalquiz practice {names[it]}" for it in names if it == DEFAULT or names[it] != it]


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
