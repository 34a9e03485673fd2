"""`kalquiz deck`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.completing import complete_banks
from kalquiz.cli.options import OutFile, open_bank, require_known, wanted_options
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.deck.lock import Lock
    from kalquiz.question import Question
    from kalquiz.selection import Wanted

_LOCK = "Remember in FILE what was published, so that an update renews only what changed."
_CHECK = "Build nothing; fail if the lock is not up to date."
_DIFF = "Build nothing; say what changes for learners since OLD, a lock or the folder of an earlier version."


@click.command()
@click.argument("banks", metavar="[BANK]...", nargs=-1, shell_complete=complete_banks)
@click.option("-o", "--out", type=OutFile(), help="The package to write.  [default: <bank>.apkg]")
@wanted_options
@click.option("--reverse", is_flag=True, help="Ask flashcards the other way round, too.")
@click.option("--subdecks", is_flag=True, help="Give each section its own deck, under that of its bank.")
@click.option("--lock", type=OutFile(), metavar="FILE", help=_LOCK)
@click.option("--check", is_flag=True, help=_CHECK)
@click.option("--diff", "old", type=click.Path(exists=True, path_type=Path), metavar="OLD", help=_DIFF)
def deck(  # noqa: PLR0913 - each is an option of the command
    banks: Sequence[str],
    out: Path | None,
    wanted: "Wanted",
    lock: Path | None,
    old: Path | None,
    *,
    reverse: bool,
    subdecks: bool,
    check: bool,
) -> int:
    """Build an Anki package: one note for each question, with its citation on the back.

    Without BANK, the bank in this folder is used, or else kal007.

    Several banks go into one package, each as a deck of its own. A lock belongs to one bank.
    """
    if len(banks) > 1 and (lock or old):
        raise click.UsageError("A lock belongs to one bank: name one bank only.")
    if len(banks) > 1 and not out:
        raise click.UsageError("Several banks need a name for their package: -o FILE.")
    loaded = [open_bank(name) for name in banks] or [open_bank(None)]
    if check:
        return _check(loaded[0], lock)
    if old:
        return _diff(loaded[0], old)
    target = out or Path(f"{loaded[0].id}.apkg")
    picked = pick(loaded, wanted)
    for bank, questions in picked:
        _tell_unfinished(bank, questions)
    return _build(picked, target, lock, reverse=reverse, subdecks=subdecks)


def _tell_unfinished(bank: "Bank", questions: "Sequence[Question]") -> None:
    """Say which of the questions that go into a deck are still to be written."""
    from kalquiz.check import unfinished_questions

    wanted = {question.id for question in questions}
    if ids := [question.id for question in unfinished_questions(bank) if question.id in wanted]:
        said = f"Still to be written, and shown to learners as it is: {', '.join(ids)}."
        click.echo(f"Note: {said} `kalquiz check` says where.", err=True)


def _build(picked: "Picked", out: Path, lock: Path | None, *, reverse: bool, subdecks: bool) -> int:
    from kalquiz.deck.build import make_deck, write_decks
    from kalquiz.deck.lock import write_lock

    if out.exists() and not lock:
        said = "Without --lock, all notes are dated `released` in bank.yaml"
        click.echo(f"Note: {said}. Anki takes from a package only what is newer than what it has.", err=True)
    decks = [make_deck(bank, questions, reverse=reverse, lock=lock) for bank, questions in picked]
    write_decks(decks, out, subdecks=subdecks)
    for made in decks:
        if lock and made.update:
            after = made.update.lock()
            write_lock(lock, after)
            click.echo(f"{lock}: {_in_short(after, made.update.before)}.")
    number = sum(made.size for made in decks)
    click.echo(f"{out}: {counted(number, 'note')}. Import it in Anki with File > Import.")
    return 0


def _check(bank: "Bank", path: Path | None) -> int:
    """Say what the lock lacks; 1 if it lacks something."""
    from kalquiz.deck.difference import compare, in_words
    from kalquiz.deck.lock import read_lock
    from kalquiz.deck.update import next_lock

    if not path:
        raise click.UsageError("--check needs the lock to check: --lock FILE.")
    if not path.exists():
        raise click.UsageError(f"There is no {path}. Without --check it is made.")
    before = read_lock(path)
    after = next_lock(bank, before)
    if after == before:
        click.echo(f"{path} is up to date.")
        return 0
    if before.version != after.version:
        click.echo(f"The lock is of version {before.version}, the bank is {after.version}.")
    for line in in_words(compare(before, after)):
        click.echo(line)
    click.echo(f"{path} is not up to date: build the deck with --lock, without --check.")
    return 1


def _diff(bank: "Bank", path: Path) -> int:
    """Say what changes for learners since an earlier version."""
    from kalquiz.bank import load_bank
    from kalquiz.deck.difference import compare, in_words
    from kalquiz.deck.lock import read_lock
    from kalquiz.deck.update import next_lock

    before = next_lock(load_bank(path)) if path.is_dir() else read_lock(path)
    lines = list(in_words(compare(before, next_lock(bank, before))))
    for line in lines or ["Nothing changes for learners."]:
        click.echo(line)
    return 0


def _in_short(lock: "Lock", before: "Lock | None") -> str:
    """What an update of a lock did, in numbers."""
    from kalquiz.deck.difference import compare

    if before is None:
        return f"new, {counted(len(lock.notes), 'note')}"
    found = compare(before, lock)
    counts = {
        "new": len(found.new),
        "changed": len(found.reworded + found.answer_changed + found.touched),
        "renamed": len(found.renamed),
        "retired": len(found.retired),
    }
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return said or "nothing changed"


Picked = list[tuple["Bank", "tuple[Question, ...]"]]


def pick(banks: "Sequence[Bank]", wanted: "Wanted") -> "Picked":
    """The questions of each bank that are wanted; a bank that has none of them is left out.

    Raises:
        click.BadParameter: no bank has what was named.
        click.UsageError: no question has all of it.
    """
    require_known(banks, wanted)
    picked = [(bank, tuple(filter(wanted.takes, bank.questions))) for bank in banks]
    found = [(bank, questions) for bank, questions in picked if questions]
    if not found:
        raise click.UsageError("No question matches everything that you asked for.")
    return found
