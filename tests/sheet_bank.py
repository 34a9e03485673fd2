"""A small bank with a question of each type, for worksheets, and what is read back from them."""

import re
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from kalquiz.bank import Bank, BankFile
from kalquiz.citation.skeleton import NORM
from kalquiz.question import QUESTION_TYPES, Question
from kalquiz.worksheet import Form, Paper, make_sheet
from kalquiz.worksheet.model import Item
from tests.conftest import program

PASSAGE = {
    "norm": NORM,
    "anchors": ("The", "end"),
    "words": 9,
    "characters": 40,
    "position": 0.5,
    "hash": "0123456789abcdef",
    "sketch": "0123",
}
CITATION = {"source": "atlas", "locator": "page 7", "gist": "Gist of the passage.", "passage": PASSAGE}
WRONG = [{"text": "Lisbon", "feedback": "Not that."}, {"text": "Madrid"}, {"text": "Vienna"}]
PAPERS: Sequence[Paper] = ("a4", "us-letter")
SUFFIXES = (".pdf", ".html")

EVERY_TYPE: dict[str, dict[str, Any]] = {
    "single_choice": {"key": "Zanzibar", "distractors": WRONG},
    "multiple_response": {"key": ["Zanzibar", "Quito"], "distractors": WRONG},
    "true_false": {"key": False, "correction": "Zanzibar is right."},
    "short_answer": {"key": "Zanzibar", "accepted": ["Unguja"]},
    "numeric": {"key": 73519, "unit": "km", "tolerance": {"absolute": 2}},
    "date": {"key": "1964-01-12"},
    "cloze": {
        "stem": "From [[first]] to [[second]] in a cloze stem.",
        "gaps": {
            "first": {"type": "short_answer", "key": "Zanzibar"},
            "second": {"type": "short_answer", "key": "Quito", "accepted": ["Kitu"]},
        },
    },
    "matching": {
        "pairs": [{"stem": "Island", "key": "Zanzibar"}, {"stem": "Mountain", "key": "Quito"}],
        "distractors": WRONG,
    },
    "ordering": {"key": ["Quito", "Zanzibar", "Lisbon"]},
    "categorization": {
        "categories": ["Coast", "Inland"],
        "statements": [{"text": "Zanzibar", "key": "Coast"}, {"text": "Quito", "key": "Inland"}],
    },
    "constructed_response": {
        "key": "Zanzibar is a model answer.",
        "rubric": [{"text": "Names Unguja", "points": 2}, {"text": "Says why", "points": 1}],
        "lines": 4,
    },
    "flashcard": {"key": "Zanzibar"},
}


def a_question(kind: str, **fields: Any) -> Question:
    base = {
        "id": kind.replace("_", "-"),
        "type": kind,
        "stem": f"Stem of the {kind} question?",
        "section": "one",
        "explanation": "Because of the monsoon.",
        "citations": [CITATION],
    }
    return QUESTION_TYPES[kind].model_validate(base | EVERY_TYPE[kind] | fields)


def answers(kind: str) -> tuple[str, ...]:
    """The answers to `a_question` of this type as a key says them."""
    return ("12 January 1964",) if kind == "date" else a_question(kind).solution().lines


def a_bank(*questions: Question, **fields: Any) -> Bank:
    about = {
        "id": "demo",
        "title": "Ports and capitals",
        "description": "A demonstration.",
        "version": "1.2.3",
        "released": "2026-01",
        "licence": "CC-BY-4.0",
        "sources": [{"id": "atlas", "type": "book", "title": "The Great Atlas", "title-short": "the atlas"}],
        "sections": [{"id": "one", "title": "First section"}, {"id": "two", "title": "Second section"}],
    }
    return Bank(Path(), BankFile.model_validate(about | fields), questions, {})


def all_types() -> tuple[Question, ...]:
    return tuple(map(a_question, EVERY_TYPE))


def shown(path: Path) -> str:
    """The words that a reader of the file sees, with single spaces."""
    if path.suffix == ".pdf":
        return " ".join(" ".join(pages(path)).split())
    if path.suffix == ".docx":
        return _in_document(path)
    body = path.read_text().split("</style>", 1)[1]
    words = re.sub(r"<[^>]*>", " ", re.sub(r"</?(?:cite|em|strong|code|span|b)\b[^>]*>", "", body))
    return " ".join(unescape(words).split())


def _in_document(path: Path) -> str:
    # Whoever has no python-docx can still use this module.
    from docx import Document
    from docx.oxml.ns import qn

    document = Document(str(path))
    parts = (document.element.body, document.sections[0].footer.part.element)
    lines = (line for part in parts for line in part.iter(qn("w:p")))
    return " ".join(" ".join("".join(it.text or "" for it in line.iter(qn("w:t"))) for line in lines).split())


def pages(path: Path) -> list[str]:
    return poppler("pdftotext", "-layout", path, "-").split("\f")[:-1]


class Word(NamedTuple):
    """A word of a PDF and where it stands, in points from the top left."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    width: float
    height: float


def words(path: Path) -> list[Word]:
    """The words of a PDF in the order of its content; `width` and `height` are those of their page."""
    found = []
    for number, page in enumerate(poppler("pdftotext", "-bbox", "-raw", path, "-").split("<page ")[1:], 1):
        width, height = (float(size) for size in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        for box in re.finditer(
            r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>', page
        ):
            left, top, right, bottom = map(float, box.groups()[:4])
            found.append(Word(unescape(box[5]), number, left, top, right, bottom, width, height))
    return found


def poppler(name: str, *arguments: str | Path) -> str:
    done = subprocess.run([program(name), *arguments], capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def items(bank: Bank, *, key: bool, seed: str = "1") -> list[Item]:
    sheet = make_sheet(bank, bank.questions, Form(seed, key="only" if key else "none"))
    return [item for part in sheet.parts for item in part.items]
