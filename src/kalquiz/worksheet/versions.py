"""Versions: the same questions in other orders, a key to each, and the table that leads from one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from textwrap import shorten

from kalquiz.bank import Bank
from kalquiz.markup import sealed, to_plain
from kalquiz.question import Question
from kalquiz.worksheet.arrange import Placed, version_names
from kalquiz.worksheet.key import answer_in_words, short_key
from kalquiz.worksheet.labels import SheetWords
from kalquiz.worksheet.model import Inline, Marked, Row, Sheet, Versions
from kalquiz.worksheet.sheet import Form, footer, make_sheet

LONGEST = 48
"""Letters of a stem that say which question a row is about, and of an answer that is short."""

WIDEST = 5
"""Versions that stand side by side in the table; more go into another one below."""


def make_versions(bank: Bank, questions: Sequence[Question], form: Form, number: int) -> dict[str, Sheet]:
    """Every sheet of so many versions, by what its file's name ends in.

    `A` and `A-key` for each version, then `versions`, the table; its rows are in the order of version A.

    Raises:
        WorksheetError: there are no questions.
        ImageError: a picture cannot be used.
    """
    names = version_names(number)
    made: dict[str, Sheet] = {}
    for name in names:
        made[name] = make_sheet(bank, questions, replace(form, version=name, key="none"))
        made[f"{name}-key"] = make_sheet(bank, questions, replace(form, version=name, key="only"))
    return made | {"versions": _table(bank, questions, form, names, made)}


def _table(
    bank: Bank, questions: Sequence[Question], form: Form, names: Sequence[str], made: Mapping[str, Sheet]
) -> Sheet:
    placed = {
        name: [it for _, part in replace(form, version=name).arranged(bank, questions) for it in part]
        for name in names
    }
    like = made[names[0]]
    words = SheetWords(like.spoken)
    marks = (f"{name} {made[name].fingerprint}" for name in names)
    return replace(
        like,
        name=f"{to_plain(like.title.markup)} – {like.labels.versions}",
        subtitle=like.labels.versions,
        key=True,
        parts=(),
        versions=tuple(
            _side_by_side(placed, names[at : at + WIDEST], words, like.language)
            for at in range(0, len(names), WIDEST)
        ),
        footer=footer(
            (f"{bank.title}, {bank.about.version}", f"{like.labels.seed} {form.seed}", *marks),
            like.language,
            like.spoken,
        ),
    )


def _side_by_side(
    placed: Mapping[str, Sequence[Placed]], names: Sequence[str], words: SheetWords, language: str
) -> Versions:
    cells = {name: {it.question.id: _cell(it, language) for it in placed[name]} for name in names}
    rows = tuple(
        Row(Inline(_asked(it, words, language)), tuple(cells[name][it.question.id] for name in names))
        for it in next(iter(placed.values()))
    )
    return Versions(tuple(names), rows)


def _asked(placed: Placed, words: SheetWords, language: str) -> str:
    """The question in few words and, where it has no letters, its answer."""
    stem = shorten(to_plain(placed.question.asked()), LONGEST, placeholder="\N{NO-BREAK SPACE}…")
    solution = placed.question.solution()
    if short_key(placed.prompt, solution, language):
        return sealed(stem)
    answer = answer_in_words(placed.prompt, solution, words, language)
    told = f"**{sealed(answer)}**" if 0 < len(answer) <= LONGEST else f"*{words.labels.see_key}*"
    return f"{sealed(stem)}\n{told}"


def _cell(placed: Placed, language: str) -> Marked:
    return Marked(str(placed.number), Inline(short_key(placed.prompt, placed.question.solution(), language)))
