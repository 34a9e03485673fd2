"""The key to an item: the answer in the marks of the student's sheet, and where it is written."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from kalquiz.bank import Bank
from kalquiz.citation import Citation, references
from kalquiz.interaction import (
    Choice,
    Chosen,
    GapText,
    Match,
    Matched,
    Order,
    Ordered,
    Prompt,
    Reveal,
    Solution,
    TextEntry,
)
from kalquiz.markup import sealed, to_plain
from kalquiz.question import Question
from kalquiz.question.fit import expect
from kalquiz.worksheet.labels import Labels, SheetWords
from kalquiz.worksheet.model import Cited, Criterion, Direction, Inline, Key, Marked, apart, direction_of
from kalquiz.worksheet.space import gap_marks, lettered, numbered

_ARROWS: Mapping[Direction, str] = {"ltr": "→", "rtl": "←"}
_APART: Mapping[Direction, str] = {"ltr": "", "rtl": "\N{RIGHT-TO-LEFT MARK}"}
"""What keeps letters in the order of the slots, which begin at the right."""


def make_key(bank: Bank, question: Question, prompt: Prompt, words: SheetWords) -> Key:
    """The key to a question that is printed as `prompt`."""
    solution = _with_dates_in_words(prompt, question.solution(), words, bank.about.language)
    side = direction_of(bank.about.language)
    answers = _answers(prompt, solution, side)
    rubric = _rubric(prompt)
    return Key(
        sequence=_sequence(prompt, answers, side),
        brief=not rubric and not isinstance(prompt.interaction, Match | Order),
        answers=answers,
        notes=tuple(Inline(words.noted(note)) for note in solution.notes),
        explanation=Inline(question.explanation) if question.explanation else None,
        rubric=rubric,
        citations=tuple(
            _cited(reference, citation, words.labels)
            for reference, citation in references(bank.source, question.citations)
        ),
    )


def short_key(prompt: Prompt, solution: Solution, language: str) -> str:
    """The letters of the answer in the order of the sheet, where it has letters."""
    side = direction_of(language)
    match prompt.interaction:
        case Choice() | Order() | Match(reuse=False):
            return f"{_APART[side]} ".join(it.mark.split()[-1] for it in _answers(prompt, solution, side))
        case _:
            return ""


def answer_in_words(prompt: Prompt, solution: Solution, words: SheetWords, language: str) -> str:
    """The answer where it is words, without markup; empty where it is letters or boxes to tick."""
    match prompt.interaction:
        case TextEntry() | GapText() | Reveal():
            return "; ".join(map(to_plain, _with_dates_in_words(prompt, solution, words, language).lines))
        case _:
            return ""


def _with_dates_in_words(prompt: Prompt, solution: Solution, words: SheetWords, language: str) -> Solution:
    match prompt.interaction:
        case TextEntry() as entry:
            entries: tuple[TextEntry, ...] = (entry,)
        case GapText(gaps=gaps):
            entries = tuple(gap.entry for gap in gaps)
        case _:
            return solution
    lines = zip(entries, solution.lines, strict=True)
    mark = apart(words.language, language)
    said = tuple(mark + words.date(line) if entry.form == "date" else line for entry, line in lines)
    return replace(solution, lines=said)


def _answers(prompt: Prompt, solution: Solution, side: Direction) -> tuple[Marked, ...]:
    match prompt.interaction:
        case Choice(options=options):
            chosen = expect(solution.response, Chosen).options
            return tuple(
                marked
                for option, marked in zip(options, lettered(options), strict=True)
                if option.id in chosen
            )
        case Match() as matching:
            return _matched(matching, solution, side)
        case Order(items=items):
            marked = {item.id: mark for item, mark in zip(items, lettered(items), strict=True)}
            return tuple(marked[item] for item in expect(solution.response, Ordered).items)
        case GapText() as text:
            marks = gap_marks(text).values()
            return tuple(Marked(mark, Inline(line)) for mark, line in zip(marks, solution.lines, strict=True))
        case TextEntry() | Reveal():
            return tuple(Marked("", Inline(line)) for line in solution.lines)
        case _:
            assert_never(prompt.interaction)


def _matched(matching: Match, solution: Solution, side: Direction) -> tuple[Marked, ...]:
    pairs = expect(solution.response, Matched).pairs
    targets = {
        target.id: marked for target, marked in zip(matching.targets, lettered(matching.targets), strict=True)
    }
    found = []
    for option, stem in zip(matching.stems, numbered(matching.stems), strict=True):
        target = targets[pairs[option.id]]
        # The columns of a table of categories have no letters.
        mark = stem.mark if matching.reuse else f"{stem.mark} {target.mark}"
        found.append(
            Marked(mark, Inline(f"{sealed(stem.text.markup)} {_ARROWS[side]} {sealed(target.text.markup)}"))
        )
    return tuple(found)


def _sequence(prompt: Prompt, answers: tuple[Marked, ...], side: Direction) -> str:
    match prompt.interaction:
        case Order():
            return f"{_APART[side]} ".join(answer.mark for answer in answers)
        case Match(reuse=False):
            return f"{_APART[side]}, ".join(answer.mark for answer in answers)
        case _:
            return ""


def _rubric(prompt: Prompt) -> tuple[Criterion, ...]:
    if not isinstance(prompt.interaction, Reveal) or prompt.interaction.recall:
        return ()
    return tuple(Criterion(Inline(line.text), str(line.points)) for line in prompt.interaction.criteria)


def _cited(reference: str, citation: Citation, labels: Labels) -> Cited:
    roles = {"supports": "", "contradicts": labels.contradicts, "context": labels.context}
    return Cited(Inline(reference), Inline(citation.gist), roles[citation.role])
