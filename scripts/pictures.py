#!/usr/bin/env python3
"""Makes the pictures in docs/pictures from the real thing: a session, worksheets, a card, a map.

    python -m scripts.pictures

Chromium, tmux and pdftoppm must be on the path, and the test dependencies of the project installed.
"""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import terminal_pictures
from scripts.card_pictures import sheet, take
from tests.browser import Page, chromium

from kalquiz import Bank, build_versions, build_worksheet, find_bank, load_bank
from kalquiz.library import Library
from kalquiz.look import LIGHT, css_variables
from kalquiz.question import Question
from kalquiz.worksheet import Layout
from kalquiz.worksheet.layout import PLAIN

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
    with TemporaryDirectory() as temporary, chromium() as page:
        folder = Path(temporary)
        terminal_pictures.photograph(page, [terminal_pictures.SESSION], PICTURES / "session.png")
        terminal_pictures.photograph(page, terminal_pictures.NARROW, PICTURES / "narrow.webp")
        for name, pages in sheets(folder).items():
            width = 480 if len(pages) == 2 else 312
            photograph(page, folder, name, 1024, row([first_page(pdf, width) for pdf in pages]))
        photograph(page, folder, "card", 986, row(sides(page, folder, bank)))
        sheet(page, folder, bank, PICTURES / "cards.webp")
    shutil.copy(bank.path / "pictures" / "pacific-names.svg", PICTURES / "map.svg")


def sheets(folder: Path) -> dict[str, list[Path]]:
    """Worksheets as PDF, side by side in a picture by its name."""
    bank, manual = load_bank(find_bank("kal007")), load_bank(find_bank("kalquiz"))
    made = Worksheets(folder, bank.in_section("flight"), bank)
    quiz = build_versions(bank, folder / "quiz.pdf", 2, questions=bank.in_section("crash"))
    writing = Worksheets(folder, manual.in_section("writing"), manual)
    return {
        "sheet": [made.sheet(), made.sheet(key=True)],
        "versions": [quiz[0], quiz[2], quiz[-1]],
        "large": [made.sheet(), made.sheet(Layout(size="large")), made.sheet(Layout(profile="dyslexia"))],
        "columns": [made.sheet(Layout(columns=2)), made.sheet(Layout(paper="letter"))],
        "source-box": [writing.sheet(texts=Library(manual)), writing.sheet(key=True, texts=Library(manual))],
    }


@dataclass(frozen=True)
class Worksheets:
    """Sheets of the same questions."""

    folder: Path
    questions: Sequence[Question]
    bank: Bank

    def sheet(
        self, layout: Layout = PLAIN, *, key: bool = False, texts: Mapping[str, str] | None = None
    ) -> Path:
        """A sheet or its key, set in this way."""
        out = self.folder / f"{len(list(self.folder.iterdir()))}.pdf"
        return build_worksheet(self.bank, out, questions=self.questions, layout=layout, key=key, texts=texts)


def first_page(pdf: Path, width: int) -> str:
    """The first page of a PDF, as an image on a page of HTML."""
    command = [program("pdftoppm"), "-png", "-r", "120", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)  # noqa: S603 - our own file
    return f'<img src="{pdf.stem}.png" width="{width}">'


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
