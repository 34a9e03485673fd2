"""References in words: a source in full, as in the notes of the Chicago Manual of Style, and its short forms.

The records are CSL's, the formatter is our own. citeproc-py 0.11.1, the CSL library for Python, was tried
with a style for Chicago notes. It leaves commas outside of quotation marks whatever the style asks for, and
quotation marks within quotation marks as they are; it puts Korean given names first, lets HTML through, and
warns of `director` and `event-title`, which it does not know. It takes 14 MB with what it needs, 62 ms to
import and 3.7 ms for a reference; this module takes 0.03 ms.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from kalquiz.citation.record import Citation, Name, Record, Source
from kalquiz.markup import sealed

_Record = TypeVar("_Record", bound=Record)

# fmt: off
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_BOOKS = {
    "book", "classic", "collection", "motion_picture", "musical_score", "pamphlet", "periodical", "report",
    "standard",
}
# fmt: on
_CHAPTERS = {"chapter", "paper-conference"}
_ENTRIES = {"entry", "entry-dictionary", "entry-encyclopedia"}
_OCCASIONS = {"event", "paper-conference", "speech", "thesis"}
_YEAR_ALONE = {"book", "chapter", "motion_picture"}
_ITALIC = _BOOKS | {"graphic", "hearing", "map", "performance"}
_UNMARKED = {"bill", "dataset", "legal_case", "legislation", "patent", "regulation", "software"}
_NO_MARKUP = {"type", "DOI", "URL"}
_IN_UNMARKED = {"dataset", "post", "software", "webpage"}

_QUOTES = re.compile('“([^”]*)”|"([^"]*)"')
_INNER_QUOTE = re.compile("‘[^‘’]*’”$")


def full_reference(source: Source) -> str:
    """The whole reference as inline markup: who, what, where from, when, where to find it.

    The forms are those of the 18th edition; days are written `19 September 1983`; what the record does not
    say is left out.
    """
    source = _sealed(source)
    accessed = f"accessed {_date(source.accessed)}" if source.accessed else ""
    return _closed(_joined(_who(source), _work(source), accessed, _literally(source.address or "")))


def short_reference(source: Source, citation: Citation) -> str:
    """Source and place, as a card or a key line has it: `The article, paragraph 2, sentence 1`."""
    return _capital(f"{sealed(source.short)}, {sealed(citation.locator)}")


def references(
    source: Callable[[str], Source], citations: Iterable[Citation]
) -> Iterator[tuple[str, Citation]]:
    """Each citation after its short reference, which says only what is new.

    One of the same source as the one before does not name it again: after `The memo, Kryuchkov, line 98`
    comes `Lines 122-123` of the same speaker, or `Mielke, line 206`. `source` gives a source by its id.
    """
    before = None
    for citation in citations:
        if before and before.source == citation.source:
            yield _capital(sealed(_new_place(before.locator, citation.locator))), citation
        else:
            yield short_reference(source(citation.source), citation), citation
        before = citation


def _new_place(before: str, locator: str) -> str:
    """The last part of a locator, where all the others are those of the locator before."""
    *places, last = locator.split(", ")
    told = before.split(", ")[:-1] == places and any(map(str.isalpha, last))
    return last if told else locator


def _sealed(record: _Record) -> _Record:
    """The record with texts none of whose signs pairs with one of another text."""
    changed: dict[str, object] = {}
    for name, value in record:
        if isinstance(value, str) and name not in _NO_MARKUP:
            changed[name] = sealed(value)
        elif isinstance(value, tuple):
            changed[name] = tuple(_sealed(part) if isinstance(part, Name) else part for part in value)
    return record.model_copy(update=changed)


def _who(source: Source) -> str:
    if not _leads(source):
        return _people(source.author)
    return f"{_people(source.editor)}, {'ed.' if len(source.editor) == 1 else 'eds.'}"


def _leads(source: Source) -> bool:
    """Whether the editor stands in the place of the author: of a whole book that has none."""
    return bool(source.editor) and not source.author and source.type in _BOOKS


def _work(source: Source) -> str:
    """What stands between the author and the address."""
    if source.type == "article-journal":
        return _in_journal(source)
    if source.container_title and source.type in _ENTRIES and not source.author:
        return _looked_up(source)
    if source.container_title and source.type in _CHAPTERS | _ENTRIES:
        return _in_book(source)
    if source.type in _BOOKS | _CHAPTERS - _OCCASIONS:
        return _book(source)
    return _occasion(source) if source.type in _OCCASIONS else _item(source)


def _book(source: Source) -> str:
    made = _joined(_title(source), *_hands(source), _edition(source), _volume(source), _kind(source))
    return _joined(_bracketed(made, _imprint(source)), _pages(source), *_kept(source))


def _in_book(source: Source) -> str:
    container = f"in {_container(source)}"
    made = _joined(
        _title(source), _translated(source), container, _edited(source), _edition(source), _volume(source)
    )
    return _joined(_bracketed(made, _imprint(source)), _pages(source))


def _looked_up(source: Source) -> str:
    book = _joined(_container(source), _edited(source), _edition(source), _volume(source))
    return _joined(_bracketed(book, _imprint(source)), f"s.v. {_quoted(source.title)}")


def _in_journal(source: Source) -> str:
    journal = " ".join(filter(None, (_container(source), str(source.volume or ""))))
    issue = f"no. {source.issue}" if source.issue else ""
    made = _joined(_title(source), _translated(source), journal, issue)
    dated = _bracketed(made, _date((source.issued or "")[:7]))
    return ": ".join(filter(None, (dated, _pages(source))))


def _occasion(source: Source) -> str:
    place = source.event_place or source.publisher_place
    when = _joined(source.genre, source.event_title, source.publisher, place, _date(source.issued))
    return _joined(_bracketed(_title(source), when), *_kept(source))


def _item(source: Source) -> str:
    """Anything else. In an archive the date belongs to the item, elsewhere to the publisher."""
    date, kept = _date(source.issued), _kept(source)
    published = (date, *kept, _publisher(source)) if any(kept) else (_publisher(source), date)
    interview = f"interview by {_people(source.interviewer)}" if source.interviewer else ""
    what = (_title(source), interview, *_hands(source), _kind(source), _container(source), _edition(source))
    return _joined(*what, source.event_title, source.event_place, *published, _pages(source))


def _title(source: Source) -> str:
    if source.type in _UNMARKED:
        return source.title
    return _italic(source.title) if source.type in _ITALIC else _quoted(source.title)


def _container(source: Source) -> str:
    title = source.container_title or ""
    return title if source.type in _IN_UNMARKED else _italic(title)


def _hands(source: Source) -> tuple[str, str, str]:
    directed = f"directed by {_people(source.director)}" if source.director else ""
    return directed, "" if _leads(source) else _edited(source), _translated(source)


def _edited(source: Source) -> str:
    return f"ed. {_people(source.editor)}" if source.editor else ""


def _translated(source: Source) -> str:
    return f"trans. {_people(source.translator)}" if source.translator else ""


def _people(names: tuple[Name, ...]) -> str:
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(map(str, names))


def _kind(source: Source) -> str:
    return " ".join(str(part) for part in (source.genre, source.number) if part)


def _edition(source: Source) -> str:
    edition = str(source.edition or "")
    if not edition.isdecimal():
        return edition
    teens = int(edition) % 100 in (11, 12, 13)
    ending = "th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
    return f"{edition}{ending} ed."


def _volume(source: Source) -> str:
    return f"vol. {source.volume}" if source.volume else ""


def _pages(source: Source) -> str:
    return re.sub(r"(?<=\d)-(?=\d)", "–", str(source.page or ""))


def _kept(source: Source) -> tuple[str | None, str | None]:
    return source.archive_location, source.archive


def _publisher(source: Source) -> str:
    return ": ".join(filter(None, (source.publisher_place, source.publisher)))


def _imprint(source: Source) -> str:
    issued = source.issued or ""
    return _joined(_publisher(source), _date(issued[:4] if source.type in _YEAR_ALONE else issued))


def _date(edtf: str | None) -> str:
    """`19 September 1983`, or as much of it as is known."""
    if not edtf:
        return ""
    year, *rest = map(int, edtf.split("-"))
    named = [_MONTHS[rest[0] - 1]] if rest else []
    return " ".join([*map(str, rest[1:]), *named, str(year)])


def _italic(text: str) -> str:
    # Emphasis within emphasis needs another sign.
    sign = "_" if "*" in text else "*"
    return text and f"{sign}{text}{sign}"


def _quoted(text: str) -> str:
    """In quotation marks; those within become single ones."""
    within = _QUOTES.sub(r"‘\1\2’", text)
    return f"“{within}”"


def _literally(text: str) -> str:
    """A text that is no markup as markup."""
    return re.sub(r"([\\`*_])", r"\\\1", text)


def _joined(*parts: str | None) -> str:
    """The parts with commas between them."""
    text = ""
    for part in filter(None, parts):
        text = f"{_signed(text, ',')} {part}" if text else part
    return text


def _bracketed(text: str, inner: str) -> str:
    return f"{text} ({inner})" if inner else text


def _closed(text: str) -> str:
    said = text.rstrip("*_’”")
    return text if said.endswith((".", "?", "!")) else _signed(text, ".")


def _signed(text: str, sign: str) -> str:
    """The text with a comma or full stop, which stands within closing quotation marks."""
    if not text.endswith("”"):
        return text + sign
    # Before “ ‘...’ ” the sign stands within both; an apostrophe closes nothing.
    end = -2 if _INNER_QUOTE.search(text) else -1
    return text[:end] + sign + text[end:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
