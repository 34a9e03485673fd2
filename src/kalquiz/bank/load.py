"""Reading a bank: a folder of YAML files in, a sound bank or every problem at once out."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kalquiz.bank.document import Document, read_document
from kalquiz.bank.explain import did_you_mean, explain
from kalquiz.bank.model import Bank, BankFile, SectionFile
from kalquiz.bank.outline import Loc
from kalquiz.problem import BankError, Problem, Severity
from kalquiz.question import Question

ABOUT = "bank.yaml"


def load_bank(path: str | Path) -> Bank:
    """Read the bank in the folder `path`.

    Raises:
        BankError: with every problem of every file, each with its line and column.
    """
    with _collector_paused():
        return _Reading(Path(path)).bank()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Loading makes many objects and no cycles; the cyclic collector would walk them all again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@dataclass
class _Reading:
    """One reading of a bank: what was read so far and what was wrong with it."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def bank(self) -> Bank:
        about_document, about = self._about()
        documents = {document.path.stem: document for document in self._section_documents()}
        if about_document and about:
            self._compare_sections(about_document, about, documents)
        order = (
            [section.id for section in about.sections if section.id in documents]
            if about
            else list(documents)
        )
        questions = {name: self._questions(documents[name], name) for name in order}
        self._compare_ids({name: documents[name] for name in order})
        if about:
            for name in order:
                self._compare_names(about, documents[name], questions[name])
        if self.problems or about is None:
            raise BankError(self.problems)
        in_order = tuple(question for name in order for question in questions[name].values())
        return Bank(self.folder, about, in_order, {name: documents[name] for name in order})

    def _about(self) -> tuple[Document | None, BankFile | None]:
        path = self.folder / ABOUT
        if not path.is_file():
            found = self.folder.is_dir()
            said = "there is no bank in this folder" if found else "there is no such folder"
            hint = f"A bank is a folder with a {ABOUT} and a file for each section."
            self._refuse(path if found else self.folder, "bank/missing", said, hint)
            return None, None
        document = self._read(path)
        if document is None:
            return None, None
        try:
            return document, BankFile.model_validate(document.data)
        except ValidationError as error:
            self.problems += explain(document, BankFile, error)
            return document, None

    def _section_documents(self) -> Iterator[Document]:
        paths = [*self.folder.glob("*.yaml"), *self.folder.glob("*.yml")]
        for path in sorted(paths):
            if path.suffix == ".yml":
                self._refuse(path, "bank/file-name", "the name of a bank's file ends in .yaml", "Rename it.")
            elif path.name != ABOUT and (document := self._read(path)):
                yield document

    def _read(self, path: Path) -> Document | None:
        if not path.resolve().is_relative_to(self.folder.resolve()):
            hint = "Put the file itself into the folder of the bank."
            self._refuse(path, "file/outside", "this is a link to a file outside of the bank", hint)
            return None
        try:
            document = read_document(path)
        except BankError as error:
            self.problems += error.problems
            return None
        if isinstance(document.data, dict):
            return document
        said = "the file is empty" if document.data is None else "the file must be a mapping (`field: value`)"
        start = "id:" if path.name == ABOUT else "questions:"
        self.problems.append(document.problem((), "file/shape", said, f"Start with `{start}`."))
        return None

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
        """A raw question with the section that its file belongs to."""
        if not isinstance(raw, dict):
            return raw
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
            broken = {details["loc"][1] for details in error.errors() if len(details["loc"]) > 1}
        raw = data.get("questions")
        sound = [index for index in range(len(raw)) if index not in broken] if isinstance(raw, list) else []
        if not sound or not broken:
            return {}
        questions = SectionFile.model_validate(
            {"questions": [data["questions"][index] for index in sound]}
        ).questions
        return dict(zip(sound, questions, strict=True))

    def _compare_sections(self, document: Document, about: BankFile, documents: dict[str, Document]) -> None:
        listed = [section.id for section in about.sections]
        failed = {problem.path.stem for problem in self.problems}
        for index, section in enumerate(listed):
            loc = ("sections", index, "id")
            if section in listed[:index]:
                self.problems.append(
                    document.problem(
                        loc, "bank/section", f"the section `{section}` stands here twice", "Remove one."
                    )
                )
            elif section not in documents and section not in failed:
                said = f"the section `{section}` has no file"
                self.problems.append(
                    document.problem(loc, "bank/section", said, f"Add {section}.yaml, or remove the section.")
                )
        for name, unlisted in documents.items():
            if name not in listed:
                said = f"`{name}` is not one of the sections in {ABOUT}"
                hint = did_you_mean(name, [known for known in listed if known not in documents])
                self.problems.append(
                    unlisted.problem((), "bank/section", said, hint or f"Add it to `sections:` in {ABOUT}.")
                )
        ids = [source.id for source in about.sources]
        for index, source in enumerate(ids):
            if source in ids[:index]:
                loc = ("sources", index, "id")
                self.problems.append(
                    document.problem(
                        loc, "bank/source", f"the source `{source}` stands here twice", "Remove one."
                    )
                )

    def _compare_ids(self, documents: dict[str, Document]) -> None:
        """Every id and former id belongs to one question; those of broken questions count too."""
        owners: dict[str, str] = {}
        for document in documents.values():
            raw = document.data.get("questions")
            for index, question in enumerate(raw if isinstance(raw, list) else []):
                for loc, name in _names(question):
                    if name in owners:
                        said = f"the id `{name}` is taken; it is also in {owners[name]}"
                        hint = "Give this question an id of its own."
                        place = ("questions", index, *loc)
                        self.problems.append(document.problem(place, "bank/duplicate-id", said, hint))
                    owners.setdefault(name, f"{document.path.name}, question {index + 1}")

    def _compare_names(self, about: BankFile, document: Document, questions: dict[int, Question]) -> None:
        sources = [source.id for source in about.sources]
        for index, question in questions.items():
            if question.skill and question.skill not in about.skills:
                said = f"`{question.skill}` is not one of the skills in {ABOUT}"
                hint = did_you_mean(question.skill, list(about.skills)) or f"Add it to `skills:` in {ABOUT}."
                self.problems.append(
                    document.problem(("questions", index, "skill"), "bank/skill", said, hint)
                )
            for place, citation in enumerate(question.citations):
                if citation.source not in sources:
                    loc = ("questions", index, "citations", place, "source")
                    said = f"`{citation.source}` is not one of the sources in {ABOUT}"
                    hint = did_you_mean(citation.source, sources) or f"Add it to `sources:` in {ABOUT}."
                    self.problems.append(document.problem(loc, "bank/source", said, hint))

    def _refuse(self, path: Path, rule: str, message: str, hint: str) -> None:
        self.problems.append(Problem(path, 1, 1, Severity.ERROR, rule, message, hint))


def _names(question: object) -> Iterator[tuple[Loc, str]]:
    """The id and the former ids of a raw question, with their places in it."""
    if not isinstance(question, dict):
        return
    former = question.get("aka")
    named: list[tuple[Loc, object]] = [(("id",), question.get("id"))]
    named += [(("aka", place), name) for place, name in enumerate(former if isinstance(former, list) else [])]
    yield from ((loc, name) for loc, name in named if isinstance(name, str))
