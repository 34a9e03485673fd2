"""From a bank to a sheet: which questions, in what order, under which headings, with which pictures."""

from collections.abc import Sequence

from kalquiz.bank import Bank, read_image
from kalquiz.citation.reference import full_reference
from kalquiz.interaction import Picture as Shown
from kalquiz.interaction import Prompt
from kalquiz.markup import to_plain
from kalquiz.question import Question
from kalquiz.worksheet.key import make_key
from kalquiz.worksheet.labels import ENGLISH, Labels
from kalquiz.worksheet.model import (
    Inline,
    Item,
    Part,
    Picture,
    Reference,
    Sheet,
    WorksheetError,
    fingerprint,
)
from kalquiz.worksheet.space import instruction, space, stem


def make_sheet(bank: Bank, questions: Sequence[Question], *, seed: str, key: bool) -> Sheet:
    """The sheet with these questions, or the key to it, under the bank's sections.

    Raises:
        WorksheetError: there are no questions.
        ImageError: a picture cannot be used.
    """
    if not questions:
        raise WorksheetError("There are no questions to print.")
    labels = ENGLISH
    total = sum(question.points for question in questions)
    subtitle = labels.key if key else ""
    # The key bears the fingerprint of the sheet that it is to.
    asked = _parts(bank, questions, seed, labels, key=False)
    chance = f"{labels.seed} {seed} · {fingerprint(asked)}"
    return Sheet(
        language=bank.about.language,
        name=" – ".join(filter(None, (to_plain(bank.title), subtitle))),
        title=Inline(bank.title),
        subtitle=subtitle,
        key=key,
        total=total,
        parts=_parts(bank, questions, seed, labels, key=True) if key else asked,
        sources=_sources(bank, questions) if key else (),
        footer=Inline(f"{bank.title}, {bank.about.version} · {chance}"),
        labels=labels,
    )


def _parts(
    bank: Bank, questions: Sequence[Question], seed: str, labels: Labels, *, key: bool
) -> tuple[Part, ...]:
    parts = []
    number = 1
    said: dict[str, None] = {}
    for section in bank.sections:
        chosen = [question for question in questions if question.section == section.id]
        if not chosen:
            continue
        prompts = [question.prompt(seed) for question in chosen]
        # Each instruction is given once, in the first section that needs it.
        new = dict.fromkeys(
            how for how in (instruction(prompt, labels) for prompt in prompts) if how not in said
        )
        said |= new
        items = tuple(
            _item(bank, question, prompt, place, labels, key=key)
            for place, (question, prompt) in enumerate(zip(chosen, prompts, strict=True), number)
        )
        parts.append(Part(Inline(section.title), _summary(chosen, labels), () if key else tuple(new), items))
        number += len(chosen)
    return tuple(parts)


def _item(bank: Bank, question: Question, prompt: Prompt, number: int, labels: Labels, *, key: bool) -> Item:
    return Item(
        number=number,
        stem=stem(prompt),
        picture=_picture(bank, question.answer_picture() if key else prompt.picture),
        points=labels.counted(question.points, labels.number_of_points),
        space=None if key else space(prompt),
        key=make_key(bank, question, prompt, labels) if key else None,
    )


def _picture(bank: Bank, shown: Shown | None) -> Picture | None:
    return Picture(read_image(bank.path, shown.file), to_plain(shown.alt)) if shown else None


def _summary(questions: Sequence[Question], labels: Labels) -> str:
    points = sum(question.points for question in questions)
    return (
        f"{labels.counted(len(questions), labels.number_of_questions)}, "
        f"{labels.counted(points, labels.number_of_points)}"
    )


def _sources(bank: Bank, questions: Sequence[Question]) -> tuple[Reference, ...]:
    cited = {citation.source for question in questions for citation in question.citations}
    return tuple(
        Reference(Inline(source.title_short) if source.title_short else None, Inline(full_reference(source)))
        for source in bank.sources
        if source.id in cited
    )
