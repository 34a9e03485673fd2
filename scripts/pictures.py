#!/usr/bin/env python3
"""Makes the pictures in docs/pictures from the real thing: a session, a worksheet with its key, a card, a map.

    python -m scripts.pictures

Chromium, tmux and pdftoppm must be on the path, and the test dependencies of the project installed.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import terminal_pictures
from scripts.card_pictures import sheet, take
from tests.browser import Page, chromium

from kalquiz import Bank, build_worksheet, find_bank, load_bank
from kalquiz.look import LIGHT, css_variables

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
STYLE = f"""
:root {{ {css_variables(LIGHT)} }}
body {{ margin: 0; padding: 20px; background: var(--paper); color: var(--ink); }}
pre {{ margin: 0; padding: 16px 20px; border: 1px solid var(--rule); border-left: 3px solid var(--accent);
  font: 14px/1.4 "DejaVu Sans Mono", monospace; }}
b {{ color: var(--accent); }}
.row {{ display: flex; gap: 20px; align-items: flex-start; }}
.row > * {{ border: 1px solid var(--rule); }}
"""


def main() -> None:
    """Make all pictures."""
    bank = load_bank(find_bank("kal007"))
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, chromium() as page:
        folder = Path(name)
        terminal_pictures.photograph(page, [terminal_pictures.SESSION], PICTURES / "session.png")
        terminal_pictures.photograph(page, terminal_pictures.NARROW, PICTURES / "narrow.webp")
        photograph(page, folder, "sheet", 1024, row(sheets(folder, bank)))
        photograph(page, folder, "card", 986, row(sides(page, folder, bank)))
        sheet(page, folder, bank, PICTURES / "cards.webp")
    shutil.copy(bank.path / "pictures" / "pacific-names.svg", PICTURES / "map.svg")


def sheets(folder: Path, bank: Bank) -> list[str]:
    """The first page of a worksheet, and of its key."""
    images = []
    for key in (False, True):
        pdf = folder / f"sheet-{key}.pdf"
        build_worksheet(bank, pdf, questions=bank.in_section("flight"), key=key)
        command = [
            program("pdftoppm"),
            "-png",
            "-r",
            "120",
            "-singlefile",
            str(pdf),
            str(pdf.with_suffix("")),
        ]
        subprocess.run(command, check=True)  # noqa: S603 - our own file
        images.append(f'<img src="sheet-{key}.png" width="480" height="679">')
    return images


def program(name: str) -> str:
    """The path of a program that is needed."""
    found = shutil.which(name)
    if not found:
        raise SystemExit(f"This needs {name} on the path.")
    return found


def sides(page: Page, folder: Path, bank: Bank) -> list[str]:
    """The two sides of a card."""
    question = next(question for question in bank.questions if question.type == "single_choice")
    taken = {picture.name: picture for picture in take(page, folder, bank, [question])}
    shown = [taken[f"{question.id}-front-light-320.png"], taken[f"{question.id}-back-light-600.png"]]
    return [f'<img src="{picture.name}" width="{picture.stem.rpartition("-")[2]}">' for picture in shown]


def row(parts: list[str]) -> str:
    """Parts side by side."""
    return f'<div class="row">{"".join(parts)}</div>'


def photograph(page: Page, folder: Path, name: str, width: int, body: str) -> None:
    """Put HTML on a page of this width and take its picture, at twice the size to be crisp."""
    path = folder / f"{name}.html"
    path.write_text(f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><body>{body}', "utf-8")
    page.size(width, 100, scale=2)
    page.open(path.as_uri())
    page.picture(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
