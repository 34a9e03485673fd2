#!/usr/bin/env python3
"""Writes the parts of the documentation that follow from the code, between their markers.

    python scripts/reference.py            brings them up to date
    python scripts/reference.py --check    exits with 1 where one is not

A part stands between `<!-- generated: NAME WORDS -->` and `<!-- end -->`; NAME is a key of `PARTS`.
"""

import ast
import inspect
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any

import click
from pydantic import TypeAdapter

import kalquiz
from kalquiz import interaction
from kalquiz.bank import bank_schema, load_bank
from kalquiz.check import RULES, Rule, example_yaml, examples
from kalquiz.citation.record import EDTF, Slug
from kalquiz.cli.main import commands
from kalquiz.deck.face import face
from kalquiz.deck.notetype import Field, NoteType
from kalquiz.grading import UNITS
from kalquiz.question import QUESTION_TYPES, Question

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SAMPLE = ROOT / "tests" / "banks" / "moon" / "basics.yaml"

_PART = re.compile(r"(<!-- generated: (\w+)((?: \w+)*) -->\n).*?(?=<!-- end -->)", re.DOTALL)
_SECTION = re.compile(r"^(Args|Returns|Raises):\n((?:    .*\n?|\n)+)", re.MULTILINE)
_ITEM = re.compile(r"^    (\w+): ", re.MULTILINE)
_FORMS = {
    TypeAdapter(kind).json_schema()["pattern"]: name for kind, name in {Slug: "id", EDTF: "date"}.items()
}
_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def main() -> int:
    """Bring every generated part up to date, or with `--check` only say which are not."""
    stale = {path: text for path, text in _wanted() if not path.exists() or path.read_text("utf-8") != text}
    if "--check" not in sys.argv[1:]:
        for path, text in stale.items():
            path.write_text(text, "utf-8")
        return 0
    for path in stale:
        sys.stderr.write(f"docs/{path.relative_to(DOCS)} is out of date: run python scripts/reference.py\n")
    return int(bool(stale))


def _wanted() -> Iterator[tuple[Path, str]]:
    """Each generated file, and each page with its parts as they should be."""
    yield DOCS / "schema.json", json.dumps(bank_schema(), indent=2, ensure_ascii=False) + "\n"
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text("utf-8")
        yield path, _PART.sub(lambda found: f"{found[1]}\n{PARTS[found[2]](*found[3].split())}\n\n", text)


def fields(name: str) -> str:
    """The fields of a record; of a question type those that only it has."""
    definition = _definitions()[name]
    known: Mapping[str, Any] = definition["properties"]
    if name in {kind.__name__ for kind in QUESTION_TYPES.values()}:
        known = {field: schema for field, schema in known.items() if field not in Question.model_fields}
    return _table(known, definition.get("required", ()))


def common() -> str:
    """The fields that every question has."""
    definition = _definitions()["ShortAnswer"]
    known = {field: definition["properties"][field] for field in Question.model_fields}
    return _table(known | {"type": {"form": "one of the types below"}}, definition["required"])


def example(kind: str) -> str:
    """The question of a type in the sample bank, which the tests put to every output."""
    questions = re.split(r"^  (?=- id: )", SAMPLE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = next(text for text in questions if f"\n    type: {kind}\n" in text)
    return f"```yaml\n{re.sub('^  ', '', found.strip(), flags=re.MULTILINE)}\n```"


def command(*names: str) -> str:
    """What a command, or a command of a group, says of itself."""
    found: click.Command = commands
    context = click.Context(commands, info_name="kalquiz", terminal_width=88, **commands.context_settings)
    for name in names:
        inner = found.get_command(context, name) if isinstance(found, click.Group) else None
        if inner is None:
            raise SystemExit(f"There is no command {' '.join(names)}.")
        found = inner
        context = click.Context(found, context, info_name=name)
    return f"```text\n{context.get_help()}\n```"


def units() -> str:
    """The units of numeric answers."""
    rows = (f"| `{unit.symbol}` | {unit.kind} | {', '.join(unit.names)} |" for unit in UNITS.values())
    return "\n".join(["| unit | kind | also written |", "|---|---|---|", *rows])


def rules() -> str:
    """Every rule of the check: in a table, and each with its source and its examples."""
    rows = (
        f"| [`{rule.id}`](#{rule.id.replace('/', '')}) | {rule.severity} | {rule.reason} |" for rule in RULES
    )
    overview = "\n".join(["| rule | severity | why |", "| --- | --- | --- |", *rows])
    return "\n\n".join([overview, *map(_rule, RULES)])


def measured() -> str:
    """How good each rule is on the labelled questions."""
    sys.path.insert(0, str(ROOT))
    from tests.measured import measure_rules, table

    return table(measure_rules())


def api() -> str:
    """Every public name with its shape and its docstring."""
    return "\n\n".join(_entry(name, getattr(kalquiz, name)) for name in kalquiz.__all__)


def note_types() -> str:
    """Every note type of a deck: its name and id in Anki, what it is for, and the question types it shows."""
    sample = load_bank(SAMPLE.parent)
    shown: dict[NoteType, set[str]] = {kind: set() for kind in NoteType}
    for question in sample.questions:
        shown[face(question, question.solution(), sample.id).kind].add(f"`{question.type}`")
    rows = (
        f"| `{kind.label}` | {kind.value.id} | {kind.value.about} | {', '.join(sorted(shown[kind]))} |"
        for kind in NoteType
    )
    return "\n".join(["| note type | id | what it is for | question types |", "|---|---|---|---|", *rows])


def note_fields() -> str:
    """Every field of the note types."""
    rows = (f"| {field.value} | {field.label} | {field.holds} |" for field in Field)
    return "\n".join(["| number | field | what it holds |", "|---|---|---|", *rows])


PARTS: dict[str, Callable[..., str]] = {
    "fields": fields,
    "common": common,
    "example": example,
    "command": command,
    "units": units,
    "note_types": note_types,
    "note_fields": note_fields,
    "rules": rules,
    "measured": measured,
    "api": api,
}


def _rule(rule: Rule) -> str:
    facts = [f"**Severity:** {rule.severity}", f"**Source:** {rule.source}"]
    if rule.languages:
        facts.append(f"**Languages:** {', '.join(f'`{code}`' for code in rule.languages)}")
    if rule.needs_text:
        facts.append("**Needs** a copy of the source")
    shown = [
        f"{name.capitalize()}:\n\n```{'text' if isinstance(example, str) else 'yaml'}\n{example_yaml(example)}```"
        for name, example in examples().get(rule.id, {}).items()
    ]
    return "\n\n".join([f"### `{rule.id}`", rule.reason, " · ".join(facts), *shown])


@cache
def _definitions() -> dict[str, Any]:
    definitions: dict[str, Any] = bank_schema()["$defs"]
    return definitions


def _table(known: Mapping[str, Any], required: Collection[str]) -> str:
    rows = [
        (
            f"`{field}`",
            _holds(schema),
            "needed" if field in required else _default(schema.get("default")),
            schema.get("description", ""),
        )
        for field, schema in known.items()
    ]
    head = ("field", "holds", "if left out", "")
    width = 4 if any(row[3] for row in rows) else 3
    lines = [head, ("---",) * 4, *rows]
    return "\n".join(f"| {' | '.join(line[:width])} |" for line in lines)


def _default(value: object) -> str:
    """What a field that was left out stands for."""
    if value is None or value in ("", [], {}):
        return "none"
    return f"`{json.dumps(value) if not isinstance(value, str) else value}`"


def _holds(schema: Mapping[str, Any]) -> str:
    """What a field may hold, in words."""
    if "form" in schema:
        return str(schema["form"])
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value is not None)
    if "const" in schema:
        return f"`{schema['const']}`"
    if "$ref" in schema:
        return _record(schema["$ref"])
    if "anyOf" in schema:
        known = [_holds(member) for member in schema["anyOf"] if member.get("type") != "null"]
        # A number may also be written as text, so that no digit is lost.
        return "number" if known == ["number", "text"] else " or ".join(known)
    if "oneOf" in schema:
        return " or ".join(map(_holds, schema["oneOf"]))
    if schema["type"] == "array":
        return _list(schema)
    if schema["type"] == "object":
        (inner,) = schema.get("patternProperties", {"": schema.get("additionalProperties")}).values()
        return f"mapping from {'id' if 'patternProperties' in schema else 'name'} to {_holds(inner)}"
    return _FORMS.get(schema.get("pattern", ""), _KINDS[schema["type"]]) + _range(schema)


def _list(schema: Mapping[str, Any]) -> str:
    """A list of anything, or of exactly so many."""
    if "prefixItems" in schema:
        return f"list of {len(schema['prefixItems'])}: {_holds(schema['prefixItems'][0])}"
    item = schema["items"]
    # A union of everything would fill the page; the types have sections of their own.
    one = "question" if len(item.get("oneOf", ())) > 3 else _holds(item)
    inner = f"{one[:-1]}s*" if one.endswith("*") else f"{one}s"
    least = schema.get("minItems", 0)
    return f"list of {inner}" + (f", at least {least}" if least else "")


def _range(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f", {low:g} to {high:g}"
    return f", at least {low:g}" if low is not None else ""


def _record(reference: str) -> str:
    """The name of a record in words, as the pages have it."""
    name = reference.rpartition("/")[2]
    return "*" + re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() + "*"


def _entry(name: str, value: object) -> str:
    """A public name: its shape as the source has it, and what the docstrings say."""
    if isinstance(value, UnionType):
        return _union(name)
    node = ast.parse(inspect.getsource(value)).body[0]  # type: ignore[arg-type]
    if isinstance(node, ast.FunctionDef):
        return f"## `{name}`\n\n```python\n{_signature(node)}\n```\n\n{_prose(node)}"
    if not isinstance(node, ast.ClassDef):
        raise TypeError(f"{name} is neither a class nor a function.")
    bases = f"({', '.join(map(ast.unparse, node.bases))})" if node.bases else ""
    shape = "\n".join([f"class {name}{bases}:", *_lines(node)])
    methods = [
        f"### `{_signature(member).removeprefix('def ')}`\n\n{_prose(member)}"
        for member in node.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("_")
    ]
    return "\n\n".join([f"## `{name}`", f"```python\n{shape}\n```", _prose(node), *methods])


def _union(name: str) -> str:
    """A union of what is asked or answered, and the text below it."""
    body = ast.parse(inspect.getsource(interaction)).body
    node, said = next(
        (node, said)
        for node, said in pairwise(body)
        if isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) == name
        and isinstance(said, ast.Expr)
    )
    return f"## `{name}`\n\n```python\n{ast.unparse(node)}\n```\n\n{ast.literal_eval(said.value)}"


def _lines(node: ast.ClassDef) -> Iterator[str]:
    """The fields of a class, or the members of an enumeration."""
    for member in node.body:
        if isinstance(member, ast.AnnAssign):
            yield f"    {ast.unparse(member.target)}: {ast.unparse(member.annotation)}"
        elif isinstance(member, ast.Assign) and not ast.unparse(member).startswith(("_", "model_")):
            yield f"    {ast.unparse(member)}"


def _signature(function: ast.FunctionDef) -> str:
    """A function without its body; a property as the attribute it is."""
    for argument in (*function.args.args, *function.args.kwonlyargs):
        argument.annotation = _unquoted(argument.annotation)
    returns = ast.unparse(_unquoted(function.returns) or ast.Constant(None))
    if any(ast.unparse(decorator) == "property" for decorator in function.decorator_list):
        return f"{function.name}: {returns}"
    return f"def {function.name}({ast.unparse(function.args)}) -> {returns}"


def _unquoted(annotation: ast.expr | None) -> ast.expr | None:
    """An annotation without the quotes that keep a heavy import away."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return ast.parse(annotation.value, mode="eval").body
    return annotation


def _prose(node: ast.FunctionDef | ast.ClassDef) -> str:
    """A docstring as Markdown, with its sections as lists."""

    def section(found: re.Match[str]) -> str:
        title, body = found.groups()
        if not _ITEM.search(body):
            return f"{title}: {inspect.cleandoc(body)}"
        items = _ITEM.sub(r"    - `\1`: ", body)
        return f"{title}:\n\n{inspect.cleandoc(items)}"

    return _SECTION.sub(section, ast.get_docstring(node) or "")


if __name__ == "__main__":
    sys.exit(main())
