"""`kalquiz cite`: from remembered words to a citation, and citations made anew."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kalquiz.cli.options import (
    bank_argument,
    open_bank,
    open_library,
    require_source,
    sources_option,
)
from kalquiz.words import counted

if TYPE_CHECKING:
    from kalquiz.bank import Bank
    from kalquiz.library import Located

SHORTEST = 5
"""Words that a quotation has to have to be cited just as it is."""

LONGEST = 100
"""Words from which on a passage is remarked upon: nobody sees any more which of them hold the answer."""

MOST_NAMED = 5
"""Words that were typed and not found, of which a note names no more."""

Span = tuple[int, int]
Loc = tuple[str | int, ...]


@click.command(short_help="Print the YAML that cites a passage; renew citations.")
@bank_argument()
@click.argument("source", required=False)
@click.argument("text", nargs=-1)
@click.option("--pick", type=click.IntRange(1), metavar="N", help="Cite the candidate with this number.")
@click.option("--refresh", is_flag=True, help="Renew citations that have drifted, asking before each.")
@click.option("--yes", is_flag=True, help="With --refresh: do not ask.")
@sources_option
def cite(
    bank: str,
    source: str | None,
    text: tuple[str, ...],
    pick: int | None,
    sources: Path | None,
    *,
    refresh: bool,
    yes: bool,
) -> int:
    """Print the YAML that cites a passage.

    TEXT is the passage, or its first and last words with "..." between, or a few words that you remember of
    a sentence. It is looked up in your copy of SOURCE. What is printed finds the passage again without
    containing it.

    With --refresh, and neither SOURCE nor TEXT, the citations of the bank that have drifted are renewed.
    """
    if refresh:
        if source or text:
            raise click.UsageError("--refresh goes with BANK alone.")
        return _refresh(open_bank(bank), sources, yes=yes)
    if source is None or not text:
        raise click.UsageError("Name the source and the words to cite: kalquiz cite BANK SOURCE TEXT.")
    return _cite(bank, source, " ".join(text), sources, pick)


def _cite(name: str, source: str, words: str, folder: Path | None, pick: int | None) -> int:
    from kalquiz.bank import find_bank, load_about
    from kalquiz.citation import unfound_piece

    bank = load_about(find_bank(name))
    require_source(bank, source)
    copies = open_library(bank, folder)
    if source not in copies:
        raise click.UsageError(
            f"There is no copy of {source} at hand. Name yours: kalquiz source add {name} {source} FILE. "
            "Or name its folder: --sources DIR."
        )
    copy = copies[source]
    spans = _candidates(copy, words)
    if piece := unfound_piece(copy, words):
        click.echo(f"Note: “{piece}” is not in {source}, or not after the words before it.", err=True)
    if not spans:
        click.echo(
            f"Nothing in {source} is like these words. Try others, or copy some from the text.", err=True
        )
        return 1
    if pick and pick > len(spans):
        raise click.BadParameter(f"only {counted(len(spans), 'candidate')}.", param_hint="--pick")
    if len(spans) > 1 and not pick:
        for number, span in enumerate(spans, 1):
            click.echo(f"{number:>3}  {_shown(copy, span)}")
        click.echo("Choose one with --pick N, or give more words.", err=True)
        return 1
    span = spans[(pick or 1) - 1]
    _print_citation(source, copy, span, "" if piece else _other_words(copy[slice(*span)], words))
    return 0


def _candidates(copy: str, words: str) -> list[Span]:
    """Where the words stand; where they do not, or are only remembered, the sentences that are likest to them."""
    from kalquiz.citation import find_phrase, find_quote

    quoted = find_quote(copy, words)
    # So few words in a row are what is remembered of a sentence, not what is to be cited; two ends are meant as such.
    ends = "..." in words or "…" in words
    if quoted and (ends or len(words.split()) >= SHORTEST):
        return quoted
    return [candidate.span for candidate in find_phrase(copy, words)] or quoted


def _other_words(passage: str, words: str) -> str:
    """A note on how the passage that was found differs from what was typed, or an empty string."""
    from kalquiz.citation import find_quote, unheld_words

    if (0, len(passage)) in find_quote(passage, words):
        return ""
    if unheld := unheld_words(passage, words):
        listed = ", ".join(f"“{word}”" for word in unheld[:MOST_NAMED])
        more = f" and {len(unheld) - MOST_NAMED} more" if len(unheld) > MOST_NAMED else ""
        return f"Note: not in this passage: {listed}{more}."
    typed = words.split()
    # Fewer are remembered, in any order.
    if len(typed) >= SHORTEST and not find_quote(passage, " ... ".join(typed)):
        return "Note: this passage has your words in another order."
    return ""


def _print_citation(source: str, copy: str, span: Span, note: str) -> None:
    from kalquiz.citation import citation_yaml, make_passage

    click.echo(f"# {_shown(copy, span)}", err=True)
    if note:
        click.echo(note, err=True)
    passage = make_passage(copy, *span)
    if passage.words > LONGEST:
        said = f"Note: the passage has {passage.words} words. Cite the sentence or two that hold the answer."
        click.echo(said, err=True)
    click.echo(citation_yaml(source, passage))


def _refresh(bank: "Bank", folder: Path | None, *, yes: bool) -> int:
    """Renew the drifted citations of a bank that the author agrees to; only their lines change."""
    from kalquiz.bank import rewritten
    from kalquiz.citation import Status, make_passage, passage_flow
    from kalquiz.files import write_whole
    from kalquiz.library import locate_citations

    changes: dict[str, dict[Loc, str]] = {}
    lost = 0
    copies = open_library(bank, folder)
    if not copies:
        raise click.UsageError(
            "There is no copy of a source at hand. Name the folder of yours: --sources DIR."
        )
    for source, copy in copies.items():
        for located in locate_citations(bank, source, copy):
            span = located.finding.span
            lost += located.finding.status in (Status.CHANGED, Status.AMBIGUOUS, Status.MISSING)
            if located.finding.status is not Status.DRIFTED or span is None:
                continue
            _show_drift(located, copy)
            if yes or click.confirm("Renew it?", default=False):
                section, place = bank.place(located.question)
                loc: Loc = ("questions", place, "citations", located.index, "passage")
                changes.setdefault(section, {})[loc] = passage_flow(make_passage(copy, *span))
    for section, values in changes.items():
        document = bank.documents[section]
        write_whole(document.path, rewritten(document.text, values).encode())
    click.echo(f"{counted(sum(map(len, changes.values())), 'citation')} renewed.")
    if lost:
        click.echo(f"{counted(lost, 'passage')} not found for sure: kalquiz check {bank.path}", err=True)
    return int(lost > 0)


def _show_drift(located: "Located", copy: str) -> None:
    citation, finding = located.citation, located.finding
    cited = " … ".join(citation.passage.anchors).strip()
    click.echo(f"{located.question.id}: {citation.source}, {citation.locator}")
    click.echo(f"  cited:  “{cited}”, {citation.passage.words} words: {citation.gist}")
    if finding.span:
        click.echo(f"  now:    “{_shown(copy, finding.span)}”")
    click.echo(f"  {finding.reason}")


def _shown(copy: str, span: Span) -> str:
    from kalquiz.markup import visible

    return visible(" ".join(copy[slice(*span)].split()))
