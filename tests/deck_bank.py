"""A small bank with a question of each type, for decks."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kalquiz.bank import Bank, BankFile
from kalquiz.question import QUESTION_TYPES, Question

PASSAGE = {
    "norm": "skel-1",
    "anchors": ["The flight", "in Anchorage"],
    "words": 12,
    "characters": 60,
    "position": 0.1,
    "hash": "0123456789abcdef",
    "sketch": "0123abcd",
}
CITATION = {
    "source": "report",
    "locator": "page 3, line 4",
    "gist": "The stop was in Alaska.",
    "passage": PASSAGE,
}
WRONG = [
    {"text": "Seoul", "feedback": "Seoul was the destination."},
    {"text": "Tokyo", "feedback": "Tokyo gave the clearance."},
]
KINDS: dict[str, dict[str, Any]] = {
    "single_choice": {"key": "Anchorage", "distractors": WRONG},
    "multiple_response": {"key": ["Anchorage", "New York"], "distractors": WRONG},
    "true_false": {"key": False, "correction": "It stopped once.", "feedback": "Count again."},
    "short_answer": {"key": "Anchorage", "accepted": ["Anchorage, Alaska"]},
    "numeric": {"key": 322, "unit": "km", "tolerance": {"absolute": 5}},
    "date": {"key": "1983-09-01"},
    "cloze": {
        "stem": "It left [[city]] with [[people]] people on board.",
        "gaps": {
            "city": {"type": "short_answer", "key": "Anchorage"},
            "people": {"type": "numeric", "key": 269},
        },
    },
    "matching": {
        "pairs": [{"stem": "Alaska", "key": "Anchorage"}, {"stem": "Korea", "key": "Seoul"}],
        "distractors": [{"text": "Tokyo", "feedback": "Tokyo lies in Japan."}],
    },
    "ordering": {"key": ["New York", "Anchorage", "Seoul"]},
    "categorization": {
        "categories": ["City", "Country"],
        "statements": [{"text": "Seoul", "key": "City"}, {"text": "Korea", "key": "Country"}],
    },
    "constructed_response": {
        "key": "A model answer.",
        "rubric": [{"text": "Names the stop", "points": 2}, {"text": "Says why", "points": 1}],
    },
    "flashcard": {"key": "Anchorage"},
}
HOSTILE = (
    '<script>alert(1)</script> {{FrontSide}} {{c1::a::b}} "><img src=x onerror=alert(2)> }}} :: [sound:a.mp3]'
)


def make_question(kind: str, **changes: Any) -> Question:
    common = {
        "id": kind.replace("_", "-"),
        "type": kind,
        "stem": f"Where did flight 007 stop, in a {kind} way?",
        "section": "flight",
        "tags": ["route"],
        "skill": "reading",
        "level": "remember",
        "hint": "Look north.",
        "explanation": "The stop was planned.",
        "citations": [CITATION],
    }
    return QUESTION_TYPES[kind].model_validate(common | KINDS[kind] | changes)


def make_bank(questions: Sequence[Question] = (), **changes: Any) -> Bank:
    about = {
        "id": "tiny",
        "title": "A tiny bank",
        "description": "For tests.",
        "version": "1.0.0",
        "released": "2026-03-04",
        "licence": "CC0",
        "skills": ["reading"],
        "sources": [
            {
                "id": "report",
                "type": "report",
                "title": "The report",
                "URL": "https://www.example.org/a_b_?c=1&d",
            }
        ],
        "sections": [{"id": "flight", "title": "The flight"}],
    }
    every = questions or [make_question(kind) for kind in KINDS]
    return Bank(Path("tiny"), BankFile.model_validate(about | changes), tuple(every), {})
