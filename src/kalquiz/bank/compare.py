"""Whether the parts of a bank fit together: ids, sections, and the names of skills and sources.

They are compared as they are written: a mistake in one place must not hide those in others.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kalquiz.bank.document import Document
from kalquiz.bank.explain import did_you_mean, shown
from kalquiz.bank.folder import ABOUT, ABOUT_NAME
from kalquiz.bank.goals import Goals
from kalquiz.bank.outline import Loc
from kalquiz.bank.raw import field, items
from kalquiz.problem import Problem
from kalquiz.question import QUESTION_TYPES

_WORD = re.compile(r"[a-z0-9-]+")


def listed(about: Document, kind: str) -> list[str] | None:
    """The ids of the sections, sources or skills that `bank.yaml` lists; nothing where that cannot be said."""
    found = about.data.get(kind, [] if kind == "skills" else None)
    if not isinstance(found, list):
        return None
    names = [field(item, "id") if isinstance(item, dict) else item for item in found]
    return [name if isinstance(name, str) and _WORD.fullmatch(name) else "" for name in names]


def compare_about(
    about: Document, documents: Mapping[str, Document], failed: Collection[str]
) -> Iterator[Problem]:
    """What does not fit between `bank.yaml` and the files of sections.

    Args:
        about: `bank.yaml`.
        documents: the files of sections by their names without the ending.
        failed: the names of those that could not be read.
    """
    sections = listed(about, "sections")
    yield from _repeated(about, "section", sections or [])
    yield from _repeated(about, "source", listed(about, "sources") or [])
    if sections is not None:
        yield from _without_file(about, sections, {*documents, *failed})
        yield from _unlisted_files(sections, documents)
    for name, document in documents.items():
        if sections is None or name in sections:  # a file that was left behind is one mistake
            yield from _unlisted_names(about, document)


def compare_ids(documents: Iterable[Document]) -> Iterator[Problem]:
    """An error for each id, or former id, that another question has already; those of broken questions count too."""
    owners: dict[str, tuple[Document, Loc]] = {}
    for document in documents:
        for index, question in items(document.data, "questions"):
            for inner, name in _ids(question):
                loc = ("questions", index, *inner)
                if name in owners:
                    first, place = owners[name]
                    where = f"{first.path.name}, line {first.place(place).line}"
                    said = f"the id {shown(name)} is taken: it is also in {where}"
                    hint = "Give this question an id of its own."
                    yield document.problem(loc, "bank/duplicate-id", said, hint)
                owners.setdefault(name, (document, loc))


def compare_goals(about: Document, goals: Goals) -> Iterator[Problem]:
    """An error for each type, skill or source that a goal names and that there is not."""
    skills, sources = listed(about, "skills") or [], listed(about, "sources") or []
    for kind in goals.types:
        if kind not in QUESTION_TYPES:
            hint = did_you_mean(kind, QUESTION_TYPES) or f"Use one of {', '.join(QUESTION_TYPES)}."
            said = f"unknown type {shown(kind)}"
            yield about.key_problem(("goals", "types", kind), "schema/type", said, hint)
    for skill in goals.skills:
        if skill not in skills:
            yield _unlisted(about, ("goals", "skills", skill), "skill", skill, skills)
    for index, goal in enumerate(goals.coverage):
        if goal.source not in sources:
            yield _unlisted(about, ("goals", "coverage", index, "source"), "source", goal.source, sources)


def _repeated(about: Document, kind: str, ids: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(ids):
        if name and name in seen:
            said = f"the {kind} `{name}` occurs twice"
            yield about.problem((f"{kind}s", index, "id"), f"bank/{kind}", said, "Remove one.")
        seen.add(name)


def _without_file(about: Document, sections: Sequence[str], there: Collection[str]) -> Iterator[Problem]:
    for index, section in enumerate(sections):
        if not section or section in there:
            continue
        if section == ABOUT_NAME:
            said = f"no section can be called `{section}`"
            hint = f"{ABOUT} is this file. Choose another id."
        else:
            said = f"the section {shown(section)} has no file"
            hint = _file_meant(about.path.parent, section)
        yield about.problem(("sections", index, "id"), "bank/section", said, hint)


def _file_meant(folder: Path, section: str) -> str:
    """How to give a section its file: many a name only ends in another way."""
    found = next((path.name for path in sorted(folder.glob(f"{section}.*"))), "")
    return f"Rename {found} to {section}.yaml." if found else f"Add {section}.yaml, or remove the section."


def _unlisted_files(sections: Sequence[str], documents: Mapping[str, Document]) -> Iterator[Problem]:
    for name, document in documents.items():
        if name not in sections:
            said = f"{shown(name)} is not one of the sections in {ABOUT}"
            hint = did_you_mean(name, [section for section in sections if section not in documents])
            hint = hint or f"Add it to `sections:` in {ABOUT}, or remove the file."
            yield document.problem((), "bank/section", said, hint)


def _unlisted_names(about: Document, document: Document) -> Iterator[Problem]:
    """An error for each skill or source that questions name and `bank.yaml` does not list."""
    known = {kind: listed(about, f"{kind}s") for kind in ("skill", "source")}
    for index, question in items(document.data, "questions"):
        for kind, inner, name in _named(question):
            names = known[kind]
            if names is not None and isinstance(name, str) and _WORD.fullmatch(name) and name not in names:
                yield _unlisted(document, ("questions", index, *inner), kind, name, names)


def _named(question: object) -> Iterator[tuple[str, Loc, object]]:
    """The skill and the sources that a raw question names, with their places in it."""
    yield "skill", ("skill",), field(question, "skill")
    for place, citation in items(question, "citations"):
        yield "source", ("citations", place, "source"), field(citation, "source")


def _ids(question: object) -> Iterator[tuple[Loc, str]]:
    """The id and the former ids of a raw question, with their places in it."""
    named: list[tuple[Loc, object]] = [(("id",), field(question, "id"))]
    named += [(("aka", place), name) for place, name in items(question, "aka")]
    yield from ((loc, name) for loc, name in named if isinstance(name, str))


def _unlisted(document: Document, loc: Loc, kind: str, name: str, known: Sequence[str]) -> Problem:
    said = f"`{name}` is not one of the {kind}s in {ABOUT}"
    hint = did_you_mean(name, known) or f"Add it to `{kind}s:` in {ABOUT}."
    return document.problem(loc, f"bank/{kind}", said, hint)
