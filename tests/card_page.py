"""Cards of the real Anki backend on a page that shows them as Anki's desktop does."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kalquiz import Bank, Question, build_deck
from tests.anki_backend import anki, cards, import_deck
from tests.browser import Page

SCRIPT = Path(__file__).with_name("cards.js")
ENTRY = "[[type:Key]]"

# What Anki puts around a card, as far as it shows.
SHELL = """<!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body { margin: 20px; overflow-wrap: break-word; } img { max-width: 100%; max-height: 95vh; }
hr { background-color: #ccc; }
.typeGood { background: #afa; color: #000; } .typeBad { background: #faa; color: #000; }
.typeMissed { background: #ccc; color: #000; }</style></head><body class="card"><div id="qa"></div>
<script src="cards.js"></script></body></html>
"""


@dataclass(frozen=True, slots=True)
class Sides:
    """Front and back of a card as HTML, and the name of its note type."""

    kind: str
    front: str
    back: str


def sides(bank: Bank, folder: Path, questions: Sequence[Question] = ()) -> dict[str, Sides]:
    """The cards of a bank, or of some questions, by question id; their pictures come into the folder."""
    with TemporaryDirectory() as temporary, anki(Path(temporary)) as collection:
        import_deck(collection, build_deck(bank, Path(temporary, "deck.apkg"), questions=questions or None))
        media = Path(collection.media.dir())
        for file in media.iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        found = {}
        for name, card in cards(collection).items():
            key = card.note()["Key"]
            # As to someone who typed the key without its last letter.
            compared = collection.compare_answer(key, re.sub("<[^>]+>", "", key)[:-1])
            notetype = card.note().note_type()
            assert notetype is not None
            found[name] = Sides(
                notetype["name"],
                card.question().replace(ENTRY, '<center><input type="text" id="typeans"></center>'),
                card.answer().replace(ENTRY, f"<div>{compared}</div>"),
            )
        return found


def open_shell(page: Page, folder: Path, known: Mapping[str, Sides]) -> None:
    """Open the page with these cards in its constant `cards`."""
    data = json.dumps({name: {"front": one.front, "back": one.back} for name, one in known.items()})
    path = folder / "shell.html"
    (folder / "cards.js").write_text(SCRIPT.read_text("utf-8"), "utf-8")
    path.write_text(SHELL, "utf-8")
    page.open(path.as_uri())
    page.run(f"window.cards = {data}; 0")
