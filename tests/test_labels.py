"""The words of sheets in other languages: all of them are there, and their numbers are right."""

import re
from dataclasses import astuple
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kalquiz.worksheet import LANGUAGES, build_versions, build_worksheet
from kalquiz.worksheet.labels import COUNTED, FOR_QUESTIONS, NOTES, POINTS, QUESTIONS, Labels, SheetWords
from tests.commands import MOON, run
from tests.sheet_bank import a_bank, a_question, all_types, items, shown

OTHERS = [language for language in LANGUAGES if language != "en"]


def catalogue(language: str) -> Catalog:
    text = files("kalquiz.worksheet").joinpath("locale", f"{language}.po").read_bytes()
    return read_po(BytesIO(text), locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_translates_every_word_and_no_other(language: str) -> None:
    found = {message.id: message for message in catalogue(language) if message.id}
    assert set(found) == {*astuple(Labels()), *NOTES, *COUNTED}
    for message in found.values():
        first = message.id if isinstance(message.id, str) else message.id[0]
        for text in [message.string] if isinstance(message.string, str) else message.string or [""]:
            assert text.strip()
            # For one and two a language may have words.
            in_words = message.id in (POINTS, QUESTIONS) and text != list(message.string or ())[-1]
            assert in_words or re.findall(r"\{\w*\}", text) == re.findall(r"\{\w*\}", first)
    assert not [message.id for message in found.values() if message.fuzzy]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", {1: "1 point", 2: "2 points", 11: "11 points"}),
        ("de", {1: "1 Punkt", 2: "2 Punkte"}),
        ("es", {1: "1 punto", 5: "5 puntos"}),
        ("fr", {0: "0 point", 1: "1 point", 2: "2 points"}),
        ("ko", {1: "1점", 2: "2점"}),
        ("ru", {1: "1 балл", 2: "2 балла", 4: "4 балла", 5: "5 баллов", 11: "11 баллов", 12: "12 баллов"}),
        ("ru", {21: "21 балл", 22: "22 балла", 25: "25 баллов", 111: "111 баллов", 101: "101 балл"}),
        ("ar", {1: "نقطة واحدة", 2: "نقطتان", 5: "5 نقاط", 11: "11 نقطة", 100: "100 نقطة"}),
        ("he", {1: "נקודה אחת", 2: "2 נקודות"}),
        ("ja", {1: "1点", 2: "2点"}),
        ("zh", {1: "1 分", 2: "2 分"}),
        ("it", {1: "1 point", 2: "2 points"}),
    ],
)
def test_numbers_have_the_form_of_their_language(language: str, said: dict[int, str]) -> None:
    words = SheetWords(language)
    assert {number: words.counted(number, POINTS) for number in said} == said


DATES = {
    "en": ("31 August 1983", "August 1983", "1983"),
    "de": ("31. August 1983", "August 1983", "1983"),
    "es": ("31 de agosto de 1983", "agosto de 1983", "1983"),
    "fr": ("31 août 1983", "août 1983", "1983"),
    "ko": ("1983년 8월 31일", "1983년 8월", "1983년"),
    "ru": ("31 августа 1983 г.", "август 1983 г.", "1983"),
    "ar": ("31 أغسطس 1983", "أغسطس 1983", "1983"),
    "he": ("31 באוגוסט 1983", "אוגוסט 1983", "1983"),
    "ja": ("1983年8月31日", "1983年8月", "1983年"),
    "zh": ("1983年8月31日", "1983年8月", "1983年"),
    "it": ("31 August 1983", "August 1983", "1983"),
}


@pytest.mark.parametrize("language", DATES)
def test_a_key_says_dates_as_people_write_them(language: str) -> None:
    keys = ("1983-08-31", "1983-08", "1983")
    dates = [a_question("date", id=f"d{len(key)}", key=key) for key in keys]
    gaps = {
        "first": {"type": "date", "key": "1983-08-31"},
        "second": {"type": "short_answer", "key": "1983-08-31"},
    }
    bank = a_bank(*dates, a_question("cloze", gaps=gaps), language=language)
    said = [[answer.text.markup for answer in item.key.answers] for item in items(bank, key=True) if item.key]
    assert said == [*([date] for date in DATES[language]), [DATES[language][0], "1983-08-31"]]


def test_a_key_says_what_else_counts_in_its_language() -> None:
    bank = a_bank(*map(a_question, ("short_answer", "numeric", "cloze", "true_false")), language="de")
    said = [[note.markup for note in item.key.notes] for item in items(bank, key=True) if item.key]
    assert said == [
        ["ebenfalls richtig: Unguja"],
        ["richtig von 73517 bis 73521"],
        ["(2) ebenfalls richtig: Kitu"],
        ["Zanzibar is right."],
    ]


def test_a_range_stands_in_the_place_of_its_number() -> None:
    assert SheetWords("en").counted(1, FOR_QUESTIONS, "7") == "for question 7"
    assert SheetWords("de").counted(2, FOR_QUESTIONS, "7–8") == "zu den Fragen 7–8"
    assert SheetWords("ru").counted(5, QUESTIONS) == "5 вопросов"


@pytest.mark.parametrize("language", [*OTHERS, "fr-CA"])
@pytest.mark.parametrize("key", [False, True])
def test_a_sheet_speaks_the_language_of_its_bank(tmp_path: Path, language: str, key: bool) -> None:
    page = shown(build_worksheet(a_bank(*all_types(), language=language), tmp_path / "s.html", key=key))
    labels = SheetWords(language).labels
    for word in (
        (labels.key, labels.rubric) if key else (labels.name, labels.group, labels.how_one, labels.statement)
    ):
        assert word in page
    assert re.search(rf"\b{labels.false}\b", page)
    for english in (labels for labels in astuple(Labels()) if len(labels.split()) > 1 or labels == "False"):
        assert english not in page


@pytest.mark.parametrize("language", ["de", "es", "fr", "ru"])
def test_a_pdf_shows_the_labels_of_the_language_asked_for(tmp_path: Path, language: str) -> None:
    labels = SheetWords(language).labels
    bank = a_bank(*all_types())
    text = shown(build_worksheet(bank, tmp_path / "s.pdf", key_at_end=True, language=language))
    for word in (labels.name, labels.how_order, labels.key, labels.rubric, labels.sources):
        assert word in text
    assert re.search(labels.page.format(page=1, pages=r"\d"), text)
    *_, table = build_versions(bank, tmp_path / "v.pdf", 2, language=language)
    assert labels.versions in shown(table)


def test_a_language_without_labels_gets_english_ones(tmp_path: Path) -> None:
    page = shown(build_worksheet(a_bank(a_question("date"), language="it"), tmp_path / "s.html"))
    assert "Lines: write your answer." in page


@pytest.mark.parametrize("tag", ["DE", "de-AT", "de_ch"])
def test_a_language_is_known_in_any_case_and_with_any_region(tmp_path: Path, tag: str) -> None:
    assert run("worksheet", MOON, "--language", tag, cwd=tmp_path).stdout.startswith("moon-de.pdf: ")
    page = shown(build_worksheet(a_bank(a_question("date")), tmp_path / "s.html", language=tag))
    assert "Linien: die Antwort aufschreiben." in page


@pytest.mark.parametrize(
    ("name", "code"),
    [("german", "de"), ("Deutsch", "de"), ("français", "fr"), ("KOREAN", "ko"), ("русский", "ru")],
)
def test_the_name_of_a_language_is_answered_with_its_code(tmp_path: Path, name: str, code: str) -> None:
    refused = run("worksheet", MOON, "--language", name, cwd=tmp_path)
    assert refused.returncode == 2
    assert f"Did you mean `{code}`?" in refused.stderr


def test_the_command_knows_its_languages(tmp_path: Path) -> None:
    done = run("worksheet", MOON, "--language", "de", "-o", "s.html", cwd=tmp_path)
    assert done.returncode == 0
    assert "Klasse" in shown(tmp_path / "s.html")
    refused = run("worksheet", MOON, "--language", "tlh", cwd=tmp_path)
    assert refused.returncode == 2
    assert "There are labels in en, ar, de, es, fr, he, ja, ko, ru, zh." in refused.stderr
