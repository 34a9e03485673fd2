"""What happens to texts on their way from copy to copy: seeded ways to change a piece of text.

Styles leave every letter and figure as it is; flaws do not. In scripts without spaces two or three letters in
a row stand for a word.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from itertools import groupby, pairwise
from random import Random

from kalquiz.citation.script import clusters, is_unspaced, stays_with_letter

Damage = Callable[[str, Random], str]

NEGATIONS = {
    *("not", "no", "never", "nobody", "nothing", "не", "ни", "δεν", "لم", "لا", "לא", "אינו", "नहीं", "कभी"),
    *("않았다", "않고"),
}
UNSPACED_NEGATIONS = ("ไม่", "不", "没有", "ない", "なかった")
TAGS = ("<b>{}</b>", "<em class='x'>{}</em>", '<a href="/x?a=1&amp;b=2">{}</a>', "<span>{}</span><!-- x -->")
NAVIGATION = "<nav><a href='/'>Home</a> | <a href='/about'>About &amp; contact</a></nav>"
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ", "st": "ﬆ", "لا": "ﻻ", "ij": "ĳ"}
CONFUSIONS = {
    "l": "1",
    "1": "l",
    "O": "0",
    "0": "O",
    "e": "c",
    "m": "rn",
    "h": "b",
    "S": "5",
    "5": "S",
    "i": "í",
}


def rewrap(piece: str, rng: Random) -> str:
    """Other line ends and spaces."""
    return re.sub(r"\s+", lambda _: rng.choice([" ", "\n", "  ", "\r\n    ", "\t"]), piece)


def quotes_and_dashes(piece: str, rng: Random) -> str:
    """Other quotes and dashes; not ʼ and ´, which Unicode counts among letters and accents."""
    piece = re.sub(r"[“”\"„«»]", lambda _: rng.choice('“”"„«»'), piece)
    piece = re.sub(r"['‘’]", lambda _: rng.choice("'’‘′`"), piece)
    return re.sub(r"[-–—‒]", lambda _: rng.choice("-–—‒‑"), piece)


def invisible(piece: str, rng: Random) -> str:
    """No-break and thin spaces, zero-width characters between letters."""
    piece = re.sub(" ", lambda _: rng.choice("\N{NO-BREAK SPACE}\N{THIN SPACE} "), piece)
    return _between_letters(piece, rng, 0.1, ["\u200b", "\u2060", "\ufeff"])


def hyphens(piece: str, rng: Random) -> str:
    """Soft hyphens, and hyphens at line ends."""
    return _between_letters(piece, rng, 0.06, ["\u00ad", "-\n", "\u00ad\n", "‐\n"])


def through_html(piece: str, rng: Random) -> str:
    """As a page with tags and entities has it, after its text was taken out."""
    words = [html.escape(word) for word in re.split(r"(\s+)", piece)]
    tagged = (
        rng.choice(TAGS).format(word) if word.strip() and rng.random() < 0.1 else word for word in words
    )
    page = re.sub(r"[^\x00-\x7f]", lambda found: f"&#{ord(found[0])};", "".join(tagged))
    page = re.sub(" ", lambda _: rng.choice([" ", " ", "&nbsp;", "\n  "]), re.sub(r"(<[^>]*>)", r"\1", page))
    return html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", re.sub(r"(<[a-z]+)(?:&nbsp;|\s)+", r"\1 ", page)))


def ligatures(piece: str, _: Random) -> str:
    """Ligatures and forms of presentation."""
    for letters, one in LIGATURES.items():
        piece = piece.replace(letters, one)
    return (
        re.sub(r"\d", lambda found: chr(0xFF10 + int(found[0])), piece)
        if any(map(is_unspaced, piece))
        else piece
    )


def fused_and_split(piece: str, rng: Random) -> str:
    """Words run together, and words with a space inside; no figures."""
    piece = re.sub(r"(?<=[^\W\d_]) (?=[^\W\d_])", lambda _: "" if rng.random() < 0.08 else " ", piece)
    return _between_letters(piece, rng, 0.02, [" "])


def case_and_composition(piece: str, rng: Random) -> str:
    """All in capitals, or letters and marks apart."""
    return unicodedata.normalize(rng.choice(["NFC", "NFD"]), piece.upper())


def together(piece: str, rng: Random) -> str:
    """All styles at once."""
    for style in STYLES[:-1]:
        piece = style(piece, rng)
    return piece


STYLES: tuple[Damage, ...] = (
    ligatures,
    fused_and_split,
    quotes_and_dashes,
    through_html,
    case_and_composition,
    hyphens,
    invisible,
    rewrap,
    together,
)


def words_dropped(share: float) -> Damage:
    """A share of the words is gone."""

    def drop(piece: str, rng: Random) -> str:
        return "".join(word for word in split(piece, rng) if not _is_word(word) or rng.random() >= share)

    return drop


def ocr_noise(share: float) -> Damage:
    """A share of the letters is misread, lost or doubled."""

    def misread(piece: str, rng: Random) -> str:
        letters = [letter for letter in piece if letter.isalnum()] or ["x"]

        def one(letter: str) -> str:
            if not letter.isalnum() or rng.random() >= share:
                return letter
            return rng.choice(
                [CONFUSIONS.get(letter, rng.choice(letters)), rng.choice(letters), "", letter * 2]
            )

        return "".join(map(one, piece))

    return misread


def line_ends_lost(piece: str, rng: Random) -> str:
    """Some words run together where a line ended, figures too."""
    return re.sub(r"\s+", lambda found: "" if rng.random() < 0.15 else found[0], piece)


def reworded(share: float, swaps: float) -> Damage:
    """A share of the words is replaced by other words of such a text, and neighbours change places."""

    def reword(piece: str, rng: Random) -> str:
        words = split(piece, rng)
        real = [index for index, word in enumerate(words) if _is_word(word)]
        for index in real:
            if rng.random() < share:
                words[index] = _another_word(words[index], rng)
        for left, right in pairwise(real):
            if rng.random() < swaps:
                words[left], words[right] = words[right], words[left]
        return "".join(words)

    return reword


def figure_changed(piece: str, rng: Random) -> str:
    """One digit is another; without a digit a figure is added."""
    digits = [found.start() for found in re.finditer(r"\d", piece)]
    if not digits:
        return _insert(piece, rng, str(rng.randint(2, 99)))
    place = rng.choice(digits)
    other = rng.choice([digit for digit in "0123456789" if digit != piece[place]])
    return piece[:place] + other + piece[place + 1 :]


def name_changed(piece: str, rng: Random) -> str:
    """One letter of a name (or, for want of one, of a word) is another."""
    words = split(piece, rng)
    real = [index for index, word in enumerate(words) if _is_word(word)]
    names = [index for index in real[1:] if words[index][:1].isupper()] or real
    chosen = rng.choice(names)
    word = words[chosen]
    place = rng.choice([index for index, letter in enumerate(word) if letter.isalpha()] or [0])
    others = [letter for letter in piece if letter.isalpha() and letter.casefold() != word[place].casefold()]
    words[chosen] = word[:place] + rng.choice(others) + word[place + 1 :]
    return "".join(words)


def negation_changed(piece: str, rng: Random) -> str:
    """A "not" is dropped; where there is none, one is put in."""
    words = re.split(r"(\s+)", piece)
    for index, word in enumerate(words):
        if word.casefold().strip(".,;:") in NEGATIONS:
            return "".join(words[:index] + words[index + 2 :])
    for negation in UNSPACED_NEGATIONS:
        if negation in piece:
            return piece.replace(negation, "", 1)
    return _insert(piece, rng, "不" if any(map(is_unspaced, piece)) else "not")


def split(piece: str, rng: Random) -> list[str]:
    """Words and what is between them; joined they are the piece."""
    found = []
    for token in re.findall(r"\s+|\w+|[^\w\s]+|.", piece):
        for alone, letters in groupby(clusters(token), key=lambda letter: is_unspaced(letter[0])):
            rest = list(letters)
            while rest:
                size = rng.choice([2, 3]) if alone else len(rest)
                found.append("".join(rest[:size]))
                rest = rest[size:]
    return found


def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))


def _another_word(word: str, rng: Random) -> str:
    """A word that does not occur: the letters of this one, each moved on in the alphabet."""
    step = rng.randint(1, 5)
    letters = (chr(ord(letter) + step) if letter.isalpha() else letter for letter in reversed(word))
    return "".join(letter if letter.isalnum() or stays_with_letter(letter) else "a" for letter in letters)


def _insert(piece: str, rng: Random, word: str) -> str:
    """The piece with a word more, not at its ends."""
    places = [found.start() for found in re.finditer(" ", piece)]
    if not places:
        middle = len(piece) // 2
        return piece[:middle] + word + piece[middle:]
    place = rng.choice(places)
    return f"{piece[:place]} {word}{piece[place:]}"


def _between_letters(piece: str, rng: Random, share: float, signs: list[str]) -> str:
    out = []
    for left, right in zip(piece, f"{piece[1:]} ", strict=False):
        out.append(left)
        inside = left.isalpha() and right.isalpha() and not stays_with_letter(right)
        if inside and rng.random() < share:
            out.append(rng.choice(signs))
    return "".join(out)
