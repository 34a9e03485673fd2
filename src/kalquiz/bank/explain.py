"""Turns what pydantic found into problems: the place in the file, a sentence, and how to mend it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from math import isnan
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kalquiz.bank.document import Document
from kalquiz.bank.fields import fields_at, required_at, types_at, types_with
from kalquiz.bank.habits import field_meant, nearest, shape_meant, to_add, type_meant
from kalquiz.bank.outline import Loc
from kalquiz.problem import Problem, Severity
from kalquiz.words import counted

_SCALARS = {str: "text", int: "a number", float: "a number", bool: "true or false", type(None): "nothing"}
_OF_KEYS = ("missing", "extra_forbidden", "invalid_key")
"""What pydantic says of a field by its name, rather than of a value."""

MOST_PROBLEMS = 10_000
"""In one file; nobody reads more, and finding their places takes long."""

SLUG_FORM = "Use small letters a to z, digits and single hyphens, as in `refuelling-stop`."
"""How an id is written."""

COPY = "Copy it from what `kalquiz cite` prints."
"""How to mend a record that is not written by hand."""

_LIST = ("a list", "Start each item on a line of its own with `- `.")
_MAPPING = ("a mapping (`field: value`)", "Check the indentation.")
_SHAPES = {
    "string_type": ("text", "Write one text here; in quotes if it begins with a bracket."),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "int_type": ("a whole number", "Write it in digits alone, as in 12."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "float_type": ("a number", "Write it in digits, without quotes."),
    "decimal_type": ("a number", "Write it in digits, with a point for decimals."),
}
"""What is wanted, and how to mend what is not."""

_FORMS = {
    "^[a-z0-9]+(-": SLUG_FORM,
    "^[0-9]{4}(": 'Use "1983-09-01", "1983-09" or "1983".',
    "^[0-9]+\\.": "Use three numbers, as in 1.0.0.",
    "^[a-z]{2,3}(": "Use a language code, as in en, ko or pt-BR.",
    "^[a-z-]+/": "Use the id of a rule, as in `choice/longest-key`.",
    "^https?": "Begin with https:// or http://.",
    "^10": "Write it without the address, as in 10.1000/182.",
    "^[0-9a-f]{16}": COPY,
    "^([0-9a-f]{4})": COPY,
}
"""How to mend a text of the wrong form, by what the pattern begins with."""


def explain(document: Document, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """A problem for each thing that does not fit the model; only one where hardly anything does."""
    if error.error_count() > MOST_PROBLEMS:
        said = f"{error.error_count():,} things do not fit; this is not a bank's file"
        hint = "Fix the first questions, then check again."
        return [Problem(document.path, 1, 1, Severity.ERROR, "schema/hopeless", said, hint)]
    found = [details for details in error.errors(include_url=False) if not _follows_from_others(details)]
    misnamed = {
        (*details["loc"][:-1], meant)
        for details in found
        if details["type"] == "extra_forbidden" and (meant := _meant(document, model, details["loc"]))
    }
    # A field under another name is one mistake, not two.
    found = [it for it in found if it["type"] != "missing" or it["loc"] not in misnamed]
    return [_problem(document, model, details) for details in _first_of_unions(document, found)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a misspelt word, or an empty string."""
    return _suggested(nearest(word, known))


def _suggested(meant: str) -> str:
    return f"Did you mean `{meant}`?" if meant else ""


def _meant(document: Document, model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """The field, not there yet, that an unknown one at `path` may stand for, or an empty string."""
    _, there = _follow(document.data, path[:-1])
    return field_meant(str(path[-1]), fields_at(model, path[:-1]), there)


def shown(value: object) -> str:
    """A value as a message shows it: in one line, and not all of it where it is long."""
    return f"`{_cut(str(value), 60)}`"


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def _follows_from_others(details: ErrorDetails) -> bool:
    """Whether a list is only too short because its items are wrong, which is reported of them."""
    found = details["input"]
    return (
        details["type"] == "too_short"
        and isinstance(found, (list, tuple))
        and len(found) >= details["ctx"]["min_length"]
    )


def _first_of_unions(document: Document, found: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Of the complaints of each member of a union about one value, the first."""
    seen: set[Loc] = set()
    for details in found:
        loc, _ = _follow(document.data, details["loc"])
        of_member = details["type"] not in _OF_KEYS and details["loc"][-1:] not in (loc[-1:], ("[key]",))
        if not of_member or loc not in seen:
            yield details
        if of_member:
            seen.add(loc)


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    path = details["loc"]
    loc, raw = _follow(document.data, path)
    if details["type"] == "invalid_key" or path[-1:] == ("[key]",):
        return _key_problem(document, model, details)
    match details["type"]:
        case "missing":
            return _missing(document, loc, path)
        case "extra_forbidden":
            return _unknown_field(document, model, details)
        case "union_tag_not_found" | "union_tag_invalid":
            return _type_problem(document, loc, raw, types_at(model, path))
        case "string_type" if raw is None or isinstance(raw, (int, float)):
            return _not_text(document, loc, raw)
        case "value_error":
            error = details["ctx"]["error"]
            return document.problem(loc, "schema/value", _cut(str(error), 200), getattr(error, "hint", ""))
    return _misshapen(document, model, details)


def _missing(document: Document, loc: Loc, path: tuple[int | str, ...]) -> Problem:
    """What to say of a field, or of an item of a list, that has to be there."""
    if isinstance(path[-1], int):
        said = f"{_subject(path[:-1])} needs another item"
        hint = _of_passage(path) or f"Add item {path[-1] + 1}."
    else:
        said = f"`{path[-1]}` is missing"
        hint = to_add(path[-1]) or f"Add `{path[-1]}:` here."
    return document.problem(loc, "schema/missing", said, hint)


def _misshapen(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    """What to say of a value that is there and does not fit its field."""
    path = details["loc"]
    loc, raw = _follow(document.data, path)
    written = document.place(loc).written or str(raw)
    said, hint = _plain(details, raw, written)
    if isinstance(raw, (str, type(None))) and details["type"] == "tuple_type":
        if raw and not fields_at(model, (*path, 0)):
            hint = f"Write `[{_cut(raw, 60)}]`, or each item on a line of its own with `- `."
        hint = f"{hint} {shape_meant(loc, written, ())}".strip()
    elif details["type"] in ("model_type", "model_attributes_type", "dict_type"):
        hint = shape_meant(loc, document.place(loc).written, required_at(model, path)) or hint
    elif details["type"] == "too_short":
        hint = to_add(str(loc[-1])) or hint
    hint = _of_passage(loc[:-1]) or hint
    rule = f"schema/{details['type'].replace('_', '-')}"
    return document.problem(loc, rule, f"{_subject(loc)} {said}", hint)


def unknown_type(document: Document, loc: Loc, kind: object, known: Collection[str]) -> Problem:
    """What to say of a type that is not one of those that are known."""
    hint = _suggested(type_meant(str(kind), known)) or f"Use one of {', '.join(known)}."
    written = document.place((*loc, "type")).written
    said = (
        f"unknown type {shown(kind if isinstance(kind, str) else written)}"
        if written
        else "`type` must be one word"
    )
    return document.problem((*loc, "type"), "schema/type", said, hint)


def _type_problem(document: Document, loc: Loc, raw: object, known: Sequence[str]) -> Problem:
    fields = raw if isinstance(raw, dict) else {}
    if fields.get("type") is not None:
        return unknown_type(document, loc, fields["type"], known)
    hint = f"Use one of {', '.join(known)}."
    if "type" not in fields and (close := get_close_matches("type", map(str, fields), 1)):
        hint = f"Write `type` for {shown(close[0])}."
    said = f"`type` is {'empty' if 'type' in fields else 'missing'}"
    return document.problem((*loc, "type"), "schema/type", said, hint)


def _of_passage(path: tuple[int | str, ...]) -> str:
    """How to mend what nobody writes by hand; empty elsewhere than in a passage."""
    return COPY if "passage" in path else ""


def _not_text(document: Document, loc: Loc, raw: object) -> Problem:
    """What to say of a scalar that YAML does not read as text."""
    written = document.place(loc).written
    if raw is None and not written:
        hint = "Write something here, or remove the field."
        return document.problem(loc, "schema/string-too-short", f"{_subject(loc)} is empty", hint)
    said = f"{_subject(loc)} must be text, but {shown(written or raw)} reads as {_SCALARS[type(raw)]}"
    hint = f'Put it in quotes: "{written}"' if len(written) < 60 else "Put it in quotes."
    hint = to_add(str(loc[-1])) or hint
    return document.problem(loc, "schema/text", said, hint)


def _unknown_field(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    path = details["loc"]
    name = str(path[-1])
    meant = _meant(document, model, path)
    others = types_with(model, path)
    hint = f"Did you mean `{meant}`?" if meant else "Remove it."
    if others and not meant:
        hint = f"Remove it, or take a type that has it: {', '.join(others)}."
    if details["input"] is None and not meant:
        hint = "If it is text after a comma between braces, put the whole text in quotes; or remove it."
    if name == "<<":
        hint = "Fields cannot be merged in from elsewhere: write them out."
    loc, _ = _follow(document.data, path[:-1])
    return document.key_problem((*loc, name), "schema/unknown-field", f"unknown field {shown(name)}", hint)


def _key_problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    """What to say of a key that is not text or not of the right form."""
    path = details["loc"][:-2] if details["loc"][-1] == "[key]" else details["loc"][:-1]
    loc, mapping = _follow(document.data, path)
    key = details["input"]
    place = [repr(name) for name in mapping].index(repr(key))
    written = document.written_keys(loc)[place]
    rule, said, hint = "schema/unknown-field", f"unknown field {shown(written)}", "Remove it."
    if isinstance(key, str):
        rule, (said, hint) = "schema/key", _plain(details, key, written)
        said = f"the name {said}"
    elif not fields_at(model, path):
        rule, said = (
            "schema/text",
            f"a name must be text, but {shown(written)} reads as {_SCALARS[type(key)]}",
        )
        hint = f'Put it in quotes: "{written}"'
    return document.key_problem((*loc, written), rule, said, hint)


def _subject(path: tuple[int | str, ...]) -> str:
    """What a problem is about, in words."""
    if path and isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_subject(path[:-1])}"
    return f"`{path[-1]}`" if path else "the file"


def _plain(details: ErrorDetails, raw: object, written: str) -> tuple[str, str]:
    """Message and hint for what needs nothing but the error itself."""
    # What is no number is neither too large nor too small.
    found_wrong = "float_type" if isinstance(raw, float) and isnan(raw) else details["type"]
    if found_wrong in _SHAPES:
        return _another_shape(found_wrong, raw, written)
    context = details.get("ctx", {})
    match details["type"]:
        case "greater_than_equal":
            return f"must be at least {context['ge']:g}, not {shown(written)}", "Write a larger number."
        case "less_than_equal":
            return f"must be at most {context['le']:g}, not {shown(written)}", "Write a smaller number."
        case "too_short":
            least = context["min_length"]
            return f"needs at least {counted(least, 'item')}", "Add what is missing."
        case "too_long":
            return f"has more than {context['max_length']} items", "Remove the extra ones."
        case "string_too_short":
            return "is empty", "Write something here, or remove the field."
        case "string_too_long":
            return f"is longer than {context['max_length']} characters", "Shorten it."
        case "string_pattern_mismatch":
            return f"does not have the right form: {shown(raw)}", _form(context["pattern"])
        case "literal_error":
            known = re.findall(r"'([^']*)'", context["expected"])
            hint = _suggested(type_meant(str(raw), known)) or f"Use {' or '.join(known)}."
            return f"cannot be {shown(raw if isinstance(raw, str) else written)}", hint
    return f"is not right: {details['msg'][:1].lower()}{details['msg'][1:]}", ""


def _another_shape(found_wrong: str, raw: object, written: str) -> tuple[str, str]:
    """Message and hint for a value that is text, a number, a list or a mapping where another of them belongs."""
    wanted, hint = _SHAPES[found_wrong]
    if isinstance(raw, (str, int, float)):
        found = shown(written)
    else:
        found = "a list" if isinstance(raw, list) else "a mapping" if isinstance(raw, dict) else "nothing"
    if wanted == "a list" and isinstance(raw, dict) and raw:
        hint = f"Write `- ` before each item: `- {next(iter(raw))}:`."
    return f"must be {wanted}, not {found}", hint


def _form(pattern: str) -> str:
    return next(
        (hint for start, hint in _FORMS.items() if pattern.startswith(start)), f"It has to match {pattern}"
    )


def _follow(data: Any, path: tuple[int | str, ...]) -> tuple[Loc, Any]:
    """The steps of `path` that are in the document, and the value there.

    pydantic also puts the names of union members into a path; those are no step of the document.
    """
    steps: list[int | str] = []
    for step in path:
        if isinstance(data, dict) and data.get("type") == step:
            continue
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if in_list or (isinstance(data, dict) and step in data):
            data = data[step]
            steps.append(step)
    return tuple(steps), data
