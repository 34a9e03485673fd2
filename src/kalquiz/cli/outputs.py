"""`kalquiz worksheet`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from kalquiz.cli.layout import layout_options
from kalquiz.cli.options import bank_argument, counted, open_bank, section_option, seed_option, select

_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@bank_argument()
@click.option(
    "-o", "--out", type=_OUT, help="A .pdf or .html file.  [default: <bank>.pdf, or <bank>-key.pdf]"
)
@click.option("--key", is_flag=True, help="The key sheet: answers, explanations, citations.")
@section_option
@seed_option
@layout_options
def worksheet(
    bank: str,
    out: Path | None,
    sections: Sequence[str],
    seed: str,
    *,
    key: bool,
    **looks: Any,
) -> None:
    """Print a worksheet, or its key, as PDF or HTML.

    The same seed gives the same sheet, so a key fits the sheet of its seed.
    """
    from kalquiz.worksheet import Layout, build_worksheet

    loaded = open_bank(bank)
    questions = select(loaded, sections)
    target = out or Path(f"{loaded.id}{'-key' if key else ''}.pdf")
    path = build_worksheet(loaded, target, key=key, questions=questions, seed=seed, layout=Layout(**looks))
    click.echo(f"{path}: {counted(len(questions), 'question')}, seed {seed}.")
