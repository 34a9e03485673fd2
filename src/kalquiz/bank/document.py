"""YAML files: read fast, and read again for positions only where there is something to report.

The fast reader (ryaml) keeps the words of YAML 1.2 as words and refuses duplicate keys, but does not say
where a value stands; `outline` does. Both read the same text, and only positions are taken from the second.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kalquiz.bank.outline import Loc, Outline, Place, outline
from kalquiz.problem import BankError, Problem, Severity

LARGEST_FILE = 20_000_000
"""Bytes. Some 35,000 questions; a larger file is taken for a mistake."""

_PLACE = re.compile(r",? at (?:line (\d+) column (\d+)|position (\d+))")


@dataclass(frozen=True)
class Document:
    """A YAML file: its text and what it says."""

    path: Path
    text: str = field(repr=False)
    data: Any = field(repr=False)

    def problem(
        self, loc: Loc, rule: str, message: str, hint: str = "", *, severity: Severity = Severity.ERROR
    ) -> Problem:
        """A problem with the value at `loc`."""
        place = self.place(loc)
        return Problem(self.path, place.line, place.column, severity, rule, message, hint)

    def key_problem(self, loc: Loc, rule: str, message: str, hint: str = "") -> Problem:
        """An error with the key at `loc` itself."""
        place = self._outline.keys.get(loc) or self.place(loc)
        return Problem(self.path, place.line, place.column, Severity.ERROR, rule, message, hint)

    def place(self, loc: Loc) -> Place:
        """Where the value at `loc` stands; where there is none, what encloses it."""
        while loc and loc not in self._outline.values:
            loc = loc[:-1]
        return self._outline.values.get(loc, Place())

    @cached_property
    def _outline(self) -> Outline:
        return outline(self.text)


def read_document(path: Path) -> Document:
    """Read a YAML file.

    Raises:
        BankError: with everything that keeps the file from being read.
    """
    from ryaml import loads

    text = _read_text(path)
    try:
        data = loads(text)
    except (ValueError, TypeError) as error:
        raise BankError(_syntax_problems(path, text, str(error))) from None
    return Document(path, text, data)


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"the file is larger than {LARGEST_FILE // 1_000_000} MB"
            raise _refusal(path, "file/too-large", message, "Split it into sections.")
        raw = path.read_bytes()
    except OSError as error:
        hint = "Check that the file is there and may be read."
        raise _refusal(path, "file/unreadable", f"cannot be read: {error.strerror}", hint) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        place = _place_after(before)
        raise _refusal(
            path, "file/encoding", "the file is not UTF-8", "Save it as UTF-8 in your editor.", place
        ) from None


def _refusal(path: Path, rule: str, message: str, hint: str, place: Place | None = None) -> BankError:
    place = place or Place()
    return BankError([Problem(path, place.line, place.column, Severity.ERROR, rule, message, hint)])


def _place_after(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _syntax_problems(path: Path, text: str, message: str) -> list[Problem]:
    """What keeps a text from being YAML: libyaml's account, or else the fast reader's message."""
    flaws = outline(text).flaws
    if flaws:
        return [
            Problem(
                path, flaw.place.line, flaw.place.column, Severity.ERROR, flaw.rule, flaw.message, flaw.hint
            )
            for flaw in flaws
        ]
    place = Place()
    if match := _PLACE.search(message):
        line, column, position = match.groups()
        place = _place_after(text[: int(position)]) if position else Place(int(line), int(column))
    said = _PLACE.sub("", message)
    return [
        Problem(
            path, place.line, place.column, Severity.ERROR, "yaml/syntax", f"this is not YAML: {said}", ""
        )
    ]
