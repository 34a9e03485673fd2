"""Typed answers at large: slips in the bundled banks' answers, what only looks alike, every script, any text."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalquiz import Bank, Filled, Matched, Question, Typed
from kalquiz.grading import Bounds, grade_date, grade_number, grade_text
from kalquiz.interaction import GapText, Match, Response, TextEntry
from kalquiz.question.entry import DateKey, NumberKey, TextKey
from kalquiz.schedule import PASSED
from tests.graded import confusables, entries, taken, text_entries, typos


@pytest.fixture(scope="module")
def known() -> Sequence[TextKey]:
    return text_entries()


def test_of_2500_slips_in_the_banks_answers_95_in_100_pass(known: Sequence[TextKey]) -> None:
    slips = typos(known, 2500)
    passed = sum(slip.entry.mark(slip.given).score >= PASSED for slip in slips)
    assert passed / len(slips) >= 0.95


def test_what_only_looks_like_an_answer_rarely_passes_and_no_name_or_number_does(
    known: Sequence[TextKey],
) -> None:
    wrongly = taken(known)
    assert len(confusables()) >= 150
    assert not wrongly.get("name")
    assert not wrongly.get("number")
    assert sum(map(len, wrongly.values())) / len(confusables()) <= 0.05


def test_no_number_of_the_banks_passes_for_one_outside_its_bounds() -> None:
    for entry in entries():
        if isinstance(entry, NumberKey):
            unit = entry.unit or ""
            for other in (entry.bounds.low - 1, entry.bounds.high + 1, entry.key * 10 + 1, -entry.key - 1):
                if not entry.bounds.low <= other <= entry.bounds.high:
                    assert entry.mark(f"{other} {unit}").score == 0


def test_every_key_of_the_banks_scores_1() -> None:
    for entry in entries():
        assert entry.mark(entry.key_text()).score == 1


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("мюнхен", "Мюнхен"),
        ("Москва́", "Москва"),
        ("대한항공", "대한항공"),
        ("대한 항공", "대한항공"),
        ("οδυσσευσ", "Οδυσσεύς"),
        ("مَكَّة", "مكة"),
        ("مكـــة", "مكة"),
        ("שָׁלוֹם", "שלום"),
        ("กรุงเทพ", "กรุงเทพ"),
        ("٧٤٧", "747"),
        ("✈", "✈\ufe0f"),
        ("👩\u200d✈\ufe0f", "👩\u200d✈"),
    ],
)
def test_every_script_is_read_as_its_readers_do(typed: str, key: str) -> None:
    for form in ("NFC", "NFD"):
        for other in ("NFC", "NFD"):
            texts = unicodedata.normalize(form, typed), [unicodedata.normalize(other, key)]
            assert grade_text(*texts, {}).score == 1


@pytest.mark.parametrize(
    "copied",
    [
        "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}",
        "\N{RIGHT-TO-LEFT EMBEDDING}{}\N{POP DIRECTIONAL FORMATTING}",
        "\N{ZERO WIDTH NO-BREAK SPACE}{}\N{LEFT-TO-RIGHT MARK}",
        "\N{NO-BREAK SPACE}{}\N{ZERO WIDTH SPACE}",
    ],
)
def test_marks_that_nobody_sees_do_not_matter(copied: str) -> None:
    for word in ("Moneron", "대한항공", "שלום", "مكة"):
        assert grade_text(copied.format(word), [word], {}).score == 1
        assert grade_text(word, [copied.format(word)], {}).score == 1
    assert grade_text("Mone\N{SOFT HYPHEN}ron", ["Moneron"], {}).score == 1
    assert (
        grade_number(
            copied.format("1\N{NO-BREAK SPACE}200 km"), Bounds(Decimal(1200), Decimal(1200)), "km"
        ).score
        == 1
    )
    assert grade_date(copied.format("1 September 1983"), (1983, 9, 1)).score == 1


@pytest.mark.parametrize(
    ("typed", "key"),
    [("أ", "ا"), ("대한", "태한"), ("😀", "😢"), ("Κως", "Κώμη"), ("ไม่", "ไม้"), ("٧٤٨", "747")],
)
def test_other_letters_of_a_script_are_other_words(typed: str, key: str) -> None:
    assert grade_text(typed, [key], {}).score == 0


@pytest.mark.parametrize(
    ("typed", "key", "named"),
    [
        ("Sea of Okhostk", "Sea of Okhotsk", "“Okhostk”"),
        ("the (Okhostk) SEA", "Okhotsk Sea", "“Okhostk”"),
        ("Владивостк", "Владивосток", "“Владивостк”"),
        ("Zürch-West", "Zürich West", "“Zürch”"),
        ("대한민국항", "대한민국항공", "“대한민국항”"),
    ],
)
def test_a_slip_is_named_as_it_was_typed(typed: str, key: str, named: str) -> None:
    assert named in grade_text(typed, [key], {}).feedback


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1984-09-01", "The year is wrong."),
        ("October 1983", "The month is wrong."),
        ("2 September 1983", "The day is wrong."),
        ("September 1983", "The day is missing."),
        ("1983", "The month is missing."),
        ("1 September 1983", ""),
    ],
)
def test_a_date_says_which_part_is_wrong(typed: str, said: str) -> None:
    assert grade_date(typed, (1983, 9, 1)).feedback == said


@given(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_no_text_of_any_script_breaks_a_rule(typed: str, key: str, other: str) -> None:
    bounds = Bounds(Decimal(1), Decimal(2))
    marks = (
        grade_text(typed, [key], {other: ""}),
        grade_number(typed, bounds, "km"),
        grade_number(typed, bounds),
        grade_date(typed, (1983, 9)),
    )
    assert all(0 <= mark.score <= 1 for mark in marks)
    assert grade_text(key, [key], {}).score == 1


@given(st.text())
def test_composed_and_decomposed_letters_are_graded_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert grade_text(composed, [decomposed], {}).score == 1


@given(st.data())
def test_one_more_right_part_never_lowers_the_score(moon: Bank, data: st.DataObject) -> None:
    questions = [it for it in moon.questions if isinstance(it.interaction(), (GapText, Match))]
    question = data.draw(st.sampled_from(questions))
    worse, better = data.draw(one_right_more(question))
    assert question.grade(worse).score <= question.grade(better).score


@st.composite
def one_right_more(draw: st.DrawFn, question: Question) -> tuple[Response, Response]:
    """Two responses, alike but for one part that is right in the second."""
    key = question.solution().response
    if isinstance(key, Filled):
        texts = [draw(st.sampled_from([text, "1999", "9999999", "another"])) for text in key.texts]
        place = draw(st.integers(0, len(texts) - 1))
        mended = [*texts[:place], key.texts[place], *texts[place + 1 :]]
        return Filled(tuple(texts)), Filled(tuple(mended))
    assert isinstance(key, Matched)
    targets = sorted(set(key.pairs.values()))
    pairs = {stem: draw(st.sampled_from(targets)) for stem in key.pairs}
    stem = draw(st.sampled_from(sorted(pairs)))
    return Matched(pairs), Matched({**pairs, stem: key.pairs[stem]})


@pytest.mark.parametrize("typed", ["9/1/83", "the first", "Sept", "1983-13-40"])
def test_a_date_that_is_not_plain_is_never_marked_wrong(typed: str) -> None:
    for entry in entries():
        if isinstance(entry, DateKey):
            assert entry.mark(typed).unclear


def test_an_empty_answer_is_no_answer(moon: Bank) -> None:
    for question in moon.questions:
        if isinstance(question.interaction(), TextEntry):
            assert question.grade(Typed("")).score == 0


def test_a_learner_is_shown_a_few_accepted_answers_and_a_marker_all() -> None:
    several = TextKey(key="one", accepted=tuple("abcdef"))
    many = TextKey(key="one", accepted=tuple("abcdefg"))
    assert [str(note) for note in several.notes()] == ["also accepted: a; b; c; d; e; f"]
    (note,) = many.notes()
    assert str(note) == "also accepted: a; b; c; d; e; ..."
    assert note.said("auch richtig: {}") == "auch richtig: a; b; c; d; e; f; g"
