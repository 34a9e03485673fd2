"""Arguments and options that several commands share."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kalquiz.interaction import DEFAULT_SEED

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.library import Library
    from kalquiz.question import Question

F = TypeVar("F", bound=Callable[..., Any])


def bank_argument(*, required: bool = True) -> Callable[[F], F]:
    """The bank: the id of a bundled one, or a folder."""
    return click.argument("bank", required=required)


def section_option(function: F) -> F:
    """Restricts an output to sections."""
    return click.option(
        "--section", "sections", multiple=True, metavar="ID", help="Only this section; may be repeated."
    )(function)


def seed_option(function: F) -> F:
    """The seed of everything that is shuffled."""
    return click.option(
        "--seed", default=DEFAULT_SEED, show_default=True, help="The order of options depends on it."
    )(function)


def sources_option(function: F) -> F:
    """A folder of copies of sources, which goes before those that are remembered."""
    return click.option(
        "--sources",
        envvar="KALQUIZ_SOURCES",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A folder with your copies of the sources: <id>.txt, .html or .pdf.  [env: KALQUIZ_SOURCES]",
    )(function)


def counted(number: int, noun: str) -> str:
    """A number of things in words: `1 question`, `2 questions`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def open_bank(name: str | None) -> "Bank":
    """The bank that was named; without a name the one in this folder, or else the flagship."""
    from kalquiz.bank import DEFAULT, find_bank, load_bank

    if name is None:
        name = "." if Path("bank.yaml").is_file() else DEFAULT
    return load_bank(find_bank(name))


def open_library(bank: "Bank", folder: Path | None) -> "Library":
    """The copies of the bank's sources, those in `folder` first; says which are no longer where they were."""
    from kalquiz.library import Library, RememberedError, read_remembered

    try:
        remembered = read_remembered(remembered_file()).get(bank.id, {})
    except RememberedError as error:
        # Where copies lie is a help, not a need: without it a bank can still be practised and checked.
        click.echo(f"Note: {error}", err=True)
        remembered = {}
    library = Library(bank, folder, remembered)
    for source, path in library.lost.items():
        click.echo(f"Note: your copy of {source} is no longer at “{path}”.", err=True)
    return library


def remembered_file() -> Path:
    """The file that says where the reader's copies lie."""
    from platformdirs import user_data_path

    home = os.environ.get("KALQUIZ_HOME")
    return (Path(home) if home else user_data_path("kalquiz", appauthor=False)) / "sources.json"


def require_source(bank: "Bank", source: str) -> None:
    """Raise `click.BadParameter` where the bank has no such source."""
    known = [record.id for record in bank.sources]
    if source not in known:
        raise click.BadParameter(f"{bank.id} has the sources {', '.join(known)}.", param_hint="SOURCE")


def select(bank: "Bank", sections: Sequence[str]) -> "tuple[Question, ...]":
    """The questions of the sections, or all.

    Raises:
        click.BadParameter: the bank has no such section.
    """
    known = [section.id for section in bank.sections]
    for section in sections:
        if section not in known:
            raise click.BadParameter(
                f"“{section}” is not a section of {bank.id}. Sections: {', '.join(known)}.",
                param_hint="--section",
            )
    return tuple(question for question in bank.questions if not sections or question.section in sections)
