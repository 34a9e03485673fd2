"""A text that is no YAML: all that is wrong with it, and what is left without the questions that are broken.

libyaml stops where a text breaks. So each question is looked at alone, and where one breaks, each field below.
"""

import re
from collections.abc import Iterator

from kalquiz.bank.outline import Flaw, outline
from kalquiz.bank.part import Part, cut, find_parts

MOST_BROKEN = 100
"""Questions of a file, and fields of a question, that are looked at closely; nobody mends more at once."""

_FIRST = re.compile(r"^([ -]*)[^ #\r\n-]", re.MULTILINE)
_BREAKS = re.compile(r"[^\r\n]+")


def all_flaws(text: str) -> list[Flaw]:
    """The flaws of a text, those below the place where it breaks as well."""
    return _flaws(Part(text, 0))


def salvage(text: str) -> tuple[list[Flaw], str]:
    """The flaws of the questions that are broken by themselves, and the text with empty lines in their place.

    Without any such question, or without any other, the text is empty.
    """
    flaws: list[Flaw] = []
    kept: list[str] = []
    parts = find_parts(text)
    broken = 0
    for part in parts:
        found = _flaws(part) if broken < MOST_BROKEN and outline(part.text).flaws else []
        # What an alias stands for may be in another question.
        found = [flaw for flaw in found if flaw.rule != "yaml/alias"]
        broken += bool(found)
        flaws += found
        kept.append(_BREAKS.sub("", part.text) if found else part.text)
    if not 0 < broken < len(parts):
        return flaws, ""
    return flaws, text[: -sum(len(part.text) for part in parts)] + "".join(kept)


def _flaws(part: Part) -> list[Flaw]:
    """The flaws of a part: as libyaml tells them, and those of each field below the line where it stops."""
    found = _alone(part)
    for field in _fields(part):
        if len(found) == MOST_BROKEN:
            break
        if found and found[-1].rule == "yaml/syntax" and found[-1].place.line <= field.lines_before:
            found += _alone(field)
    return found


def _alone(part: Part) -> list[Flaw]:
    # Messages name lines, so these have to be those of the file.
    return outline("\n" * part.lines_before + part.text).flaws


def _fields(part: Part) -> Iterator[Part]:
    """The part from each line on that begins in the column of its first field, up to the next."""
    if first := _FIRST.search(part.text):
        starts = re.compile(rf"^ {{{len(first[1])}}}(?=[^ #\r\n-])", re.MULTILINE)
        yield from cut(part, [found.start() for found in starts.finditer(part.text, first.end())])
