"""Turns what pydantic found into problems: the place in the file, a sentence, and how to mend it."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kalquiz.bank.document import Document
from kalquiz.bank.outline import Loc
from kalquiz.problem import Problem
from kalquiz.question import QUESTION_TYPES

_SCALARS = {str: "text", int: "a number", float: "a number", bool: "true or false", type(None): "nothing"}


def explain(document: Document, model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """A problem for each thing that does not fit the model."""
    return [_problem(document, model, details) for details in error.errors(include_url=False)]


def did_you_mean(word: str, known: Mapping[str, object] | list[str]) -> str:
    """A suggestion for a misspelt word, or an empty string."""
    close = get_close_matches(word, list(known), 1, 0.6)
    return f"Did you mean `{close[0]}`?" if close else ""


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    loc, raw = _follow(document.data, details["loc"])
    name = str(details["loc"][-1]) if details["loc"] else ""
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            return document.problem(loc, "schema/missing", f"`{name}` is missing", f"Add `{name}:` here.")
        case "extra_forbidden":
            hint = did_you_mean(name, _fields(model, details["loc"][:-1])) or "Remove it."
            return document.key_problem(loc, "schema/unknown-field", f"unknown field `{name}`", hint)
        case "union_tag_not_found":
            kinds = "`type` is missing"
            return document.problem(loc, "schema/type", kinds, f"Add one of {', '.join(QUESTION_TYPES)}.")
        case "union_tag_invalid":
            tag, tags = context["tag"], [tag.strip("'") for tag in context["expected_tags"].split(", ")]
            hint = did_you_mean(tag, tags) or f"Use one of {', '.join(tags)}."
            return document.problem((*loc, "type"), "schema/type", f"unknown type `{tag}`", hint)
        case "string_type" if isinstance(raw, (int, float)):
            written = document.place(loc).written or str(raw)
            kind = "true or false" if isinstance(raw, bool) else "a number"
            message = f"`{name}` must be text, but `{written}` reads as {kind}"
            return document.problem(loc, "schema/text", message, f'Put it in quotes: "{written}"')
        case "value_error":
            return document.problem(loc, "schema/value", str(context["error"]))
    message, hint = _plain(details, raw)
    where = f"`{name}` " if isinstance(details["loc"][-1] if details["loc"] else 0, str) else ""
    return document.problem(loc, f"schema/{details['type'].replace('_', '-')}", where + message, hint)


def _plain(details: ErrorDetails, raw: object) -> tuple[str, str]:
    """Message and hint for what needs nothing but the error itself."""
    context = details.get("ctx", {})
    found = f"not {_SCALARS.get(type(raw), 'a list' if isinstance(raw, list) else 'a mapping')}"
    match details["type"]:
        case "string_type":
            return f"must be text, {found}", ""
        case "tuple_type" | "list_type":
            return f"must be a list, {found}", "Start each item on a line of its own with `- `."
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"must be a mapping (`field: value`), {found}", "Check the indentation."
        case "int_type" | "int_from_float":
            return f"must be a whole number, {found}", ""
        case "bool_type":
            return f"must be true or false, {found}", "Write true or false, without quotes."
        case "decimal_type" | "decimal_parsing" | "float_type" | "float_parsing":
            return "must be a number", "Write it in digits, with a point for decimals."
        case "too_short":
            least = context["min_length"]
            return f"needs at least {least} item{'s' if least > 1 else ''}", ""
        case "string_too_short":
            return "is empty", "Write something here, or remove the field."
        case "string_pattern_mismatch":
            return f"does not have the right form: `{raw}`", _form(context["pattern"])
        case "literal_error":
            return f"cannot be `{raw}`", f"Use {context['expected']}."
    return f"is not right: {details['msg'][:1].lower()}{details['msg'][1:]}", ""


def _form(pattern: str) -> str:
    if pattern.startswith("^[a-z0-9]+("):
        return "Use small letters a to z, digits and single hyphens, as in `refuelling-stop`."
    if pattern.startswith(r"^\d{4}("):
        return 'Use "1983-09-01", "1983-09" or "1983".'
    return f"It has to match {pattern}"


def _follow(data: Any, loc: tuple[int | str, ...]) -> tuple[Loc, Any]:
    """The steps of `loc` that are in the document, and the value there.

    pydantic also puts the names of union members into a path; those are no step of the document.
    """
    steps: list[int | str] = []
    for step in loc:
        in_list = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if in_list or (isinstance(data, dict) and step in data):
            data = data[step]
            steps.append(step)
    return tuple(steps), data


def _fields(annotation: Any, loc: tuple[int | str, ...]) -> dict[str, object]:
    """The fields that are allowed in the mapping at `loc`."""
    models = [annotation]
    for step in loc:
        models = [inner for model in models for inner in _step(model, step)]
    return {
        info.alias or name: info
        for model in models
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, info in model.model_fields.items()
    }


def _step(annotation: Any, step: int | str) -> Iterator[Any]:
    """What a step of a pydantic path leads to: a field, a member of a union by its tag, an item."""
    for member in _members(annotation):
        if isinstance(member, type) and issubclass(member, BaseModel):
            fields = {info.alias or name: info.annotation for name, info in member.model_fields.items()}
            if step in fields:
                yield from _members(fields[str(step)])
            elif "type" in fields and step in get_args(fields["type"]):
                yield member
        else:
            yield from get_args(member)[-1:] if get_origin(member) is dict else get_args(member)[:1]


def _members(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    elif hasattr(annotation, "__metadata__"):
        yield from _members(get_args(annotation)[0])
    else:
        yield annotation
