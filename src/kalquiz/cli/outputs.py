"""`kalquiz worksheet`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.layout import layout_options
from kalquiz.cli.options import (
    amount_options,
    bank_argument,
    counted,
    open_bank,
    seed_option,
    select,
    wanted_options,
)

if TYPE_CHECKING:
    from kalquiz.selection import Amount, Wanted
    from kalquiz.worksheet import Layout

_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@bank_argument()
@click.option(
    "-o", "--out", type=_OUT, help="A .pdf or .html file.  [default: <bank>.pdf, or <bank>-key.pdf]"
)
@click.option("--key", is_flag=True, help="The key sheet: answers, explanations, citations.")
@wanted_options
@amount_options
@seed_option
@layout_options
def worksheet(
    bank: str,
    out: Path | None,
    wanted: "Wanted",
    amount: "Amount | None",
    seed: str,
    layout: "Layout",
    *,
    key: bool,
) -> None:
    """Print a worksheet, or its key, as PDF or HTML.

    The same seed gives the same sheet, so a key fits the sheet of its seed.
    """
    from kalquiz.worksheet import build_worksheet

    loaded = open_bank(bank)
    questions = select(loaded, wanted, amount, seed)
    target = out or Path(f"{loaded.id}{'-key' if key else ''}.pdf")
    path = build_worksheet(loaded, target, key=key, questions=questions, seed=seed, layout=layout)
    click.echo(f"{path}: {counted(len(questions), 'question')}, seed {seed}.")
