"""Whether anything changed that a catalogue depends on: the files of the bank, and kalquiz itself.

Files are known by size and times, which costs a look at each instead of reading them all.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

KALQUIZ = Path(__file__).parents[1]
"""The folder of the package."""


def stamp(folder: Path) -> str:
    """A string that changes with kalquiz itself, and with the YAML files in the bank's folder."""
    whole = str(folder.resolve())
    return "\n".join((whole, *_code(str(KALQUIZ)), *_yaml(whole)))


def stamp_of_named(folder: Path, named: Iterable[str]) -> str:
    """A string that changes with other files in the folder, those that the bank names."""
    whole = folder.resolve()
    return "\n".join(_look(str(whole / name)) for name in named)


def _yaml(folder: str) -> Iterator[str]:
    """The files that reading a bank looks at before it knows which others are named."""
    try:
        found = _entries(folder)
    except OSError:
        return
    yield from (_look(entry.path) for entry in found if entry.name.endswith((".yaml", ".yml")))


def _code(folder: str) -> Iterator[str]:
    """The files of a package: whatever they are, a catalogue may follow from them."""
    for entry in _entries(folder):
        if not entry.is_dir():
            yield _look(entry.path)
        elif entry.name != "__pycache__":
            yield from _code(entry.path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted(found, key=lambda entry: entry.name)


def _look(path: str) -> str:
    try:
        seen = os.stat(path)  # noqa: PTH116 - hundreds of times, and without a Path in half the time
    except OSError:
        return f"{path} is not there"
    # The second time is that of any change to the file: it moves even where the first was set back.
    return f"{path} {seen.st_mode} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}"
