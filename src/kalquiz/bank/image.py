"""The pictures of a bank: files in its folder, known by what is in them and not by their names alone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from kalquiz.bank.document import Document
from kalquiz.bank.raster import jpeg_size, png_size, webp_size
from kalquiz.bank.raw import field, items
from kalquiz.bank.shipped import path_flaw
from kalquiz.bank.svg import svg_size
from kalquiz.citation.record import MisfitError
from kalquiz.problem import KalquizError, Problem

LARGEST_IMAGE = 1_000_000
"""Bytes. Every card, sheet and page that shows a picture carries it."""

MOST_PIXELS = 4_000
"""On either side."""

Kind = Literal["svg", "png", "jpeg", "webp"]

FIELDS = ("image", "answer_image")
"""The fields of a question that hold a picture."""

_KINDS: dict[str, Kind] = {".svg": "svg", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}
_SIGNS: dict[bytes, Kind] = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"RIFF": "webp"}
_SIZES: dict[Kind, Callable[[bytes], tuple[int, int]]] = {
    "svg": svg_size,
    "png": png_size,
    "jpeg": jpeg_size,
    "webp": webp_size,
}
_MEDIA_TYPES: dict[Kind, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}


class ImageError(KalquizError):
    """A picture that cannot be used; `hint` says how to mend it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class ImageFile:
    """The content of a picture's file; width and height are in pixels of CSS."""

    kind: Kind
    data: bytes
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """The media type, as in a data URI."""
        return _MEDIA_TYPES[self.kind]

    def fitted(self, width: int = 640, height: int = 480) -> tuple[int, int]:
        """Its size where it gets this much room: scaled down to fit, never up."""
        scale = min(1.0, width / self.width, height / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def read_image(folder: Path, name: str) -> ImageFile:
    """The picture in the file `name`, a path from the bank's folder.

    Raises:
        ImageError: it leads elsewhere, is no picture, is too large, or is more than a picture.
    """
    if flaw := path_flaw(folder, name):
        raise ImageError(*flaw)
    path = folder / name
    wanted = _KINDS.get(path.suffix.lower())
    if wanted is None:
        raise ImageError(
            f"`{name}` is not a kind of picture that can be shown", f"Save it as {', '.join(_KINDS)}."
        )
    data = _read(path, name)
    kind = next((kind for sign, kind in _SIGNS.items() if data.startswith(sign)), "svg")
    if kind != wanted:
        found = "not a picture of that kind" if kind == "svg" else f"a {kind} file by what is in it"
        raise ImageError(f"`{name}` is {found}", "Save it again, with the right ending.")
    try:
        width, height = _SIZES[kind](data)
    except MisfitError as error:
        raise ImageError(f"`{name}` {error}", error.hint) from None
    if not min(width, height):
        raise ImageError(f"`{name}` does not say how large it is", "Save it again with your image program.")
    if max(width, height) > MOST_PIXELS:
        said = f"`{name}` is {width} by {height} pixels; at most {MOST_PIXELS:,} a side are allowed"
        raise ImageError(said, "Scale it down: 1,600 pixels are plenty.")
    return ImageFile(kind, data, width, height)


def image_problems(folder: Path, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """What is wrong with the pictures that questions name, whatever else is wrong with the questions."""

    @cache
    def flaw(name: str) -> tuple[str, str] | None:
        try:
            read_image(folder, name)
        except ImageError as error:
            return str(error), error.hint
        return None

    for document in documents.values():
        for index, question in items(document.data, "questions"):
            for name in FIELDS:
                file = field(field(question, name), "file")
                if isinstance(file, str) and file.strip() and (found := flaw(file.strip())):
                    yield document.problem(("questions", index, name, "file"), "bank/image", *found)


def _read(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > LARGEST_IMAGE:
            said = f"`{name}` is larger than {LARGEST_IMAGE // 1_000_000} MB"
            raise ImageError(said, "Save it smaller: fewer pixels, or a stronger compression.")
        return path.read_bytes()
    except OSError as error:
        raise ImageError(f"`{name}` cannot be read: {error.strerror}", "Check who may read it.") from None
