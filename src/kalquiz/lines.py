"""Text in lines: wrapped, and standing beside a mark or a label. Wide characters take two columns."""

from collections.abc import Iterable, Iterator

MARGIN = 12

LINK = "://"
"""What every link has in it; a link that is broken leads nowhere."""


def hang(mark: str, text: str, width: int) -> list[str]:
    """The text wrapped, its first line after `mark`, the others under it; without a text, the mark alone."""
    return wrapped(text, width, mark, " " * columns(mark)) or [mark]


def wrapped(text: str, width: int, first: str = "", others: str = "") -> list[str]:
    """The text wrapped, `first` before its first line and `others` before the rest; no lines without a text."""
    if f"{first}{text}".isascii():
        from textwrap import wrap
    else:
        from wcwidth import wrap
    return wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_on_hyphens=False,
        break_long_words=LINK not in text,
    )


def address_line(address: str, width: int) -> str:
    """An address whole in one line, so that a terminal can open it; without the margin where it is too long for it."""
    return address if MARGIN + columns(address) > width else f"{'':{MARGIN}}{address}"


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
