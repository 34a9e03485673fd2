"""Texts as field values of a note: HTML in which Anki finds nothing to act on."""

from collections.abc import Iterable

from kalquiz.markup import is_bare, to_html


def text_html(text: str) -> str:
    """Inline markup as HTML for a field."""
    return text if is_bare(text) else inert(to_html(text))


def inert(html: str) -> str:
    """HTML in which Anki finds nothing to act on."""
    # Anki looks for [sound:...], [latex] and {{c1::...}} in field values; character references hide them.
    html = html.replace("[", "&#91;").replace("]", "&#93;")
    return html.replace("{", "&#123;").replace("}", "&#125;")


def cloze(number: int, text: str, hint: str) -> str:
    """What a card of this number asks for, and what stands in its place; other cards have another number."""
    # Anki takes a double colon for the end of the text.
    inner, instead = (text_html(it).replace(":", "&#58;") for it in (text, hint))
    return f"{{{{c{number}::{inner}::{instead}}}}}"


def block(tag: str, content: str, css: str = "") -> str:
    """Content (HTML) in an element whose direction follows its text; nothing where there is no content."""
    kind = f' class="{css}"' if css else ""
    return f'<{tag}{kind} dir="auto">{content}</{tag}>' if content else ""


def paragraphs(texts: Iterable[str], css: str = "") -> str:
    """A paragraph for each text."""
    return "".join([block("p", text_html(text), css) for text in texts])


def items(contents: Iterable[str]) -> str:
    """A list item for each content (HTML)."""
    return "".join(f"<li>{content}</li>" for content in contents)
