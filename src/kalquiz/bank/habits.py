"""What people write from habit, and what a bank calls it."""

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from kalquiz.bank.outline import Loc

_OTHER_NAMES = {
    "answer": ("key", "gaps", "pairs", "statements"),
    "answers": ("accepted", "key", "gaps", "pairs", "statements"),
    "correct": ("key",),
    "solution": ("key",),
    "items": ("key", "pairs", "statements"),
    "synonyms": ("accepted",),
    "question": ("stem",),
    "prompt": ("stem",),
    "statement": ("stem",),
    "text": ("stem", "gist"),
    "options": ("distractors",),
    "choices": ("distractors",),
    "alternatives": ("distractors", "accepted"),
    "wrong": ("distractors", "rejected"),
    "incorrect": ("distractors", "rejected"),
    "picture": ("image",),
    "photo": ("image",),
    "sources": ("citations",),
    "references": ("citations",),
    "comment": ("feedback", "explanation"),
    "comments": ("feedback", "explanation"),
    "reason": ("feedback", "explanation"),
    "why": ("feedback", "explanation"),
    "difficulty": ("level",),
    "name": ("title", "literal"),
    "date": ("released", "issued"),
    "year": ("issued",),
    "journal": ("container-title",),
    "website": ("URL", "container-title"),
    "link": ("URL",),
    "page": ("locator",),
    "quote": ("gist",),
    "summary": ("gist", "description"),
}
"""Names of fields elsewhere, and the fields here that they may stand for, the likeliest first."""

_OTHER_TYPES = {
    "multiple_choice": "single_choice",
    "mcq": "single_choice",
    "choice": "single_choice",
    "multiple_answer": "multiple_response",
    "checkbox": "multiple_response",
    "boolean": "true_false",
    "statement": "true_false",
    "text": "short_answer",
    "word": "short_answer",
    "open": "constructed_response",
    "essay": "constructed_response",
    "number": "numeric",
    "fill_in_the_blank": "cloze",
    "fill_in": "cloze",
    "gap_text": "cloze",
    "gaps": "cloze",
    "match": "matching",
    "pairs": "matching",
    "sequence": "ordering",
    "sorting": "categorization",
    "classification": "categorization",
    "basic": "flashcard",
    "card": "flashcard",
    "website": "webpage",
    "blog": "post-weblog",
    "pdf": "document",
    "paper": "article-journal",
    "journal": "article-journal",
    "newspaper": "article-newspaper",
    "film": "motion_picture",
    "video": "motion_picture",
    "law": "legislation",
}
"""Names of types of questions and sources elsewhere, and the type here that they stand for."""

_TO_ADD = {
    "passage": "Run `kalquiz cite`: it prints the passage to paste here.",
    "citations": "Run `kalquiz cite`: it prints a citation to paste here.",
    "version": "Write three numbers, as in `version: 1.0.0`.",
}
"""How to add what is not written like any other field."""

_SHAPES = {
    "tolerance": "Write `{{absolute: {0}}}` for {0} more or less, `{{percent: {0}}}` for {0} % of the key.",
    "allow": "Name the rule and the reason: `allow: {{stem/negative: why it may}}`.",
    "rules": "Name the rule and its severity: `rules: {{stem/long: info}}`.",
    "gaps": "Name each gap: `city: {{type: short_answer, key: Anchorage}}`.",
    "citations": "Begin it with `- source:`; `kalquiz cite` prints it whole.",
    "passage": _TO_ADD["passage"],
    "questions": "Write its fields, as in `- id: first-flight`, each on a line of its own.",
    **dict.fromkeys(
        ("author", "editor", "translator", "interviewer", "director"),
        "Write `{{family: Curie, given: Marie}}` for a person, `{{literal: {0}}}` for a body.",
    ),
}
"""How to write what is no record of text, by the name of the field; `{0}` is what was written."""


def field_meant(name: str, known: Collection[str], there: Collection[object]) -> str:
    """The known field, not there yet, that this one stands for: by its name elsewhere, or else by its letters.

    An empty string where there is none.
    """
    free = [field for field in known if field not in there]
    if others := [meant for meant in _OTHER_NAMES.get(name.casefold(), ()) if meant in known]:
        return next((meant for meant in others if meant in free), "")
    return nearest(name, free)


def type_meant(name: str, known: Collection[str]) -> str:
    """The known type that this one stands for, in the same way."""
    other = _OTHER_TYPES.get(re.sub(r"[\s-]+", "_", name.casefold()), "")
    return other if other in known else nearest(name, known)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, or an empty string."""
    folded = {name.casefold(): name for name in known}
    return next((folded[close] for close in get_close_matches(word.casefold(), folded, 1, 0.6)), "")


def to_add(name: str) -> str:
    """How to add a field that is not written like any other; empty for others."""
    return _TO_ADD.get(name, "")


def shape_meant(loc: Loc, written: str, required: Sequence[str]) -> str:
    """How to write fields where there is one value; empty where that cannot be told.

    The value is taken for the first of the required fields: a picture's file, the text of a distractor.
    """
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    value = written if 0 < len(written) <= 60 and "\n" not in written else "..."
    if name in _SHAPES:
        return _SHAPES[name].format(value.rstrip(" %"))
    if not required:
        return ""
    fields = [f"{required[0]}: {_as_text(value)}", *(f"{field}: ..." for field in required[1:])]
    return f"Write `{{{', '.join(fields)}}}`."


def _as_text(written: str) -> str:
    """What was written, in quotes where YAML would read it as a number or a date."""
    return f'"{written}"' if written[:1].isdigit() and not any(map(str.isalpha, written)) else written
