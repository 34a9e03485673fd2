"""Unfinished: what an author has still to write."""

import re
from collections.abc import Iterator

from kalquiz.bank import Bank, Loc, sample
from kalquiz.check.rule import Found, Spot, bank_rule, question_rule
from kalquiz.check.view import Checked, View
from kalquiz.citation import TO_WRITE
from kalquiz.problem import Severity
from kalquiz.question import (
    Cloze,
    Date,
    MultipleResponse,
    Numeric,
    Question,
    ShortAnswer,
    SingleChoice,
    TrueFalse,
)

_EXPLAINED = (SingleChoice, MultipleResponse, TrueFalse, ShortAnswer, Numeric, Date, Cloze)
_TO_WRITE = re.compile(rf"^{TO_WRITE}\b|(?<!`)\b{TO_WRITE}(?::|\W*$)")
_SMALL = re.compile(rf"^\W*{TO_WRITE}(?::|\W*$)", re.IGNORECASE)
"""In small letters it is a word of some languages, so nothing else may stand there."""

_ANSWERS = {"key", "accepted", "text", "categories"}
"""Fields of which a word may be all, so that small letters say nothing."""

_NO_PROSE = {"id", "aka", "section", "skill", "tags", "passage"}
_HINTS = {"locator": "Say where the passage is.", "gist": "Say in your own words what it says."}


@bank_rule(
    "citation/unfinished",
    Severity.ERROR,
    source="kalquiz: a citation, and a question, is read by people",
    reason="An unfinished text is read by everyone who learns or prints the question.",
)
def unfinished(checked: Checked) -> Iterator[Found]:
    """Each text of a question or citation that was not written yet."""
    documents = {
        name: document
        for name, document in checked.bank.documents.items()
        if TO_WRITE.casefold() in document.text.casefold()
    }
    for question in checked.bank.questions:
        if document := documents.get(question.section):
            raw = document.data["questions"][checked.bank.places[question.id]]
            for loc, text in _texts((), raw):
                name = next(step for step in reversed(loc) if isinstance(step, str))
                if _TO_WRITE.search(text) or (name not in _ANSWERS and _SMALL.search(text)):
                    hint = _HINTS.get(name, "Write it, or remove the field.")
                    yield question, Spot(loc, f"the {name} is still to be written", hint)


@bank_rule(
    "bank/left-over",
    Severity.WARNING,
    source="kalquiz: `kalquiz new` writes samples, which are not the author's word",
    reason="Leftover samples from `kalquiz new` tell every reader that the bank is about something else.",
)
def left_over(checked: Checked) -> Iterator[Found]:
    """What is left of `kalquiz new` in a bank with a question that is none of its samples."""
    about, stems = sample()
    bank = checked.bank
    samples = [question for question in bank.questions if question.stem in stems]
    if len(samples) == len(bank.questions):
        return
    if samples:
        named = ", ".join(f"`{question.id}`" for question in samples)
        yield samples[0], _left("the question is", f"Remove the samples: {named}.", "stem")
    if bank.about.description == about.description:
        yield None, _left("the description is", "Say what your bank is about.", "description")
    for source in bank.sources:
        if source.title == about.sources[0].title:
            yield source, _left("the source is", "Replace it with your own.", "title")
        elif source.author == about.sources[0].author:
            yield source, _left("the author is", "Name who wrote your source, or remove it.", "author")
    for place, section in enumerate(bank.sections):
        if section == about.sections[0]:
            yield None, _left("the section is", "Give it an id and a title of your own.", "sections", place)


def _left(what: str, hint: str, *loc: str | int) -> Spot:
    return Spot(loc, f"{what} left over from `kalquiz new`", hint)


def unfinished_questions(bank: Bank) -> list[Question]:
    """The questions that are still to be written, but for those that may be so for a reason."""
    found = dict.fromkeys(of.id for of, _ in unfinished.find(Checked(bank, {})) if isinstance(of, Question))
    return [question for question in map(bank.question, found) if unfinished.id not in question.allow]


def _texts(loc: Loc, raw: object) -> Iterator[tuple[Loc, str]]:
    """Every text that people read, with its place."""
    if isinstance(raw, str):
        yield loc, raw
    items = raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    for step, value in items:
        if step not in _NO_PROSE:
            yield from _texts((*loc, step), value)


@question_rule(
    "question/no-explanation",
    Severity.INFO,
    source="Matuschak, How to write good prompts",
    reason="Those who are told why remember longer, and those who were wrong learn more than the right answer.",
)
def unexplained(view: View) -> Iterator[Spot]:
    """A question without an explanation; what shows by itself how it hangs together needs none."""
    if not view.question.explanation and isinstance(view.question, _EXPLAINED):
        yield Spot((), "there is no explanation", "Say in `explanation` why it is so, or why it matters.")
