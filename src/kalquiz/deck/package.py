"""The package file: a SQLite database in a zip, the same bytes for the same notes on any day and machine."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from kalquiz.files import write_whole

Fill = Callable[[sqlite3.Cursor], Mapping[str, bytes]]
"""Puts a collection into an empty database, and returns its media by their names."""

_LEVEL = 4
"""Of zlib: the highest takes five times as long, for files that are a twentieth smaller."""

_SETTINGS = (
    "page_size = 4096",
    "secure_delete = ON",
    "synchronous = OFF",
    "journal_mode = OFF",
)
# The header's counters of changes and the version of SQLite tell who wrote the file, not what is in it.
_COUNTERS = (24, 92)
_WRITER = 96
_ONE = (1).to_bytes(4, "big")
_VERSION = (3_000_000).to_bytes(4, "big")
_CHUNK = 1 << 18


def write_package(out: Path, fill: Fill) -> None:
    """Write the package with the collection and the media that `fill` gives.

    Raises:
        OSError: the file cannot be written.
    """
    # In a file, since in memory it would be there twice while it is vacuumed, and again when it is read.
    with TemporaryDirectory(prefix="kalquiz-") as folder:
        collection = Path(folder, "collection.anki2")
        media = _write_database(collection, fill)
        write_whole(out, _zipped(collection, media))


def _write_database(path: Path, fill: Fill) -> Mapping[str, bytes]:
    """Write the database, and return the media that `fill` returned."""
    connection = sqlite3.connect(path)
    try:
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        media = fill(connection.cursor())
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()
    with path.open("r+b") as file:
        for place, value in (*((counter, _ONE) for counter in _COUNTERS), (_WRITER, _VERSION)):
            file.seek(place)
            file.write(value)
    return media


def _zipped(collection: Path, media: Mapping[str, bytes]) -> bytes:
    # In a package media have numbers, and a list says which name each gets in a collection.
    names = {str(number): name for number, name in enumerate(sorted(media))}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        # Opened by its name, a member has the first day of all zips as its date.
        with collection.open("rb") as file, archive.open(collection.name, "w") as member:
            copyfileobj(file, member, _CHUNK)
        for number, data in ("media", json.dumps(names).encode()), *((it, media[names[it]]) for it in names):
            with archive.open(number, "w") as member:
                member.write(data)
        for entry in archive.infolist():
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
    return buffer.getvalue()
