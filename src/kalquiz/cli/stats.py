"""`kalquiz stats`."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import OutFile, bank_argument, open_bank, open_history, typed
from kalquiz.cli.terminal import bar_block, terminal_width
from kalquiz.cli.times import moment

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.history import Store
    from kalquiz.stats import Stats


@click.command()
@bank_argument(required=False)
@click.option(
    "--html",
    type=OutFile(),
    metavar="FILE",
    help="Write a page here as well.",
)
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option(
    "--now", type=moment, metavar="TIME", help="Use this time instead of the clock, such as 2026-03-01T18:30."
)
def stats(bank: str | None, html: Path | None, now: datetime | None, *, as_json: bool) -> None:
    """Show what you remember, what is due and what is hard.

    BANK is the id of a bundled bank or a folder; without it, the bank in this folder or kal007.
    """
    from kalquiz.files import write_whole
    from kalquiz.markup import to_plain
    from kalquiz.parts import parts_lines
    from kalquiz.stats import stats_data, stats_glance, stats_page, stats_parts

    loaded = open_bank(bank)
    with open_history() as store:
        found = _figures(loaded, store, now or datetime.now().astimezone())
    if html:
        # First of all: whoever reads the lines may go away before the last (`| head`).
        write_whole(html, stats_page(loaded, found).encode())
    if as_json:
        click.echo(json.dumps(stats_data(loaded, found), ensure_ascii=False, indent=2))
    elif not found.answers:
        click.echo(f"{to_plain(loaded.title)}: no answers yet. Begin with: kalquiz practice {typed(loaded)}")
    else:
        parts = stats_parts(loaded, found)
        for line in parts_lines(stats_glance(loaded, found), parts, terminal_width(), bar_block()):
            click.echo(line)
    if html:
        click.echo(f"{html}: the same as a page.", err=as_json)


def _figures(bank: "Bank", store: "Store", now: datetime) -> "Stats":
    from kalquiz.schedule import study_day
    from kalquiz.stats import answered, figures

    due = {name: memory.due for name, memory in store.memories(bank.id).items()}
    return figures(bank, answered(store.reviews(bank.id)), due, study_day(now), store.target)
