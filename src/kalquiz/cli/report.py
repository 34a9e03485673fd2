"""`kalquiz report`."""

from pathlib import Path

import click

from kalquiz.cli.options import OutFile, bank_argument, open_bank, open_library, sources_option
from kalquiz.cli.terminal import bar_block, terminal_width

_ENDINGS = (".html", ".htm")


@click.command()
@bank_argument()
@click.option(
    "-o",
    "--out",
    type=OutFile(),
    help="Write a page into this .html file as well.",
)
@click.option("--share", is_flag=True, help="Leave the text of sources out of the page.")
@sources_option
def report(bank: str, out: Path | None, sources: Path | None, *, share: bool) -> None:
    """Report what a bank is made of, how it is written, and what is wrong with it.

    If you have copies of its sources, it also says how much of them is asked about, and the page shows each
    sentence with the number of questions that cite it. Such a page holds source text: keep it to yourself.
    With --share, or without a copy, it may be passed on.
    """
    from kalquiz.files import write_whole
    from kalquiz.library import cover
    from kalquiz.parts import parts_lines
    from kalquiz.report import glance, report_page, report_parts

    if out and out.suffix.lower() not in _ENDINGS:
        raise click.BadParameter(
            f"“{out}” has to end in {' or '.join(_ENDINGS)}: it is a page.", param_hint="--out"
        )
    loaded = open_bank(bank)
    texts = open_library(loaded, sources)
    coverages = [cover(loaded, source, texts[source.id]) for source in loaded.sources if source.id in texts]
    facts, parts = glance(loaded), report_parts(loaded, texts, coverages)
    shown = () if share else coverages
    if out:
        # First of all: whoever reads the lines may go away before the last (`| head`).
        write_whole(out, report_page(loaded, facts, parts, shown).encode())
    for line in parts_lines(facts, parts, terminal_width(), bar_block()):
        click.echo(line)
    if out:
        kept = "holds source text; keep it to yourself" if shown else "holds no source text; it may be shared"
        click.echo(f"\n{out}: {kept}.")
