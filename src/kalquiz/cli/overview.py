"""`kalquiz` alone: what there is, what is due, and what to type."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import cache_folder, open_history
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.catalogue.opened import Opened
    from kalquiz.schedule import Memory


def print_overview() -> None:
    """Print five lines for whoever typed `kalquiz` and nothing else."""
    from kalquiz.bank.bundled import DEFAULT
    from kalquiz.markup import visible
    from kalquiz.schedule import study_day

    today = study_day(datetime.now().astimezone())
    banks = dict(_banks())
    with open_history() as store:
        states = [_state(bank, store.memories(bank.id), today) for bank in banks.values()]
    first = "" if "." in banks else f" {DEFAULT}"
    there = "; ".join(f"{bank.id} ({counted(len(bank.questions), 'question')})" for bank in banks.values())
    for line in (
        "kalquiz: questions to study by, each answer with the place where it is written.",
        f"There is:     {there}",
        f"Due today:    {'; '.join(states)}",
        f"Practise:     kalquiz practice{first}",
        "Or also:      kalquiz worksheet kal007   kalquiz new   kalquiz --help",
    ):
        click.echo(visible(line))


def _banks() -> "Iterator[tuple[str, Opened]]":
    """What can be practised, by what to call it: the bank of this folder first, where it is one."""
    from kalquiz.bank.bundled import bundled_banks
    from kalquiz.catalogue.opened import open_folder

    if Path("bank.yaml").is_file():
        yield ".", open_folder(Path(), cache_folder())
    for name, path in bundled_banks().items():
        yield name, open_folder(path, cache_folder())


def _state(bank: "Opened", memories: "dict[str, Memory]", today: date) -> str:
    from kalquiz.practice.plan import due_on

    known = {question.id for question in bank.questions}
    due = len(known.intersection(due_on(memories, today)))
    return f"{bank.id}: {due or 'none'}, {len(known - memories.keys())} new"
