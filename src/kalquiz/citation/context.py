"""A passage among the sentences around it, for people to read."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kalquiz.citation.sentences import sentences

REACH = 1500
"""Characters on either side of a passage in which the sentences around it are looked for."""

LONGEST = 320
"""Characters that are shown of what stands before a passage, or after it."""

# Only an empty line ends a paragraph here: the lines of a PDF's columns are short, and whole sentences long.
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\s*\Z)", re.DOTALL)
_OPENING = re.compile(r"""["“‘«(\[「『（¿¡]+\Z""")
_CLOSING = re.compile(r"""\A[.,;:!?…"”’»)\]。，！？」』）]+""")


@dataclass(frozen=True, slots=True)
class Context:
    """A passage, and what stands before and after it; each is one line of printable text."""

    before: str
    passage: str
    after: str


def in_context(text: str, span: tuple[int, int]) -> Context:
    """The passage at `span` with the rest of its sentence, and with the sentence before and after."""
    offset = max(0, span[0] - REACH)
    window = text[offset : span[1] + REACH]
    start, end = span[0] - offset, span[1] - offset
    if opening := _OPENING.search(window[:start]):
        start = opening.start()
    if closing := _CLOSING.match(window[end:]):
        end += closing.end()
    parts = (found.span() for found in _PARAGRAPH.finditer(window))
    bounds = [0, *(begin for part in parts for begin, _ in sentences(window, part)), len(window)]
    first = bounds[max(0, bisect_right(bounds, start) - 2)]
    last = bounds[min(len(bounds) - 1, bisect_left(bounds, end) + 1)]
    before, after = _line(window[first:start]), _line(window[end:last])
    if len(before) > LONGEST:
        before = f"… {before[-LONGEST:].partition(' ')[2]}"
    if len(after) > LONGEST:
        after = f"{after[:LONGEST].rpartition(' ')[0]} …"
    return Context(before, _line(window[start:end]), after)


def _line(text: str) -> str:
    """The text in one line, without what a terminal would obey or cannot show."""
    return "".join(
        letter
        for letter in " ".join(text.split())
        if letter != "\N{SOFT HYPHEN}" and unicodedata.category(letter) not in ("Cc", "Cs", "Cn")
    )
