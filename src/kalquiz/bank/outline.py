"""Where each key and value of a YAML text stands, by walking libyaml's events.

Also finds what the fast reader only names: duplicate keys, keys that are not text, broken syntax. The walk is
iterative and never expands an alias, so neither depth nor an alias bomb costs anything.
"""

from dataclasses import dataclass, field
from typing import Any

Loc = tuple[str | int, ...]
"""A path into a document: keys and indexes."""

_ADVICE = "Look at indentation, quotes and brackets here and just before."


@dataclass(frozen=True)
class Place:
    """Where something stands: line and column from 1, and, for a plain value, the text it was written as."""

    line: int = 1
    column: int = 1
    written: str = ""


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a YAML text as such."""

    place: Place
    rule: str
    message: str
    hint: str


@dataclass
class Outline:
    """Places of values and keys by their path, and the flaws of the text."""

    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)


@dataclass
class _Level:
    """A collection that is being walked; `key` is what the next value belongs to."""

    loc: Loc
    mapping: bool
    key: str | int | None = None
    items: int = 0


def outline(text: str) -> Outline:
    """The outline of a YAML text; of a broken one, up to where it breaks."""
    import yaml

    found = Outline()
    levels: list[_Level] = []
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(event, yaml.CollectionEndEvent):
                levels.pop()
            elif isinstance(event, yaml.NodeEvent):
                _enter(event, text, found, levels)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        said = ", ".join(filter(None, (error.problem, error.context)))
        found.flaws.append(Flaw(place, "yaml/syntax", f"this is not YAML: {said}", _ADVICE))
    except (yaml.YAMLError, ValueError):
        # A character that YAML forbids: the fast reader says which and where.
        pass
    return found


def _enter(event: Any, text: str, found: Outline, levels: list[_Level]) -> None:
    """Note one scalar, alias or start of a collection."""
    import yaml

    scalar = isinstance(event, yaml.ScalarEvent)
    written = text[event.start_mark.index : event.end_mark.index] if scalar else ""
    place = Place(event.start_mark.line + 1, event.start_mark.column + 1, written)
    level = levels[-1] if levels else None
    if level and level.mapping and level.key is None:
        _enter_key(event if scalar else None, place, found, level)
        if not scalar and not isinstance(event, yaml.AliasEvent):
            levels.append(_Level((*level.loc, "?"), isinstance(event, yaml.MappingStartEvent)))
        return
    loc: Loc = ()
    if level:
        loc = (*level.loc, level.key if level.mapping and level.key is not None else level.items)
        level.items += 1
        level.key = None
    found.values[loc] = place
    if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        levels.append(_Level(loc, isinstance(event, yaml.MappingStartEvent)))


def _enter_key(event: Any, place: Place, found: Outline, level: _Level) -> None:
    if event is None:
        level.key = "?"
        said = "a key must be a plain word, not a list, a mapping or an alias"
        found.flaws.append(Flaw(place, "yaml/key", said, "Did you mean to quote it?"))
        return
    level.key = str(event.value)
    loc = (*level.loc, level.key)
    if first := found.keys.get(loc):
        said = f"`{level.key}` stands here a second time; the first is in line {first.line}"
        found.flaws.append(Flaw(place, "yaml/duplicate-key", said, "Keep one of the two."))
    found.keys.setdefault(loc, place)
