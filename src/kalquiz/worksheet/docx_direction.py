"""A document in a language that is written from the right."""

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

_AFTER_BIDI = (
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:jc",
    "w:outlineLvl",
)
_OF_SCRIPT = {"w:b": "w:bCs", "w:i": "w:iCs", "w:sz": "w:szCs"}
"""What says of these scripts what is said of others: bold, italics, size."""


def turn_round(document: "Document") -> None:
    """Let lines, columns and tables begin at the right."""
    normal: Any = document.styles["Normal"]
    normal.font.rtl = True
    normal.element.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    for section in document.sections:
        section._sectPr.insert_element_before(OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")  # noqa: SLF001
    for table in document.tables:
        table._tblPr.insert_element_before(OxmlElement("w:bidiVisual"), "w:tblW")  # noqa: SLF001
    for element in _elements(document):
        for name, twin in _OF_SCRIPT.items():
            for told in list(element.iter(qn(name))):
                _tell_twin(told, twin)


def _elements(document: "Document") -> Iterator[Any]:
    yield document.element
    yield document.styles.element
    for section in document.sections:
        yield section.footer._element  # noqa: SLF001 - python-docx has no way to these


def _tell_twin(told: Any, twin: str) -> None:
    properties = told.getparent()
    for old in properties.findall(qn(twin)):
        properties.remove(old)
    made = deepcopy(told)
    made.tag = qn(twin)
    told.addnext(made)
