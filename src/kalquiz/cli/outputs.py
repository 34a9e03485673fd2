"""`kalquiz worksheet`."""

from collections.abc import Sequence
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

_VERSIONS = "Versions A, B and so on in other orders, their keys, and a table of which question is which."
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@bank_argument()
@click.option(
    "-o", "--out", type=_OUT, help="A .pdf, .html or .docx file.  [default: <bank>.pdf, or <bank>-key.pdf]"
)
@click.option("--key", is_flag=True, help="The key sheet: answers, explanations, citations.")
@click.option("--key-at-end", is_flag=True, help="The key in the same file, behind the questions.")
@click.option("--versions", type=click.IntRange(1, 99), metavar="N", help=_VERSIONS)
@wanted_options
@amount_options
@seed_option
@layout_options
def worksheet(  # noqa: PLR0913 - each is an option of the command
    bank: str,
    out: Path | None,
    versions: int | None,
    wanted: "Wanted",
    amount: "Amount | None",
    seed: str,
    layout: "Layout",
    *,
    key: bool,
    key_at_end: bool,
) -> None:
    """Print a worksheet, or its key, as PDF, HTML or DOCX.

    The same questions with the same seed give the same sheet, and a key fits the sheet of its seed.
    """
    from kalquiz.worksheet import build_versions, build_worksheet

    if key + key_at_end + bool(versions) > 1:
        raise click.UsageError("Give one of --key, --key-at-end and --versions, which prints the keys too.")
    loaded = open_bank(bank)
    questions = select(loaded, wanted, amount, seed)
    target = out or Path(f"{loaded.id}{'-key' if key else ''}.pdf")
    told = f"{counted(len(questions), 'question')}, seed {seed}."
    if versions:
        paths = build_versions(loaded, target, versions, questions=questions, seed=seed, layout=layout)
        click.echo(f"{_shown(paths)}: {told}")
        return
    build_worksheet(
        loaded, target, key=key, key_at_end=key_at_end, questions=questions, seed=seed, layout=layout
    )
    click.echo(f"{target}: {told}")


def _shown(paths: Sequence[Path]) -> str:
    """The first file, the last version's and the table."""
    return f"{paths[0]} to {paths[-2]}, {paths[-1]}"
