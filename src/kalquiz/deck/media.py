"""Pictures in a package: their names there, and the elements that show them."""

from dataclasses import dataclass, replace
from hashlib import sha256
from html import escape

from kalquiz.bank import Bank, ImageFile, read_image
from kalquiz.deck.field import inert
from kalquiz.interaction import Picture
from kalquiz.markup import to_plain

_ENLARGED = 1.25
"""A drawing is larger on a card than on paper, as type is."""


@dataclass(frozen=True, slots=True)
class Medium:
    """A file of a package, and the HTML that shows it.

    The name follows from the content: Anki never replaces a file that it has, so a picture that changed needs
    a new name.
    """

    name: str
    data: bytes
    html: str


def make_medium(bank: Bank, picture: Picture) -> Medium:
    """A picture of the bank as its package carries it.

    Raises:
        ImageError: the file changed since the bank was read, and cannot be used.
    """
    file = read_image(bank.path, picture.file)
    # Without an underscore in front: Anki would take such a file for one of a template's.
    name = f"{bank.id}-{sha256(file.data).hexdigest()[:16]}.{file.kind}"
    width, height = _size(file)
    alt = inert(escape(to_plain(picture.alt)))
    return Medium(name, file.data, f'<img src="{name}" alt="{alt}" width="{width}" height="{height}">')


def _size(file: ImageFile) -> tuple[int, int]:
    """Width and height on a card. Photographs have no more pixels to show."""
    scale = _ENLARGED if file.kind == "svg" else 1
    return replace(file, width=round(file.width * scale), height=round(file.height * scale)).fitted()
