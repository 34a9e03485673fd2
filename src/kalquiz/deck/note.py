"""From a question to a note: its fields, its tags and the id that ties it to the learner's history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from kalquiz.bank import Bank
from kalquiz.citation import Citation, full_reference, references, text_fragment
from kalquiz.deck.face import Face, face
from kalquiz.deck.field import block, cloze, items, paragraphs, text_html
from kalquiz.deck.media import Medium, make_medium
from kalquiz.deck.notetype import Field, NoteType
from kalquiz.interaction import Picture, Rectangle
from kalquiz.question import Flashcard, Question

RETIRED = "retired"
"""What the tag of a retired note is called, below the id of its bank."""

_REVERSE = "/reverse"
_MAP = "/map"
_EMPTY = ("",) * len(Field)


class Note(NamedTuple):
    """A note: everything of it that ends up in a package but its modification time.

    `name` is the id of its question, with `/reverse` where it asks the other way round and `/map` where it asks on
    a picture, and `aka` are former names. `guid` depends on the ids of bank and question alone, so that a change
    of wording updates the note instead of adding one. `asked` and `key` say in inline markup what it asks and what
    is right. `media` are the files that its fields show. `cards` says what each card of a map asks, by its number,
    and `areas` where on the picture that is; other notes have one card.
    """

    name: str
    guid: str
    kind: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    asked: str
    key: str
    section: str = ""
    aka: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    cards: Mapping[int, str] | None = None
    areas: Mapping[int, Rectangle] | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its cards."""
        return tuple(self.cards) if self.cards else (1,)

    @property
    def retired(self) -> bool:
        """Whether it only tells those who have it that its question is gone."""
        return not self.section


def is_reverse(name: str) -> bool:
    """Whether a note of this name asks a flashcard the other way round."""
    return name.endswith(_REVERSE)


def make_notes(bank: Bank, questions: Sequence[Question]) -> Iterator[Note]:
    """A note for each question, in order.

    Each is made when it is asked for: all of them at once are larger than the package.

    Raises:
        ImageError: a picture cannot be used.
    """
    return map(_Maker(bank).note, questions)


def make_reverse_notes(bank: Bank, questions: Sequence[Question]) -> Iterator[Note]:
    """A note for each flashcard of these questions, which asks it the other way round; made when asked for, too.

    Raises:
        ImageError: a picture cannot be used.
    """
    return map(_Maker(bank).reverse, flashcards(questions))


def flashcards(questions: Iterable[Question]) -> list[Flashcard]:
    """The questions that can be asked the other way round."""
    return [question for question in questions if isinstance(question, Flashcard)]


def retired_note(
    bank_id: str, name: str, guid: str, kind: NoteType, said: str, cards: Mapping[int, str] | None
) -> Note:
    """What takes the place of the note of a question that was removed: a card that says so, and a tag.

    `said` tells, in inline markup, since when, and what was asked; a map has its `cards` still.
    """
    tag = f"{bank_id}::{RETIRED}"
    how = f"To remove it, search for `tag:{tag}` in Anki's browser, and delete what you find."
    gone = "There is nothing to learn here any more."
    nothing = "".join(cloze(number, gone, RETIRED) for number in cards) if cards else paragraphs([gone])
    filled = {
        Field.QUESTION: name,
        Field.STEM: text_html(said),
        Field.ANSWER: nothing,
        Field.EXPLANATION: paragraphs([how]),
        Field.LANGUAGE: "en",
    }
    fields = tuple(filled.get(field, "") for field in Field)
    return Note(name, guid, kind, fields, (tag,), said, "", cards=cards)


def tags(bank_id: str, question: Question, more: str) -> tuple[str, ...]:
    """The tags of a question, and `more` where there is one, all below the id of the bank."""
    parts = [question.section, f"type::{question.type}", *[f"topic::{tag}" for tag in question.tags]]
    parts += [f"skill::{question.skill}"] if question.skill else []
    parts += [f"level::{question.level}"] if question.level else []
    parts += [more] if more else []
    return tuple(sorted({f"{bank_id}::{part}" for part in parts}))


class _Maker:
    """Makes notes of one bank; what many of them show is made once."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._id = bank.id
        self._medium = cache(partial(make_medium, bank))
        self._sections = {section.id: text_html(section.title) for section in bank.sections}
        self._sources = cache(self._sources_in_full)
        self._site = cache(_site)

    def note(self, question: Question) -> Note:
        solution = question.solution()
        shown = face(question, solution, self._id)
        front = question.image.shown() if question.image else None
        key = "; ".join(solution.lines)
        ending = _MAP if shown.cards else ""
        return self._note(question, shown, (front, question.answer_picture()), question.asked(), key, ending)

    def reverse(self, card: Flashcard) -> Note:
        """What a flashcard asks for, asked the other way round.

        It is a note of its own, not a second card of the first: so it can come, go and be deleted while the
        first one stays as it is.
        """
        shown = Face(
            NoteType.RECALL,
            stem=text_html(card.key),
            key=text_html(card.stem),
            answer=paragraphs([card.stem]),
            notes="",
            body=block("p", "Say what has this answer.", "task"),
        )
        return self._note(card, shown, (None, card.answer_picture()), card.key, card.stem, _REVERSE)

    def _note(
        self,
        question: Question,
        shown: Face,
        pictures: tuple[Picture | None, Picture | None],
        asked: str,
        key: str,
        ending: str,
    ) -> Note:
        import genanki

        name, *aka = [former + ending for former in (question.id, *question.aka)]
        media = [self._medium(picture) if picture else None for picture in pictures]
        fields = (
            name,
            shown.stem,
            shown.body,
            shown.key,
            shown.answer,
            shown.notes,
            block("p", text_html(question.explanation)) if question.explanation else "",
            text_html(question.hint) if question.hint and ending != _REVERSE else "",
            self._citations(question),
            shown.feedback,
            self._sections.get(question.section, ""),
            self._bank.about.language,
            *[medium.html if medium else "" for medium in media],
        )
        return Note(
            name=name,
            guid=genanki.guid_for("kalquiz", self._id, aka[0] if aka else name),
            kind=shown.kind,
            fields=fields + _EMPTY[len(fields) :],
            tags=tags(self._id, question, "reverse" if ending == _REVERSE else ""),
            asked=asked,
            key=key,
            section=question.section,
            aka=tuple(aka),
            media=tuple(filter(None, media)),
            cards=shown.cards,
            areas=shown.areas,
        )

    def _citations(self, question: Question) -> str:
        """What is cited, with its link unless the one before had the same; below, folded, the sources in full."""
        shown = ""
        before = ""
        for reference, citation in references(self._bank.source, question.citations):
            page = self._bank.source(citation.source).address or ""
            address = page and (text_fragment(page, citation.passage) or page)
            new = address and address != before
            link = f' <a href="{escape(address)}">{self._site(page)}</a>' if new else ""
            shown += _citation(reference, citation, link)
            before = address
        return shown + self._sources(tuple(dict.fromkeys([it.source for it in question.citations])))

    def _sources_in_full(self, sources: tuple[str, ...]) -> str:
        full = items(text_html(full_reference(self._bank.source(source))) for source in sources)
        summary = '<summary class="tappable">Sources in full</summary>'
        return f'<details class="sources">{summary}{block("ul", full)}</details>'


def _citation(reference: str, citation: Citation, link: str) -> str:
    role = "" if citation.role == "supports" else f" ({citation.role})"
    named = f'<span class="reference">{text_html(reference + role)}.</span>'
    return f'<div class="citation" dir="auto">{named} {text_html(citation.gist)}{link}</div>'


def _site(address: str) -> str:
    """The name of the site of an address, as HTML."""
    return text_html((urlsplit(address).hostname or address).removeprefix("www."))
