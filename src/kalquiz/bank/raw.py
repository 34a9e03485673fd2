"""What stands in the fields of a file, whether or not it is what should stand there."""

from collections.abc import Iterator


def field(raw: object, name: str) -> object:
    """What is written in a field; nothing where there is none."""
    return raw.get(name) if isinstance(raw, dict) else None


def items(raw: object, name: str) -> Iterator[tuple[int, object]]:
    """The items of the list that is written in a field, with their places in it; none where there is no list."""
    found = field(raw, name)
    return enumerate(found if isinstance(found, list) else ())
