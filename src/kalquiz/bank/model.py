"""The bank: what is left once every file was read and found sound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from kalquiz.bank.document import Document
from kalquiz.bank.folder import ABOUT_NAME
from kalquiz.bank.goals import Goals
from kalquiz.bank.outline import Loc
from kalquiz.citation.record import EDTF, Record, Slug, Source, Text
from kalquiz.problem import Problem, Severity
from kalquiz.question import AnyQuestion, Question
from kalquiz.question.base import RuleName


class Section(Record):
    """A part of a bank; its questions are in the file `<id>.yaml`."""

    id: Slug
    title: Text


class BankFile(Record):
    """What `bank.yaml` holds."""

    id: Slug
    title: Text
    description: Text
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")] = "en"
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    released: EDTF = Field(
        description="the day of this version; outputs carry it instead of the current time"
    )
    licence: Text
    skills: tuple[Slug, ...] = ()
    rules: dict[RuleName, Literal["off", "info", "warning", "error"]] = Field(
        {}, description="the severity of a rule of `kalquiz check`, or `off`"
    )
    goals: Goals | None = Field(None, description="the bank's goals; `kalquiz check` says what is missing")
    sources: tuple[Source, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)


class SectionFile(Record):
    """What the file of a section holds."""

    questions: tuple[AnyQuestion, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Bank:
    """A question bank: its records, and its questions in the learner's order.

    `about` is what `bank.yaml` says; `path` the folder it was read from; `places` where each question stands in
    its section's file, from 0.
    """

    path: Path
    about: BankFile
    questions: tuple[Question, ...]
    documents: Mapping[str, Document] = field(repr=False, compare=False)
    places: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def id(self) -> str:
        """The id of the bank, which identifies it for good on cards and in a learner's history."""
        return self.about.id

    @property
    def title(self) -> str:
        """The title, for people."""
        return self.about.title

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that questions cite."""
        return self.about.sources

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in the learner's order."""
        return self.about.sections

    @property
    def released(self) -> date:
        """The first day that `released` covers."""
        parts = [int(part) for part in self.about.released.split("-")]
        return date(*[*parts, 1, 1][:3])

    def question(self, question_id: str) -> Question:
        """The question with this id, or this former id.

        Raises:
            KeyError: there is none.
        """
        return self.questions[self._index[question_id]]

    def source(self, source_id: str) -> Source:
        """The source with this id.

        Raises:
            KeyError: there is none.
        """
        return self._sources[source_id]

    def in_section(self, section_id: str) -> tuple[Question, ...]:
        """The questions of a section, in order."""
        return tuple(question for question in self.questions if question.section == section_id)

    def place(self, question: Question) -> tuple[str, int]:
        """The section of a question, and its place among the questions of that section's file, from 0."""
        return question.section, self.places[question.id]

    def problem(
        self,
        of: Question | Source | None,
        loc: Loc,
        rule: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem with a field of a question, of a source or else of `bank.yaml`, where it stands in its file."""
        place: Loc = ()
        if of is None:
            name = ABOUT_NAME
        elif isinstance(of, Source):
            name, place = ABOUT_NAME, ("sources", self.sources.index(of))
        else:
            name, index = self.place(of)
            place = "questions", index
        return self.documents[name].problem((*place, *loc), rule, message, hint, severity=severity)

    @cached_property
    def _index(self) -> dict[str, int]:
        former = {old: index for index, question in enumerate(self.questions) for old in question.aka}
        return former | {question.id: index for index, question in enumerate(self.questions)}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}


def require_sources(bank: Bank, ids: Iterable[str]) -> None:
    """Refuse ids that are of no source of the bank: whoever hands over a text means it to be used.

    Raises:
        ValueError: there are such ids.
    """
    known = [source.id for source in bank.sources]
    unknown = [name for name in ids if name not in known]
    if unknown:
        raise ValueError(
            f"{bank.id} has no source {', '.join(map(repr, unknown))}; it has {', '.join(map(repr, known))}."
        )
