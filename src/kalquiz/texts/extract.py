"""Text out of the bytes of a file. What reads web pages and PDF is the extra `sources`."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from kalquiz.problem import install_command

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from pypdfium2 import PdfDocument

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What browsers take a declared charset for, where that differs from what Python calls by the same name.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}

# Elements that do not end a line. Whatever else there is does: a line end too many does no harm.
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|ruby|rb|s|samp|"
    "small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)

_BLOCK_END = "\n\n"
_SPACES = ("softbreak", "hardbreak", "html_inline")
"""What in a line of Markdown is no text, and may part words."""

_EDGE_LINES = 2
_LINE_END_HYPHEN = "\ufffe"


class NoTextError(Exception):
    """Bytes that no text can be had from; the message goes on after the name of the file."""


def plain_text(raw: bytes) -> str:
    """The text of a text file: UTF-8, or UTF-16 with its mark."""
    try:
        text = raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        raise NoTextError("is not UTF-8 text. Save it as UTF-8.") from None
    return _printed(text)


def markdown_text(raw: bytes) -> str:
    """The text of a Markdown file as a reader sees it: without marks, link targets and the lines of tables."""
    from markdown_it import MarkdownIt

    parts: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(plain_text(raw)):
        if token.type == "inline":
            parts += [" " if child.type in _SPACES else child.content for child in token.children or []]
        elif token.type in ("fence", "code_block"):
            parts += [token.content, _BLOCK_END]
        elif token.type in ("th_close", "td_close"):
            parts.append(" ")
        elif token.nesting < 0:
            parts.append(_BLOCK_END)
    return "".join(parts)


def html_text(raw: bytes) -> str:
    """Everything that can be seen on a web page; an empty line stands wherever a paragraph or cell ends."""
    try:
        from bs4 import BeautifulSoup
        from bs4.exceptions import ParserRejectedMarkup
    except ImportError:
        raise _missing("beautifulsoup4", "web pages") from None

    # The parser is handed elements only: what stands before them may make it take the page for XML.
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", _printed(_decoded(raw)))
    try:
        page = BeautifulSoup(f"<html>{text}", "html.parser")
    except ParserRejectedMarkup:
        raise NoTextError("is damaged. Open it in a browser, and save it anew.") from None
    blocks = (part.strip() for part in "".join(_pieces(page)).split(_BLOCK_END))
    return _BLOCK_END.join(part for part in blocks if part)


def _pieces(page: "BeautifulSoup") -> Iterator[str]:
    """The texts of a web page, and a mark wherever the next one is in another block."""
    from bs4 import Tag
    from bs4.element import CData, NavigableString

    blocks = {id(page): id(page)}
    last = 0
    for node in page.descendants:
        block = blocks[id(node.parent)]
        if isinstance(node, Tag):
            inline = bool(_INLINE.fullmatch(node.name))
            blocks[id(node)] = block if inline else id(node)
            last = last if inline else 0
        elif isinstance(node, NavigableString) and type(node) in (NavigableString, CData):
            # Of the other kinds are comments, scripts and styles.
            if block != last:
                yield _BLOCK_END
            yield re.sub(r"\s+", " ", node)
            last = block


def pdf_text(raw: bytes) -> str:
    """The text of a PDF, line by line, without what heads and foots its pages."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
        from pypdfium2.raw import FPDF_ERR_PASSWORD
    except ImportError:
        raise _missing("pypdfium2", "PDF files") from None

    try:
        with closing(PdfDocument(raw)) as document:
            pages = [_page_lines(document, number) for number in range(len(document))]
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise NoTextError("is locked with a password. Save a copy without one.") from None
        raise NoTextError("is no PDF, or a damaged one. Save it anew.") from None
    return "\n".join(line for page in _without_margins(pages) for line in page)


def _page_lines(document: "PdfDocument", number: int) -> list[str]:
    with closing(document[number]) as page, closing(page.get_textpage()) as shown:
        text = shown.get_text_range()
    # PDFium marks a hyphen at the end of a line, joining what it parted; between figures it is a dash.
    text = re.sub(rf"(?<=\d){_LINE_END_HYPHEN}(?=\d)", "-", text).replace(_LINE_END_HYPHEN, "")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _without_margins(pages: Sequence[list[str]]) -> list[list[str]]:
    """Pages without the lines at their edges that come again, but for figures, on a third of them.

    They would stand in the middle of what begins on one page and ends on the next.
    """

    def repeated(line: str) -> bool:
        return edges[_shape(line)] >= max(2, len(pages) / 3)

    edges = Counter(
        shape
        for page in pages
        for shape in {_shape(line) for line in page[:_EDGE_LINES] + page[-_EDGE_LINES:]}
    )
    kept = []
    for page in pages:
        first, last = 0, len(page)
        while first < min(_EDGE_LINES, last) and repeated(page[first]):
            first += 1
        while last > max(first, len(page) - _EDGE_LINES) and repeated(page[last - 1]):
            last -= 1
        kept.append(page[first:last])
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _decoded(raw: bytes) -> str:
    """A web page's text as a browser would decode it: by its mark, by what it declares, or else as UTF-8."""
    from bs4.dammit import EncodingDetector

    if raw.startswith(codecs.BOM_UTF8):
        return raw.decode("utf-8-sig", errors="replace")
    if raw.startswith(_UTF16):
        return raw.decode("utf-16", errors="replace")
    declared = EncodingDetector.find_declared_encoding(raw, is_html=True)
    try:
        if declared:
            name = codecs.lookup(declared).name
            return raw.decode(_MEANT.get(name, name), errors="replace")
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
    except (LookupError, UnicodeError):  # UnicodeError: a codec of Python that is no charset, such as idna
        raise NoTextError(f"declares a charset that is not known, {declared!r}. Save it as UTF-8.") from None


def _printed(text: str) -> str:
    if "\0" in text:
        raise NoTextError("is not text. Is the ending of its name right?")
    return text


def _missing(package: str, what: str) -> NoTextError:
    return NoTextError(f"needs what reads {what}: {install_command(package)}")
