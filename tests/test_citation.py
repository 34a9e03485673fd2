"""Citations: recording a passage, finding it again, and what must not be found."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalquiz import Bank, Severity, check_bank
from kalquiz.citation import Status, find_passage, find_quote, full_reference, make_passage, skeleton
from kalquiz.library import Library

QUOTE = "Luna 2 reached the surface on 14 September 1959, the first object made by people to do so."


@pytest.fixture(scope="module")
def handout(moon_sources: Path) -> str:
    return (moon_sources / "handout.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: " ".join(text.split()),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}").replace("a", "a\N{SOFT HYPHEN}"),
        lambda text: text.replace("reached", "rea-\nched").replace("first", "\N{LATIN SMALL LIGATURE FI}rst"),
        lambda text: text.replace(",", " ,").replace("September", "Sep tember"),
        lambda text: text.upper(),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: f"Menu Home Contact\n{text}\nCookies",
    ],
)
def test_a_passage_is_found_in_another_copy(handout: str, change: Callable[[str], str]) -> None:
    start, end = find_quote(handout, QUOTE)[0]
    passage = make_passage(handout, start, end)
    copy = change(handout)
    finding = find_passage(skeleton(copy), passage)
    assert finding.status is Status.EXACT
    assert finding.span is not None
    assert skeleton(copy[slice(*finding.span)]).text == skeleton(QUOTE).text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("14 September", "15 September"),
        ("14 September", "1.4 September"),
        ("Luna 2", "Luna 3"),
        ("the first", "not the first"),
        ("reached", "preached"),
        ("1959", "1.959"),
    ],
)
def test_a_changed_passage_is_not_exact(handout: str, old: str, new: str) -> None:
    passage = make_passage(handout, *find_quote(handout, QUOTE)[0])
    changed = handout.replace(QUOTE, QUOTE.replace(old, new))
    assert changed != handout
    finding = find_passage(skeleton(changed), passage)
    assert finding.status is Status.DRIFTED
    assert finding.span is not None
    assert finding.reason


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("10:0", "100"),
        ("1.5", "15"),
        ("9-11", "911"),
        ("5 degrees", "-5 degrees"),
        ("10\N{SUPERSCRIPT TWO}", "102"),
        ("1\N{VULGAR FRACTION ONE HALF}", "11/2"),
        ("1, 1983", "11983"),
        ("कि", "क"),
        ("ม้า", "มา"),
        ("مُ", "م"),
        ("resumé", "resume"),
    ],
)
def test_figures_and_marks_that_carry_meaning_stay_apart(text: str, other: str) -> None:
    assert skeleton(text).text != skeleton(other).text


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("1,600", "1600"),
        ("“so”", '"so"'),
        ("9–11", "9-11"),
        ("한글", unicodedata.normalize("NFD", "한글")),
        ("ß", "SS"),
    ],
)
def test_styles_of_writing_do_not_matter(text: str, other: str) -> None:
    assert skeleton(text).text == skeleton(other).text


def test_of_two_copies_the_nearer_one_is_chosen_and_both_are_counted() -> None:
    text = "A bird in the hand is worth two. " * 2 + "Filler words stand here. " * 5
    passage = make_passage(text, 33, 66)
    finding = find_passage(skeleton(text), passage)
    assert finding.copies == 2
    assert finding.span == (33, 64)


def test_anchors_are_short_and_not_the_passage(handout: str) -> None:
    passage = make_passage(handout, *find_quote(handout, QUOTE)[0])
    given_away = sum(len(anchor.split()) for anchor in passage.anchors)
    assert 2 * given_away <= passage.words
    assert QUOTE not in str(passage)


def test_what_banks_have_on_record_is_what_would_be_recorded_today(moon: Bank, handout: str) -> None:
    records = [citation.passage for question in moon.questions for citation in question.citations]
    assert len(records) > 10
    for passage in records:
        span = find_passage(skeleton(handout), passage).span
        assert span is not None
        assert make_passage(handout, *span) == passage


def test_an_ellipsis_stands_for_the_words_between(handout: str) -> None:
    spans = find_quote(handout, "Luna 2 reached ... to do so")
    assert [handout[slice(*span)] for span in spans] == [QUOTE.rstrip(".")]
    assert find_quote(handout, "Luna 2 reached ... never written") == []


@given(st.text(min_size=1), st.data())
def test_any_passage_of_any_text_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    bare = skeleton(text[start:end])
    if not bare.text or not text[start:end].split():
        return
    first, last = bare.span(0, len(bare.text))
    if skeleton(text).text.find(bare.text) < 0:
        return  # the signs between digits depend on what stands around the passage
    finding = find_passage(skeleton(text), make_passage(text, start + first, start + last))
    assert finding.status is Status.EXACT


@given(st.data())
def test_a_letter_or_digit_that_was_changed_is_never_exact(handout: str, data: st.DataObject) -> None:
    start, end = find_quote(handout, QUOTE)[0]
    places = [place for place in range(start, end) if handout[place].isalnum()]
    place = data.draw(st.sampled_from(places))
    alphabet = st.characters(categories=("L", "Nd")).filter(
        lambda letter: skeleton(letter).text != skeleton(handout[place]).text
    )
    changed = handout[:place] + data.draw(alphabet) + handout[place + 1 :]
    passage = make_passage(handout, start, end)
    assert find_passage(skeleton(changed), passage).status is not Status.EXACT


def test_the_spans_of_a_skeleton_lead_back_to_the_text(handout: str) -> None:
    bare = skeleton(handout)
    assert len(bare.text) == len(bare.positions)
    place = bare.text.index("apollo11")
    assert handout[slice(*bare.span(place, place + len("apollo11")))] == "Apollo 11"


def test_check_reports_what_became_of_a_citation(moon: Bank, handout: str) -> None:
    assert check_bank(moon, {"handout": handout}) == []
    drifted = check_bank(moon, {"handout": handout.replace("Luna 2", "Luna 3")})
    assert [(problem.rule, problem.severity) for problem in drifted] == [("citation/drifted", "warning")]
    line = drifted[0].path.read_text(encoding="utf-8").splitlines()[drifted[0].line - 1]
    assert line[drifted[0].column - 1 :].startswith("{norm: skel-1")
    assert drifted[0].hint.endswith(f"kalquiz cite {moon.path} --refresh")
    gone = check_bank(moon, {"handout": handout[: handout.index("Luna 2")]})
    assert {(problem.rule, problem.severity) for problem in gone} == {("citation/missing", "error")}
    assert len(gone) == 4
    assert gone[0].hint.endswith(f"kalquiz cite {moon.path} handout TEXT")
    twice = check_bank(moon, {"handout": handout + handout})
    assert {(problem.rule, problem.severity) for problem in twice} == {("citation/copies", "info")}


def test_check_refuses_a_text_of_no_source(moon: Bank, handout: str) -> None:
    with pytest.raises(ValueError, match="moon has no source 'handuot'; it has 'handout'"):
        check_bank(moon, {"handuot": handout})


def test_check_reports_words_that_are_the_sources(moon: Bank) -> None:
    explanation = moon.question("first-probe").explanation
    assert explanation == "It struck the surface; landing softly was another matter."
    for text, severity in (
        ("It struck the surface, landing softly!", "warning"),
        ("It struck the surface, landing softly was", "warning"),
        ("It struck the surface, landing softly was another", "error"),
        (explanation, "error"),
    ):
        found = [problem for problem in check_bank(moon, {"handout": text}) if problem.rule == "copying/run"]
        assert [problem.severity for problem in found] == [severity]
        assert "struck the surface" in found[0].message


def test_of_words_that_are_the_sources_only_those_are_named(moon: Bank) -> None:
    text = "Nobody saw the surface, landing softly was another concern."
    (problem,) = [it for it in check_bank(moon, {"handout": text}) if it.rule == "copying/run"]
    assert problem.message.endswith("“the surface landing softly was another”")


def test_every_citation_of_kal007_is_exact_and_nothing_is_copied(kal007: Bank, kal007_sources: Path) -> None:
    texts = Library(kal007, kal007_sources)
    assert set(texts) == {"article", "memo"}
    found = [problem for problem in check_bank(kal007, texts) if problem.severity is not Severity.INFO]
    assert [str(problem) for problem in found] == []


def test_a_reference_names_what_is_known(moon: Bank) -> None:
    assert full_reference(moon.source("handout")) == (
        "The kalquiz team, “The Moon in one page,” 2026, https://example.org/moon."
    )
