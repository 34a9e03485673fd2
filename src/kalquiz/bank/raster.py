"""PNG, JPEG and WebP: the size of a picture, found only where its file is whole.

No pixel is decoded here. The frames of the formats are walked instead: chunks with their checksums in PNG
(W3C, 2003), segments in JPEG (ITU T.81), the RIFF header in WebP (RFC 9649).
"""

import struct
from struct import unpack_from
from zlib import crc32

from kalquiz.citation.record import MisfitError

_PNG_START = 8
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG after which the size stands."""

_SCAN = 0xDA


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG file.

    Raises:
        MisfitError: a chunk is missing or damaged.
    """
    try:
        at = _PNG_START
        while True:
            (length,) = unpack_from(">I", data, at)
            kind = data[at + 4 : at + 8]
            (checksum,) = unpack_from(">I", data, at + 8 + length)
            if crc32(data[at + 4 : at + 8 + length]) != checksum:
                raise _broken()
            if kind == b"IEND":
                width, height = unpack_from(">II", data, _PNG_START + 8)
                return width, height
            at += 12 + length
    except struct.error:
        raise _broken() from None


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG file.

    Raises:
        MisfitError: it ends early, or its first frame cannot be found.
    """
    if b"\xff\xd9" not in data[-1024:]:
        raise _broken()
    try:
        at = 2
        while True:
            start, marker, length = unpack_from(">BBH", data, at)
            if start != 0xFF or marker == _SCAN:
                raise _broken()
            if marker in _FRAMES:
                height, width = unpack_from(">HH", data, at + 5)
                return width, height
            at += 2 + length
    except struct.error:
        raise _broken() from None


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP file.

    Raises:
        MisfitError: it ends early, or is another kind of RIFF file.
    """
    try:
        size, form, chunk = unpack_from("<4xI4s4s", data)
        if form != b"WEBP" or len(data) < size + 8:
            raise _broken()
        match chunk:
            case b"VP8 ":
                width, height = unpack_from("<HH", data, 26)
                return width & 0x3FFF, height & 0x3FFF
            case b"VP8L":
                (bits,) = unpack_from("<I", data, 21)
                return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
            case b"VP8X":
                width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
                return width, height
            case _:
                raise _broken()
    except struct.error:
        raise _broken() from None


def _broken() -> MisfitError:
    return MisfitError("is not a whole picture", "Save it again with your image program.")
