"""The package file: a SQLite database in a zip, the same bytes for the same notes on any day and machine."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kalquiz.files import write_whole

_LEVEL = 4
"""Of zlib: the highest takes five times as long, for files that are a twentieth smaller."""

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
# The header's counters of changes and the version of SQLite tell who wrote the file, not what is in it.
_COUNTERS = (slice(24, 28), slice(92, 96))
_WRITER = slice(96, 100)
_ONE = (1).to_bytes(4, "big")
_VERSION = (3_000_000).to_bytes(4, "big")


def write_package(out: Path, fill: Callable[[sqlite3.Cursor], Mapping[str, bytes]]) -> None:
    """Write the package with the collection that `fill` puts into an empty database, and the media it returns.

    Raises:
        OSError: the file cannot be written.
    """
    collection, media = _database(fill)
    # In a package media have numbers, and a list says which name each gets in a collection.
    names = {str(number): name for number, name in enumerate(sorted(media))}
    numbered = {number: media[name] for number, name in names.items()}
    members: dict[str, bytes | bytearray] = {
        "collection.anki2": collection,
        "media": json.dumps(names).encode(),
        **numbered,
    }
    write_whole(out, _zipped(members))


def _database(fill: Callable[[sqlite3.Cursor], Mapping[str, bytes]]) -> tuple[bytearray, Mapping[str, bytes]]:
    # In a file, since in memory it would be there twice while it is vacuumed, and again when it is read.
    with TemporaryDirectory(prefix="kalquiz-") as folder:
        path = Path(folder, "collection.anki2")
        connection = sqlite3.connect(path)
        try:
            for setting in (
                "page_size = 4096",
                "secure_delete = ON",
                "synchronous = OFF",
                "journal_mode = OFF",
            ):
                connection.execute(f"PRAGMA {setting}")
            media = fill(connection.cursor())
            connection.commit()
            connection.execute("VACUUM")
        finally:
            connection.close()
        image = bytearray(path.stat().st_size)
        with path.open("rb") as file:
            file.readinto(image)
    for counter in _COUNTERS:
        image[counter] = _ONE
    image[_WRITER] = _VERSION
    return image, media


def _zipped(members: Mapping[str, bytes | bytearray]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            entry = ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, compresslevel=_LEVEL)
    return buffer.getvalue()
