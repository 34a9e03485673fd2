#!/usr/bin/env python3
"""Pictures of cards: both sides, light and dark, on a phone and wider.

    python -m scripts.card_pictures questions/kal007 build/cards                  the first question of each type
    python -m scripts.card_pictures questions/kal007 build/cards --question ID    this question

The deck is built, imported into the real Anki backend, rendered there and photographed in Chromium, so both
have to be installed.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import Page, chromium
from tests.card_page import open_shell, sides
from tests.map_bank import is_map

from kalquiz import Bank, Question, load_bank

WIDTHS = (320, 600)
MODES = {"light": "card", "dark": "card nightMode"}
KEYS = "13245"
"""What is pressed on each front, so that there is an answer to judge."""

SHEET = """<!doctype html><meta charset="utf-8"><style>body { margin: 12px; background: #8a8a8a; }
div { display: flex; gap: 8px; margin-bottom: 12px; align-items: flex-start; }</style>"""


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bank", type=Path, help="the folder of a bank")
    parser.add_argument("out", type=Path, help="the folder to put the pictures into")
    parser.add_argument("--question", nargs="*", help="the ids of questions")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    bank = load_bank(arguments.bank)
    chosen = [bank.question(name) for name in arguments.question or ()] or firsts(bank)
    with chromium() as page:
        list(take(page, arguments.out.resolve(), bank, chosen))


def firsts(bank: Bank) -> list[Question]:
    """The first question of each type, and the first map."""
    kinds = {(question.type, is_map(question)): question for question in reversed(bank.questions)}
    return list(kinds.values())


def take(page: Page, out: Path, bank: Bank, questions: Sequence[Question], scale: int = 2) -> Iterator[Path]:
    """Take the pictures of the questions' cards and give their files: `<name>-<side>-<mode>-<width>.png`."""
    with TemporaryDirectory() as folder:
        known = sides(bank, Path(folder), questions)
        open_shell(page, Path(folder), known)
        for mode, body in MODES.items():
            page.run(f"document.body.className = {body!r}")
            for width in WIDTHS:
                page.size(width, 100, scale)
                for name in known:
                    for side in ("front", "back"):
                        page.run(f"show(cards[{name!r}].{side})")
                        for key in KEYS if side == "front" else "":
                            page.press(key)
                        target = out / f"{_file(name)}-{side}-{mode}-{width}.png"
                        page.picture(target)
                        yield target


def sheet(page: Page, folder: Path, bank: Bank, target: Path) -> None:
    """One picture of a card of each note type: both sides, light and dark, on a phone."""
    kinds = ("single_choice", "short_answer", "cloze", "matching", "ordering", "flashcard")
    questions = [question for question in firsts(bank) if question.type in kinds]
    taken = {picture.name for picture in take(page, folder, bank, questions, scale=1)}
    rows = ""
    for question in questions:
        card = _file(f"{question.id}/map 1") if is_map(question) else question.id
        names = [f"{card}-{side}-{mode}-320.png" for mode in MODES for side in ("front", "back")]
        rows += "<div>" + "".join(f'<img src="{name}">' for name in names if name in taken) + "</div>"
    path = folder / "sheet-of-cards.html"
    path.write_text(SHEET + rows, "utf-8")
    page.size(1330, 100)
    page.open(path.as_uri())
    page.picture(target)


def _file(card: str) -> str:
    """The name of a card as part of that of a file."""
    return re.sub(r"\W", "-", card)


if __name__ == "__main__":
    main()
