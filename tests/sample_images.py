"""Pictures three pixels wide and two high, of each kind, and a bank with one question that has one."""

import struct
from base64 import b64decode
from pathlib import Path
from zlib import compress, crc32

from tests.small_bank import broken

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><rect width="3" height="2" fill="#1f4e79"/></svg>'
JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////"
    "////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////"
    "////wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAA"
    "AAAAAAAAAAAAAv/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIgGD//Z"
)
_VP8 = b64decode("VlA4ICIAAABwAQCdASoDAAIAB0CWJZgCdAFAAAD+54vgy22KiMJpI7AA")
_VP8L = b64decode("VlA4TBEAAAAvAkAAAAdQp340r/+BiOh/AAA=")
_VP8X = b"VP8X" + struct.pack("<I4x", 10) + b"\2\0\0\1\0\0"


def png(width: int = 3, height: int = 2, *, pixels: bytes | None = None) -> bytes:
    """A PNG file of one colour, or with these bytes as its packed pixels."""
    row = b"\0" + b"\x1f\x4e\x79" * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = {
        b"IHDR": header,
        b"IDAT": compress(row * height) if pixels is None else pixels,
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))
        for kind, data in parts.items()
    )


def _riff(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


KINDS = {
    "map.svg": SVG,
    "map.png": png(),
    "map.jpg": JPEG,
    "map.JPEG": JPEG,
    "lossy.webp": _riff(_VP8),
    "lossless.webp": _riff(_VP8L),
    "extended.webp": _riff(_VP8X, _VP8),
}


def with_image(folder: Path, name: str, data: bytes) -> Path:
    """The small bank with a picture in its second question, which lies in the folder `pictures`."""
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / name).write_bytes(data)
    image = f'    image: {{file: pictures/{name}, alt: "A *map* with a < and a [[gap]]."}}\n'
    return broken(folder, ("    stem: When was that?\n", f"    stem: When was that?\n{image}"))
