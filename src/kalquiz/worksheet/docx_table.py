"""How a table of a word processor is drawn: how wide its columns are, and whether the names above them are turned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table, _Cell, _Row
from wcwidth import wcswidth

from kalquiz.look import Palette

_WIDEST = Mm(28)
_HIGHEST = Mm(60)
_BESIDE = Mm(4)
"""What a cell has beside its text."""
_EM = 0.6
"""The width of a bold letter, as a part of its height."""
_BORDERS = (
    '<w:tblBorders {ns}><w:bottom w:val="single" w:sz="4" w:color="{rule}"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="{rule}"/></w:tblBorders>'
)
_MARGINS = '<w:tblCellMar {ns}><w:left w:w="0" w:type="dxa"/><w:right w:w="216" w:type="dxa"/></w:tblCellMar>'
_UNDER_HEAD = '<w:tcBorders {ns}><w:bottom w:val="single" w:sz="8" w:color="{ink}"/></w:tcBorders>'


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of the first column and of each other; `turned` is how high the head is whose names are turned."""

    first: Length
    other: Length
    turned: Length | None

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], room: float, size: Pt) -> "Columns":
        """Columns for these rows, the first one the head; names with a word that does not fit are turned."""
        others = rows[0][1:]
        longest = max(_width(text, size) for row in rows for text in row[1:])
        most = room * 0.6 / len(others)
        wide = min(_WIDEST, most, longest + _BESIDE)
        if all(_width(word, size) <= wide - _BESIDE for name in others for word in name.split()):
            return cls(Emu(round(room - wide * len(others))), Emu(round(wide)), None)
        long = max(_width(name, size) for name in others)
        high = min(long + _BESIDE, _HIGHEST)
        lines = ceil(long / (high - _BESIDE))
        wide = min(most, lines * size * 1.3 + _BESIDE)
        return cls(Emu(round(room - wide * len(others))), Emu(round(wide)), Emu(round(high)))

    def widths(self, number: int) -> list[Length]:
        """The width of each of so many columns."""
        return [self.first, *[self.other] * (number - 1)]


def _width(text: str, size: Pt) -> float:
    return wcswidth(text) * _EM * size


def draw_rules(table: Table, look: Palette, indent: Length) -> None:
    """Rules between rows, a stronger one under the head, none beside columns; it begins so far in from the margin."""
    properties = table._tblPr  # noqa: SLF001 - python-docx has no borders and no margins of cells
    # A word processor is strict about the order of these.
    inset = f'<w:tblInd {nsdecls("w")} w:w="{indent.twips}" w:type="dxa"/>'
    properties.insert_element_before(parse_xml(inset), "w:tblLayout", "w:tblLook")
    borders = _BORDERS.format(ns=nsdecls("w"), rule=look.rule[1:])
    properties.insert_element_before(parse_xml(borders), "w:tblLayout", "w:tblLook")
    properties.insert_element_before(parse_xml(_MARGINS.format(ns=nsdecls("w"))), "w:tblLook")
    for cell in table.rows[0].cells:
        under = _UNDER_HEAD.format(ns=nsdecls("w"), ink=look.ink[1:])
        cell._tc.get_or_add_tcPr().insert_element_before(parse_xml(under), "w:textDirection", "w:vAlign")  # noqa: SLF001


def keep_whole(row: _Row, *, head: bool) -> None:
    """Do not tear a row, and repeat a head where the table goes on."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no way to these two
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def turn(cells: Iterable[_Cell]) -> None:
    """Turn what is in these cells by a quarter, to be read from below."""
    for cell in cells:
        made = OxmlElement("w:textDirection")
        made.set(qn("w:val"), "btLr")
        cell._tc.get_or_add_tcPr().insert_element_before(made, "w:vAlign")  # noqa: SLF001 - python-docx turns nothing
