"""What can be seen of a typed text; a copy from a page may bring more along."""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\N{SOFT HYPHEN}\N{ARABIC LETTER MARK}\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]"
)
"""Marks of direction, spaces and joiners without width, and what says whether a sign is shown in colour."""


def seen(text: str) -> str:
    """The text in one form for each letter and sign (NFKC), without marks that nobody sees."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
