"""How high a question can be at most on a sheet that is set as usual, without setting it.

Heights are in sizes of the text, which has 11 points.
"""

from kalquiz.worksheet.model import Blank, Inline, Lines, Pairs, Picture, Table, names_of

PAGE = 580 / 11
"""Less than a page of Letter has, which is the shorter one."""

_LINE = 1.3
_BETWEEN = 1.1
_LETTERS = 460 / 11 / 0.7
"""How many letters stand on a line at least: those that are wider than most."""
_BLANK = " " * 30
_RULED = 24.5 / 11
_PICTURE = 310 / 11
_TURNED = 4.5 / 2.54 * 72 / 11
"""How high a name is at most that is turned by a quarter."""


def greatest_height(value: object, letters: float = _LETTERS) -> float:
    """The height of what is printed of a record at most, with so many letters on a line at least."""
    if isinstance(value, Inline):
        return _set(value.markup, letters)
    if isinstance(value, tuple):
        return sum([greatest_height(part, letters) for part in value])
    if not (names := names_of(value)):
        return 0.0
    own = 0.0
    match value:
        case Picture():
            return _PICTURE
        case Lines(count=count):
            return count * _RULED
        case Blank():
            return _set(_BLANK, letters)
        case Pairs():
            letters /= 2  # its texts stand on half a line
        case Table():
            letters /= 2
            own = _TURNED
    return own + sum([greatest_height(getattr(value, name), letters) for name in names])


def _set(text: str, letters: float) -> float:
    """The height of a text."""
    wide = len(text) if text.isascii() else 2 * len(text)
    return (1 + wide / letters + text.count("\n")) * _LINE + _BETWEEN
