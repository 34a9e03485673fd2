"""A catalogue as JSON, and back: each object is its kind and the values of its fields, in their order."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_args

from kalquiz.askable import Cue
from kalquiz.catalogue.model import Catalogue, Held, Listed
from kalquiz.interaction import Criterion, Gap, Interaction, Mask, Option, Picture, Prompt, Rectangle

_KINDS: Mapping[str, Callable[..., Any]] = {
    kind.__name__: kind
    for kind in (
        Catalogue,
        Held,
        Listed,
        Cue,
        Prompt,
        Picture,
        *get_args(Interaction),
        Option,
        Gap,
        Criterion,
        Mask,
        Rectangle,
    )
}


def to_json(catalogue: Catalogue) -> str:
    """The catalogue in one line."""
    return json.dumps(catalogue, default=_written, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Catalogue:
    """The catalogue that `to_json` wrote."""
    found: Catalogue = json.loads(text, object_hook=_read)
    return found


def _written(thing: Any) -> dict[str, list[Any]]:
    return {type(thing).__name__: [getattr(thing, field.name) for field in fields(thing)]}


def _read(raw: dict[str, list[Any]]) -> Any:
    ((kind, values),) = raw.items()
    return _KINDS[kind](*(tuple(value) if isinstance(value, list) else value for value in values))
