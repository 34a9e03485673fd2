"""What is refused before the fast reader sees a text.

That reader takes no harm from hostile text but may take long over it, and it reads over some things that an
author cannot have meant. Looking closely costs more than reading, so a text is looked at closely only where
one of a few cheap signs is there.
"""

import re

from kalquiz.bank.outline import DEEPEST, INVISIBLE, Flaw, outline, place_at

_BRACKETS = b"[]{}"
_OTHERS = bytes(byte for byte in range(256) if byte not in _BRACKETS)
_ESCAPE = re.compile(r"\\[0abvfexuUNLPr]")
_TAG = re.compile(r"(?<![^\s\[{,])!")
_ALIAS = re.compile(r"\*[\w-]+(?=[\s,\]}]|$)")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_FEW = 100


def guard(text: str) -> list[Flaw]:
    """What is wrong with a text whatever it says; empty for a sound one."""
    if any(character in text for character in "\x85\u2028\u2029\ufeff"):
        return invisible(text)
    if "%" in text and (directive := _DIRECTIVE.search(text)):
        said = "a line that begins with `%` is a directive; a bank has none"
        return [
            Flaw(place_at(text, directive.start()), "yaml/directive", said, "Remove the line, or indent it.")
        ]
    return outline(text).flaws if _odd(text) else []


def invisible(text: str) -> list[Flaw]:
    """The characters of a text that cannot be seen: the first of each line, ten at most."""
    flaws: dict[int, Flaw] = {}
    for found in INVISIBLE.finditer(text):
        place = place_at(text, found.start())
        said = f"there is an invisible character, U+{ord(found[0]):04X}"
        binary = found[0] == "\0"
        hint = "Save the file as UTF-8 text." if binary else "Remove it."
        flaws.setdefault(place.line, Flaw(place, "yaml/invisible", said, hint))
        if binary or len(flaws) == 10:
            break
    return list(flaws.values())


def _odd(text: str) -> bool:
    """Whether there may be something in a text that needs a close look."""
    return (
        ("\\" in text and _ESCAPE.search(text) is not None)
        or ("!" in text and _TAG.search(text) is not None)
        or (text.count("*") > _FEW and len(_ALIAS.findall(text)) > _FEW)
        or _nests_deeply(text)
    )


def _nests_deeply(text: str) -> bool:
    """Whether brackets may nest too deeply; those in text count too."""
    depth = 0
    for bracket in text.encode().translate(None, _OTHERS):
        depth = depth + 1 if bracket in b"[{" else max(0, depth - 1)
        if depth > DEEPEST:
            return True
    return False
