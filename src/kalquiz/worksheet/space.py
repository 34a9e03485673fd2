"""From an interaction to paper: the stem, and the space in which the answer is given."""

from collections.abc import Iterable
from typing import assert_never

from kalquiz.interaction import (
    Choice,
    Gap,
    GapText,
    Match,
    Option,
    Order,
    Prompt,
    Reveal,
    TextEntry,
    letter,
)
from kalquiz.worksheet.labels import Labels
from kalquiz.worksheet.model import (
    Blank,
    Boxes,
    Inline,
    InStem,
    Lines,
    Marked,
    Pairs,
    Rule,
    Slots,
    Space,
    Table,
)


def stem(prompt: Prompt) -> tuple[Inline | Blank, ...]:
    """The stem; the gaps of a text are blanks in it."""
    if not isinstance(prompt.interaction, GapText):
        return (Inline(prompt.stem),)
    marks = gap_marks(prompt.interaction)
    said = _words(prompt.interaction)
    return tuple(
        Blank(marks[segment.id], _unsaid(segment.entry.unit, said), wide=_wide(segment.entry))
        if isinstance(segment, Gap)
        else Inline(segment)
        for segment in prompt.interaction.segments
    )


def _words(text: GapText) -> set[str]:
    """The words around the gaps of a text."""
    return {word.strip(".,;:!?()") for it in text.segments if isinstance(it, str) for word in it.split()}


def _unsaid(unit: str | None, said: set[str]) -> str:
    """The unit to print behind a blank: none where the sentence says it itself."""
    return "" if unit is None or unit in said else unit


def space(prompt: Prompt) -> Space:
    """Where the answer goes."""
    match prompt.interaction:
        case Choice(options=options, many=many):
            return Boxes(lettered(options), many=many)
        case TextEntry(unit=unit) as entry:
            return Rule(unit or "", wide=_wide(entry))
        case GapText():
            return InStem()
        case Match(stems=stems, targets=targets, reuse=True):
            return Table(tuple(Inline(target.text) for target in targets), numbered(stems))
        case Match(stems=stems, targets=targets):
            return Pairs(numbered(stems), lettered(targets))
        case Order(items=items):
            return Slots(lettered(items), tuple(item.mark for item in numbered(items)))
        case Reveal(lines=lines):
            return Lines(lines)
        case _:
            assert_never(prompt.interaction)


def instruction(prompt: Prompt, labels: Labels) -> str:
    """How this kind of question is answered on paper."""
    match prompt.interaction:
        case Choice(many=many):
            return labels.how_many if many else labels.how_one
        case TextEntry() | Reveal():
            return labels.how_write
        case GapText():
            return labels.how_gaps
        case Match(reuse=reuse):
            return labels.how_table if reuse else labels.how_pairs
        case Order():
            return labels.how_order
        case _:
            assert_never(prompt.interaction)


def lettered(options: Iterable[Option]) -> tuple[Marked, ...]:
    """The options behind letters, as sheet and key both print them."""
    return tuple(Marked(letter(index), Inline(option.text)) for index, option in enumerate(options))


def numbered(options: Iterable[Option]) -> tuple[Marked, ...]:
    """The options behind numbers, as sheet and key both print them."""
    return tuple(Marked(str(number), Inline(option.text)) for number, option in enumerate(options, 1))


def gap_marks(text: GapText) -> dict[str, str]:
    """The number of each gap by its id; empty where there is only one."""
    return {gap.id: str(n) if len(text.gaps) > 1 else "" for n, gap in enumerate(text.gaps, 1)}


def _wide(entry: TextEntry) -> bool:
    # The room depends on the form alone, so that it says nothing about the answer.
    return entry.form == "text"
