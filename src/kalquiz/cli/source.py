"""`kalquiz source`: where the reader's own copies of sources lie."""

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from kalquiz.cli.options import bank_argument, open_bank, remembered_file, require_source

_FOUND = ("exact", "drifted")
_UNSURE = ("changed", "ambiguous", "missing")

_TOO_FEW = 0.1
"""Below this share of citations that are found, a file is taken for the wrong one."""


@click.group()
def source() -> None:
    """Remember where your own copies of sources are.

    A copy is a text file, a saved web page or a PDF. Every command finds it from then on. Only its path is
    kept, on this computer.
    """


@source.command()
@bank_argument()
@click.argument("source_id", metavar="SOURCE")
@click.argument("file", type=click.Path(path_type=Path))
def add(bank: str, source_id: str, file: Path) -> int:
    """Remember FILE as your copy of SOURCE.

    Says how many of the bank's citations are in it.
    """
    from kalquiz.library import locate_citations, read_remembered, write_remembered
    from kalquiz.texts import read_text

    loaded = open_bank(bank)
    require_source(loaded, source_id)
    store = remembered_file()
    remembered = read_remembered(store)
    path = Path(os.path.abspath(file))  # noqa: PTH100 - pathlib would keep `..`, or follow links
    located = locate_citations(loaded, source_id, read_text(path))
    counts = Counter[str](found.finding.status for found in located)
    total = sum(counts.values())
    if _found(counts) < _TOO_FEW * total:
        click.echo(
            f"{_found(counts)} of the {total} citations of {source_id} are in “{path}”. Is it the "
            "right file? It was not remembered.",
            err=True,
        )
        return 1
    write_remembered(store, {**remembered, loaded.id: {**remembered.get(loaded.id, {}), source_id: path}})
    click.echo(f"{source_id}: {path}")
    click.echo(_tally(counts))
    return 0


@source.command(name="list")
@bank_argument(required=False)
def list_(bank: str | None) -> None:
    """List the copies that are remembered, of all banks or of BANK.

    With BANK, it lists all its sources, including those without a copy.
    """
    from kalquiz.library import read_remembered

    remembered = read_remembered(remembered_file())
    if bank is not None:
        loaded = open_bank(bank)
        for record in loaded.sources:
            path = remembered.get(loaded.id, {}).get(record.id)
            shipped = "in the bank" if record.file else "no copy"
            click.echo(f"{record.id}: {_place(path) if path else shipped}")
        return
    for name, copies in remembered.items():
        for source_id, path in copies.items():
            click.echo(f"{name} {source_id}: {_place(path)}")
    if not remembered:
        click.echo("No copy is remembered: kalquiz source add BANK SOURCE FILE")


@source.command()
@bank_argument()
@click.argument("source_id", metavar="SOURCE")
def remove(bank: str, source_id: str) -> int:
    """Forget where your copy of SOURCE is. The file itself stays."""
    from kalquiz.library import read_remembered, write_remembered

    store = remembered_file()
    remembered = read_remembered(store)
    # What is remembered can be forgotten when the bank itself is gone.
    name = bank if bank in remembered else open_bank(bank).id
    copies = dict(remembered.get(name, {}))
    if source_id not in copies:
        click.echo(f"No copy of {source_id} is remembered for {name}.", err=True)
        return 1
    path = copies.pop(source_id)
    write_remembered(store, {**remembered, name: copies})
    click.echo(f"Forgotten: {path}")
    return 0


def _found(counts: Mapping[str, int]) -> int:
    return sum(counts.get(status, 0) for status in _FOUND)


def _tally(counts: Mapping[str, int]) -> str:
    """How many citations were found, and how."""
    from kalquiz.citation import STATUS_WORDS, Status

    if not counts:
        return "No question cites it yet."
    found, unsure = (
        ", ".join(f"{counts[status]} {STATUS_WORDS[Status(status)]}" for status in kind if status in counts)
        for kind in (_FOUND, _UNSURE)
    )
    said = "; ".join(filter(None, (found, unsure)))
    return f"{_found(counts)} of {sum(counts.values())} citations found: {said}."


def _place(path: Path) -> str:
    return str(path) if path.is_file() else f"{path} (no longer there)"
