"""Text in lines: wrapped, and standing beside a mark or a label. Wide characters take two columns."""

from collections.abc import Iterable, Iterator
from textwrap import wrap as wrap_narrow

MARGIN = 12


def hang(mark: str, text: str, width: int) -> list[str]:
    """The text wrapped, its first line after `mark`, the others under it; of no text, the mark."""
    indent = " " * columns(mark)
    if f"{mark}{text}".isascii():
        lines = wrap_narrow(
            text, width, initial_indent=mark, subsequent_indent=indent, break_on_hyphens=False
        )
    else:
        from wcwidth import wrap

        lines = wrap(text, width, initial_indent=mark, subsequent_indent=indent, break_on_hyphens=False)
    return lines or [mark]


def labelled(label: str, text: str, width: int) -> list[str]:
    """The text wrapped in the column behind its label; nothing for no text."""
    return hang((f"  {label}:" if label else "").ljust(MARGIN), text, width) if text else []


def table(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Two columns, the first of short things."""
    for thing, said in rows:
        yield from hang(thing.ljust(8), said, width)


def row(items: str, width: int) -> list[str]:
    """Things with three spaces between, in as few lines as they need."""
    lines: list[str] = []
    for item in items.split("   "):
        if lines and columns(f"{lines[-1]}   {item}") <= width:
            lines[-1] = f"{lines[-1]}   {item}"
        else:
            lines.append(item)
    return lines


def columns(text: str) -> int:
    """The columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))
