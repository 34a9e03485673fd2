"""The lock: what learners may have of a bank, so that an update changes no more than it must.

Anki takes a note from a package only where the package's is newer, and then replaces all of it. So each note
has a modification time of its own, which changes when its content does, and never otherwise. The lock is the
memory for that: a line for each note that was ever published.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer, ValidationError

from kalquiz.collector import collector_paused
from kalquiz.deck.notetype import NoteType
from kalquiz.files import write_whole
from kalquiz.interaction import Rectangle
from kalquiz.problem import KalquizError

_Moment = Annotated[AwareDatetime, PlainSerializer(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}")]
_TypeName = Annotated[str, Field(pattern=f"^({'|'.join(kind.name.lower() for kind in NoteType)})$")]


class LockError(KalquizError):
    """A lock that cannot be used, or that does not fit the bank."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a note: its GUID, its type, when it last changed, and a hash of its content.

    `asked` and `key` are what it asks and what is right, in inline markup. `cards` is what each card of a map asks,
    by its number, and `areas` where on the picture that is; `gone` is what those asked whose areas were taken out:
    such a number is given to nothing else. A `retired` note names the version of the bank that no longer has its
    question.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    guid: str
    type: _TypeName
    modified: _Moment
    content: str
    asked: str
    key: str
    cards: dict[int, str] | None = None
    areas: dict[int, Rectangle] | None = None
    gone: dict[int, str] | None = None
    retired: str | None = None


class Lock(BaseModel):
    """All that is known of the notes of a bank, by their names, and the names of its decks in Anki.

    Anki knows decks by their names, so these stay what they first were.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    bank: str
    version: str
    released: date
    note_types: int
    deck: str
    subdecks: dict[str, str]
    notes: dict[str, Entry]


@collector_paused()
def read_lock(path: Path) -> Lock:
    """The lock in a file.

    Raises:
        LockError: it is no lock file.
        OSError: it cannot be read.
    """
    try:
        return Lock.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        said = f"{place}: {first['msg']}" if place else first["msg"]
        raise LockError(
            f"{path} is not a lock file of this kalquiz: {said}. Take it from your version control again."
        ) from None


@collector_paused()
def write_lock(path: Path, lock: Lock) -> None:
    """Write a lock, a line for each note, so that versions compare well.

    Raises:
        OSError: the file cannot be written; what was there before still is.
    """
    head = lock.model_dump(mode="json", exclude_none=True)
    notes = [f"  {_json(name)}: {_json(entry)}" for name, entry in sorted(head.pop("notes").items())]
    lines = [f"{_json(name)}: {_json(value)}" for name, value in head.items()]
    lines.append('"notes": {\n' + ",\n".join(notes) + "\n}")
    write_whole(path, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
