"""The file in which a catalogue lies: a seal, the files that the bank names besides its own, the catalogue.

The seal is a hash of all that follows and of the stamp. So a catalogue of an earlier state of the bank, one by
another kalquiz and a damaged one are the same thing: none.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kalquiz.catalogue.form import from_json, to_json
from kalquiz.catalogue.model import Catalogue
from kalquiz.catalogue.stamp import stamp

BETWEEN = "\0"
"""Stands between the names of files, because it cannot be in one."""


def stored_in(cache: Path, folder: Path) -> Path:
    """The file for the bank in a folder, in the folder for such files."""
    return cache / f"{sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.json"


def read_stored(file: Path, folder: Path) -> Catalogue | None:
    """The catalogue of the bank in a folder; None where there is none of the bank as it is now."""
    try:
        seal, named, listed = file.read_text(encoding="utf-8").split("\n")
        if seal != _seal(stamp(folder, named.split(BETWEEN) if named else []), named, listed):
            return None
        return from_json(listed)
    except (OSError, ValueError):
        return None


def write_stored(file: Path, now: str, named: Sequence[str], catalogue: Catalogue) -> None:
    """Keep a catalogue, with the stamp that it was made under and the files that go into it.

    Raises:
        OSError: it cannot be written.
    """
    from kalquiz.files import write_whole

    lines = BETWEEN.join(named), to_json(catalogue)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, "\n".join((_seal(now, *lines), *lines)).encode())


def _seal(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
