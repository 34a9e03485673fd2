"""The `kalquiz` command and what it does with errors."""

import os
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from typing import Any

import click

from kalquiz.cli.lazy import Lazy, LazyGroup
from kalquiz.cli.unread import ending_unread


class _Commands(LazyGroup):
    lazy = {  # noqa: RUF012 - a table, as its type says
        "practice": Lazy("practice", "Practise a bank: answer, see why and where it is written."),
        "worksheet": Lazy("outputs", "Print a worksheet, or its key, as PDF, HTML or DOCX."),
        "deck": Lazy("deck", "Build an Anki package: one note for each question."),
        "banks": Lazy("look_up", "List the bundled banks."),
        "show": Lazy("look_up", "List the questions of a bank, or show one with its answer."),
        "stats": Lazy("stats", "Show what you remember, what is due and what is hard."),
        "history": Lazy("history", "Keep the history of your answers: save, move, merge, repair it."),
        "source": Lazy("source", "Remember where your own copies of sources are."),
        "new": Lazy("new", "Make a small bank that works, to start from."),
        "check": Lazy("check", "Check a bank: its files, its questions, its citations."),
        "report": Lazy("report", "Report what a bank is made of and what it is based on."),
        "cite": Lazy("cite", "Print the YAML that cites a passage; renew citations."),
        "schema": Lazy("schema", "Print the JSON Schema of a bank's files, for your editor."),
        "completion": Lazy("completion", "Let the shell complete commands, banks and tags."),
    }

    @ending_unread()
    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line, and print help where it asks for that."""
        return super().make_context(*args, **extra)

    @ending_unread()
    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that it names."""
        return super().invoke(ctx)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="kalquiz")
@click.pass_context
def commands(context: click.Context) -> None:
    """Study from sources: practise, print worksheets, build Anki decks from cited question banks.

    Without a command: your banks, what is due, and what to type.
    """
    if context.invoked_subcommand is None:
        from kalquiz.cli.overview import print_overview

        print_overview()


def main() -> None:
    """Run the command; problems become sentences and an exit code, never a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What a stream cannot hold becomes a question mark instead of an error. A closed one is none at all.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    code = _run()
    if threading.active_count() > 1:
        _leave(code)
    sys.exit(code)


@ending_unread()
def _run() -> int:
    try:
        code = commands.main(prog_name="kalquiz", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return 130
    except Exception as error:  # noqa: BLE001 - what is not known is raised again
        return _explained(error)
    return code if isinstance(code, int) else 0


def _leave(code: int) -> None:
    """End at once. A bank may still be read ahead that nobody needs any more, and Python would wait for it."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError):  # nobody reads it, or there is none
            stream.flush()
    os._exit(code)


def _explained(error: Exception) -> int:
    """Say what a command could not go on from; imported late, for the sake of `kalquiz --help`."""
    from kalquiz.problem import BankError, KalquizError

    match error:
        case BankError():
            from kalquiz.cli.problems import print_problems

            print_problems(error.problems)
        case KalquizError():
            click.echo(f"Error: {error}", err=True)
        case OSError():
            click.echo(f"Error: {error.filename or 'a file'}: {error.strerror}.", err=True)
        case _:
            raise error
    return 1
