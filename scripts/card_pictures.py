#!/usr/bin/env python3
"""Pictures of cards: both sides, light and dark, on a phone and wider.

    python scripts/card_pictures.py questions/kal007 build/cards                  the first question of each type
    python scripts/card_pictures.py questions/kal007 build/cards --question ID    this question

The deck is built, imported into the real Anki backend, rendered there and photographed in Chromium, so both
have to be installed.
"""

import argparse
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from anki.collection import Collection, ImportAnkiPackageRequest

from kalquiz import Bank, Question, build_deck, load_bank

if TYPE_CHECKING:
    # Importing it before the collection runs into a cycle within anki.
    from anki.cards import Card

WIDTHS = (320, 600)
MODES = {"light": "card", "dark": "card nightMode"}
ENTRY = "[[type:Key]]"

# What Anki puts around a card, as far as it shows; the clock stands still, so that the options do too.
PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body {{ margin: 20px; overflow-wrap: break-word; }}
.typeGood {{ background: #afa; color: #000; }} .typeBad {{ background: #faa; color: #000; }}
.typeMissed {{ background: #ccc; color: #000; }}</style>
<script>Date.now = function () {{ return 0; }};
sessionStorage.kalquiz = JSON.stringify({{ question: "{question}", hour: 0, picked: ["{pick}"] }});</script>
</head><body class="{body_class}"><div id="qa">{card}</div></body></html>
"""

# Loads each page in a frame of its width and writes down how high it is.
RULER = """<!doctype html><meta charset="utf-8"><body><pre id="heights"></pre><script>
addEventListener("load", function () {
  const frames = Array.from(document.querySelectorAll("iframe"));
  const heights = frames.map((frame) => Math.ceil(frame.contentDocument.body.getBoundingClientRect().height));
  document.getElementById("heights").textContent = heights.join(" ");
});
</script>"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to photograph and the width to do it at."""

    name: str
    width: int
    page: str


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("bank", type=Path, help="the folder of a bank")
    parser.add_argument("out", type=Path, help="the folder to put the pictures into")
    parser.add_argument("--question", nargs="*", help="the ids of questions")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    bank = load_bank(arguments.bank)
    first = {question.type: question for question in reversed(bank.questions)}
    chosen = [bank.question(name) for name in arguments.question or ()] or list(first.values())
    pictures = list(take(bank, chosen))
    for picture, height in zip(pictures, measure(pictures), strict=True):
        with TemporaryDirectory() as folder:
            page = Path(folder, "card.html")
            page.write_text(picture.page, "utf-8")
            target = arguments.out.resolve() / f"{picture.name}.png"
            chromium(page, f"--screenshot={target}", f"--window-size={picture.width},{height}")


def take(bank: Bank, questions: Sequence[Question]) -> Iterator[Picture]:
    """The pictures of the questions' cards, named by their ids."""
    with TemporaryDirectory() as folder:
        package = build_deck(bank, Path(folder, "deck.apkg"), questions=questions)
        collection = Collection(str(Path(folder, "collection.anki2")))
        try:
            collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package)))
            for number in collection.find_cards("", order="c.due"):
                card = collection.get_card(number)
                for side, content in {"front": front(card), "back": back(collection, card)}.items():
                    yield from pages(card, f"{card.note().fields[0]}-{side}", with_media(collection, content))
        finally:
            collection.close()


def pages(card: "Card", name: str, content: str) -> Iterator[Picture]:
    """One side of a card in every mode and width, a wrong option picked where there is one to pick."""
    options = re.findall(r'data-option="(\w+)"( data-right)?', card.note()["Body"])
    pick = next((option for option, right in options if not right), "")
    for mode, body_class in MODES.items():
        page = PAGE.format(question=card.note().fields[0], pick=pick, body_class=body_class, card=content)
        for width in WIDTHS:
            yield Picture(f"{name}-{mode}-{width}", width, page)


def front(card: "Card") -> str:
    """The front as Anki shows it, with room to type."""
    return card.question().replace(ENTRY, '<center><input type="text" id="typeans"></center>')


def back(collection: Collection, card: "Card") -> str:
    """The back as Anki shows it to someone who typed the key without its last letter."""
    key = card.note()["Key"]
    compared = collection.compare_answer(key, key[:-1])
    return card.answer().replace(ENTRY, f"<div>{compared}</div>")


def with_media(collection: Collection, content: str) -> str:
    """A side with its pictures in it, since it is looked at elsewhere than in Anki."""

    def inside(name: re.Match[str]) -> str:
        path = Path(collection.media.dir(), name[1])
        kind = {".svg": "svg+xml"}.get(path.suffix, path.suffix[1:])
        return f'src="data:image/{kind};base64,{b64encode(path.read_bytes()).decode()}"'

    return re.sub(r'src="([^"]+)"', inside, content)


def measure(pictures: list[Picture]) -> list[int]:
    """How high each picture has to be to show the whole card."""
    with TemporaryDirectory() as folder:
        frames = []
        for index, picture in enumerate(pictures):
            Path(folder, f"{index}.html").write_text(picture.page, "utf-8")
            frames.append(f'<iframe src="{index}.html" width="{picture.width}" frameborder="0"></iframe>')
        ruler = Path(folder, "ruler.html")
        ruler.write_text(RULER + "".join(frames), "utf-8")
        # Frames of local files may look at each other only with this flag.
        dumped = chromium(ruler, "--dump-dom", "--allow-file-access-from-files")
    found = re.search(r'<pre id="heights">([\d ]+)</pre>', dumped)
    if not found:
        raise SystemExit("Chromium did not measure the cards.")
    return [int(height) for height in found[1].split()]


def chromium(page: Path, *options: str) -> str:
    """Open a page in a browser of its own and return what it writes."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        raise SystemExit("This needs Chromium on the path.")
    with TemporaryDirectory() as profile:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += [f"--user-data-dir={profile}", "--virtual-time-budget=2000", "--hide-scrollbars"]
        command += [*options, page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return done.stdout


if __name__ == "__main__":
    main()
