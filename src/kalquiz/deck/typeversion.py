"""The version of the note types: their templates and CSS, which all decks of kalquiz share.

Anki takes a note type from a package only where it is newer than its own. The dates of decks will not do: an
old deck that is imported after a new one would bring the old look back. So the note types have versions of
their own, in `notetypes.json`; `make decks` adds one when they have changed.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files

from kalquiz.deck.moment import start_of
from kalquiz.deck.notetype import NoteType, as_json

RECORD = "notetypes.json"
"""The file beside this module that lists the versions: the day of each, and the digest of what it was."""


@dataclass(frozen=True, slots=True)
class TypeVersion:
    """A version of the note types: its number, the day it came, and a digest of all that is in them."""

    number: int
    day: date
    digest: str

    @property
    def modified(self) -> datetime:
        """The modification time of the note types; the later of two versions of one day is newer."""
        return start_of(self.day) + timedelta(seconds=self.number)


@cache
def type_version() -> TypeVersion:
    """The last version that is recorded."""
    versions = json.loads(files(__package__).joinpath(RECORD).read_text("utf-8"))
    return TypeVersion(len(versions), date.fromisoformat(versions[-1]["day"]), versions[-1]["digest"])


def type_digest() -> str:
    """The digest of the note types as they are now."""
    types = [as_json(kind, 0, 1) for kind in NoteType]
    return sha256(json.dumps(types, sort_keys=True).encode()).hexdigest()[:16]
