"""Finding a passage from a few remembered words."""

from pathlib import Path

import pytest

from kalquiz.citation.phrase import find_phrase


@pytest.fixture(scope="module")
def handout(moon_sources: Path) -> str:
    return (moon_sources / "handout.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ("dark plains cooled lava", "The name is old and wrong"),
        ("how long light takes seconds", "Light covers"),
        ("Tranquility Apollo landed", "Ten years later"),
        ("eclipses tilted path month", "Neither happens"),
        ("PHASES ORDER", "The phases follow"),
        ("the only satelite", "The Moon is the only natural satellite"),
    ],
)
def test_a_few_words_lead_to_the_sentence(handout: str, words: str, begins: str) -> None:
    best = find_phrase(handout, words)[0]
    assert " ".join(handout[slice(*best.span)].split()).startswith(begins)


def test_several_sentences_that_may_be_meant_are_all_offered(handout: str) -> None:
    found = find_phrase(handout, "the Moon and the Earth")
    assert len(found) > 1
    assert [candidate.score for candidate in found] == sorted((one.score for one in found), reverse=True)


def test_words_that_are_not_there_find_nothing(handout: str) -> None:
    assert find_phrase(handout, "parliament votes taxation") == []
    assert find_phrase(handout, "the wolves howl at midnight") == []
    assert find_phrase(handout, "") == []
    assert find_phrase("", "anything") == []


def test_a_few_right_words_among_wrong_ones_are_enough(handout: str) -> None:
    (best,) = find_phrase(handout, "tilted month never weekly")
    assert "Neither happens" in handout[slice(*best.span)]


def test_a_figure_is_found_as_a_whole_with_or_without_its_comma() -> None:
    text = "The town has 40,000 people. The lake holds 2,000 fish. The wood has 500,000 trees."
    for figure, found in (("40,000", "town"), ("40000", "town"), ("2,000", "lake")):
        (best,) = find_phrase(text, figure)
        assert found in text[slice(*best.span)]
    assert find_phrase(text, "50,000") == []


def test_scripts_without_spaces_are_searched_too() -> None:
    text = "月は地球の衛星です。潮の満ち引きは月が起こします。"
    best = find_phrase(text, "満ち引き")[0]
    assert text[slice(*best.span)].startswith("潮")
