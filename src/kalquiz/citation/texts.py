"""The reader's own copies of sources: a folder with a text file named after each source."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kalquiz.citation.record import Source
from kalquiz.problem import KalquizError


class SourceTextError(KalquizError):
    """A copy of a source that cannot be used."""


def read_source_texts(folder: Path, sources: Iterable[Source]) -> Mapping[str, str]:
    """The text of each source that `folder` has a copy of (`<id>.txt`), by source id.

    Raises:
        SourceTextError: the folder is not there, or a copy is not UTF-8 text.
    """
    if not folder.is_dir():
        raise SourceTextError(f"There is no folder “{folder}” with source texts.")
    paths = {source.id: folder / f"{source.id}.txt" for source in sources}
    return {source: _read(path) for source, path in paths.items() if path.is_file()}


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceTextError(f"“{path}” is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SourceTextError(f"“{path}” cannot be read: {error.strerror}.") from None
