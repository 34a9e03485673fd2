"""`kalquiz worksheet`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from kalquiz.cli.layout import layout_options
from kalquiz.cli.naming import sheet_name
from kalquiz.cli.options import (
    OutFile,
    amount_options,
    bank_argument,
    open_bank,
    open_library,
    seed_option,
    select,
    sources_option,
    wanted_options,
)
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.library import Library
    from kalquiz.question import Question
    from kalquiz.selection import Amount, Wanted
    from kalquiz.worksheet import Layout

_VERSIONS = "Versions A, B and so on in different orders, their keys, and a table of which question is which."
_LANGUAGE = (
    "Language of the labels: en, ar, de, es, fr, he, ja, ko, ru or zh.  [default: the bank's, or else en]"
)
_FILE = "A .pdf, .html or .docx file.  [default: a .pdf named after what was asked for: kal007-flight.pdf]"
_AT_END = "The key in the same file, after the questions; in HTML, hidden below each."
_BOXES = "What the sources say on a question, from your own copies, in a box before it."


@click.command()
@bank_argument(required=False)
@click.option("-o", "--out", type=OutFile(), help=_FILE)
@click.option("--key", is_flag=True, help="The key sheet: answers, explanations, citations.")
@click.option("--key-at-end", is_flag=True, help=_AT_END)
@click.option("--versions", type=click.IntRange(1, 99), metavar="N", help=_VERSIONS)
@wanted_options
@amount_options
@seed_option
@layout_options
@click.option("--source-boxes", is_flag=True, help=_BOXES)
@sources_option
@click.option("--language", metavar="CODE", help=_LANGUAGE)
def worksheet(  # noqa: PLR0913 - each is an option of the command
    bank: str | None,
    out: Path | None,
    versions: int | None,
    wanted: "Wanted",
    amount: "Amount | None",
    seed: str,
    layout: "Layout",
    *,
    language: str | None,
    source_boxes: bool,
    sources: Path | None,
    key: bool,
    key_at_end: bool,
) -> None:
    """Print a worksheet, or its key, as PDF, HTML or DOCX.

    Without BANK, the bank in this folder is used, or else kal007.
    The same questions with the same seed give the same sheet, and a key fits the sheet with the same seed.
    """
    from kalquiz.worksheet import LANGUAGES, build_versions, build_worksheet

    if key + key_at_end + bool(versions) > 1:
        raise click.UsageError("Give one of --key, --key-at-end and --versions, which prints the keys too.")
    if language and language not in LANGUAGES:
        raise click.BadParameter(f"There are labels in {', '.join(LANGUAGES)}.", param_hint="--language")
    loaded = open_bank(bank)
    questions = select(loaded, wanted, amount, seed)
    more = (language or "", "boxes" * source_boxes, "key" * key, "with-key" * key_at_end)
    target = out or Path(f"{sheet_name(loaded.id, wanted, amount, seed, layout, *more)}.pdf")
    told = f"{counted(len(questions), 'question')}, seed {seed}."
    texts = open_library(loaded, sources) if source_boxes else None
    common: _Common = {
        "questions": questions,
        "seed": seed,
        "layout": layout,
        "language": language,
        "texts": texts,
    }
    if versions:
        *sheets, table = build_versions(loaded, target, versions, **common)
        for sheet, its_key in zip(sheets[::2], sheets[1::2], strict=True):
            click.echo(f"{sheet}, {its_key}")
        click.echo(f"{table}: {told}")
    else:
        click.echo(f"{build_worksheet(loaded, target, key=key, key_at_end=key_at_end, **common)}: {told}")


class _Common(TypedDict):
    questions: "Sequence[Question]"
    seed: str
    layout: "Layout"
    language: str | None
    texts: "Library | None"
