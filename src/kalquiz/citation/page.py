"""A page as a browser searches it for the words of a URL Text Fragment.

A browser takes the first place that reads as the start, then the first after it that reads as the end, both at
word boundaries, without regard to case, accents and the kind of space (WICG, Scroll to Text Fragment).
"""

import re
import unicodedata

from kalquiz.citation.script import is_unspaced


class Page:
    """A text as a browser searches it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folding = _Folding()
        self._folded = self._fold(text)

    def resolves(self, anchors: tuple[str, str], span: tuple[int, int]) -> bool:
        """Whether a browser that looks for the anchors finds `span` of the text."""
        first, last = anchors
        if not (first and last):
            return False
        starts = self._find(first, 0)
        if starts is None or starts.start() != len(self._fold(self._text[: span[0]])):
            return False
        ends = self._find(last, starts.end())
        return ends is not None and ends.end() == len(self._fold(self._text[: span[1]]))

    def _find(self, anchor: str, place: int) -> re.Match[str] | None:
        """The first place that reads as `anchor`, if it is sure to begin and end with a word.

        Where words end in a script without spaces only a dictionary tells. There each place counts, and one
        with letters around it is no safe find.
        """
        words = r"\s+".join(re.escape(self._fold(word)) for word in anchor.split())
        if not any(map(is_unspaced, anchor)):
            return re.compile(rf"(?<!\w){words}(?!\w)").search(self._folded, place)
        found = re.compile(words).search(self._folded, place)
        if found is None:
            return None
        around = (
            self._folded[max(0, found.start() - 1) : found.start()],
            self._folded[found.end() : found.end() + 1],
        )
        return None if any(map(str.isalnum, around)) else found

    def _fold(self, text: str) -> str:
        return "".join(map(self._folding.__getitem__, text))


class _Folding(dict[str, str]):
    """Character to what a browser compares of it."""

    def __missing__(self, character: str) -> str:
        kept = (
            letter
            for letter in unicodedata.normalize("NFKD", character).casefold()
            if unicodedata.category(letter) not in {"Mn", "Cf"}
        )
        folded = self[character] = "".join(kept)
        return folded
