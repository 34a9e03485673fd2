"""`kalquiz history`: what was answered, out of the file and into it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from kalquiz.cli.options import OutFile, bank_argument, open_bank, open_history
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.history import Store
    from kalquiz.schedule import Memory, Moment


@click.group()
def history() -> None:
    """Keep the history of your answers: save it, move it, merge it, repair it.

    It is one file on your computer and nowhere else. `kalquiz history check` says where.
    """


@history.command()
@click.option("-o", "--out", type=OutFile(), help="Write here, not to the screen.")
def export(out: Path | None) -> None:
    """Write the whole history as JSON Lines: one line for each answer."""
    from kalquiz.files import write_whole
    from kalquiz.history import write_reviews

    with open_history() as store:
        lines = list(write_reviews(store.log()))
    if out:
        write_whole(out, "".join(f"{line}\n" for line in lines).encode())
        click.echo(f"{out}: {_entries(len(lines) - 1)}.")
    else:
        for line in lines:
            click.echo(line)


@history.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_(files: tuple[Path, ...]) -> None:
    """Add the answers of exported FILES that are not in the history yet.

    Two computers come to the same history when each imports what the other exported, in any order, as often
    as you like.
    """
    from kalquiz.history import read_reviews

    with open_history() as store:
        for file in files:
            with _named(file), file.open(encoding="utf-8-sig") as lines:
                new = store.merge(list(read_reviews(lines)))
            click.echo(f"{file}: {_entries(new)} new.")


@history.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def merge(files: tuple[Path, ...]) -> None:
    """Add the answers of other histories, such as another computer's.

    FILES are history.db files, or copies of them.
    """
    from kalquiz.history import HistoryError, Store

    with open_history() as store:
        for file in files:
            if not file.is_file():
                raise HistoryError(f"There is no file “{file}”.")
            with Store(file) as other:
                new = store.merge(list(other.log()))
            click.echo(f"{file}: {_entries(new)} new.")


@history.command()
@bank_argument()
@click.argument("old", required=False)
@click.argument("new", required=False)
def relink(bank: str, old: str | None, new: str | None) -> None:
    """Give the answers to question OLD, now gone, to question NEW.

    Without OLD and NEW, list the answered questions that BANK does not have. If a question lists its former id
    under `aka`, its answers follow automatically.
    """
    from kalquiz.bank import did_you_mean
    from kalquiz.history import Kind, Review, relinks

    loaded = open_bank(bank)
    now, session = _now(), uuid4().hex
    with open_history() as store:
        for renamed in relinks(loaded, store.memories(loaded.id), session, now):
            store.add(renamed)
            click.echo(f"{renamed.response}: its answers belong to {renamed.question} now.")
        ids = [question.id for question in loaded.questions]
        lost = {name: memory for name, memory in store.memories(loaded.id).items() if name not in ids}
        if old is None:
            _list_lost(loaded, lost)
            return
        if new is None:
            raise click.UsageError("Name the question that OLD has become, too.")
        if old not in lost:
            hint = did_you_mean(old, lost) or "`kalquiz history relink BANK` lists them."
            raise click.BadParameter(
                f"“{old}” is not a lost question of {loaded.id}. {hint}", param_hint="OLD"
            )
        if new not in ids:
            hint = did_you_mean(new, ids) or "`kalquiz show` lists the ids."
            raise click.BadParameter(f"{loaded.id} has no question “{new}”. {hint}", param_hint="NEW")
        store.add(Review(f"{session}.1", loaded.id, new, Kind.RELINK, session, now, response=old))
        click.echo(f"{old}: its answers belong to {new} now.")


def _list_lost(bank: "Bank", lost: "Mapping[str, Memory]") -> None:
    """List the questions that were answered and are not in the bank, each with the one that is called most alike."""
    from kalquiz.bank import did_you_mean
    from kalquiz.markup import visible

    for name, memory in lost.items():
        hint = did_you_mean(name, [question.id for question in bank.questions])
        answers = counted(memory.answers, "answer")
        click.echo(visible(f"{name}: {answers}, last on {memory.day}. {hint}".rstrip()))
    if not lost:
        click.echo(f"Every question that was answered is in {bank.id}.")


@history.command()
@bank_argument(required=False)
def flags(bank: str | None) -> None:
    """List the notes that you made on questions with `:flag`."""
    from kalquiz.history import Kind
    from kalquiz.markup import visible

    with open_history() as store:
        names = [open_bank(bank).id] if bank else store.banks()
        notes = [it for name in names for it in store.reviews(name) if it.kind is Kind.FLAG]
    for note in notes:
        said = f"{note.day}  {note.bank} {note.question}: {note.response or '(no note)'}"
        click.echo(visible(said).replace("\n", " "))
    if not notes:
        click.echo("No question is flagged. In practice, type :flag and a note.")


@history.command()
@click.argument("percent", required=False, type=click.IntRange(70, 97))
def target(percent: int | None) -> None:
    """Say how much you want to remember, or set it to PERCENT.

    This many in a hundred questions should be remembered when they are asked again: 90, unless you change
    it. A higher target asks more often: 95 takes two and a half times as many answers.
    """
    with open_history() as store:
        if percent is not None:
            store.aim(percent / 100)
        click.echo(f"{100 * store.target:.0f} %")


@history.command()
@click.option("--void-later", is_flag=True, help="Void what is dated later than now.")
def check(*, void_later: bool) -> int:
    """Say where the history is, check it, and repair it."""
    from kalquiz.markup import visible

    with open_history() as store:
        if not store.path.exists():
            click.echo(f"There is no history yet. It will be in {store.path}.")
            return 0
        click.echo(store.path)
        for bank in store.banks():
            kinds = Counter(str(review.kind) for review in store.reviews(bank))
            said = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
            click.echo(visible(f"{bank}: {said or 'nothing that holds'}."))
        _check_later(store, void=void_later)
        mended = store.mend()
    for said in mended or ["It is sound."]:
        click.echo(visible(said))
    return 0


def _check_later(store: "Store", *, void: bool) -> None:
    """What a wrong clock has left behind."""
    now = _now()
    later = store.later(now)
    if later and void:
        click.echo(f"{_entries(_void_later(store, now))} voided.")
    elif later:
        click.echo(
            f"{_entries(len(later))} dated later than now, up to {max(it.day for it in later)}. If the clock "
            "was wrong then, --void-later voids them. If it is wrong now, set it right.",
        )


def _void_later(store: "Store", now: "Moment") -> int:
    """Void what is dated later than now, and then what that had taken the place of; gives the number of entries."""
    session, number = uuid4().hex, 0
    while later := store.later(now):
        for review in later:
            number += 1
            store.add(review.undone(f"{session}.{number}", session, now))
    return number


def _now() -> "Moment":
    from kalquiz.schedule import Moment

    return Moment.of(datetime.now().astimezone())


def _entries(number: int) -> str:
    return counted(number, "entry", "entries")


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Say which file it is that cannot be read."""
    from kalquiz.history import ExchangeError

    try:
        yield
    except ExchangeError as error:
        raise ExchangeError(f"“{file}”, {error}") from None
    except UnicodeDecodeError:
        raise ExchangeError(f"“{file}” is not text in UTF-8. Export the history once more.") from None
