"""What people write from habit, and what a bank calls it."""

from collections.abc import Collection, Sequence

from kalquiz.bank.outline import Loc

_OTHER_NAMES = {
    "answer": ("key",),
    "answers": ("accepted", "key"),
    "correct": ("key",),
    "solution": ("key",),
    "question": ("stem",),
    "prompt": ("stem",),
    "statement": ("stem",),
    "options": ("distractors",),
    "choices": ("distractors",),
    "picture": ("image",),
    "photo": ("image",),
    "sources": ("citations",),
    "references": ("citations",),
    "comment": ("feedback", "explanation"),
    "comments": ("feedback", "explanation"),
    "reason": ("feedback", "explanation"),
    "why": ("feedback", "explanation"),
}
"""Names of fields elsewhere, and the fields here that they may stand for, the likeliest first."""

_TO_ADD = {
    "passage": "Run `kalquiz cite`: it prints the passage to paste here.",
    "citations": "Run `kalquiz cite`: it prints a citation to paste here.",
}
"""How to add what nobody writes by hand."""

_SHAPES = {
    "tolerance": "Write `{{absolute: {0}}}` for {0} more or less, `{{percent: {0}}}` for {0} % of the key.",
    "allow": "Name the rule and the reason: `allow: {{stem/negative: why it may}}`.",
    "rules": "Name the rule and its severity: `rules: {{stem/long: info}}`.",
    "gaps": "Name each gap: `city: {{type: short_answer, key: Anchorage}}`.",
    "citations": "Begin it with `- source:`; `kalquiz cite` prints it whole.",
    "passage": _TO_ADD["passage"],
    "questions": "Write its fields, as in `- id: first-flight`, each on a line of its own.",
}
"""How to write what is no record of text, by the name of the field; `{0}` is what was written."""


def field_meant(name: str, known: Collection[str]) -> str:
    """The known field that goes by another name elsewhere, or an empty string."""
    return next((meant for meant in _OTHER_NAMES.get(name.casefold(), ()) if meant in known), "")


def to_add(name: str) -> str:
    """How to add a field that is not written by hand; empty for others."""
    return _TO_ADD.get(name, "")


def shape_meant(loc: Loc, written: str, required: Sequence[str]) -> str:
    """How to write fields where there is one value; empty where that cannot be told.

    The value is taken for the first of the required fields: a picture's file, the text of a distractor.
    """
    name = next((step for step in reversed(loc) if isinstance(step, str)), "")
    value = written if 0 < len(written) <= 60 and "\n" not in written else "..."
    if name in _SHAPES:
        return _SHAPES[name].format(value)
    if not required:
        return ""
    fields = [f"{required[0]}: {_as_text(value)}", *(f"{field}: ..." for field in required[1:])]
    return f"Write `{{{', '.join(fields)}}}`."


def _as_text(written: str) -> str:
    """What was written, in quotes where YAML would read it as a number or a date."""
    return f'"{written}"' if written[:1].isdigit() and not any(map(str.isalpha, written)) else written
