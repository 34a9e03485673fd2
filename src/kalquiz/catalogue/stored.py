"""The file in which a catalogue lies: a seal, the files that the bank names besides its own, the catalogue.

The seal is a hash of all that follows and of the stamps. So a catalogue of an earlier state of the bank, one by
another kalquiz and a damaged one are the same thing: none.
"""

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from kalquiz.catalogue.form import from_json, to_json
from kalquiz.catalogue.model import Catalogue
from kalquiz.catalogue.stamp import stamp, stamp_of_named

BETWEEN = "\0"
"""Stands between the names of files, because it cannot be in one."""


def stored_in(cache: Path, folder: Path) -> Path:
    """The file for the bank in a folder, in the folder for such files."""
    return cache / f"{sha256(os.fsencode(folder.resolve())).hexdigest()[:16]}.json"


def read_stored(file: Path, folder: Path) -> Catalogue | None:
    """The catalogue of the bank in a folder; None where there is none of the bank as it is now."""
    try:
        seal, named, listed = file.read_text(encoding="utf-8").split("\n")
        others = stamp_of_named(folder, named.split(BETWEEN) if named else [])
        if seal != _seal(stamp(folder), others, named, listed):
            return None
        return from_json(listed)
    except (OSError, ValueError):
        return None


def write_stored(file: Path, folder: Path, before: str, named: Sequence[str], catalogue: Catalogue) -> None:
    """Keep the catalogue of the bank in a folder.

    Args:
        file: where to keep it.
        folder: that of the bank.
        before: its stamp before the bank was read. A file that was saved meanwhile has made it another one, so
            that nobody begins from what may have been read too early.
        named: the other files in the folder that the bank names.
        catalogue: what to keep.

    Raises:
        OSError: it cannot be written.
    """
    from kalquiz.files import write_whole

    lines = BETWEEN.join(named), to_json(catalogue)
    file.parent.mkdir(parents=True, exist_ok=True)
    seal = _seal(before, stamp_of_named(folder, named), *lines)
    write_whole(file, "\n".join((seal, *lines)).encode())


def _seal(*parts: str) -> str:
    # A path may hold what is no text.
    return sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()
