"""Worksheets of chance: which they are, and what is wrong with them on paper."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from typing import assert_never

from kalquiz import Bank
from kalquiz.interaction import (
    Choice,
    Chosen,
    Gap,
    GapText,
    Match,
    Matched,
    Order,
    Ordered,
    Reveal,
    TextEntry,
)
from kalquiz.markup import to_plain
from kalquiz.question import Question
from kalquiz.selection import Amount, SelectionError, Wanted, select
from kalquiz.worksheet import Layout, build_versions, build_worksheet
from kalquiz.worksheet.labels import SheetWords
from tests.printed import Block, Printed, glued, read_printed

PRINTABLE = ("en", "de", "es", "fr", "ru")
"""Languages of labels in letters that the faces of every machine have, since Typst brings them along."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What chance has drawn."""

    questions: tuple[Question, ...]
    seed: str
    layout: Layout
    language: str
    headings: bool
    versions: int
    """None at all, or how many."""
    texts: Mapping[str, str] | None
    """Without a text there are gists in the boxes; None is without boxes."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, and what is wrong with it."""

    counts: Mapping[str, int]
    faults: tuple[str, ...]


def draw(bank: Bank, chance: Random) -> Drawn:
    """A worksheet of chance."""
    types = sorted({question.type for question in bank.questions})
    sections = [section.id for section in bank.sections]
    layout = Layout(
        paper=chance.choice(("a4", "letter")),
        columns=chance.choice((1, 2)),
        size=chance.choice(("normal", "normal", "large")),
        profile=chance.choice(("standard", "standard", "dyslexia")),
        space=chance.choice((0.5, 1.0, 1.0, 1.5)),
    )
    # What depends on the bank is drawn last, so that the rest is the same for every bank.
    return Drawn(
        layout=layout,
        seed=f"{chance.random():.4f}",
        language=chance.choice(PRINTABLE),
        headings=chance.random() < 0.7,
        versions=chance.choice((0, 0, 1, 2)),
        texts=chance.choice((None, None, {})),
        questions=_selected(bank, chance, sections, types),
    )


def _selected(
    bank: Bank, chance: Random, sections: Sequence[str], types: Sequence[str]
) -> tuple[Question, ...]:
    """Questions of some sections and types, as `kalquiz worksheet` selects them; drawn again where there are none."""
    while True:
        wanted = Wanted(
            sections=tuple(chance.sample(sections, chance.randint(1, len(sections)))),
            types=tuple(chance.sample(types, chance.randint(1, len(types)))),
        )
        amount = Amount(chance.randint(1, 24), balanced=chance.random() < 0.7)
        try:
            return select(bank, wanted, amount, f"{chance.random()}").questions
        except SelectionError:
            continue


def check(bank: Bank, drawn: Drawn, folder: Path) -> Checked:
    """Print all that was drawn into the folder, and read it."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for sheet, key in _pairs(bank, drawn, folder):
        printed = [read_printed(path, drawn.layout) for path in (sheet, key)]
        for path, read in zip((sheet, key), printed, strict=True):
            faults += [f"{path.name}: {fault}" for fault in read.faults]
            counts["sheets and keys"] += 1
            counts["questions on them"] += len(read.blocks)
            counts["in one column where one of two was too short"] += read.columns < drawn.layout.columns
            counts["questions longer than a page"] += len(read.longer)
        answers = list(_disagreements(drawn, *printed))
        faults += [f"{key.name}: {fault}" for fault in answers]
    return Checked(counts, tuple(faults))


def _pairs(bank: Bank, drawn: Drawn, folder: Path) -> Iterator[tuple[Path, Path]]:
    questions, seed, layout, language = drawn.questions, drawn.seed, drawn.layout, drawn.language
    out = folder / "sheet.pdf"
    if not drawn.versions:
        key = folder / "sheet-key.pdf"
        for path in (out, key):
            build_worksheet(
                bank,
                path,
                key=path == key,
                questions=questions,
                seed=seed,
                layout=layout,
                headings=drawn.headings,
                language=language,
                texts=drawn.texts,
            )
        yield out, key
        return
    made = build_versions(
        bank,
        out,
        drawn.versions,
        questions=questions,
        seed=seed,
        layout=layout,
        headings=drawn.headings,
        language=language,
        texts=drawn.texts,
    )
    yield from zip(made[:-1:2], made[1:-1:2], strict=True)


def _disagreements(drawn: Drawn, sheet: Printed, key: Printed) -> Iterator[str]:
    """Where the sheet is not what was asked for, or the key not the one to the sheet."""
    by_stem = {_stem(question): question for question in drawn.questions}
    orders = [[_whose(block, by_stem) for block in printed.blocks] for printed in (sheet, key)]
    if sorted(filter(None, orders[0])) != sorted(by_stem):
        yield f"the sheet has {len(orders[0])} questions and not each of {len(by_stem)} once"
    if orders[0] != orders[1]:
        yield "the key has other questions, or another order"
    for asked, told, stem in zip(sheet.blocks, key.blocks, orders[0], strict=False):
        if stem and not _is_answered(by_stem[stem], asked, told, drawn.language):
            yield f"the key to question {asked.number} ({by_stem[stem].id}) does not fit the sheet"


def _stem(question: Question) -> str:
    """What the question begins with on paper, up to the first blank."""
    prompt = question.prompt()
    if isinstance(prompt.interaction, GapText):
        segments = prompt.interaction.segments
        marks = iter(range(1, len(segments)))
        many = len(prompt.interaction.gaps) > 1
        # A unit stands behind a blank where the sentence does not say it.
        around = " ".join(it for it in segments if isinstance(it, str))
        said = (
            to_plain(it) if isinstance(it, str) else f"({next(marks)})" * many + _unit(it, around)
            for it in segments
        )
        return glued(said)
    return glued([to_plain(prompt.stem)])


def _unit(gap: Gap, around: str) -> str:
    unit = gap.entry.unit or ""
    return "" if re.search(rf"(?<!\w){re.escape(unit)}(?!\w)", around) else unit


def _whose(block: Block, by_stem: Mapping[str, Question]) -> str:
    """The stem that the block begins with; the longest, where one begins with another."""
    found = [stem for stem in by_stem if block.text.startswith(stem)]
    return max(found, key=len, default="")


def _is_answered(question: Question, asked: Block, told: Block, language: str) -> bool:
    """Whether the key gives the answer, in the marks that the sheet has for it."""
    solution = question.solution()
    interaction, response = question.interaction(), solution.response
    match interaction:
        case Choice(options=options):
            assert isinstance(response, Chosen)
            right = [
                _spoken(question, it.id, it.text, language) for it in options if it.id in response.options
            ]
            return all(_letters(asked, text) & _letters(told, text) for text in right)
        case Match(reuse=reuse):
            assert isinstance(response, Matched)
            stems = {it.id: to_plain(it.text) for it in interaction.stems}
            targets = {it.id: to_plain(it.text) for it in interaction.targets}
            return all(
                _is_matched(asked, told, stems[stem], targets[target], reuse=reuse)
                for stem, target in response.pairs.items()
            )
        case Order(items=items):
            assert isinstance(response, Ordered)
            texts = {it.id: to_plain(it.text) for it in items}
            letters = [_letters(asked, texts[item]) for item in response.items]
            return all(len(found) == 1 for found in letters) and glued(chain(*letters)) in told.text
        case GapText() | TextEntry() | Reveal():
            dates = [it.form == "date" for it in _entries(interaction)] or [False] * len(solution.lines)
            lines = zip(dates, solution.lines, strict=True)
            said = [SheetWords(language).date(line) if date else to_plain(line) for date, line in lines]
            return all(glued([line]) in told.text for line in said)
        case _:
            assert_never(interaction)


def _entries(interaction: GapText | TextEntry | Reveal) -> list[TextEntry]:
    """What is typed: nothing where the answer is free."""
    match interaction:
        case GapText(gaps=gaps):
            return [gap.entry for gap in gaps]
        case TextEntry() as entry:
            return [entry]
        case _:
            return []


def _is_matched(asked: Block, told: Block, stem: str, target: str, *, reuse: bool) -> bool:
    numbers = {mark for mark in asked.marks(stem) if mark.isdigit()}
    letters = {""} if reuse else _letters(asked, target)
    return any(
        glued([number, letter, stem, "→", target]) in told.text for number in numbers for letter in letters
    )


def _letters(block: Block, text: str) -> set[str]:
    return {mark for mark in block.marks(text) if len(mark) == 1 and mark.isupper()}


def _spoken(question: Question, option: str, text: str, language: str) -> str:
    if question.type != "true_false":
        return to_plain(text)
    labels = SheetWords(language).labels
    return labels.true if option == "true" else labels.false
