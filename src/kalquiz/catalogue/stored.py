"""The file in which a catalogue lies: a seal, the bank's folder, the files that it names besides, the catalogue.

The seal is a hash of all that follows and of the stamps. So a catalogue of an earlier state of the bank, one by
another kalquiz and a damaged one are the same thing: none.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path

from kalquiz.catalogue.form import from_json, to_json
from kalquiz.catalogue.model import Catalogue
from kalquiz.catalogue.stamp import stamp, stamp_of_named

# A path may hold what is no text; `surrogatepass` keeps it.
BETWEEN = "\0"
"""Stands between the names of files, because it cannot be in one."""


def stored_in(cache: Path, folder: Path) -> Path:
    """The file for the bank in a folder, in the folder for such files."""
    return cache / f"{sha256(os.fsencode(folder.resolve())).hexdigest()[:16]}.json"


def folders_in(cache: Path) -> Iterator[Path]:
    """The folders of the banks that have a catalogue in the folder for such files, those that are still there."""
    for file in sorted(cache.glob("*.json")):
        with suppress(OSError, ValueError):
            with file.open(encoding="utf-8", errors="surrogatepass") as lines:
                folder = Path("".join(islice(lines, 1, 2)).rstrip("\n"))
            if (folder / "bank.yaml").is_file():
                yield folder


def read_stored(file: Path, folder: Path) -> Catalogue | None:
    """The catalogue of the bank in a folder; None where there is none of the bank as it is now."""
    try:
        seal, where, named, listed = file.read_text(encoding="utf-8", errors="surrogatepass").split("\n")
        others = stamp_of_named(folder, named.split(BETWEEN) if named else [])
        if seal != _seal(stamp(folder), others, where, named, listed):
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

    lines = str(folder.resolve()), BETWEEN.join(named), to_json(catalogue)
    file.parent.mkdir(parents=True, exist_ok=True)
    seal = _seal(before, stamp_of_named(folder, named), *lines)
    write_whole(file, "\n".join((seal, *lines)).encode(errors="surrogatepass"))


def _seal(*parts: str) -> str:
    return sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()
