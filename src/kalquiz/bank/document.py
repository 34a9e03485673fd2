"""YAML files: read fast, and read again for positions only where there is something to report.

The fast reader (ryaml) keeps the words of YAML 1.2 as words and refuses duplicate keys, but does not say
where a value stands; `outline` does. Both read the same text, and only positions are taken from the second.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kalquiz.bank import part
from kalquiz.bank.broken import all_flaws, salvage
from kalquiz.bank.guard import guard, invisible
from kalquiz.bank.outline import Flaw, Loc, Outline, Place, outline, place_at
from kalquiz.problem import BankError, Problem, Severity

LARGEST_FILE = 10_000_000
"""Bytes. Some 15,000 questions; a larger file is taken for a mistake."""

_PLACE = re.compile(r",? at (?:line (\d+) column (\d+)|position (\d+))")
_LARGE = re.compile(r"integer `(-?\d+)`")


@dataclass(frozen=True)
class Document:
    """A YAML file: its text and what it says; `left_out` is what is wrong with questions that are not YAML."""

    path: Path
    text: str = field(repr=False)
    data: Any = field(repr=False)
    left_out: tuple[Problem, ...] = ()

    def problem(
        self, loc: Loc, rule: str, message: str, hint: str = "", *, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem with the value at `loc`."""
        place = self.place(loc)
        return Problem(self.path, place.line, place.column, severity, rule, message, hint)

    def key_problem(self, loc: Loc, rule: str, message: str, hint: str = "") -> Problem:
        """An error with the key at `loc` itself."""
        outlined, inner, lines = self._outlined(loc)
        key = outlined.keys.get(outlined.home(inner))
        place = key.below(lines) if key else self.place(loc)
        return Problem(self.path, place.line, place.column, Severity.ERROR, rule, message, hint)

    def place(self, loc: Loc) -> Place:
        """Where the value at `loc` is written; where there is none, what encloses it."""
        outlined, inner, lines = self._outlined(loc)
        inner = outlined.namesake(outlined.home(inner))
        while inner and inner not in outlined.values:
            inner = inner[:-1]
        return outlined.values.get(inner, Place()).below(lines)

    def written_keys(self, loc: Loc) -> list[str]:
        """The keys of the mapping at `loc` as they are written, in order."""
        outlined, inner, _ = self._outlined(loc)
        inside = outlined.home((*inner, ""))[:-1]
        return [str(key[-1]) for key in outlined.keys if key[:-1] == inside]

    def _outlined(self, loc: Loc) -> tuple[Outline, Loc, int]:
        """An outline that holds `loc`, the path to it there, and how many lines of the file stand before.

        It is that of the question's part of the file where there is one for certain, or else that of the whole.
        """
        match loc:
            case (part.LIST, int(index), *inner) if index < len(self._parts):
                if index not in self._part_outlines and part.says(
                    self._parts[index], self.data[part.LIST][index]
                ):
                    self._part_outlines[index] = outline(self._parts[index].text)
                if found := self._part_outlines.get(index):
                    return found, (0, *inner), self._parts[index].lines_before
        return self._outline, loc, 0

    @cached_property
    def _parts(self) -> Sequence[part.Part]:
        questions = self.data.get(part.LIST) if isinstance(self.data, dict) else None
        return part.find_parts(self.text, len(questions)) if isinstance(questions, list) else ()

    @cached_property
    def _part_outlines(self) -> dict[int, Outline]:
        return {}

    @cached_property
    def _outline(self) -> Outline:
        return outline(self.text)


def read_document(path: Path) -> Document:
    """Read a YAML file, but for questions in it that are broken by themselves.

    Raises:
        BankError: with everything that keeps the file from being read.
    """
    text = _read_text(path)
    data, flaws = _read_yaml(text)
    if not flaws:
        return Document(path, text, data)
    # A character that cannot be seen may end lines, so that no part is certain.
    broken, rest = ([], "") if invisible(text) else salvage(text)
    problems = tuple(_problem(path, flaw) for flaw in broken or flaws)
    if rest:
        data, flaws = _read_yaml(rest)
        if not flaws:
            return Document(path, rest, data, problems)
        # What an alias stands for may have been in a broken question.
        problems += tuple(_problem(path, flaw) for flaw in flaws if flaw.rule != "yaml/alias")
    raise BankError(problems)


def _read_yaml(text: str) -> tuple[Any, list[Flaw]]:
    """What a text says, or what keeps it from being YAML."""
    from ryaml import loads

    if flaws := guard(text):
        return None, flaws
    try:
        return loads(text), []
    except (ValueError, TypeError) as error:
        return None, _syntax_flaws(text, str(error))


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            said = f"the file is larger than {LARGEST_FILE // 1_000_000} MB"
            raise BankError(
                [_problem(path, Flaw(Place(), "file/too-large", said, "Split it into sections."))]
            )
        raw = path.read_bytes()
    except OSError as error:
        said = f"cannot be read: {error.strerror}"
        hint = "Check that the file is there and may be read."
        raise BankError([_problem(path, Flaw(Place(), "file/unreadable", said, hint))]) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start]).decode("utf-8")
        place = place_at(before, len(before))
        flaw = Flaw(place, "file/encoding", "the file is not UTF-8", "Save it as UTF-8 in your editor.")
        raise BankError([_problem(path, flaw)]) from None


def _problem(path: Path, flaw: Flaw) -> Problem:
    place = flaw.place
    return Problem(path, place.line, place.column, Severity.ERROR, flaw.rule, flaw.message, flaw.hint)


def _syntax_flaws(text: str, message: str) -> list[Flaw]:
    """What keeps a text from being YAML: what was found on a walk, or else the fast reader's message."""
    if flaws := invisible(text) or all_flaws(text):
        return flaws
    place = Place()
    if match := _PLACE.search(message):
        line, column, position = match.groups()
        place = place_at(text, int(position)) if position else Place(int(line), int(column))
    if large := _LARGE.search(message):
        return [
            Flaw(
                place,
                "yaml/number",
                f"the number {large[1]} is too large",
                "If it is text, put it in quotes.",
            )
        ]
    return [Flaw(place, "yaml/syntax", f"this is not YAML: {_PLACE.sub('', message)}", "")]
