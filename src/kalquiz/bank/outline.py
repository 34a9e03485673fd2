"""Where each key and value of a YAML text stands, by walking libyaml's events.

Also finds what the fast reader only names, or reads over: broken syntax, duplicate keys, keys that are not
plain words, tags, characters that cannot be seen, a second document. The walk is iterative, never expands an
alias and stops where a text nests or repeats itself beyond reason, so neither depth nor an alias bomb costs
anything.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from kalquiz.bank.advice import advice

Loc = tuple[str | int, ...]
"""A path into a document: keys and indexes."""

DEEPEST = 100
"""Levels. A bank needs eight."""

MOST_COPIES = 1_000_000
"""Values that aliases may stand for in one file."""

INVISIBLE = re.compile(
    "[^\\t\\n\\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters, odd line ends and a byte order mark inside of a text."""

_IN_VALUE = re.compile(INVISIBLE.pattern + "|\r")

_UNCLOSED = re.compile("flow|quoted")
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: line and column from 1, and, for a scalar, the text it was written as."""

    line: int = 1
    column: int = 1
    written: str = ""

    def below(self, lines: int) -> "Place":
        """The place after so many lines were put before the text."""
        return replace(self, line=self.line + lines)


@dataclass(frozen=True, slots=True)
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
    _copies: dict[Loc, Loc] = field(default_factory=dict)

    def copy(self, loc: Loc, original: Loc) -> None:
        """Note that the alias at `loc` stands for the value at `original`."""
        self._copies[loc] = original

    def home(self, loc: Loc) -> Loc:
        """Where the value at `loc` is written: `loc` itself, or its place in what an alias stands for."""
        written: Loc = ()
        for step in loc:
            written = (*self._copies.get(written, written), step)
        return written

    def namesake(self, loc: Loc) -> Loc:
        """What the alias at `loc` stands for, if it is a field of the same name; or else `loc`."""
        original = self._copies.get(loc, loc)
        return original if original[-1:] == loc[-1:] else loc


@dataclass
class _Level:
    """A collection that is being walked; `key` is what the next value belongs to.

    `again` says that the first key of a list's item came again: an item has begun whose dash is missing.
    """

    loc: Loc
    mapping: bool
    anchor: str | None
    before: int
    key: str | int | None = None
    items: int = 0
    first_key: str = ""
    again: bool = False


@dataclass(frozen=True)
class _Anchor:
    """What an anchor names: where it is, and how many values it holds; none while it is still open."""

    loc: Loc
    size: int | None


def outline(text: str) -> Outline:
    """The outline of a YAML text; of a broken one, up to where it breaks."""
    import yaml

    walk = _Walk(text)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            walk.step(event)
    except _EnoughError:
        pass
    except yaml.MarkedYAMLError as error:
        walk.broken(error)
    except yaml.YAMLError:
        # A character that YAML forbids: whoever read the text says which and where.
        pass
    return walk.found


def place_at(text: str, position: int) -> Place:
    """Line and column of a position in a text."""
    lines = re.split(r"\r\n?|\n", text[:position])
    return Place(len(lines), len(lines[-1]) + 1)


class _EnoughError(Exception):
    """There is no point in walking on."""


class _Walk:
    """A walk along the events of a text."""

    def __init__(self, text: str) -> None:
        import yaml

        self.found = Outline()
        self._events = yaml.events
        self._text = text
        self._levels: list[_Level] = []
        self._anchors: dict[str, _Anchor] = {}
        self._size = 0
        self._documents = 0
        self._quoted: tuple[int, int] | None = None

    def step(self, event: Any) -> None:
        """Take in one event."""
        if isinstance(event, self._events.CollectionEndEvent):
            level = self._levels.pop()
            if level.anchor:
                self._anchors[level.anchor] = _Anchor(level.loc, self._size - level.before)
        elif isinstance(event, self._events.NodeEvent):
            self._node(event)
        elif isinstance(event, self._events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                said = "a second document begins here; a file holds one"
                self._flaw(_start(event), "yaml/documents", said, "Remove the line `---`, or split the file.")
                raise _EnoughError

    def broken(self, error: Any) -> None:
        """Take in what keeps libyaml from reading on."""
        mark = error.problem_mark or error.context_mark
        end = len(self._text.rstrip())
        index = min(mark.index, end) if mark else 0
        if index == end and error.context_mark and _UNCLOSED.search(error.context or ""):
            index = error.context_mark.index
        if "simple key" in (error.context or ""):
            # A line is missing its colon; that is noticed only in the next one.
            index = error.context_mark.index
        place = place_at(self._text, index)
        said = ", ".join(filter(None, (error.problem, error.context)))
        before, at = self._text[:index].rstrip(" ")[-1:], self._text[index : index + 1]
        opens = error.context_mark.line + 1 if error.context_mark else place.line
        message, hint = advice(said, before, at, opens)
        if self._quoted and self._quoted[1] == place.line:
            opens, closes = self._quoted
            message = "a text in quotes ends in this line, and more follows"
            hint = f"The quotes that open in line {opens} close in line {closes}. Is one missing?"
        self._flaw(place, "yaml/syntax", message, hint)

    def _flaw(self, place: Place, rule: str, message: str, hint: str) -> None:
        self.found.flaws.append(Flaw(place, rule, message, hint))

    def _node(self, event: Any) -> None:
        """Note one scalar, alias or start of a collection."""
        self._size += 1
        place = self._scalar(event) if isinstance(event, self._events.ScalarEvent) else _start(event)
        alias = isinstance(event, self._events.AliasEvent)
        if not alias and event.tag and event.tag != f"{_TAG}str":
            said = f"`{event.tag.replace(_TAG, '!!')}` is a tag; a bank has none"
            self._flaw(place, "yaml/tag", said, "Remove it, or put the text in quotes.")
        level = self._levels[-1] if self._levels else None
        if level and level.mapping and level.key is None:
            loc: Loc = (*level.loc, "?")
            if isinstance(event, self._events.ScalarEvent):
                loc = self._key(level, str(event.value), place)
            else:
                level.key = "?"
                said = "a key must be a word, not a list, a mapping or an alias"
                self._flaw(place, "yaml/key", said, "Put the key in quotes.")
        else:
            loc = ()
            if level:
                step = level.key if level.mapping and level.key is not None else level.items
                loc = (*level.loc, step)
                level.items += 1
                level.key = None
            self.found.values[loc] = place
        if alias:
            self._alias(event.anchor, loc, place)
        elif isinstance(event, self._events.CollectionStartEvent):
            self._open(event, loc, place)
        elif event.anchor:
            self._anchors[event.anchor] = _Anchor(loc, 1)

    def _scalar(self, event: Any) -> Place:
        """Where a scalar stands and how it is written."""
        start, end = event.start_mark, event.end_mark
        place = Place(start.line + 1, start.column + 1, self._text[start.index : end.index])
        if event.style in ("'", '"') and end.line > start.line:
            self._quoted = (start.line + 1, end.line + 1)
        if hidden := _IN_VALUE.search(event.value):
            said = f"the text holds an invisible character, U+{ord(hidden[0]):04X}"
            hint = "Remove it; for a backslash write two, or use single quotes."
            self._flaw(place, "yaml/invisible", said, hint)
        return place

    def _key(self, level: _Level, key: str, place: Place) -> Loc:
        level.key = key
        level.first_key = level.first_key or key
        loc = (*level.loc, key)
        if first := self.found.keys.get(loc):
            # What stands below the second is not below the first, and so no repetition as well.
            level.key = f"{key}:{place.line}"
            if not level.again:
                self._repeated(level, key, first.line, place)
        self.found.keys.setdefault(loc, place)
        return loc

    def _repeated(self, level: _Level, key: str, first: int, place: Place) -> None:
        said = f"`{key[:60]}` occurs a second time; the first is in line {first}"
        hint = "Keep one of the two."
        if key == level.first_key and isinstance((level.loc or ("",))[-1], int):
            level.again = True
            hint = (
                f"If a new item begins here, write `- ` before it: `- {key[:60]}:`. Or keep one of the two."
            )
        self._flaw(place, "yaml/duplicate-key", said, hint)

    def _open(self, event: Any, loc: Loc, place: Place) -> None:
        if len(self._levels) == DEEPEST:
            said = f"this is nested more than {DEEPEST} levels deep"
            self._flaw(place, "yaml/depth", said, "Look for a stray bracket or dash.")
            raise _EnoughError
        if event.anchor:
            self._anchors[event.anchor] = _Anchor(loc, None)
        mapping = isinstance(event, self._events.MappingStartEvent)
        self._levels.append(_Level(loc, mapping, event.anchor, self._size))

    def _alias(self, name: str, loc: Loc, place: Place) -> None:
        anchor = self._anchors.get(name)
        if anchor is None or anchor.size is None:
            said, hint = f"there is no `&{name}` before `*{name}`", "Put text that begins with `*` in quotes."
            if anchor:
                said, hint = f"`*{name}` is inside what it stands for", "Write the value out."
            self._flaw(place, "yaml/alias", said, hint)
            return
        self._size += anchor.size
        self.found.copy(loc, anchor.loc)
        if self._size > MOST_COPIES:
            self._flaw(place, "yaml/alias", "aliases repeat too much of this file", "Write the values out.")
            raise _EnoughError


def _start(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
