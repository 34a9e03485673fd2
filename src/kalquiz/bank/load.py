"""Reading a bank: a folder of YAML files in, a sound bank or every problem at once out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kalquiz.bank.document import Document
from kalquiz.bank.explain import MOST_PROBLEMS, did_you_mean, explain, shown, unknown_type
from kalquiz.bank.folder import ABOUT, read_folder
from kalquiz.bank.goals import Goals
from kalquiz.bank.habits import type_meant
from kalquiz.bank.image import image_problems
from kalquiz.bank.model import Bank, BankFile, SectionFile
from kalquiz.bank.outline import Loc
from kalquiz.bank.shipped import shipped_problems
from kalquiz.collector import collector_paused
from kalquiz.problem import BankError, Problem
from kalquiz.question import QUESTION_TYPES, Question

ABOUT_NAME = Path(ABOUT).stem
_WORD = re.compile(r"[a-z0-9-]+")


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
        listed = _listed(about_document, "sections") if about_document else None
        order = [name for name in dict.fromkeys([*(listed or ()), *documents]) if name in documents]
        questions = {name: self._questions(documents[name], name) for name in order}
        self._compare_ids([documents[name] for name in order])
        self.problems += image_problems(self.folder, documents)
        if about_document:
            self._require_unique(about_document, "section", listed or [])
            self._require_unique(about_document, "source", _listed(about_document, "sources") or [])
            if listed is not None:
                self._compare_sections(about_document, listed, documents)
            for name in order:
                self._compare_names(about_document, documents[name])
            if about and about.goals:
                self._compare_goals(about_document, about, about.goals)
        if about is None or about_document is None:
            return None
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
        raw = document.data.get("questions")
        if not isinstance(raw, list):
            return self._validated(document, document.data)
        return self._validated(
            document,
            {
                **document.data,
                "questions": [self._placed(document, section, *item) for item in enumerate(raw)],
            },
        )

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
        sound = {index: question for index, question in _items(data, "questions") if index not in broken}
        if not sound:
            return {}
        questions = SectionFile.model_validate({"questions": list(sound.values())}).questions
        return dict(zip(sound, questions, strict=True))

    def _compare_sections(
        self, document: Document, listed: list[str], documents: dict[str, Document]
    ) -> None:
        failed = {problem.path.stem for problem in self.problems if problem.path != document.path}
        for index, section in enumerate(listed):
            if not section or section in documents or section in failed:
                continue
            said, hint = (
                f"the section {shown(section)} has no file",
                f"Add {section}.yaml, or remove the section.",
            )
            if section == ABOUT_NAME:
                said, hint = (
                    f"no section can be called `{section}`",
                    f"{ABOUT} is this file. Choose another id.",
                )
            self.problems.append(document.problem(("sections", index, "id"), "bank/section", said, hint))
        for name, unlisted in documents.items():
            if name not in listed:
                said = f"{shown(name)} is not one of the sections in {ABOUT}"
                hint = did_you_mean(name, [known for known in listed if known not in documents])
                hint = hint or f"Add it to `sections:` in {ABOUT}."
                self.problems.append(unlisted.problem((), "bank/section", said, hint))

    def _require_unique(self, document: Document, kind: str, ids: list[str]) -> None:
        first = {name: index for index, name in reversed([*enumerate(ids)])}
        for index, name in enumerate(ids):
            if name and first[name] != index:
                said = f"the {kind} `{name}` stands here twice"
                loc = (f"{kind}s", index, "id")
                self.problems.append(document.problem(loc, f"bank/{kind}", said, "Remove one."))

    def _compare_ids(self, documents: list[Document]) -> None:
        """Every id and former id belongs to one question; those of broken questions count too."""
        owners: dict[str, tuple[Document, Loc]] = {}
        for document in documents:
            for index, question in _items(document.data, "questions"):
                for inner, name in _names(question):
                    loc = ("questions", index, *inner)
                    if name in owners:
                        first, place = owners[name]
                        where = f"{first.path.name}, line {first.place(place).line}"
                        said = f"the id {shown(name)} is taken: it is also in {where}"
                        hint = "Give this question an id of its own."
                        self.problems.append(document.problem(loc, "bank/duplicate-id", said, hint))
                    owners.setdefault(name, (document, loc))

    def _compare_names(self, about: Document, document: Document) -> None:
        """The skills and sources that questions name are listed; those of broken questions count too."""
        known = {kind: _listed(about, f"{kind}s") for kind in ("skill", "source")}
        for index, question in _items(document.data, "questions"):
            named: list[tuple[str, Loc, object]] = [("skill", ("skill",), _field(question, "skill"))]
            named += [
                ("source", ("citations", place, "source"), _field(citation, "source"))
                for place, citation in _items(question, "citations")
            ]
            for kind, loc, name in named:
                listed = known[kind]
                if (
                    listed is not None
                    and isinstance(name, str)
                    and _WORD.fullmatch(name)
                    and name not in listed
                ):
                    self._unlisted(document, ("questions", index, *loc), kind, name, listed)

    def _compare_goals(self, document: Document, about: BankFile, goals: Goals) -> None:
        skills, sources = list(about.skills), [source.id for source in about.sources]
        for kind in goals.types:
            if kind not in QUESTION_TYPES:
                hint = did_you_mean(kind, QUESTION_TYPES) or f"Use one of {', '.join(QUESTION_TYPES)}."
                loc: Loc = ("goals", "types", kind)
                said = f"unknown type {shown(kind)}"
                self.problems.append(document.key_problem(loc, "schema/type", said, hint))
        for skill in goals.skills:
            if skill not in skills:
                self._unlisted(document, ("goals", "skills", skill), "skill", skill, skills)
        for index, goal in enumerate(goals.coverage):
            if goal.source not in sources:
                loc = ("goals", "coverage", index, "source")
                self._unlisted(document, loc, "source", goal.source, sources)

    def _unlisted(self, document: Document, loc: Loc, kind: str, name: str, known: list[str]) -> None:
        said = f"`{name}` is not one of the {kind}s in {ABOUT}"
        hint = did_you_mean(name, known) or f"Add it to `{kind}s:` in {ABOUT}."
        self.problems.append(document.problem(loc, f"bank/{kind}", said, hint))


def _listed(about: Document, kind: str) -> list[str] | None:
    """The ids of the sections, sources or skills that `bank.yaml` lists; nothing where that cannot be said.

    They are taken from what is written: one mistake in `bank.yaml` must not hide those in other files.
    """
    items = about.data.get(kind, [] if kind == "skills" else None)
    if not isinstance(items, list):
        return None
    found = [item.get("id") if isinstance(item, dict) else item for item in items]
    return [name if isinstance(name, str) and _WORD.fullmatch(name) else "" for name in found]


def _names(question: object) -> Iterator[tuple[Loc, str]]:
    """The id and the former ids of a raw question, with their places in it."""
    named: list[tuple[Loc, object]] = [(("id",), _field(question, "id"))]
    named += [(("aka", place), name) for place, name in _items(question, "aka")]
    yield from ((loc, name) for loc, name in named if isinstance(name, str))


def _field(raw: object, name: str) -> object:
    """What is written in a field, if there is one."""
    return raw.get(name) if isinstance(raw, dict) else None


def _items(raw: object, name: str) -> Iterator[tuple[int, object]]:
    """The items of the list that is written in a field, with their places in it, if there is one."""
    items = _field(raw, name)
    return enumerate(items if isinstance(items, list) else ())


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
