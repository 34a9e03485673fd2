"""From a question to a note: its fields, its tags and the id that ties it to the learner's history."""

from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from kalquiz.bank import Bank
from kalquiz.citation import Citation, full_reference, references, text_fragment
from kalquiz.deck.face import face
from kalquiz.deck.field import block, items, paragraphs, text_html
from kalquiz.deck.media import Medium, make_medium
from kalquiz.deck.notetype import Field, NoteType
from kalquiz.question import Question


@dataclass(frozen=True, slots=True)
class Note:
    """A note: everything of it that ends up in a package but its modification time.

    `guid` depends on the ids of bank and question alone, so that a change of wording updates the note
    instead of adding one. `media` are the files that its fields show.
    """

    guid: str
    kind: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    media: tuple[Medium, ...]


def note(bank: Bank, question: Question) -> Note:
    """The note of a question.

    Raises:
        ImageError: a picture of it cannot be used.
    """
    import genanki

    shown = face(question, bank.id)
    pictures = {Field.IMAGE: question.prompt().picture, Field.ANSWER_IMAGE: question.answer_picture()}
    media = {field: make_medium(bank, picture) for field, picture in pictures.items() if picture}
    values = {
        Field.QUESTION: question.id,
        Field.STEM: shown.stem,
        Field.BODY: shown.body,
        Field.KEY: shown.key,
        Field.ANSWER: shown.answer,
        Field.NOTES: shown.notes,
        Field.EXPLANATION: paragraphs([question.explanation or ""]),
        Field.HINT: text_html(question.hint or ""),
        Field.CITATION: _citations(bank, question),
        Field.FEEDBACK: shown.feedback,
        Field.SECTION: text_html(_section(bank, question)),
        Field.LANGUAGE: bank.about.language,
        **{field: medium.html for field, medium in media.items()},
    }
    return Note(
        guid=genanki.guid_for("kalquiz", bank.id, question.id),
        kind=shown.kind,
        fields=tuple(values.get(field, "") for field in Field),
        tags=tags(bank, question),
        media=tuple(media.values()),
    )


def tags(bank: Bank, question: Question) -> tuple[str, ...]:
    """The tags of a question, all below the id of the bank."""
    parts = [question.section, f"type::{question.type}"]
    parts += [f"skill::{question.skill}"] if question.skill else []
    parts += [f"level::{question.level}"] if question.level else []
    parts += [f"topic::{tag}" for tag in question.tags]
    return tuple(sorted({f"{bank.id}::{part}" for part in parts}))


def _section(bank: Bank, question: Question) -> str:
    return next((section.title for section in bank.sections if section.id == question.section), "")


def _citations(bank: Bank, question: Question) -> str:
    """What is cited, with its link unless the one before had the same; below, folded, the sources in full."""
    shown = ""
    before = None
    for reference, citation in references(bank.sources, question.citations):
        address = bank.source(citation.source).address
        address = address and (text_fragment(address, citation.passage) or address)
        shown += _citation(reference, citation, _link(address) if address and address != before else "")
        before = address
    cited = dict.fromkeys(citation.source for citation in question.citations)
    full = items(text_html(full_reference(bank.source(source))) for source in cited)
    summary = '<summary class="tappable">Sources in full</summary>'
    return f'{shown}<details class="sources">{summary}{block("ul", full)}</details>'


def _citation(reference: str, citation: Citation, link: str) -> str:
    role = "" if citation.role == "supports" else f" ({citation.role})"
    named = f'<span class="reference">{text_html(reference + role)}.</span>'
    return block("div", " ".join(filter(None, (named, text_html(citation.gist), link))), "citation")


def _link(address: str) -> str:
    site = (urlsplit(address).hostname or address).removeprefix("www.")
    return f'<a href="{escape(address)}">{text_html(site)}</a>'
