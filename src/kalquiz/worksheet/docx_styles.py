"""The styles and the paper of a word processor's document, as a layout has them."""

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from kalquiz.look import LIGHT, TINTED, Palette
from kalquiz.worksheet.layout import Layout

if TYPE_CHECKING:
    from docx.document import Document

SERIF = "Georgia"
STANDARD = 11
"""Letters of the usual size, in points."""

_SANS = "Arial"
_EAST_ASIAN = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei"}
_PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_BETWEEN = Mm(10)
"""What is between two columns."""


def letter_size(layout: Layout) -> int:
    """The size of the text, in points."""
    if layout.size == "large":
        return 18
    return 13 if layout.profile == "dyslexia" else STANDARD


def look_of(layout: Layout) -> Palette:
    """The colours."""
    return TINTED if layout.profile == "dyslexia" else LIGHT


def column_width(layout: Layout) -> float:
    """How wide a column is, in EMU."""
    width, _ = _PAPERS[layout.size_of_page]
    return (width - 2 * _margin(layout) - (layout.columns - 1) * _BETWEEN) / layout.columns


def colour(value: str) -> RGBColor:
    """A colour, such as `#1a1a1a`."""
    return RGBColor.from_string(value[1:].upper())


def set_styles(document: "Document", layout: Layout, language: str) -> None:
    """Set faces, sizes, colours and room of all styles, and the language of the text."""
    size, dyslexia = letter_size(layout), layout.profile == "dyslexia"
    sizes = {
        "Heading 1": size + 8,
        "Heading 2": size + 3,
        "Footer": size if layout.size == "large" or dyslexia else 9,
    }
    look = look_of(layout)
    for name in ("Normal", "Heading 1", "Heading 2", "Footer", "Quote", "List Paragraph"):
        style: Any = document.styles[name]
        style.font.size = Pt(sizes.get(name, size))
        style.font.italic = False
        style.font.color.rgb = colour(look.accent if name == "Heading 2" else look.ink)
        _set_face(style, SERIF if name == "Quote" and not dyslexia else _SANS, language)
        style.paragraph_format.line_spacing = 1.5 if dyslexia else 1.15
        style.paragraph_format.space_after = Pt(4)
        if name == "Heading 2":
            # Further from the question before it than from its own.
            style.paragraph_format.space_before = Pt(size + 9)
        for tight in style.element.findall(f".//{qn('w:contextualSpacing')}"):
            tight.getparent().remove(tight)
    said = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        said.set(qn(script), language)
    document.styles["Normal"].element.get_or_add_rPr().append(said)


def set_paper(document: "Document", layout: Layout) -> None:
    """Set the size of the paper, its margins and its tint."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAPERS[layout.size_of_page]
    section.left_margin = section.right_margin = _margin(layout)
    section.top_margin, section.bottom_margin = Mm(19), Mm(22)
    if layout.profile == "dyslexia":
        tint = f'<w:background {nsdecls("w")} w:color="{look_of(layout).paper[1:]}"/>'
        document.element.insert(0, parse_xml(tint))
        document.settings.element.insert(0, OxmlElement("w:displayBackgroundShape"))


def _set_face(style: Any, face: str, language: str) -> None:
    """Set the face of a style, which goes before that of the document's theme."""
    style.font.name = face
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), face)
    if east := _EAST_ASIAN.get(language.partition("-")[0]):
        fonts.set(qn("w:eastAsia"), east)


def _margin(layout: Layout) -> Mm:
    return Mm(17 if layout.columns == 2 else 22)
