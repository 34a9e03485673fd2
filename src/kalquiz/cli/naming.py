"""What a worksheet's file is called where nobody says so."""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from kalquiz.interaction import DEFAULT_SEED

if TYPE_CHECKING:
    from kalquiz.selection import Amount, Wanted
    from kalquiz.worksheet import Layout

LONGEST = 40
"""Letters of one part of a name; six digits stand for a longer one."""

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.IGNORECASE)


def sheet_name(
    bank: str, wanted: "Wanted", amount: "Amount | None", seed: str, layout: "Layout", *more: str
) -> str:
    """The file's name without its ending: the bank, which questions, for whom, and more.

    Another selection, seed or layout has another name, so that no sheet overwrites one of those.
    """
    parts = [bank, *_which(wanted, amount, seed), *_for_whom(layout), *more]
    return "-".join(_short(part) for part in parts if part)


def _which(wanted: "Wanted", amount: "Amount | None", seed: str) -> Iterator[str]:
    for names in (wanted.sections, wanted.tags, wanted.types, wanted.skills, wanted.ids):
        yield "-".join(names).replace("_", "-")
    if wanted.exclude:
        yield f"without-{'-'.join(wanted.exclude)}"
    if amount:
        yield f"{amount.number}{'-points' if amount.of == 'points' else ''}"
        yield "" if amount.balanced else "unbalanced"
    if seed != DEFAULT_SEED:
        yield f"seed-{seed}"


def _for_whom(layout: "Layout") -> Iterator[str]:
    yield "large" if layout.size == "large" else ""
    yield "dyslexia" if layout.profile == "dyslexia" else ""
    yield "columns" if layout.columns > 1 else ""
    yield "letter" if layout.size_of_page == "letter" else ""
    yield f"space-{layout.space:g}".replace(".", "-") if layout.space != 1 else ""


def _short(part: str) -> str:
    """The part as it can stand in a name on any disk."""
    if _PLAIN.fullmatch(part) and len(part) <= LONGEST:
        return part
    return sha256(part.encode()).hexdigest()[:6]
