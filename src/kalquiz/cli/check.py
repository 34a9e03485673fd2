"""`kalquiz check`: the compiler for those who write banks."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.completing import complete_banks
from kalquiz.cli.options import open_library, sources_option
from kalquiz.cli.problems import FORMATS, count_line
from kalquiz.cli.terminal import terminal_width, wrapped
from kalquiz.problem import BankError, Problem, Severity
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.check import Rule

EVERY_RULE = "all"
"""What `--explain` stands for without a rule."""

_OF_FILES = {
    "file": "A file of the bank cannot be read, or does not belong in a bank.",
    "yaml": "A file is not valid YAML, so its content cannot be checked.",
    "schema": "A field is missing, unknown, or has the wrong kind of value.",
    "bank": "The files of a bank do not agree: an id occurs twice, a name is not listed, a file or picture is missing.",
    "check": "The bank sets or allows a rule that does not exist, or that finds nothing there.",
}
"""What the problems are about that are no rules of the check, by how their names begin."""

_OF_BANKS = {"duplicate-id", "file-name", "image", "missing", "section", "skill", "source", "source-file"}
"""Those that begin with `bank/`, as some rules do, too."""


@click.command()
@click.argument("banks", nargs=-1, metavar="[BANK]...", shell_complete=complete_banks)
@sources_option
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="OLD",
    help="The folder of an earlier version of the bank: none of its ids may be missing.",
)
@click.option("--strict", is_flag=True, help="Exit code 1 for warnings, too.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "--explain",
    is_flag=False,
    flag_value=EVERY_RULE,
    metavar="[RULE]",
    help="Say what a rule is about, or list all.",
)
def check(
    banks: Sequence[str],
    sources: Path | None,
    against: Path | None,
    form: str,
    explain: str | None,
    *,
    strict: bool,
) -> int:
    """Check banks: their files, how questions are written, and, if you have the sources, every citation.

    BANK is the id of a bundled bank, a folder, or a file in a bank's folder; without it, the bank in this
    folder.

    Exit code 1 if there is an error, with --strict also if there is a warning.
    """
    if explain is not None:
        _explain(explain)
        return 0
    folders = _folders(banks)
    if against and len(folders) > 1:
        raise click.UsageError("--against goes with one BANK.")
    problems: list[Problem] = []
    said: list[str] = []
    for bank in folders:
        found, summary = _check(bank, sources, against)
        problems += found
        said.append(summary)
    FORMATS[form](problems, said)
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return int(any(problem.severity in failing for problem in problems))


def _folders(names: Sequence[str]) -> list[str]:
    """The banks that were named, each once, or the one in this folder; a file stands for the bank in its folder."""
    from kalquiz.bank.folder import ABOUT

    paths = map(Path, names)
    folders = (path.parent if path.suffix in {".yaml", ".yml"} and path.is_file() else path for path in paths)
    named = [*dict.fromkeys(map(str, folders))]
    if not named and not Path(ABOUT).is_file():
        raise click.UsageError(f"There is no {ABOUT} in this folder. Name a bank: kalquiz check BANK.")
    return named or ["."]


def _check(name: str, sources: Path | None, against: Path | None) -> tuple[list[Problem], str]:
    """The problems of a bank, and in a line what was looked at and how many there are."""
    from kalquiz.bank import find_bank, load_bank, load_sound
    from kalquiz.check import check_bank

    bank, problems = load_sound(find_bank(name))
    if problems or bank is None:
        if bank:
            problems = sorted([*problems, *check_bank(bank, open_library(bank, sources), whole=False)])
        known = bank.id if bank else name
        named = "" if known == "." else f"{known}: "
        return problems, f"{named}{count_line(problems)}. The rest is checked once the files are sound."
    try:
        before = load_bank(against) if against else None
    except BankError as error:
        return list(error.problems), f"{against}: {count_line(error.problems)}."
    if before and before.id != bank.id:
        raise click.BadParameter(f"That is the bank {before.id}, not {bank.id}.", param_hint="--against")
    texts = open_library(bank, sources)
    citations = [citation for question in bank.questions for citation in question.citations]
    compared = sum(citation.source in texts for citation in citations)
    looked_up = (
        f"{compared} of {len(citations)} citations looked up" if compared else "no copy of a source at hand"
    )
    looked_at = f"{bank.id}: {counted(len(bank.questions), 'question')}, {looked_up}: "
    found = check_bank(bank, texts, before)
    return found, f"{looked_at}{count_line(found)}."


def _explain(name: str) -> None:
    """Print what a rule is about, or a line on each."""
    from kalquiz.check import RULES

    theme, _, rest = name.partition("/")
    known = {rule.id: rule for rule in RULES}
    if name == EVERY_RULE:
        wide = max(map(len, known))
        for rule in RULES:
            head = f"{rule.id:{wide}}  {rule.severity:7}  "
            for line in wrapped(head + rule.reason, terminal_width(), rest=len(head)):
                click.echo(line)
    elif name in known:
        _explain_rule(known[name])
    elif rest and theme in _OF_FILES and (theme != "bank" or rest in _OF_BANKS):
        for paragraph in (
            name,
            "",
            _OF_FILES[theme],
            "",
            "The problem itself says where, and how to mend it. It cannot be allowed or switched off.",
        ):
            click.echo("\n".join(wrapped(paragraph, terminal_width())))
    else:
        hint = _meant(name, known) or "`kalquiz check --explain` lists them."
        raise click.BadParameter(f"there is no rule “{name}”. {hint}", param_hint="--explain")


def _meant(name: str, known: Collection[str]) -> str:
    """A suggestion by what stands behind the theme, among the rules of that theme if there is one."""
    from difflib import get_close_matches

    theme, _, rest = name.rpartition("/")
    themed = [rule for rule in known if rule.partition("/")[0] == theme] or known
    rules = {rule.partition("/")[2]: rule for rule in themed}
    close = get_close_matches(rest.casefold(), rules, 1, 0.6)
    return f"Did you mean `{rules[close[0]]}`?" if close else ""


def _explain_rule(rule: "Rule") -> None:
    from textwrap import indent

    from kalquiz.check import example_yaml, examples

    said = [f"{rule.id} ({rule.severity})", "", rule.reason, "", f"From: {rule.source}."]
    if rule.languages:
        said.append(f"Languages: {', '.join(rule.languages)}.")
    for paragraph in said:
        click.echo("\n".join(wrapped(paragraph, terminal_width())))
    for name, example in examples().get(rule.id, {}).items():
        click.echo(f"\n{name.capitalize()}:\n\n{indent(example_yaml(example).rstrip(), '    ')}")
    click.echo(f"\nTo exempt one question: `allow: {{{rule.id}: the reason}}`.")
