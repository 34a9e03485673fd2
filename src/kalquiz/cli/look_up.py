"""`kalquiz banks` and `kalquiz show`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import bank_argument, open_bank, open_library, sources_option
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.citation.record import Record
    from kalquiz.question import Question
    from kalquiz.question.base import Distractor

WIDTH = 76


@click.command()
def banks() -> None:
    """List the bundled banks."""
    from kalquiz.bank import bundled_banks, load_bank
    from kalquiz.markup import to_plain

    found = bundled_banks()
    width = max(map(len, found), default=0)
    for name, path in found.items():
        bank = load_bank(path)
        size = f"{counted(len(bank.questions), 'question')}, {counted(len(bank.sections), 'section')}"
        click.echo(f"{name:{width}}  {to_plain(bank.title)}: {size}.")


@click.command()
@bank_argument()
@click.argument("question", required=False, metavar="[ID]")
@sources_option
def show(bank: str, question: str | None, sources: Path | None) -> None:
    """List the questions of a bank, or show one with its answer and everything else about it.

    If you have a copy of the source, the cited passage itself is shown, too.
    """
    loaded = open_bank(bank)
    if question is None:
        _list(loaded)
        return
    _show(loaded, _find(loaded, question), open_library(loaded, sources))


def _list(bank: "Bank") -> None:
    from kalquiz.markup import to_plain

    for section in bank.sections:
        click.echo(to_plain(section.title))
        for question in bank.in_section(section.id):
            click.echo(f"  {question.id}  [{question.type}]  {to_plain(question.asked())}")


def _find(bank: "Bank", name: str) -> "Question":
    from kalquiz.bank.explain import did_you_mean

    try:
        return bank.question(name)
    except KeyError:
        hint = did_you_mean(name, [question.id for question in bank.questions])
        raise click.BadParameter(
            f"{bank.id} has no question “{name}”. {hint}".strip(), param_hint="ID"
        ) from None


def _rubric(question: "Question") -> Iterator[str]:
    """What earns points where people grade themselves."""
    from kalquiz.interaction import Reveal

    interaction = question.interaction()
    if isinstance(interaction, Reveal):
        for criterion in interaction.criteria:
            yield f"{criterion.text} ({counted(criterion.points, 'point')})"


def _feedback(question: "Question") -> Iterator[str]:
    """What is said to those who are wrong, behind the wrong answer that it is said of."""
    from kalquiz.question import TrueFalse

    if isinstance(question, TrueFalse) and question.feedback:
        yield question.feedback
    for wrong in _distractors(question):
        if wrong.feedback:
            yield f"{wrong.text} - {wrong.feedback}"


def _distractors(record: "Record") -> "Iterator[Distractor]":
    """The wrong answers of a question and of its gaps."""
    from kalquiz.citation.record import Record
    from kalquiz.question.base import Distractor

    for _, value in record:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
        for item in inner:
            if isinstance(item, Distractor):
                yield item
            elif isinstance(item, Record):
                yield from _distractors(item)


def _show(bank: "Bank", question: "Question", texts: Mapping[str, str]) -> None:
    from kalquiz.lines import labelled
    from kalquiz.markup import to_plain
    from kalquiz.practice import screen, sources

    click.echo(f"{question.id}  [{question.type}]  {question.section}")
    for line in screen.question_lines(bank, 1, question.prompt(), WIDTH):
        click.echo(line)
    solution = question.solution()
    said = [
        ("tags", ", ".join(question.tags)),
        ("hint", question.hint or ""),
        *(("key", text) for text in (*solution.lines, *(note.said(note.words) for note in solution.notes))),
        *(("rubric", text) for text in _rubric(question)),
        *(("wrong", text) for text in _feedback(question)),
        ("why", question.explanation or ""),
    ]
    for label, text in said:
        for line in labelled(label, to_plain(text), WIDTH):
            click.echo(line)
    if question.answer_image:
        for line in screen.picture_lines(bank, question.answer_picture(), WIDTH):
            click.echo(line)
    for line in sources.passage_lines(bank, question, texts, WIDTH):
        click.echo(line)
