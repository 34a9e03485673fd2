"""The page of a word processor: paragraphs, lists, tables and pictures, in the look of a layout."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Literal

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Length, Mm, Pt
from docx.text.paragraph import Paragraph

from kalquiz.markup import spans, to_plain
from kalquiz.worksheet.docx_direction import turn_round
from kalquiz.worksheet.docx_styles import (
    SERIF,
    STANDARD,
    colour,
    column_width,
    letter_size,
    look_of,
    set_paper,
    set_styles,
)
from kalquiz.worksheet.docx_table import Columns, draw_rules, keep_whole, turn
from kalquiz.worksheet.layout import Layout
from kalquiz.worksheet.model import Inline, Line, Marked, Picture, Sheet

Kind = Literal["question", "circle", "square", "slot", "letter", "bullet"]
Align = Literal["start", "center", "end"]

_FORMS: dict[Kind, tuple[str, str]] = {
    "question": ("decimal", "%1."),
    "circle": ("upperLetter", "○ %1"),
    "square": ("upperLetter", "☐ %1"),
    "slot": ("decimal", "%1 ____"),
    "letter": ("upperLetter", "%1"),
    "bullet": ("bullet", "•"),
}
_HANGING: dict[Kind, int] = {"question": 9, "bullet": 9, "letter": 8, "circle": 10, "square": 10, "slot": 17}
"""How far an entry hangs behind its mark, in millimetres for letters of the usual size."""

_ALIGNED: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
}
_EMU_PER_PIXEL = 9525
_BORDER = '<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'


class Page:
    """A document that is being written, from top to bottom; `large` says whether it is in large print."""

    def __init__(self, layout: Layout, sheet: Sheet) -> None:
        self._layout = layout
        self.large = layout.size == "large"
        self._dyslexia = layout.profile == "dyslexia"
        self._size = letter_size(layout)
        self._look = look_of(layout)
        self._room = column_width(layout)
        self._document = Document()
        self._lists: dict[Kind, int] = {}
        self._open: list[Paragraph] = []
        about = self._document.core_properties
        about.title, about.language, about.author, about.comments = sheet.name, sheet.language, "", ""
        self._rtl = sheet.direction == "rtl"
        set_styles(self._document, layout, sheet.language)
        set_paper(self._document, layout)

    def saved(self) -> bytes:
        """The file."""
        made = BytesIO()
        if self._rtl:
            turn_round(self._document)
        self._document.save(made)
        return made.getvalue()

    def paragraph(self, *, indented: bool = False, keep: bool = False) -> Paragraph:
        """A new paragraph; with `keep` it stays with the next."""
        made = self._document.add_paragraph()
        if indented:
            made.paragraph_format.left_indent = self._indent
        made.paragraph_format.keep_with_next = keep
        self._open.append(made)
        return made

    def heading(self, level: int) -> Paragraph:
        """A new heading."""
        made: Paragraph = self._document.add_heading(level=level)
        return made

    def listed(self, kind: Kind, *, start: int | None = None, apart: bool = False) -> Paragraph:
        """A new entry of a list; with `start` a list that begins with this number, `apart` from what is before it."""
        if start is not None or kind not in self._lists:
            self._lists[kind] = self._new_list(kind, start or 1)
        made = self.paragraph()
        made.style = "List Paragraph"
        if start is not None:
            made.paragraph_format.space_before = Pt(12 if apart or kind == "question" else 5)
        hanging = self._grown(_HANGING[kind])
        outer = kind in {"question", "bullet"}
        made.paragraph_format.left_indent = (
            self._indent if outer else Emu(self._indent + self._inset(hanging))
        )
        made.paragraph_format.first_line_indent = Emu(-hanging)
        numbered = made._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no lists of its own
        numbered.get_or_add_ilvl().val = 0
        numbered.get_or_add_numId().val = self._lists[kind]
        return made

    def marked(self, mark: str) -> Paragraph:
        """A new paragraph that hangs behind its mark."""
        made = self.paragraph(indented=True)
        if mark:
            _hang(made, self._indent, self._grown(8))
            made.add_run(f"{mark}\t").bold = True
        return made

    def quoted(self) -> Paragraph:
        """A new paragraph set off by a thin rule at its left, in the face of sources."""
        made = self.paragraph(indented=True)
        made.style = "Quote"
        self._border(made, "right" if self._rtl else "left", 8, 6, self._look.rule)
        return made

    def boxed(self, *, keep: bool = True) -> Paragraph:
        """A new paragraph with a frame; those that follow one another share it."""
        made = self.paragraph(keep=keep)
        # All have the same indents: others would begin a new frame.
        _hang(made, self._grown(9), self._grown(9))
        for side in ("top", "left", "bottom", "right"):
            self._border(made, side, 6, 6, self._look.quiet)
        return made

    def boxed_line(self, line: Line, *, keep: bool) -> None:
        """A line of a source in the frame, behind its number."""
        made = self.boxed(keep=keep)
        made.paragraph_format.space_after = Pt(0)
        run = made.add_run(f"{line.number}\t{line.text}")
        if self._dyslexia:
            return
        run.font.name = SERIF
        if self._layout.size == "normal":
            run.font.size = Pt(9)

    def rule(self, unit: str, *, wide: bool) -> None:
        """A rule to write on, and the unit behind it."""
        room = min(self._room - self._indent, self._grown(90 if wide else 45))
        made = self._ruled(room - Pt(len(unit) * self._size))
        made.paragraph_format.space_before = Pt(self._size)
        made.add_run(f"\t {unit}" if unit else "\t")

    def ruled_lines(self, count: int) -> None:
        """So many lines to write on.

        They are one paragraph: of many that are to stay together, LibreOffice leaves some behind.
        """
        made = self._ruled(self._room - self._indent - Pt(1))
        made.paragraph_format.line_spacing = Mm(12 if self.large else 8.5)
        made.add_run("\n".join("\t" * count)).font.color.rgb = colour(self._look.quiet)

    def _ruled(self, width: float) -> Paragraph:
        """A paragraph in which a tab draws a rule of this width."""
        made = self.paragraph(indented=True)
        end = Emu(round(self._indent + width))
        made.paragraph_format.tab_stops.add_tab_stop(end, leader=WD_TAB_LEADER.LINES)
        return made

    def table(
        self,
        head: Sequence[Inline],
        rows: Sequence[Sequence[Inline | Marked]],
        align: Align = "start",
        *,
        indented: bool = True,
    ) -> None:
        """A table; its head is repeated where it goes on, and no row is torn.

        `align` is of all columns but the first.
        """
        indent = self._indent if indented else Emu(0)
        made = self._document.add_table(rows=0, cols=len(head))
        made.autofit = False
        texts = [[_plain(text) for text in row] for row in (head, *rows)]
        columns = Columns.of(texts, self._room - indent, Pt(self._size))
        widths = columns.widths(len(head))
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for place, row in enumerate((head, *rows)):
            cells = made.add_row()
            keep_whole(cells, head=not place)
            for number, (text, cell) in enumerate(zip(row, cells.cells, strict=True)):
                cell.width = widths[number]
                cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER if place else WD_ALIGN_VERTICAL.BOTTOM
                self._fill(cell.paragraphs[0], text, bold=not place)
                if number and (place or not columns.turned):
                    cell.paragraphs[0].alignment = _ALIGNED[align]
        if columns.turned:
            made.rows[0].height = columns.turned
            turn(made.rows[0].cells[1:])
        draw_rules(made, self._look, indent)
        # A table ends with a paragraph, which takes no page of its own.
        below = self.paragraph().paragraph_format
        below.space_after, below.line_spacing = Pt(0), Pt(8)

    def _fill(self, line: Paragraph, text: Inline | Marked, *, bold: bool) -> None:
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        # A turned name has the height of its line only.
        line.paragraph_format.line_spacing = 1.1 if bold else None
        if isinstance(text, Marked):
            _hang(line, Emu(0), self._grown(7))
            line.add_run(f"{text.mark}\t").bold = True
            text = text.text
        self.rich(line, text, bold=bold)
        self._open.append(line)

    def picture(self, picture: Picture) -> None:
        """A picture, with what it shows in words."""
        width, _ = picture.file.fitted(int((self._room - self._indent) / _EMU_PER_PIXEL), 380)
        run = self.paragraph(indented=True).add_run()
        shape = run.add_picture(BytesIO(_as_png(picture)), width=Emu(width * _EMU_PER_PIXEL))
        shape._inline.docPr.set("descr", picture.alt)  # noqa: SLF001 - python-docx has no words for pictures

    def rich(self, line: Paragraph, text: Inline, *, bold: bool = False) -> None:
        """Set a text with its markup."""
        for span in spans(text.markup):
            run = line.add_run(span.text)
            strong = span.style == "strong" or (self._dyslexia and span.style == "emphasis")
            run.bold = True if bold or strong else None
            run.italic = True if span.style == "emphasis" and not self._dyslexia else None
            if span.style == "code":
                run.font.name = "Courier New"

    def aside(self, line: Paragraph, text: str) -> None:
        """Add what is said beside the question."""
        line.add_run(text).font.color.rgb = colour(self._look.quiet)

    def blank(self, line: Paragraph, room: int) -> None:
        """Add a hole to write into, as wide as so many digits."""
        # Spaces that are underlined get lost at the end of a line.
        line.add_run("_" * room)

    def footer(self, text: Inline, page: str) -> None:
        """Set the foot of each page: the text, and which page of how many it is, as in `{page} of {pages}`."""
        line = self._document.sections[0].footer.paragraphs[0]
        self.rich(line, text)
        line.add_run(" · ")
        for piece in re.split(r"(\{pages?\})", page):
            if piece in _FIELDS:
                _field(line, _FIELDS[piece])
            else:
                line.add_run(piece)

    def break_page(self) -> None:
        """Begin a new page."""
        self.paragraph().paragraph_format.page_break_before = True

    def start_columns(self) -> None:
        """Set what follows in as many columns as the layout has."""
        if self._layout.columns == 1:
            return
        section = self._document.add_section(WD_SECTION.CONTINUOUS)
        columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - python-docx has no columns
        columns.set(qn("w:num"), "2")
        columns.set(qn("w:space"), "567")

    @property
    def scale(self) -> float:
        """How many letters fit on a line, as a part of those of the usual size."""
        return STANDARD / self._size

    def _grown(self, width: float) -> Length:
        """A width in millimetres for letters of the usual size, for those of this page."""
        return Mm(width / self.scale)

    @property
    def _indent(self) -> Length:
        """How far in stands what belongs to a question."""
        return self._inset(self._grown(_HANGING["question"]))

    def _inset(self, hanging: Length) -> Length:
        """How far in stands a text that hangs so far behind its mark.

        Where lines begin at the right, LibreOffice draws a mark before its place, and Word behind it.
        """
        return Emu(2 * hanging) if self._rtl else hanging

    @contextmanager
    def kept_together(self) -> Iterator[None]:
        """What is written meanwhile stays on one page, if that can hold it."""
        self._open = []
        yield
        self.allow_break()

    def allow_break(self) -> None:
        """What is kept together ends here; what follows is kept by itself."""
        for line in self._open:
            line.paragraph_format.keep_together = True
            line.paragraph_format.keep_with_next = True
        self._open[-1].paragraph_format.keep_with_next = False
        self._open = []

    def _new_list(self, kind: Kind, start: int) -> int:
        root = self._document.part.numbering_part.element
        number = len(root.findall(qn("w:abstractNum"))) + 100
        form, text = _FORMS[kind]
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        )
        root.insert(0, made)
        return int(root.add_num(number).numId)

    def _border(self, line: Paragraph, side: str, width: int, space: int, colour: str) -> None:
        properties = line._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
        borders = properties.find(qn("w:pBdr"))
        if borders is None:
            borders = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
            properties.insert_element_before(
                borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr"
            )
        drawn = _BORDER.format(side=side, width=width, space=space, colour=colour[1:])
        borders.append(parse_xml(drawn.replace("/>", f" {nsdecls('w')}/>")))


_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _plain(text: Inline | Marked) -> str:
    return f"{text.mark} {to_plain(text.text.markup)}" if isinstance(text, Marked) else to_plain(text.markup)


def _hang(line: Paragraph, start: Length, width: Length) -> None:
    """Let a line that goes on begin behind its mark, and the mark at `start`."""
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = (
        Emu(start + width),
        Emu(-width),
    )
    line.paragraph_format.tab_stops.add_tab_stop(Emu(start + width))


def _field(line: Paragraph, name: str) -> None:
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), name)
    line._p.append(made)  # noqa: SLF001 - python-docx has no fields


def _as_png(picture: Picture) -> bytes:
    """The picture as a word processor takes it: drawings and WebP become PNG."""
    if picture.file.kind in {"png", "jpeg"}:
        return picture.file.data
    from kalquiz.worksheet.pdf import picture_as_png

    return picture_as_png(picture)
