"""Text in lines: wrapped, and standing beside a mark or a label."""

from textwrap import wrap

MARGIN = 12


def hang(mark: str, text: str, width: int) -> list[str]:
    """The text wrapped, its first line after `mark`, the others under it; of no text, the mark."""
    lines = wrap(text, width, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)
    return lines or [mark]


def labelled(label: str, text: str, width: int) -> list[str]:
    """The text wrapped in the column behind its label; nothing for no text."""
    return hang((f"  {label}:" if label else "").ljust(MARGIN), text, width) if text else []
