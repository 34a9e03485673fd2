"""From a bank to a sheet: which questions, in what order, under which headings, with which pictures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from kalquiz.bank import Bank, Section, read_image
from kalquiz.citation.reference import full_reference
from kalquiz.interaction import DEFAULT_SEED, Choice
from kalquiz.interaction import Picture as Shown
from kalquiz.markup import to_plain
from kalquiz.question import Question, TrueFalse
from kalquiz.selection import Groups, by_passage, grouped
from kalquiz.worksheet.arrange import Placed, arrange
from kalquiz.worksheet.boxes import Places
from kalquiz.worksheet.key import make_key
from kalquiz.worksheet.labels import FOR_QUESTIONS, POINTS, QUESTIONS, Labels, SheetWords
from kalquiz.worksheet.model import (
    Box,
    Inline,
    Item,
    Part,
    Picture,
    Reference,
    Sheet,
    WorksheetError,
    apart,
    fingerprint,
)
from kalquiz.worksheet.space import instruction, space, stem

Keyed = Literal["none", "only", "end"]
"""Whether a sheet has the key: not, nothing else, or behind the questions."""


@dataclass(frozen=True, slots=True)
class Form:
    """What varies between sheets of the same questions."""

    seed: str = DEFAULT_SEED
    version: str = ""
    key: Keyed = "none"
    language: str | None = None
    """That of labels; where left out, the bank's."""
    title: str | None = None
    """The title of the sheet; where left out, the bank's."""
    headings: bool = True
    """Whether each section has its heading; otherwise all questions stand in one list."""
    places: Places | None = None
    """Where passages stand, for boxes before the questions on them; without it there are no boxes."""

    def group(self, questions: Iterable[Question]) -> Groups[Question]:
        """The questions in groups of those that stand together, before them one box where there are boxes."""
        return grouped(questions, self.places.first) if self.places else by_passage(questions)

    def arranged(
        self, bank: Bank, questions: Sequence[Question]
    ) -> Iterator[tuple[Section | None, tuple[Placed, ...]]]:
        """The questions as they stand on the sheet, under the sections that have a heading."""
        return arrange(bank, questions, self.seed, self.version, self.group, headings=self.headings)


def make_sheet(bank: Bank, questions: Sequence[Question], form: Form) -> Sheet:
    """The sheet with these questions, or the key to it, under the bank's sections.

    Raises:
        WorksheetError: there are no questions.
        ImageError: a picture cannot be used.
    """
    if not questions:
        raise WorksheetError("There are no questions to print.")
    return _Making(bank, questions, form).sheet()


class _Making:
    """A sheet in the making."""

    def __init__(self, bank: Bank, questions: Sequence[Question], form: Form) -> None:
        self._bank = bank
        self._questions = questions
        self._form = form
        self._words = SheetWords(form.language or bank.about.language)
        self._labels = self._words.labels
        self._sections = tuple(
            (section, tuple(_spoken(it, self._labels) for it in placed))
            for section, placed in form.arranged(bank, questions)
        )

    def sheet(self) -> Sheet:
        labels, form, about = self._labels, self._form, self._bank.about
        asked = self._asked()
        version = f"{labels.version} {form.version}" if form.version else ""
        subtitle = " – ".join(filter(None, (version, labels.key if form.key == "only" else "")))
        # The key bears the fingerprint of the sheet that it is to.
        mark = fingerprint(asked, form.title)
        title = form.title or about.title
        foot = (f"{about.title}, {about.version}", version, f"{labels.seed} {form.seed}", mark)
        return Sheet(
            language=about.language,
            spoken=self._words.language,
            name=" – ".join(filter(None, (to_plain(title), subtitle))),
            title=Inline(title),
            subtitle=subtitle,
            key=form.key == "only",
            total=sum(question.points for question in self._questions),
            fingerprint=mark,
            parts=self._answered() if form.key == "only" else asked,
            answers=self._answered() if form.key == "end" else (),
            versions=(),
            sources=() if form.key == "none" and not form.places else self._sources(),
            footer=footer(foot, about.language, self._words.language),
            labels=labels,
        )

    def _asked(self) -> tuple[Part, ...]:
        """The questions with room for answers."""
        parts = []
        said: dict[str, None] = {}
        for section, placed in self._sections:
            # Each instruction is given once, in the first section that needs it.
            hows = (instruction(it.prompt, self._labels) for it in placed)
            new = dict.fromkeys(how for how in hows if how not in said)
            said |= new
            boxes = self._boxes(placed)
            items = tuple(self._item(it, boxes.get(it.number)) for it in placed)
            parts.append(self._part(section, placed, items, tuple(new)))
        return tuple(parts)

    def _answered(self) -> tuple[Part, ...]:
        """The questions with their keys."""
        return tuple(
            self._part(section, placed, tuple(self._key_item(it) for it in placed))
            for section, placed in self._sections
        )

    def _part(
        self,
        section: Section | None,
        placed: Sequence[Placed],
        items: tuple[Item, ...],
        instructions: tuple[str, ...] = (),
    ) -> Part:
        points = sum(it.question.points for it in placed)
        counts = (len(placed), QUESTIONS), (points, POINTS)
        summary = ", ".join(self._words.counted(number, forms) for number, forms in counts)
        return Part(Inline(section.title) if section else None, summary, instructions, items)

    def _boxes(self, placed: Sequence[Placed]) -> dict[int, Box]:
        """The boxes of a section by the number of the question that each stands before."""
        places = self._form.places
        if places is None:
            return {}
        boxes = {}
        for _, run in groupby(placed, key=lambda it: places.first(it.question)):
            together = tuple(run)
            first, last = together[0].number, together[-1].number
            shown = f"{first}–{last}" if len(together) > 1 else str(first)
            of = self._words.counted(len(together), FOR_QUESTIONS, shown)
            excerpts = places.excerpts([it.question for it in together])
            boxes[first] = Box(f"{self._labels.source} {of}", excerpts)
        return boxes

    def _item(self, placed: Placed, box: Box | None) -> Item:
        return Item(
            number=placed.number,
            box=box,
            stem=stem(placed.prompt),
            picture=self._picture(placed.prompt.picture),
            points=self._points(placed.question),
            space=space(placed.prompt),
            key=None,
        )

    def _key_item(self, placed: Placed) -> Item:
        return Item(
            number=placed.number,
            box=None,
            stem=stem(placed.prompt),
            picture=self._picture(placed.question.answer_picture()),
            points=self._points(placed.question),
            space=None,
            key=make_key(self._bank, placed.question, placed.prompt, self._words),
        )

    def _points(self, question: Question) -> str:
        return self._words.counted(question.points, POINTS)

    def _picture(self, shown: Shown | None) -> Picture | None:
        return Picture(read_image(self._bank.path, shown.file), to_plain(shown.alt)) if shown else None

    def _sources(self) -> tuple[Reference, ...]:
        cited = {citation.source for question in self._questions for citation in question.citations}
        return tuple(
            Reference(
                Inline(source.title_short) if source.title_short else None, Inline(full_reference(source))
            )
            for source in self._bank.sources
            if source.id in cited
        )


def footer(pieces: Iterable[str], language: str, spoken: str) -> Inline:
    """The foot of a sheet in `language` with labels in another one."""
    return Inline(f"{apart(language, spoken)} · ".join(filter(None, pieces)))


def _spoken(placed: Placed, labels: Labels) -> Placed:
    """The options that are words of kalquiz, true and false, in the language of the labels."""
    asked = placed.prompt.interaction
    if not isinstance(placed.question, TrueFalse) or not isinstance(asked, Choice):
        return placed
    words = {"true": labels.true, "false": labels.false}
    options = tuple(replace(option, text=words[option.id]) for option in asked.options)
    return replace(placed, prompt=replace(placed.prompt, interaction=replace(asked, options=options)))
