"""Inline markup of bank texts: emphasis, strong, code. All escaping for all outputs lives here.

A text is parsed into spans, by markdown-it with only those three rules switched on; what an output gets is
spans, escaped in its own way. So text from a bank is data everywhere: it cannot become script in a card,
markup in a PDF or an escape sequence in a terminal.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Style = Literal["text", "emphasis", "strong", "code"]

_TAGS: dict[Style, str] = {"emphasis": "em", "strong": "strong", "code": "code"}
_MARKDOWN_SIGNS: dict[Style, str] = {"emphasis": "*", "strong": "**"}
# A point or a dash matters only where a list could begin with it.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#&|~]|(?<![^ ])[-+=]|(?<=[0-9])[.)](?= )")
_SPECIAL = re.compile(r"[*_`\\]")
_NO_CHARACTERS = "".join(
    chr(end + plane) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
"""The last two of each plane stand for no character, and no document may hold them."""

_SIGNS = re.compile(r"[&<>\"'{}\[\]*_`\\]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text and how it is set."""

    text: str
    style: Style = "text"


def spans(text: str) -> tuple[Span, ...]:
    """The spans of a text; control characters come out as visible replacements."""
    clean = visible(text)
    if not _SPECIAL.search(clean):
        return (Span(clean),)
    found: list[Span] = []
    styles: list[Style] = ["text"]
    for token in _parser().parseInline(clean)[0].children or []:
        if token.nesting > 0:
            styles.append("strong" if token.tag == "strong" else "emphasis")
        elif token.nesting < 0:
            styles.pop()
        elif token.type == "code_inline":
            found.append(Span(token.content, "code"))
        else:
            found.append(Span("\n") if token.type == "hardbreak" else Span(token.content, styles[-1]))
    return tuple(span for span in found if span.text)


def sealed(text: str) -> str:
    """The text as markup that means the same beside any other text: none of its signs pairs with a sign there."""
    parts = spans(text) if _SPECIAL.search(text) else ()
    alone = any(_SPECIAL.search(span.text) for span in parts if span.style != "code")
    return "".join(map(_sealed, parts)) if alone else text


def to_plain(text: str) -> str:
    """The text without its markup, for places that know no styles."""
    return "".join(span.text for span in spans(text))


def is_bare(text: str) -> bool:
    """Whether a text has nothing that an output would escape or read as markup.

    Most texts have not, and for them this one look is enough.
    """
    return text.isprintable() and not _SIGNS.search(text)


def to_html(text: str) -> str:
    """The text as HTML, everything in it escaped; line ends become breaks."""
    return text if is_bare(text) else "".join(map(_html, spans(text)))


def to_markdown(text: str) -> str:
    """The text as Markdown in one line: its emphasis stays, and nothing else in it is taken for markup."""
    return "".join(_markdown(span) for span in spans(" ".join(text.split())))


def to_data(text: str) -> list[list[str]]:
    """The text as pairs of style and text, to be handed to Typst as JSON: data, never markup."""
    return [[span.style, span.text] for span in spans(text)]


def _sealed(span: Span) -> str:
    if span.style == "code":
        fence = "`" * (1 + max(map(len, re.findall("`+", span.text)), default=0))
        return f"{fence} {span.text} {fence}"
    sign = _MARKDOWN_SIGNS.get(span.style, "")
    return sign + _SPECIAL.sub(r"\\\g<0>", span.text) + sign


def _html(span: Span) -> str:
    escaped = html.escape(span.text).replace("\n", "<br>")
    tag = _TAGS.get(span.style)
    return f"<{tag}>{escaped}</{tag}>" if tag else escaped


def _markdown(span: Span) -> str:
    escaped = _MARKDOWN.sub(r"\\\g<0>", span.text)
    sign = _MARKDOWN_SIGNS.get(span.style, "")
    return f"{sign}{escaped}{sign}"


def visible(text: str) -> str:
    """The text with control characters replaced, so that no terminal obeys them; line ends stay."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    if character in _NO_CHARACTERS or (character != "\n" and unicodedata.category(character) in ("Cc", "Cs")):
        return "\N{REPLACEMENT CHARACTER}"
    return character


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])
