"""`kalquiz check`, `kalquiz cite` and `kalquiz schema`: for those who write banks."""

import json
from pathlib import Path

import click

from kalquiz.cli.options import bank_argument, open_bank, sources_option
from kalquiz.cli.problems import count_line, print_problems, problems_as_json
from kalquiz.problem import BankError, Problem, Severity


@click.command()
@bank_argument(required=False)
@sources_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(bank: str | None, sources: Path | None, form: str) -> int:
    """Check a bank: its files, and with source texts at hand every citation.

    Exit code 1 if there is an error.
    """
    try:
        problems, said = _check(bank, sources)
    except BankError as error:
        problems, said = list(error.problems), ""
    if form == "json":
        click.echo(problems_as_json(problems))
    else:
        print_problems(problems)
        click.echo(f"{said}{count_line(problems)}.")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _check(name: str | None, sources: Path | None) -> tuple[list[Problem], str]:
    """The problems of a bank that loads, and what was looked at."""
    from kalquiz.check import check_bank
    from kalquiz.citation.texts import read_source_texts

    bank = open_bank(name)
    texts = read_source_texts(sources, bank.sources) if sources else {}
    citations = [citation for question in bank.questions for citation in question.citations]
    compared = sum(citation.source in texts for citation in citations)
    said = f"{bank.id}: {len(bank.questions)} questions, {compared} of {len(citations)} citations looked up: "
    return check_bank(bank, texts), said


@click.command()
@bank_argument()
@click.argument("source")
@click.argument("text", nargs=-1, required=True)
@sources_option
def cite(bank: str, source: str, text: tuple[str, ...], sources: Path | None) -> int:
    """Print the YAML that cites a passage.

    TEXT is the passage, or its first and last words with "..." between. It is looked up in your copy of
    SOURCE; what is printed finds it again without containing it.
    """
    from kalquiz.citation import citation_yaml, find_quote, make_passage
    from kalquiz.citation.texts import read_source_texts

    loaded = open_bank(bank)
    known = [record.id for record in loaded.sources]
    if source not in known:
        raise click.BadParameter(f"{loaded.id} has the sources {', '.join(known)}.", param_hint="SOURCE")
    copies = read_source_texts(sources, loaded.sources) if sources else {}
    if source not in copies:
        raise click.UsageError(f"Give a folder that holds {source}.txt: --sources DIR, or KALQUIZ_SOURCES.")
    copy = copies[source]
    spans = find_quote(copy, " ".join(text))
    if not spans:
        click.echo(f"These words are not in {source} in this order. Copy them from the text.", err=True)
        return 1
    for place, span in enumerate(spans, 1):
        if len(spans) > 1:
            click.echo(f"# {place} of {len(spans)}: “{' '.join(copy[slice(*span)].split())[:70]}”")
        click.echo(citation_yaml(source, make_passage(copy, *span)))
    return 0


@click.command()
def schema() -> None:
    """Print the JSON Schema of a bank's files, for your editor."""
    from kalquiz.bank import bank_schema

    click.echo(json.dumps(bank_schema(), indent=2, ensure_ascii=False))
