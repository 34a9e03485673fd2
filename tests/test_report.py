"""The coverage report: which sentences of a source are cited, in numbers and as a page."""

from dataclasses import replace
from pathlib import Path

import pytest

from kalquiz import Bank
from kalquiz.citation.sentences import paragraphs, sentences
from kalquiz.library import Coverage, cover
from kalquiz.report import coverage_page


@pytest.fixture(scope="module")
def handout(moon_sources: Path) -> str:
    return (moon_sources / "handout.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def coverage(moon: Bank, handout: str) -> Coverage:
    return cover(moon, moon.source("handout"), handout)


def split(text: str) -> list[list[str]]:
    return [
        [" ".join(text[slice(*found)].split()) for found in sentences(text, part)]
        for part in paragraphs(text)
    ]


def test_wrapped_and_unwrapped_text_have_the_same_sentences(handout: str) -> None:
    unwrapped = "\n".join(" ".join(block.split()) for block in handout.split("\n\n"))
    assert split(handout) == split(unwrapped)
    assert [len(part) for part in split(handout)] == [1, 3, 2, 3, 3]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It weighs 1.5 tons. It flew on 14 Sept. 1983 to Rome.", 2),
        ("Gen. A. Smith of the U.S. Navy spoke. Nobody heard him!", 2),
        ("“Why?” he asked. Nobody knew…", 2),
        ("これは文です。これも文です。", 2),
        ("Это предложение. А это другое!", 2),
        ("no end", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_they_end(text: str, count: int) -> None:
    assert sum(map(len, split(text))) == count


def test_each_sentence_knows_the_questions_that_cite_it(coverage: Coverage) -> None:
    by_text = {sentence.text: sentence.questions for sentence in coverage.sentences}
    assert by_text["Light covers that distance in 1.3 seconds."] == ("light-and-month",)
    assert by_text["The Moon in one page"] == ()
    assert coverage.lost == 0
    cited = sum(bool(names) for names in by_text.values())
    assert coverage.share == cited / 12
    assert coverage.by_section == {"basics": coverage.share}


def test_a_citation_that_is_not_in_the_copy_is_counted(moon: Bank, handout: str) -> None:
    without = handout[: handout.index("Luna 2")]
    assert cover(moon, moon.source("handout"), without).lost == 4


def test_the_page_marks_what_is_cited_and_loads_nothing(moon: Bank, coverage: Coverage) -> None:
    page = coverage_page(moon, [coverage])
    for sentence in coverage.sentences:
        assert sentence.text in page
    assert 'title="light-and-month"' in page
    assert "do not publish it" in page
    assert "<script" not in page
    assert "src=" not in page


def test_text_of_a_source_is_data_on_the_page(moon: Bank, coverage: Coverage) -> None:
    hostile = [replace(coverage.sentences[0], text="<script>alert(1)</script> {{ 7 * 7 }}")]
    page = coverage_page(
        moon, [replace(coverage, paragraphs=(replace(coverage.paragraphs[0], sentences=tuple(hostile)),))]
    )
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page


def test_kal007_covers_its_sources_as_far_as_it_promises(kal007: Bank, kal007_sources: Path) -> None:
    text = (kal007_sources / "article.txt").read_text(encoding="utf-8")
    assert cover(kal007, kal007.source("article"), text).share >= 0.9
