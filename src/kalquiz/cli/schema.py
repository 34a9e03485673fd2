"""`kalquiz schema`."""

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a bank's files, for your editor."""
    from kalquiz.bank import bank_schema

    click.echo(json.dumps(bank_schema(), indent=2, ensure_ascii=False))
