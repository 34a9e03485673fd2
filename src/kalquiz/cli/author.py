"""`kalquiz check` and `kalquiz schema`: for those who write banks."""

import json
from pathlib import Path

import click

from kalquiz.cli.options import bank_argument, counted, open_bank, open_library, sources_option
from kalquiz.cli.problems import count_line, print_problems, problems_as_json
from kalquiz.problem import BankError, Problem, Severity


@click.command()
@bank_argument(required=False)
@sources_option
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="OLD",
    help="The folder of an earlier version: no id that it has may be gone.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(bank: str | None, sources: Path | None, against: Path | None, form: str) -> int:
    """Check a bank: its files, and with source texts at hand every citation.

    Exit code 1 if there is an error.
    """
    try:
        problems, said = _check(bank, sources, against)
    except BankError as error:
        problems, said = list(error.problems), ""
    if form == "json":
        click.echo(problems_as_json(problems))
    else:
        print_problems(problems)
        click.echo(f"{said}{count_line(problems)}.")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _check(name: str | None, sources: Path | None, against: Path | None) -> tuple[list[Problem], str]:
    """The problems of a bank that loads, and what was looked at."""
    from kalquiz.bank import load_bank
    from kalquiz.check import check_bank

    bank = open_bank(name)
    before = load_bank(against) if against else None
    if before and before.id != bank.id:
        raise click.BadParameter(f"That is the bank {before.id}, not {bank.id}.", param_hint="--against")
    texts = open_library(bank, sources)
    citations = [citation for question in bank.questions for citation in question.citations]
    compared = sum(citation.source in texts for citation in citations)
    questions = counted(len(bank.questions), "question")
    looked_up = (
        f"{compared} of {len(citations)} citations looked up" if compared else "no copy of a source at hand"
    )
    said = f"{bank.id}: {questions}, {looked_up}: "
    return check_bank(bank, texts, before), said


@click.command()
def schema() -> None:
    """Print the JSON Schema of a bank's files, for your editor."""
    from kalquiz.bank import bank_schema

    click.echo(json.dumps(bank_schema(), indent=2, ensure_ascii=False))
