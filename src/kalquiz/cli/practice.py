"""`kalquiz practice`."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import (
    amount_options,
    bank_argument,
    open_bank,
    open_library,
    seed_option,
    select,
    sources_option,
    wanted_options,
)

if TYPE_CHECKING:
    from kalquiz.selection import Amount, Wanted

WIDEST = 76


@click.command()
@bank_argument(required=False)
@wanted_options
@amount_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most N questions, the first ones.")
@seed_option
@sources_option
def practice(
    bank: str | None,
    wanted: "Wanted",
    amount: "Amount | None",
    limit: int | None,
    seed: str,
    sources: Path | None,
) -> None:
    """Practise a bank: answer, and see why and where it is written.

    BANK is the id of a bundled bank or a folder; without it, the bank in this folder or kal007.
    """
    from kalquiz.practice import Session, talk

    loaded = open_bank(bank)
    questions = select(loaded, wanted, amount, seed)[:limit]
    width = min(WIDEST, shutil.get_terminal_size().columns - 1)
    texts = open_library(loaded, sources)
    talk(loaded, Session(questions), _read, click.echo, texts=texts, seed=seed, width=width)


def _read(mark: str) -> str | None:
    """The next line; at a terminal with a prompt and line editing."""
    if sys.stdin is None:
        return None
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None
    try:
        return input(mark)
    except EOFError:
        click.echo()
        return None
