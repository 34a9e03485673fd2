"""A sheet as a document for a word processor: everything can be edited, headings and lists and tables are real."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kalquiz.markup import to_plain
from kalquiz.problem import install_command
from kalquiz.worksheet.layout import Layout
from kalquiz.worksheet.model import (
    Box,
    Boxes,
    Inline,
    InStem,
    Item,
    Key,
    Lines,
    Marked,
    Pairs,
    Part,
    Rule,
    Sheet,
    Slots,
    Space,
    Table,
    WorksheetError,
)

if TYPE_CHECKING:
    from kalquiz.worksheet.docx_page import Kind, Page

NO_BREAK = "\N{NO-BREAK SPACE}"

_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_docx(sheet: Sheet, layout: Layout) -> bytes:
    """The file; the same sheet gives the same bytes.

    Raises:
        WorksheetError: the extra `docx` is not installed.
    """
    if layout.template:
        raise WorksheetError("A template is for a .pdf or an .html file: a .docx file can be edited instead.")
    try:
        from kalquiz.worksheet.docx_page import Page
    except ModuleNotFoundError as error:
        said = f"Writing a .docx file needs a package: {install_command('python-docx')}"
        raise WorksheetError(said) from error
    if layout.size == "large":
        # A column would hold too little, and what it holds cannot be measured here.
        layout = replace(layout, columns=1)
    page = Page(layout, sheet)
    _Writer(page, sheet).write()
    return _same_bytes(page.saved())


class _Writer:
    """Writes one sheet onto a page."""

    def __init__(self, page: "Page", sheet: Sheet) -> None:
        self._page = page
        self._sheet = sheet
        self._labels = sheet.labels

    def write(self) -> None:
        page, sheet = self._page, self._sheet
        self._head()
        page.start_columns()
        self._parts(sheet.parts)
        if sheet.answers:
            page.break_page()
            page.heading(1).add_run(self._labels.key)
            self._parts(sheet.answers)
        for versions in sheet.versions:
            names = (Inline(name) for name in (self._labels.question, *versions.names))
            page.table(tuple(names), [(it.asked, *it.cells) for it in versions.rows], indented=False)
        self._sources()
        page.footer(sheet.footer, self._labels.page.replace(" ", NO_BREAK))

    def _head(self) -> None:
        page, labels, sheet = self._page, self._labels, self._sheet
        if not sheet.key:
            line = page.paragraph(keep=True)
            for label, room in ((labels.name, 20), (labels.group, 6), (labels.date, 8), (labels.score, 4)):
                line.add_run(f"{label} ")
                page.blank(line, room if page.large else round(room * page.scale))
                # In large print the name has a line of its own.
                line.add_run("\n" if page.large and label == labels.name else "  ")
            line.add_run(f"/ {sheet.total}")
        title = page.heading(1)
        page.rich(title, sheet.title)
        if sheet.subtitle:
            title.add_run(f" –{NO_BREAK}{sheet.subtitle.replace(' ', NO_BREAK)}")

    def _sources(self) -> None:
        if self._sheet.sources:
            self._page.heading(2).add_run(self._labels.sources)
        for source in self._sheet.sources:
            line = self._page.listed("bullet")
            if source.short:
                self._page.rich(line, source.short)
                line.add_run(": ")
            self._page.rich(line, source.full)

    def _parts(self, parts: Iterable[Part]) -> None:
        page = self._page
        for part in parts:
            if part.title:
                page.rich(page.heading(2), part.title)
            told = page.paragraph(keep=True)
            page.aside(told, " ".join((f"{part.summary}.", *part.instructions)))
            for item in part.items:
                if item.box:
                    self._box(item.box)
                self._item(item)

    def _box(self, box: Box) -> None:
        page = self._page
        page.boxed().add_run(box.title).bold = True
        for excerpt in box.excerpts:
            if excerpt.gist:
                line = page.boxed()
                page.aside(line, f"{self._labels.gist} ")
                page.rich(line, excerpt.gist)
            for left, numbered in zip(range(len(excerpt.lines), 0, -1), excerpt.lines, strict=True):
                # A box may break, but its reference stays with the last two lines.
                page.boxed_line(numbered, keep=left <= 2)
            page.aside(page.boxed(), to_plain(excerpt.reference.markup))

    def _item(self, item: Item) -> None:
        others: tuple[Marked, ...] = ()
        page = self._page
        with page.kept_together():
            self._asked(item)
            if item.key:
                others = self._first_answer(item.key)
            elif item.space:
                # The first one begins the first page, which may be too short for it, with the heads of the sheet.
                self._space(item.space, torn=item.number == 1 and not item.box)
        if item.key:
            for answer in others:
                self._answer(item.key, answer)
            self._reasons(item.key)

    def _asked(self, item: Item) -> None:
        page = self._page
        stem = page.listed("question", start=item.number)
        for piece in item.stem:
            if isinstance(piece, Inline):
                page.rich(stem, piece)
                continue
            if piece.mark:
                stem.add_run(f"({piece.mark}){NO_BREAK}").bold = True
            page.blank(stem, 15 if piece.wide else 9)
            stem.add_run(f" {piece.unit}" if piece.unit else "")
        # What is short stays on one line.
        page.aside(stem, f" ({item.points.replace(' ', NO_BREAK)})")
        if item.picture:
            page.picture(item.picture)

    def _space(self, space: Space, *, torn: bool) -> None:
        """Write where the answer goes; what is `torn` may go on on another page between two lists."""
        page = self._page
        match space:
            case Boxes(options=options, many=many):
                self._list("square" if many else "circle", options)
            case Rule(unit=unit, wide=wide):
                page.rule(unit, wide=wide)
            case InStem():
                pass
            case Pairs(stems=stems, targets=targets):
                self._list("slot", stems)
                if torn:
                    page.allow_break()
                self._list("letter", targets, apart=True)
            case Table(columns=columns, rows=rows):
                head = (Inline(self._labels.statement), *columns)
                page.table(head, [(row, *(Inline("☐") for _ in columns)) for row in rows], "center")
            case Slots(items=items, slots=slots):
                self._list("letter", items)
                line = page.paragraph(indented=True)
                page.aside(line, f"{self._labels.order} ")
                for slot in slots:
                    line.add_run(f" {slot}{NO_BREAK}").bold = True
                    page.blank(line, 3)
            case Lines(count=count):
                page.ruled_lines(count)
            case _:
                assert_never(space)

    def _list(self, kind: "Kind", entries: Iterable[Marked], *, apart: bool = False) -> None:
        for place, entry in enumerate(entries):
            line = self._page.listed(kind, start=None if place else 1, apart=apart and not place)
            self._page.rich(line, entry.text)

    def _first_answer(self, key: Key) -> tuple[Marked, ...]:
        """Write the line of the answer that stays with its question, and give back those that come after it.

        LibreOffice tears some questions from their answers where more than two paragraphs are to stay together.
        """
        if key.sequence:
            self._page.paragraph(indented=True).add_run(key.sequence).bold = True
            return key.answers
        self._answer(key, key.answers[0])
        return key.answers[1:]

    def _answer(self, key: Key, answer: Marked) -> None:
        self._page.rich(self._page.marked(answer.mark), answer.text, bold=key.brief)

    def _reasons(self, key: Key) -> None:
        page = self._page
        for text in (*key.notes, *((key.explanation,) if key.explanation else ())):
            page.rich(page.paragraph(indented=True), text)
        if key.rubric:
            head = (Inline(self._labels.rubric), Inline(self._labels.points))
            with page.kept_together():
                page.table(head, [(line.text, Inline(line.points)) for line in key.rubric], "end")
        for cited in key.citations:
            line = page.quoted()
            page.rich(line, cited.reference)
            line.add_run(f" ({cited.role}). " if cited.role else ". ")
            page.rich(line, cited.gist)


def _same_bytes(data: bytes) -> bytes:
    """The archive without the hour at which it was written."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, source.read(name))
    return made.getvalue()
