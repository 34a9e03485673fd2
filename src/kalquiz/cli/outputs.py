"""`kalquiz worksheet`."""

from collections import Counter
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
    from kalquiz.bank import Bank
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
_TITLE = "The title of the sheet.  [default: the bank's]"
_NO_HEADINGS = "All questions in one list, without a heading for each section."
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
@click.option("--title", metavar="TEXT", callback=lambda _context, _option, text: _line(text), help=_TITLE)
@click.option("--no-headings", is_flag=True, help=_NO_HEADINGS)
@layout_options
@click.option("--source-boxes", is_flag=True, help=_BOXES)
@sources_option
@click.option(
    "--language", metavar="CODE", callback=lambda _context, _option, tag: _language(tag), help=_LANGUAGE
)
def worksheet(  # noqa: PLR0913 - each is an option of the command
    bank: str | None,
    out: Path | None,
    versions: int | None,
    wanted: "Wanted",
    amount: "Amount | None",
    seed: str,
    layout: "Layout",
    *,
    title: str | None,
    no_headings: bool,
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
    from kalquiz.worksheet import build_versions, build_worksheet

    if key + key_at_end + bool(versions) > 1:
        raise click.UsageError("Give one of --key, --key-at-end and --versions, which prints the keys too.")
    loaded = open_bank(bank)
    questions = select(loaded, wanted, amount, seed)
    how = (title or "", "no-headings" * no_headings, language or "")
    more = (*how, "boxes" * source_boxes, "key" * key, "with-key" * key_at_end)
    target = out or Path(f"{sheet_name(loaded.id, wanted, amount, seed, layout, *more)}.pdf")
    told = f"{counted(len(questions), 'question')}, seed {seed}."
    texts = open_library(loaded, sources) if source_boxes else None
    common: _Common = {
        "questions": questions,
        "seed": seed,
        "layout": layout,
        "title": title,
        "headings": not no_headings,
        "language": language,
        "texts": texts,
    }
    if versions:
        *sheets, table = build_versions(loaded, target, versions, **common)
        for sheet, its_key in zip(sheets[::2], sheets[1::2], strict=True):
            click.echo(f"{sheet}, {its_key}")
        click.echo(f"{table}: {told}")
        if versions > 1 and not no_headings:
            _tell_order([question.section for question in questions])
    else:
        click.echo(f"{build_worksheet(loaded, target, key=key, key_at_end=key_at_end, **common)}: {told}")
    if layout.size == "large":
        _tell_pictures(loaded, questions)


def _tell_order(sections: Sequence[str]) -> None:
    """Say so where versions have little to put into another order; `sections` are those of the questions."""
    of = Counter(sections)
    single = list(of.values()).count(1)
    if len(of) > 1 and single > len(of) / 2:
        click.echo(
            f"Note: {single} of {len(of)} sections have one question, so the versions ask in nearly the same order; "
            "`--no-headings` mixes all questions.",
            err=True,
        )


def _tell_pictures(bank: "Bank", questions: "Sequence[Question]") -> None:
    """Say where the pictures of the questions lie, which no size of print makes larger."""
    shown = [picture for it in questions if (picture := it.prompt().picture)]
    folders = sorted({str((bank.path / picture.file).resolve().parent) for picture in shown})
    if folders:
        click.echo(
            f"Note: pictures stay as large as usual; print one by itself from {', '.join(folders)}", err=True
        )


def _line(text: str | None) -> str | None:
    """The text in one line, as paper can show it."""
    from kalquiz.markup import visible

    return " ".join(visible(text).split()) if text else None


def _language(tag: str | None) -> str | None:
    """The language of labels that was named."""
    from kalquiz.worksheet.labels import LANGUAGES, language_meant, language_of

    if not tag:
        return None
    if found := language_of(tag):
        return found
    meant = language_meant(tag)
    hint = f"Did you mean `{meant}`?" if meant else f"There are labels in {', '.join(LANGUAGES)}."
    raise click.BadParameter(hint, param_hint="--language")


class _Common(TypedDict):
    questions: "Sequence[Question]"
    seed: str
    layout: "Layout"
    title: str | None
    headings: bool
    language: str | None
    texts: "Library | None"
