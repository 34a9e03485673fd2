"""`kalquiz new`."""

import shlex
from datetime import datetime
from pathlib import Path

import click


@click.command(short_help="Make a small bank that works, to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=True, path_type=Path))
@click.option("--title", default="", metavar="TEXT", help="The bank's title.  [default: the folder's name]")
def new(folder: Path, title: str) -> None:
    """Make a small bank that works, to start from.

    DIR is a new folder, or an empty one; its name becomes the id of the bank. In it are sample questions of
    several types with the text that they are cited to, and comments that explain them.
    """
    from kalquiz.bank import new_bank

    for path in new_bank(folder, datetime.now().astimezone().date().isoformat(), title):
        click.echo(path)
    name = shlex.quote(str(folder))
    click.echo(f"\nIt works as it is: kalquiz practice {name}")
    click.echo(f"Make it yours, and look for mistakes: kalquiz check {name}")
