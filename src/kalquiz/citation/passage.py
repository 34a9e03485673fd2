"""Making a passage record from a source's text, and finding the place that an author quotes."""

import re
from collections.abc import Iterator
from hashlib import sha256
from string import punctuation

from kalquiz.citation.page import Page
from kalquiz.citation.record import Link, Passage
from kalquiz.citation.script import clusters, is_unspaced, units, word_ends
from kalquiz.citation.skeleton import KEPT_SIGNS, NORM, Skeleton, skeleton
from kalquiz.citation.sketch import make_sketch

LONGEST_ANCHOR = 5
BESIDE_A_LINK = 2
"""Words at the end that a link does not need, by which the search finds it all the same."""

Anchors = tuple[str, str]


def make_passage(source: str | Skeleton, start: int, end: int) -> Passage:
    """Record the passage from `start` to `end` of the source's text, widened to whole words and figures.

    The anchors are the fewest words by which a browser finds it and it only, but never more than half of it; in
    scripts without spaces they reach from sign to sign.

    Raises:
        ValueError: there is neither a letter nor a figure in the passage.
    """
    whole = skeleton(source) if isinstance(source, str) else source
    first, last = whole.place(start), whole.place(end)
    if not whole.text[first:last].strip(KEPT_SIGNS):
        raise ValueError("A passage needs a letter or a figure.")
    while whole.inside_word(first):
        first -= 1
    while whole.inside_word(last):
        last += 1
    bare = whole.text[first:last]
    span = whole.span(first, last)
    quoted = whole.original[slice(*span)]
    anchors, link = _anchors(whole, quoted, span, first)
    return Passage(
        anchors=anchors,
        words=len(units(quoted)),
        characters=len(bare),
        position=round(span[0] / len(whole.original), _digits(whole.original)),
        hash=hash_of(bare),
        sketch=make_sketch(bare),
        norm=NORM,
        link=link,
    )


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """The spans of `text` that read as `quote`; an ellipsis in it stands for any words between two ends."""
    whole = skeleton(text)
    first, *rest = (skeleton(piece).text for piece in _pieces(quote))
    spans = []
    for start in places_of(whole.text, first):
        end = start + len(first)
        for piece in rest:
            found = whole.text.find(piece, end)
            if found < 0:
                break
            end = found + len(piece)
        else:
            spans.append(whole.span(start, end))
    return spans


def unfound_piece(text: str, quote: str) -> str | None:
    """The part of a quotation with an ellipsis in it that cannot be found in `text`, behind the parts before it."""
    pieces = [piece for piece in _pieces(quote) if piece]
    for count in range(1, len(pieces) + 1 if len(pieces) > 1 else 0):
        if not find_quote(text, " ... ".join(pieces[:count])):
            return pieces[count - 1]
    return None


def unheld_words(passage: str, quote: str) -> list[str]:
    """The words of a quotation that the passage does not hold, as they were written; figures first."""
    whole = skeleton(passage)
    words = dict.fromkeys(quote[slice(*span)].strip(punctuation + "“”‘’…") for span in units(quote))
    unheld = [word for word in words if (bare := skeleton(word).text) and not _holds_word(whole, bare)]
    return sorted(unheld, key=lambda word: not any(map(str.isdigit, word)))


def _holds_word(whole: Skeleton, bare: str) -> bool:
    return any(whole.whole_words(place, place + len(bare)) for place in places_of(whole.text, bare))


def _pieces(quote: str) -> list[str]:
    """The parts of a quotation between its ellipses."""
    return re.split(r"\s*(?:\.\.\.|…)\s*", quote.strip())


def places_of(text: str, part: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where `text[start:end]` holds `part`; nowhere, if it is empty."""
    place = text.find(part, start, end) if part else -1
    while place >= 0:
        yield place
        place = text.find(part, place + 1, end)


def hash_of(bare: str) -> str:
    """The hash of a skeleton."""
    return sha256(bare.encode()).hexdigest()[:16]


def _digits(text: str) -> int:
    """The decimals of a position: ten characters or so apart in a long text, three in a short one."""
    return max(3, len(str(len(text))) - 2)


def _anchors(whole: Skeleton, quoted: str, span: tuple[int, int], place: int) -> tuple[Anchors, Link]:
    """The anchors, and which of them make a link."""
    spans = units(quoted)
    half = len(spans) // 2
    if half < 2:
        return _few_letters(quoted), False
    page = Page(whole.original)
    for a, b in _sizes(quoted, spans, half):
        if page.resolves(_ends(quoted, spans, a, b), span):
            other = min(BESIDE_A_LINK, half - a - b)
            link: Link = True if a and b else "first" if a else "last"
            return _ends(quoted, spans, a or other, b or other), link
    length = len(skeleton(quoted).text)
    for count in range(1, max(1, min(LONGEST_ANCHOR, len(spans) // 4)) + 1):
        anchors = _ends(quoted, spans, count, count)
        if _only_here(whole, anchors, length, place):
            break
    return anchors, False


def _sizes(quoted: str, spans: list[tuple[int, int]], half: int) -> list[tuple[int, int]]:
    """How many words the anchors of a link may have: at both ends, else at the first, else at the last."""
    most = half if any(map(is_unspaced, quoted)) else min(LONGEST_ANCHOR, half)
    counts = range(1, most + 1)
    firsts = [0, *(count for count in counts if _word_ends(quoted, spans[count - 1][1]))]
    lasts = [0, *(count for count in counts if _word_ends(quoted, spans[-count][0]))]
    sizes = [(first, last) for first in firsts for last in lasts if 0 < first + last <= half]
    return sorted(sizes, key=lambda size: (0 in size, not size[0], sum(size), abs(size[0] - size[1])))


def _word_ends(text: str, place: int) -> bool:
    return word_ends(text[place - 1], text[place])


def _ends(quoted: str, spans: list[tuple[int, int]], first: int, last: int) -> Anchors:
    """The first and the last words, as many as are asked for."""
    ends = quoted[: spans[first - 1][1]] if first else "", quoted[spans[-last][0] :] if last else ""
    return " ".join(ends[0].split()), " ".join(ends[1].split())


def _few_letters(quoted: str) -> Anchors:
    """A quarter of the letters at each end, where there are too few words to show any."""
    letters = clusters(quoted)
    few = len(letters) // 4
    return "".join(letters[:few]).strip(), "".join(letters[len(letters) - few :]).strip()


def _only_here(whole: Skeleton, anchors: Anchors, length: int, place: int) -> bool:
    """Whether no other place has these anchors that far apart."""
    first, last = (skeleton(anchor).text for anchor in anchors)
    return all(
        found == place
        for found in places_of(whole.text, first)
        if whole.text.startswith(last, found + length - len(last))
    )
