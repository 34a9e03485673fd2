"""A page as a browser searches it for the words of a URL Text Fragment.

A browser takes the first place that reads as the start, then the first after it that reads as the end, both at
word boundaries, without regard to case, accents and the kind of space (WICG, Scroll to Text Fragment).
"""

import re
import unicodedata

from kalquiz.citation.script import is_unspaced, word_ends


class Page:
    """A text as a browser searches it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folding = _Folding()
        self._folded = self._fold(text)

    def resolves(self, anchors: tuple[str, str], span: tuple[int, int]) -> bool:
        """Whether a browser that looks for the anchors finds them at the ends of `span`; one of them may be empty."""
        first, last = anchors
        place = 0
        if first:
            start = self._find(first, 0)
            if start is None or start.start() != len(self._fold(self._text[: span[0]])):
                return False
            place = start.end()
        if last:
            end = self._find(last, place)
            return end is not None and end.end() == len(self._fold(self._text[: span[1]]))
        return bool(first)

    def _find(self, anchor: str, place: int) -> re.Match[str] | None:
        """The first place that reads as `anchor`, if it is sure to begin and end with a word.

        One that may do so, since only a dictionary tells where words end in its script, is no safe find.
        """
        words = r"\s+".join(re.escape(self._fold(word)) for word in anchor.split())
        for found in re.compile(words).finditer(self._folded, place):
            edges = [edge for edge in found.span() if not self._is_edge(edge)]
            if not edges:
                return found
            if any(is_unspaced(letter) for edge in edges for letter in self._folded[edge - 1 : edge + 1]):
                return None
        return None

    def _is_edge(self, place: int) -> bool:
        """Whether a word surely begins or ends here."""
        return not 0 < place < len(self._folded) or word_ends(*self._folded[place - 1 : place + 1])

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
