"""A bank with a map: a matching whose keys stand on the picture of the answer."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kalquiz.bank import Bank
from kalquiz.interaction import Match
from kalquiz.question import Question
from tests.deck_bank import make_bank, make_question

PLACES = {1: "Seoul", 2: "Anchorage", 4: "Tokyo"}
"""What is asked on the cards with these numbers."""

MAP = "places/map"
"""The name of the note."""

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><rect width="800" height="600" fill="{}"/></svg>'


def area(card: int, **changes: float) -> dict[str, float]:
    """A rectangle of its own for each card number, from 1 to 4."""
    return {"card": card, "left": 0.2 * card, "top": 0.1, "width": 0.16, "height": 0.5} | changes


def pair(card: int, key: str, **changes: float) -> dict[str, Any]:
    return {"stem": f"Letter {'ABCD'[card - 1]}", "key": key, "area": area(card, **changes)}


def pairs(places: Mapping[int, str] = PLACES) -> list[dict[str, Any]]:
    return [pair(card, key) for card, key in places.items()]


def is_map(question: Question) -> bool:
    """Whether it has a card for each area of its picture."""
    interaction = question.interaction()
    return isinstance(interaction, Match) and bool(interaction.masks)


def map_bank(folder: Path, question: Mapping[str, Any] | None = None, **about: Any) -> Bank:
    """A bank in the folder with one map, changed like this, and a flashcard."""
    pictures = {"letters": "#ffffff", "names": "#eeeeee"}
    for name, fill in pictures.items():
        (folder / f"{name}.svg").write_text(_SVG.format(fill), "utf-8")
    common = {
        "id": "places",
        "stem": "Which place is where?",
        "image": {"file": "letters.svg", "alt": "A map with letters."},
        "answer_image": {"file": "names.svg", "alt": "A map with names."},
        "pairs": pairs(),
        "distractors": [],
    }
    questions = [make_question("matching", **common | dict(question or {})), make_question("flashcard")]
    return replace(make_bank(questions, **about), path=folder)
