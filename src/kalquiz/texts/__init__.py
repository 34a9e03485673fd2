"""The text of a reader's own copy of a source: plain text, a saved web page or a PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kalquiz.problem import KalquizError
from kalquiz.texts import extract

_MB = 1_000_000

_READERS: Mapping[str, tuple[Callable[[bytes], str], int]] = {
    ".txt": (extract.plain_text, 50 * _MB),
    ".md": (extract.markdown_text, 5 * _MB),
    ".html": (extract.html_text, 20 * _MB),
    ".htm": (extract.html_text, 20 * _MB),
    ".pdf": (extract.pdf_text, 300 * _MB),
}
"""By the ending of a name: what reads such a copy, and its most bytes, which are more than any book has."""

FORMATS = tuple(_READERS)
"""The endings of names that a copy may have."""


class SourceTextError(KalquizError):
    """A copy of a source that cannot be used."""


def read_text(path: Path) -> str:
    """The text of the copy at `path`.

    Raises:
        SourceTextError: there is no such file, or no text can be had from it; says what to do about that.
    """
    try:
        return _read(path)
    except extract.NoTextError as error:
        raise SourceTextError(f"“{path}” {error}") from None
    except OSError as error:
        raise SourceTextError(f"“{path}” cannot be read: {error.strerror}.") from None


def _read(path: Path) -> str:
    if path.is_dir():
        raise extract.NoTextError("is a folder. Name the file in it.")
    if not path.exists():
        raise extract.NoTextError("is not there.")
    # A pipe or a device might never end.
    if not path.is_file():
        raise extract.NoTextError("is not a file.")
    if path.suffix.lower() not in _READERS:
        raise extract.NoTextError(
            f"is not a kind of file that can be read. Save it as {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
        )
    read, largest = _READERS[path.suffix.lower()]
    if path.stat().st_size > largest:
        raise extract.NoTextError(f"is larger than {largest // _MB} MB. Save the part that is cited.")
    text = read(path.read_bytes())
    if not any(map(str.isalnum, text)):
        raise extract.NoTextError(
            "holds no text. If it is a scan, let a program recognise its text (OCR) and save that."
        )
    return text
