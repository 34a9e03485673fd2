"""`kalquiz report`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import bank_argument, open_bank, open_library, sources_option

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.library import Coverage


@click.command()
@bank_argument()
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the page here as well."
)
@sources_option
def report(bank: str, out: Path | None, sources: Path | None) -> None:
    """Report how much of its sources a bank covers.

    With -o the texts are written as one HTML page, each sentence marked by how many questions cite it. That
    page holds source text: it is for you alone.
    """
    from kalquiz.files import write_whole
    from kalquiz.library import cover
    from kalquiz.report import coverage_page

    loaded = open_bank(bank)
    texts = open_library(loaded, sources)
    if not texts:
        raise click.UsageError("There is no copy of a source at hand: kalquiz source add, or --sources DIR.")
    coverages = [cover(loaded, source, texts[source.id]) for source in loaded.sources if source.id in texts]
    _print(loaded, coverages)
    if out:
        write_whole(out, coverage_page(loaded, coverages).encode())
        click.echo(f"{out}: holds source text; keep it to yourself.")


def _print(bank: "Bank", coverages: "Sequence[Coverage]") -> None:
    """A table of the shares, sections down and sources across."""
    rows = [
        (section.title, [found.by_section[section.id] for found in coverages]) for section in bank.sections
    ]
    rows.append(("All sections", [found.share for found in coverages]))
    wide = max(len(title) for title, _ in rows)
    click.echo("Sentences cited".ljust(wide) + "".join(f"{found.source.id:>14}" for found in coverages))
    for title, shares in rows:
        click.echo(title.ljust(wide) + "".join(f"{share:>14.0%}" for share in shares))
    for found in coverages:
        said = f"{found.source.id}: {len(found.paragraphs)} paragraphs, {len(found.sentences)} sentences"
        click.echo(f"{said}, {found.lost} citations not found." if found.lost else f"{said}.")
