"""Arguments and options that several commands share."""

import os
import shlex
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from kalquiz.cli.completing import complete_banks, complete_names
from kalquiz.interaction import DEFAULT_SEED

if TYPE_CHECKING:
    from kalquiz.askable import Askable, BankOf
    from kalquiz.bank import Bank
    from kalquiz.catalogue.opened import AnyBank, Opened
    from kalquiz.history import Store
    from kalquiz.library import Library
    from kalquiz.selection import Amount, Wanted

F = TypeVar("F", bound=Callable[..., Any])
Q = TypeVar("Q", bound="Askable")


def bank_argument(*, required: bool = True) -> Callable[[F], F]:
    """The bank: the id of a bundled one, or a folder."""
    return click.argument("bank", required=required, shell_complete=complete_banks)


def wanted_options(function: F) -> F:
    """Options that say which questions are wanted; the function gets a `Wanted` as `wanted`."""

    @wraps(function)
    def collected(*arguments: Any, **options: Any) -> Any:
        from kalquiz.selection import Wanted

        given = {name: options.pop(name) for name in _WANTED}
        named = {name: _ids(name, lists) if name in _IDS else lists for name, lists in given.items()}
        return function(*arguments, wanted=Wanted(**named), **options)

    for name, (flag, metavar, said) in reversed(_WANTED.items()):
        names = complete_names(name)
        decorate = click.option(flag, name, multiple=True, metavar=metavar, help=said, shell_complete=names)
        collected = decorate(collected)
    return cast("F", collected)


_WANTED = {
    "sections": ("--section", "ID", "Only this section; may be repeated."),
    "tags": ("--tag", "TAG", "Only with this tag; may be repeated."),
    "types": ("--type", "TYPE", "Only of this type; may be repeated."),
    "skills": ("--skill", "SKILL", "Only of this skill; may be repeated."),
    "ids": ("--ids", "ID,ID...", "Only these questions; may be repeated."),
    "exclude": ("--exclude", "ID,ID...", "Not these questions; may be repeated."),
}
_IDS = {"ids", "exclude"}


def _ids(field: str, lists: Sequence[str]) -> tuple[str, ...]:
    """The ids in lists with commas; one of none, as of an empty variable in a script, does not stand for all."""
    ids = tuple(name.strip() for names in lists for name in names.split(",") if name.strip())
    if lists and not ids:
        raise click.BadParameter("there is no id in it.", param_hint=_WANTED[field][0])
    return ids


def amount_options(function: F) -> F:
    """Options that say how much to take; the function gets an `Amount`, or None for everything, as `amount`."""

    @wraps(function)
    def collected(*arguments: Any, **options: Any) -> Any:
        from kalquiz.selection import Amount

        balanced = not options.pop("unbalanced")
        count, points = options.pop("count"), options.pop("points")
        if count and points:
            raise click.UsageError("--count and --points are two ways to say how much; give one of them.")
        amount = None
        if count or points:
            amount = Amount(count or points, "questions" if count else "points", balanced=balanced)
        return function(*arguments, amount=amount, **options)

    number = click.IntRange(1)
    number.name = "whole number"
    evenly = "With --count or --points: at random, not evenly from each section."
    for decorate in (
        click.option("--unbalanced", is_flag=True, help=evenly),
        click.option(
            "--points", type=number, metavar="N", help="Questions worth N points, as the seed picks."
        ),
        click.option("--count", type=number, metavar="N", help="N questions, as the seed picks."),
    ):
        collected = decorate(collected)
    return cast("F", collected)


def seed_option(function: F) -> F:
    """The seed of everything that is shuffled."""
    return click.option(
        "--seed", default=DEFAULT_SEED, show_default=True, help="The seed of everything random."
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


class OutFile(click.Path):
    """A file to write. What keeps it from being written is said at once, not when all is made."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path.

        Raises:
            OSError: no file can stand there.
        """
        from kalquiz.files import require_place

        path = cast("Path", super().convert(value, param, ctx))
        require_place(path)
        return path


def open_bank(name: str | None) -> "Bank":
    """The bank that was named; without a name the one in this folder, or else the flagship."""
    from kalquiz.bank import load_bank

    return load_bank(_folder_of(name))


def open_soon(name: str | None) -> "Opened":
    """The same bank as `open_bank`, for callers that need little of it, or not all of it at once."""
    from kalquiz.catalogue.opened import open_folder

    return open_folder(_folder_of(name), cache_folder())


def _folder_of(name: str | None) -> Path:
    from kalquiz.bank.bundled import DEFAULT, find_bank

    if name is None:
        name = "." if Path("bank.yaml").is_file() else DEFAULT
    return find_bank(name)


def typed(bank: "AnyBank") -> str:
    """What to type for a bank that was opened: its id where it is a bundled one, or else its folder."""
    from kalquiz.bank.bundled import bundled_banks

    return bank.id if bundled_banks().get(bank.id) == bank.path else shlex.quote(str(bank.path))


def open_library(bank: "AnyBank", folder: Path | None) -> "Library":
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
    return home_folder() / "sources.json"


def open_history() -> "Store":
    """The learner's history; its file is made with the first entry."""
    from kalquiz.history import Store

    return Store(home_folder() / "history.db")


def home_folder() -> Path:
    """Where kalquiz keeps what belongs to its user: $KALQUIZ_HOME, or the system's folder for such data."""
    if home := os.environ.get("KALQUIZ_HOME"):
        return Path(home)
    from platformdirs import user_data_path

    return user_data_path("kalquiz", appauthor=False)


def cache_folder() -> Path:
    """Where kalquiz keeps what it can make again: a folder in $KALQUIZ_HOME, or the system's for such things."""
    if home := os.environ.get("KALQUIZ_HOME"):
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("kalquiz", appauthor=False)


def require_source(bank: "Bank", source: str) -> None:
    """Raise `click.BadParameter` where the bank has no such source."""
    known = [record.id for record in bank.sources]
    if source not in known:
        raise click.BadParameter(f"{bank.id} has the sources {', '.join(known)}.", param_hint="SOURCE")


def select(bank: "BankOf[Q]", wanted: "Wanted", amount: "Amount | None", seed: str) -> "tuple[Q, ...]":
    """The questions that are wanted, so many of them; says where one gives another away or points are missing.

    Raises:
        click.BadParameter: the bank does not have what was named.
        SelectionError: there is nothing to select, or too little.
    """
    from kalquiz import selection

    require_known([bank], wanted)
    selected = selection.select(bank, wanted, amount, seed)
    for cue in selected.cues:
        click.echo(f"Note: {cue.giver} gives away an answer to {cue.question}: “{cue.text}”.", err=True)
    if amount and (reached := amount.weigh(selected.questions)) < amount.number:
        click.echo(f"Note: {reached} of {amount.number} {amount.of}: no other question fits.", err=True)
    return selected.questions


def require_known(banks: "Sequence[BankOf[Askable]]", wanted: "Wanted") -> None:
    """Raise `click.BadParameter` where no question of the banks has what was named."""
    for field, name, known in wanted.unknown(banks):
        from kalquiz.bank import did_you_mean

        listed = "" if field in _IDS else f"There are: {', '.join(sorted(known)) or 'none'}."
        hint = did_you_mean(name, known) or listed or "`kalquiz show` lists the ids."
        raise click.BadParameter(f"No question has “{name}”. {hint}", param_hint=_WANTED[field][0])
