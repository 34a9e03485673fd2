"""The note types: one for each interaction, frozen since version 1.

A field or template added later would make every note in a learner's collection conflict, so spare fields are
there from the first day, and fields and templates have ids of their own, by which a rename updates cleanly:
so the spare fields 13 and 14 came to hold pictures.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kalquiz.look import DARK, LIGHT, SANS, SERIF, css_variables

if TYPE_CHECKING:
    from jinja2 import Environment


class Field(Enum):
    """The fields of every note type, in order; the value is the field's number for ever."""

    QUESTION = 1
    STEM = 2
    BODY = 3
    KEY = 4
    ANSWER = 5
    NOTES = 6
    EXPLANATION = 7
    HINT = 8
    CITATION = 9
    FEEDBACK = 10
    SECTION = 11
    LANGUAGE = 12
    IMAGE = 13
    ANSWER_IMAGE = 14
    SPARE3 = 15

    @property
    def label(self) -> str:
        """The name of the field in Anki."""
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Layout:
    """The id of a note type in Anki, never to be changed, and the files of its card's two sides."""

    id: int
    front: str = "front.html"
    back: str = "back.html"


class NoteType(Enum):
    """The note types; each makes exactly one card of a note."""

    CHOICE = Layout(1_530_411_781, "choice-front.html", "choice-back.html")
    TYPED = Layout(1_530_411_782, "typed-front.html", "typed-back.html")
    CLOZE = Layout(1_530_411_783, back="cloze-back.html")
    MATCH = Layout(1_530_411_784)
    ORDER = Layout(1_530_411_785)
    RECALL = Layout(1_530_411_786)

    @property
    def label(self) -> str:
        """The name of the note type in Anki."""
        return f"kalquiz {self.name.lower()}"


@cache
def model(kind: NoteType) -> Any:
    """The note type as genanki has it."""
    import genanki

    layout = kind.value
    fields = [{"name": field.label, "id": layout.id * 100 + field.value} for field in Field]
    template = {
        "name": "Card",
        "id": layout.id * 100,
        "qfmt": _templates().get_template(layout.front).render(),
        "afmt": _templates().get_template(layout.back).render(),
    }
    return genanki.Model(layout.id, kind.label, fields, [template], css=_css())


def _css() -> str:
    fonts = f"--sans: {SANS}; --serif: {SERIF};"
    light = f".card {{ color-scheme: light; {css_variables(LIGHT)} {fonts} }}\n"
    dark = f".card.nightMode, .card.night_mode {{ color-scheme: dark; {css_variables(DARK)} }}\n"
    return light + dark + _read("card.css")


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
