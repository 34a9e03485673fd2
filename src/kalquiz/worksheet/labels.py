"""The words that a sheet adds to those of the bank, in the languages of `locale/`; English is written here."""

from dataclasses import asdict, dataclass
from datetime import date
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from kalquiz.grading import date_in_words
from kalquiz.interaction import ACCEPTED, BETWEEN, Note

LANGUAGES = ("en", "ar", "de", "es", "fr", "he", "ja", "ko", "ru", "zh")
"""The languages there are labels in."""

Forms = tuple[str, str]
POINTS: Forms = ("{} point", "{} points")
QUESTIONS: Forms = ("{} question", "{} questions")
FOR_QUESTIONS: Forms = ("for question {}", "for questions {}")
COUNTED = (POINTS, QUESTIONS, FOR_QUESTIONS)
"""What has a number in it: for one and for several; other languages have more forms, or only one."""
NOTES = (ACCEPTED, BETWEEN)
"""What a key says beside the answer."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language."""

    name: str = "Name"
    group: str = "Class"
    date: str = "Date"
    score: str = "Score"
    key: str = "Key"
    answer: str = "Answer"
    all_answers: str = "Show all answers"
    sources: str = "Sources"
    statement: str = "Statement"
    order: str = "Order"
    rubric: str = "Rubric"
    points: str = "Points"
    page: str = "Page {page} of {pages}"
    seed: str = "seed"
    version: str = "Version"
    versions: str = "Versions"
    question: str = "Question"
    see_key: str = "see the key"
    contradicts: str = "says otherwise"
    context: str = "context"
    source: str = "Source"
    gist: str = "In short, not in the words of the source:"
    true: str = "True"
    false: str = "False"
    how_one: str = "Circles: mark the one right answer."
    how_many: str = "Squares: mark every right answer."
    how_write: str = "Lines: write your answer."
    how_gaps: str = "Blanks: fill in what is missing."
    how_pairs: str = "Matching: write a letter beside each number."
    how_table: str = "Tables: tick one box in each row."
    how_order: str = "Ordering: write the letters in the right order."


def language_of(tag: str) -> str | None:
    """The language of `LANGUAGES` that a tag names, in whatever case and with whatever region; None for another."""
    first = tag.replace("_", "-").partition("-")[0].lower()
    return first if first in LANGUAGES else None


def language_meant(word: str) -> str | None:
    """The language of `LANGUAGES` whose name the word is, in English or in itself; None where it is none."""
    from babel import Locale

    locales = map(Locale, LANGUAGES)
    names = ((it.language, {it.english_name, it.display_name}) for it in locales)
    said = word.casefold()
    return next((code for code, both in names if said in {name.casefold() for name in both if name}), None)


class SheetWords:
    """The words of a language, given as a tag such as `de` or `fr-CA`; of one that is not there, English.

    Attributes:
        language: that of the words: `en` where there are none in the one that was given.
        labels: those without a number.
    """

    def __init__(self, language: str) -> None:
        self.language = language_of(language) or "en"
        self._translations = _translations(self.language)
        words = asdict(Labels())
        self.labels = Labels(**{name: self._translations.gettext(word) for name, word in words.items()})

    def counted(self, number: int, forms: Forms, shown: str = "") -> str:
        """The words with the form that goes with the number, and it or what is shown in its place."""
        return self._translations.ngettext(*forms, number).format(shown or number)

    def noted(self, note: Note) -> str:
        """What a key says beside the answer."""
        return note.said(self._translations.gettext(note.words))

    def date(self, key: str) -> str:
        """A date in ISO form, or part of one, as people write it."""
        if self.language == "en":
            return date_in_words(key)
        from babel.dates import format_date, format_skeleton

        year, *rest = map(int, key.split("-"))
        day = date(year, *[*rest, 1, 1][:2])
        if len(rest) == 2:
            said = format_date(day, "long", locale=self.language)
        else:
            said = format_skeleton("yMMMM" if rest else "y", day, locale=self.language)
        # Which kinds of spaces are in it depends on Babel's version, and not every face has them.
        return " ".join(said.split())


def _translations(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    # Translators edit the text; the standard library, which knows plural rules, reads its compiled form.
    text = files("kalquiz.worksheet").joinpath("locale", f"{language}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(text), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
