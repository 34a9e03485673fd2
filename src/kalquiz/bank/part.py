"""The part of a section's file that holds one question, so that its places are found without a walk of it all.

A part is taken only where it is certain: the lines that look like the start of a question are as many as there
are questions, and the part alone says what the whole says there. Otherwise the whole is walked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

LIST = "questions"

_LIST = re.compile(rf"^[\"'? ]*{LIST}[\"']?[ \t]*:", re.MULTILINE)
_OPEN = re.compile(
    rf"^{LIST}:[ \t]*(?:#[^\n\r]*)?(?:\r?\n[ \t]*(?:#[^\n\r]*)?)*\r?\n(?P<indent> *)-[ \r\n]", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Part:
    """Whole lines of a text, and how many lines stand before them."""

    text: str
    lines_before: int


def find_parts(text: str, count: int | None = None) -> Sequence[Part]:
    """The part of each question, or nothing where that cannot be told from the lines, or there are not so many."""
    opening = _OPEN.search(text)
    if opening is None or len(_LIST.findall(text)) > 1:
        return ()
    first = opening.start("indent")
    starts = [
        found.start()
        for found in re.compile(rf"^{opening['indent']}-[ \r\n]", re.MULTILINE).finditer(text, first)
    ]
    return () if count not in (len(starts), None) else cut(Part(text, 0), starts)


def cut(part: Part, starts: Sequence[int]) -> Sequence[Part]:
    """A part cut at the starts of some of its lines; what is before the first falls away."""
    parts = []
    lines = part.lines_before + _breaks(part.text[: starts[0]] if starts else "")
    for start, end in pairwise([*starts, len(part.text)]):
        piece = part.text[start:end]
        parts.append(Part(piece, lines))
        lines += _breaks(piece)
    return parts


def _breaks(text: str) -> int:
    """How many lines end in a text; a line ends as in YAML."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def says(part: Part, value: Any) -> bool:
    """Whether the part alone is a list of this one value."""
    from ryaml import loads

    try:
        return bool(loads(part.text) == [value])
    except (ValueError, TypeError):
        return False
