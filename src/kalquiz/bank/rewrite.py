"""Changing values in a YAML file without touching anything else: comments, order and layout stay."""

import re
from collections.abc import Mapping
from typing import Any

from kalquiz.bank.outline import Loc

_ANCHOR = re.compile(r"&\S+\s+")
_LINES_AFTER = re.compile(r"(?:\r?\n[ \t]*(?:#[^\r\n]*)?)+\Z")


def rewritten(text: str, values: Mapping[Loc, str]) -> str:
    """The YAML text with each of these values replaced by new YAML in flow style.

    Raises:
        KeyError: there is no value at a path.
    """
    import yaml

    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    # What aliases repeat is written in one place only.
    places = {_span(root, loc, text): value for loc, value in values.items()}
    for (start, end), value in sorted(places.items(), reverse=True):
        text = text[:start] + value + text[end:]
    return text


def _span(node: Any, loc: Loc, text: str) -> tuple[int, int]:
    """Where the value at `loc` begins, behind its anchor, and ends."""
    for step in loc:
        node = _child(node, step)
    start, end = node.start_mark.index, node.end_mark.index
    if anchor := _ANCHOR.match(text, start):
        start = anchor.end()
    # A value in block style ends where the next one begins: empty lines and comments before that are not its own.
    return start, start + len(_LINES_AFTER.sub("", text[start:end]).rstrip())


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return node.value[step]
    for key, value in node.value:
        if key.value == step:
            return value
    raise KeyError(step)
