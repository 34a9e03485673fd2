"""The note types: one for each interaction, and one for a matching on a picture; frozen since version 1.

A field or template added later would make every note in a learner's collection conflict, so spare fields are
there from the first day, and fields and templates have ids of their own, by which a rename updates cleanly.
A note type that is new conflicts with nothing: it may come at any time, with the next id.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from kalquiz.look import DARK, LIGHT, SANS, SERIF, css_variables

if TYPE_CHECKING:
    from jinja2 import Environment


class Field(Enum):
    """The fields of every note type, in order; the value is the field's number for ever."""

    holds: str
    """What is in it, in words."""

    QUESTION = 1, "the id of the question in its bank"
    STEM = 2, "what is asked; on a cloze the text with numbered gaps"
    BODY = 3, "what the stem is answered with: options, rows and letters, items; on a map the areas"
    KEY = 4, "the answer in one line; what is typed is compared with it"
    ANSWER = 5, "the answer, as the back shows it"
    NOTES = 6, "what else counts: other accepted answers, tolerance, rubric"
    EXPLANATION = 7, "why it is so"
    HINT = 8, "help that is folded until it is asked for"
    CITATION = 9, "where it is written: reference, locator, gist, link"
    FEEDBACK = 10, "why the other options are wrong"
    SECTION = 11, "the title of the section, the head of the card"
    LANGUAGE = 12, "the language of the bank, so that it is hyphenated and read aloud rightly"
    IMAGE = 13, "the picture of the front"
    ANSWER_IMAGE = 14, "the picture of the back"
    SPARE_15 = 15, "empty, for what may come"
    SPARE_16 = 16, "empty, for what may come"
    SPARE_17 = 17, "empty, for what may come"
    SPARE_18 = 18, "empty, for what may come"
    SPARE_19 = 19, "empty, for what may come"
    SPARE_20 = 20, "empty, for what may come"

    def __new__(cls, number: int, holds: str) -> Self:
        """A field by its number."""
        field = object.__new__(cls)
        field._value_ = number
        field.holds = holds
        return field

    @property
    def label(self) -> str:
        """The name of the field in Anki."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Layout:
    """The id of a note type in Anki, never to be changed, what it is for, and the files of its cards.

    With `occlusion`, a note has a card for each area that is hidden on its picture; other notes have one.
    """

    id: int
    about: str
    front: str = "front.html"
    back: str = "back.html"
    script: str = ""
    occlusion: bool = False


class NoteType(Enum):
    """The note types."""

    CHOICE = Layout(
        1_530_411_781,
        "Options to pick, one or several, in an order that changes every hour.",
        back="choice-back.html",
        script="choice.js",
    )
    TYPED = Layout(
        1_530_411_782,
        "A word, a number or a date to type; Anki compares it with the key.",
        "typed-front.html",
        "typed-back.html",
    )
    CLOZE = Layout(
        1_530_411_783, "A text with numbered gaps; the back fills them all.", back="cloze-back.html"
    )
    MATCH = Layout(1_530_411_784, "Rows that each get a letter: matching and categories.", script="match.js")
    ORDER = Layout(1_530_411_785, "Items to put in order.", script="order.js")
    RECALL = Layout(1_530_411_786, "Recall first, then compare: flashcards and answers in one's own words.")
    MAP = Layout(
        1_530_411_787,
        "A picture with hidden areas, and a card for each: a matching that says where its keys are shown.",
        "map-front.html",
        "map-back.html",
        "map.js",
        occlusion=True,
    )

    @property
    def label(self) -> str:
        """The name of the note type in Anki."""
        return f"kalquiz {self.name.lower()}"


_OCCLUSION = (Field.BODY, Field.ANSWER_IMAGE, Field.STEM, Field.EXPLANATION, Field.NOTES)
"""What Anki's editor of image occlusion knows by tags from 0 on: areas, picture, header, back, comments."""


@cache
def model(kind: NoteType) -> Any:
    """The note type as genanki has it."""
    import genanki

    layout = kind.value
    fields: list[dict[str, Any]] = [
        {"name": field.label, "id": layout.id * 100 + field.value} for field in Field
    ]
    for tag, field in enumerate(_OCCLUSION if layout.occlusion else ()):
        fields[field.value - 1]["tag"] = tag
    template = {
        "name": "Card",
        "id": layout.id * 100,
        "qfmt": _templates().get_template(layout.front).render(script=layout.script),
        "afmt": _templates().get_template(layout.back).render(script=layout.script),
    }
    # Anki's list of notes shows the stem, which says more than the id.
    return genanki.Model(
        layout.id,
        kind.label,
        fields,
        [template],
        css=_css(),
        model_type=genanki.Model.CLOZE if layout.occlusion else genanki.Model.FRONT_BACK,
        sort_field_index=list(Field).index(Field.STEM),
    )


def as_json(kind: NoteType, modified: float, deck: int) -> dict[str, Any]:
    """The note type as a collection has it; to Anki, one with occlusion is of its own kind of that."""
    stock = {"originalStockKind": 6} if kind.value.occlusion else {}
    return {**model(kind).to_json(modified, deck), **stock}


def _css() -> str:
    fonts = f"--sans: {SANS}; --serif: {SERIF};"
    light = f".card {{ color-scheme: light; {css_variables(LIGHT)} {fonts} }}\n"
    # Desktop and phones mark the night on the card or on what is around it, each with a word of its own.
    night = ", ".join(f".card.{word}, .{word} .card" for word in ("nightMode", "night_mode"))
    dark = f"{night} {{ color-scheme: dark; {css_variables(DARK)} }}\n"
    # What lies on a picture has the colours of paper at night, too.
    paper = f".kq .picture {{ {css_variables(LIGHT)} }}\n"
    return light + dark + paper + _read("card.css")


@cache
def _templates() -> "Environment":
    """The template files; their marks are `<% %>`, since `{{ }}` belongs to Anki."""
    from jinja2 import Environment, FunctionLoader

    return Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        trim_blocks=True,
        keep_trailing_newline=True,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )


def _read(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text("utf-8")
