"""The `kalquiz` command and what it does with errors."""

import sys
from io import TextIOWrapper

import click

from kalquiz.cli.check import check
from kalquiz.cli.cite import cite
from kalquiz.cli.deck import deck
from kalquiz.cli.history import history
from kalquiz.cli.look_up import banks, show
from kalquiz.cli.new import new
from kalquiz.cli.outputs import worksheet
from kalquiz.cli.practice import practice
from kalquiz.cli.problems import print_problems
from kalquiz.cli.report import report
from kalquiz.cli.schema import schema
from kalquiz.cli.source import source
from kalquiz.problem import BankError, KalquizError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kalquiz")
def commands() -> None:
    """Study from sources: practise, print worksheets, build Anki decks from cited question banks."""


for command in (practice, worksheet, deck, banks, show, history, source, new, check, report, cite, schema):
    commands.add_command(command)


def main() -> None:
    """Run the command; problems become sentences and an exit code, never a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # What a stream cannot hold becomes a question mark instead of an error. A closed one is none at all.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:
    try:
        code = commands.main(prog_name="kalquiz", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BankError as error:
        print_problems(error.problems)
        return 1
    except KalquizError as error:
        click.echo(f"Error: {error}", err=True)
        return 1
    except BrokenPipeError:
        # The reader of a pipe went away (`kalquiz show | head`): nothing more to say, to anyone.
        sys.stderr.close()
        return 0
    except OSError as error:
        click.echo(f"Error: {error.filename or 'a file'}: {error.strerror}.", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return 130
    return code if isinstance(code, int) else 0
