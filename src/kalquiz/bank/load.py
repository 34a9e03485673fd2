"""Reading a bank: a folder of YAML files in, a sound bank or every problem at once out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kalquiz.bank.compare import compare_about, compare_goals, compare_ids, listed
from kalquiz.bank.document import Document
from kalquiz.bank.explain import MOST_PROBLEMS, explain, unknown_type
from kalquiz.bank.folder import ABOUT, ABOUT_NAME, read_folder
from kalquiz.bank.habits import type_meant
from kalquiz.bank.image import image_problems
from kalquiz.bank.model import Bank, BankFile, SectionFile
from kalquiz.bank.raw import items
from kalquiz.bank.shipped import shipped_problems
from kalquiz.collector import collector_paused
from kalquiz.problem import BankError, Problem
from kalquiz.question import QUESTION_TYPES, Question


def load_bank(path: str | Path) -> Bank:
    """Read the bank in the folder `path`.

    Raises:
        BankError: with every problem of every file, each with its line and column.
    """
    bank, problems = load_sound(path)
    if problems or bank is None:
        raise BankError(problems)
    return bank


def load_sound(path: str | Path) -> tuple[Bank | None, list[Problem]]:
    """The bank in the folder `path` with its sound questions alone, and what is wrong with the others.

    There is no bank where `bank.yaml` has a mistake: it says how all the others are to be looked at.
    """
    with collector_paused():
        reading = _Reading(Path(path))
        bank = reading.bank()
        # What is wrong with a value that aliases repeat is wrong in one place only.
        return bank, sorted(set(reading.problems))


def load_about(path: str | Path) -> Bank:
    """The bank in the folder `path` without its questions: what can be known before there are any.

    Raises:
        BankError: with every problem of `bank.yaml`.
    """
    return _Reading(Path(path)).about()


@dataclass
class _Reading:
    """One reading of a bank: what was read so far and what was wrong with it."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def bank(self) -> Bank | None:
        documents, problems = read_folder(self.folder)
        self.problems += problems
        about_document = documents.pop(ABOUT_NAME, None)
        about = self._about(about_document) if about_document else None
        sections = listed(about_document, "sections") if about_document else None
        order = [name for name in dict.fromkeys([*(sections or ()), *documents]) if name in documents]
        questions = {name: self._questions(documents[name], name) for name in order}
        failed = {problem.path.stem for problem in self.problems} - {ABOUT_NAME}
        self.problems += compare_ids(documents[name] for name in order)
        self.problems += image_problems(self.folder, documents)
        if about_document:
            self.problems += compare_about(about_document, documents, failed)
        if about is None or about_document is None:
            return None
        if about.goals:
            self.problems += compare_goals(about_document, about.goals)
        sound = _sound(about, questions)
        return Bank(
            self.folder,
            about,
            tuple(question for question, _ in sound.values()),
            {**documents, ABOUT_NAME: about_document},
            {name: place for name, (_, place) in sound.items()},
        )

    def about(self) -> Bank:
        documents, problems = read_folder(self.folder)
        self.problems += [problem for problem in problems if problem.path.name == ABOUT or not documents]
        document = documents.get(ABOUT_NAME)
        about = self._about(document) if document else None
        if self.problems or about is None or document is None:
            raise BankError(dict.fromkeys(self.problems))
        return Bank(self.folder, about, (), {ABOUT_NAME: document})

    def _about(self, document: Document) -> BankFile | None:
        try:
            about = BankFile.model_validate(document.data)
        except ValidationError as error:
            self.problems += explain(document, BankFile, error)
            return None
        self.problems += shipped_problems(self.folder, document, about)
        return about

    def _questions(self, document: Document, section: str) -> dict[int, Question]:
        """The sound questions of a section by their place in the file."""
        placed = [self._placed(document, section, *item) for item in items(document.data, "questions")]
        return self._validated(document, {**document.data, "questions": placed} if placed else document.data)

    def _placed(self, document: Document, section: str, index: int, raw: object) -> object:
        """A raw question with the section that its file belongs to, and of the type that it was meant to be of.

        So a misspelt type does not hide what else is wrong with the question.
        """
        if not isinstance(raw, dict):
            return raw
        kind = raw.get("type")
        if (
            isinstance(kind, str)
            and kind not in QUESTION_TYPES
            and (meant := type_meant(kind, QUESTION_TYPES))
        ):
            self.problems.append(unknown_type(document, ("questions", index), kind, QUESTION_TYPES))
            raw = {**raw, "type": meant}
        if raw.get("section", section) != section:
            said = f"the file belongs to the section `{section}`"
            loc = ("questions", index, "section")
            self.problems.append(document.problem(loc, "bank/section", said, "Remove `section:`."))
        return {**raw, "section": section}

    def _validated(self, document: Document, data: dict[str, Any]) -> dict[int, Question]:
        try:
            return dict(enumerate(SectionFile.model_validate(data).questions))
        except ValidationError as error:
            self.problems += explain(document, SectionFile, error)
            if error.error_count() > MOST_PROBLEMS:
                return {}
            broken = {details["loc"][1] for details in error.errors() if len(details["loc"]) > 1}
        sound = {index: question for index, question in items(data, "questions") if index not in broken}
        if not sound:
            return {}
        questions = SectionFile.model_validate({"questions": list(sound.values())}).questions
        return dict(zip(sound, questions, strict=True))


def _sound(
    about: BankFile, questions: Mapping[str, Mapping[int, Question]]
) -> dict[str, tuple[Question, int]]:
    """The first question of each id, with its place in its file, of those whose section and sources are listed."""
    sources = {source.id for source in about.sources}
    sound: dict[str, tuple[Question, int]] = {}
    for section in about.sections:
        for place, question in questions.get(section.id, {}).items():
            if all(citation.source in sources for citation in question.citations):
                sound.setdefault(question.id, (question, place))
    return sound
