"""Questions written compactly, as banks: what every question needs and the test is not about is filled in."""

import json
from pathlib import Path
from typing import Any

import yaml

from kalquiz import Bank, load_bank

ABOUT = {
    "id": "compact",
    "title": "A compact bank",
    "description": "Questions of a test.",
    "version": "1.0.0",
    "released": "2026-01-02",
    "licence": "CC0-1.0",
    "sources": [
        {
            "id": "article",
            "type": "webpage",
            "title": "The article",
            "known-as": ["the encyclopedia"],
            "note": "An encyclopedia article.",
        },
        {
            "id": "memo",
            "type": "manuscript",
            "title": "The memo",
            "known-as": ["Kryuchkov", "the record"],
            "note": "A record of a talk.",
        },
    ],
    "sections": [{"id": "all", "title": "All questions"}],
}
CITATION: dict[str, Any] = {
    "source": "article",
    "locator": "paragraph 1",
    "gist": "It says so.",
    "passage": {
        "norm": "skel-1",
        "anchors": ["The first", "the last"],
        "words": 8,
        "characters": 29,
        "position": 0.125,
        "hash": "0123456789abcdef",
        "sketch": "0123abcd",
    },
}


def compact_bank(folder: Path, questions: list[dict[str, Any]], **about: Any) -> Bank:
    """The bank of the questions, written into `folder` and read from there."""
    folder.mkdir(parents=True, exist_ok=True)
    filled = [question(number, raw) for number, raw in enumerate(questions, 1)]
    _write(folder / "bank.yaml", ABOUT | about)
    _write(folder / "all.yaml", {"questions": filled})
    return load_bank(folder)


def question(number: int, raw: dict[str, Any]) -> dict[str, Any]:
    """A question with id and citation; a citation may be written as far as it matters."""
    cited = [CITATION | citation for citation in raw.get("citations", [{}])]
    return {"id": f"question-{number}"} | raw | {"citations": cited} | _distractors(raw)


def _distractors(raw: dict[str, Any]) -> dict[str, Any]:
    if "distractors" not in raw:
        return {}
    return {"distractors": [it if isinstance(it, dict) else {"text": str(it)} for it in raw["distractors"]]}


def _write(path: Path, data: object) -> None:
    # JSON is YAML, and every word in it is quoted.
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def read_yaml(path: Path) -> Any:
    """What a YAML file says."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))
