"""Selection: what is asked for, so much of it, evenly, with nothing that gives another answer away."""

import html
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kalquiz.bank import Bank, find_bank, load_bank
from kalquiz.check import Checked, find_cues
from kalquiz.history import Store
from kalquiz.practice.choose import Wish, choose
from kalquiz.selection import Amount, SelectionError, Wanted, by_passage, select
from tests.commands import run
from tests.sheet_bank import CITATION, PASSAGE, a_bank, a_question


@cache
def flagship() -> Bank:
    return load_bank(find_bank("kal007"))


def cited_at(place: int) -> list[dict[str, Any]]:
    return [CITATION | {"passage": PASSAGE | {"hash": f"{place:016x}"}}]


def bank_of(*sizes: int, points: int = 1, together: int = 1) -> Bank:
    """A bank with sections of these sizes, in which so many questions in a row are on one passage."""
    questions = [
        a_question(
            "flashcard",
            id=f"s{section}-{n}",
            section=f"s{section}",
            points=points,
            citations=cited_at(1000 * section + n // together),
        )
        for section, size in enumerate(sizes)
        for n in range(size)
    ]
    sections = [{"id": f"s{n}", "title": f"Section {n}"} for n in range(len(sizes))]
    return a_bank(*questions, sections=sections)


def ids(bank: Bank, amount: Amount | None = None, seed: str = "1", **wanted: tuple[str, ...]) -> list[str]:
    return [question.id for question in select(bank, Wanted(**wanted), amount, seed).questions]


seeds = st.text(min_size=1, max_size=4)
sizes = st.lists(st.integers(1, 9), min_size=1, max_size=5)


@settings(max_examples=60)
@given(sizes, st.data(), seeds, st.integers(1, 4))
def test_each_section_gives_as_many_as_any_other_or_all_it_has(
    sizes: list[int], data: st.DataObject, seed: str, together: int
) -> None:
    count = data.draw(st.integers(1, sum(sizes)))
    bank = bank_of(*sizes, together=together)
    questions = select(bank, Wanted(), Amount(count), seed).questions
    assert len(questions) == count
    assert list(questions) == [question for question in bank.questions if question in questions]
    taken = Counter(question.section for question in questions)
    most = max(taken.values())
    for section, size in enumerate(sizes):
        assert taken[f"s{section}"] >= min(size, most - 1)


@settings(max_examples=60)
@given(sizes, st.data(), seeds, st.integers(1, 3), st.booleans())
def test_points_are_never_more_than_asked_for_and_all_that_fit(
    sizes: list[int], data: st.DataObject, seed: str, points: int, balanced: bool
) -> None:
    asked = data.draw(st.integers(1, sum(sizes) * points))
    amount = Amount(asked, "points", balanced=balanced)
    reached = amount.weigh(select(bank_of(*sizes, points=points), Wanted(), amount, seed).questions)
    assert asked - points < reached <= asked


@settings(max_examples=40)
@given(seeds, st.integers(1, 60), st.booleans())
def test_the_flagship_gives_so_many_and_the_same_again(seed: str, count: int, balanced: bool) -> None:
    amount = Amount(count, balanced=balanced)
    selected = select(flagship(), Wanted(), amount, seed)
    assert len(selected.questions) == count
    assert selected == select(flagship(), Wanted(), amount, seed)
    assert selected.cues == ()


def test_another_seed_selects_others() -> None:
    assert len({tuple(ids(bank_of(30), Amount(5), seed)) for seed in "abcdefgh"}) > 6


@pytest.mark.parametrize("seed", [*"abcdefgh"])
def test_questions_on_one_passage_are_taken_together_where_they_fit(seed: str) -> None:
    bank = bank_of(9, 9, together=3)
    chosen = select(bank, Wanted(), Amount(6), seed).questions
    assert [len(group) for group in by_passage(chosen)] == [3, 3]
    assert len(ids(bank, Amount(7), seed)) == 7


def cueing_bank() -> Bank:
    asks = a_question(
        "flashcard", id="asks", stem="Which city was the port of the old sultan?", key="Zanzibar"
    )
    tells = a_question(
        "flashcard",
        id="tells",
        stem="When did the old sultan leave the port city of Zanzibar?",
        key="In March",
        citations=cited_at(1),
    )
    others = [a_question("numeric", id=f"n{n}", key=n, citations=cited_at(n)) for n in range(10, 14)]
    return a_bank(asks, tells, *others)


@pytest.mark.parametrize("seed", [*"abcdefgh"])
def test_what_gives_an_answer_away_is_not_taken_with_it_unless_there_is_nothing_else(seed: str) -> None:
    bank = cueing_bank()
    apart = select(bank, Wanted(), Amount(5), seed)
    assert {"asks", "tells"} - {question.id for question in apart.questions}
    assert apart.cues == ()
    every = select(bank, Wanted(), Amount(6), seed)
    assert len(every.questions) == 6
    assert [(cue.question, cue.giver, cue.text) for cue in every.cues] == [("asks", "tells", "Zanzibar")]


@pytest.mark.parametrize("seed", [*"abcdefgh"])
def test_what_a_section_cannot_give_another_one_gives_before_an_answer_is_given_away(seed: str) -> None:
    asks, tells, *others = cueing_bank().questions
    rest = [question.model_copy(update={"section": "two"}) for question in others]
    selected = select(replace(cueing_bank(), questions=(asks, tells, *rest)), Wanted(), Amount(4), seed)
    assert len(selected.questions) == 4
    assert selected.cues == ()


def test_questions_are_wanted_by_what_they_have() -> None:
    bank = a_bank(
        a_question("date", id="a", tags=["east"], skill="recall"),
        a_question("date", id="b", tags=["east", "west"], section="two", aka=["old-b"]),
        a_question("flashcard", id="c", tags=["west"]),
    )
    assert ids(bank) == ["a", "b", "c"]
    assert ids(bank, tags=("west",)) == ["b", "c"]
    assert ids(bank, tags=("east", "west"), sections=("one",)) == ["a", "c"]
    assert ids(bank, types=("date",), exclude=("a",)) == ["b"]
    assert ids(bank, skills=("recall",)) == ["a"]
    assert ids(bank, ids=("c", "old-b")) == ["b", "c"]
    assert list(Wanted(types=("essay",), ids=("a", "x")).unknown([bank])) == [
        ("types", "essay", {"date", "flashcard"}),
        ("ids", "x", {"a", "b", "c", "old-b"}),
    ]


def test_nothing_and_too_little_are_refused() -> None:
    with pytest.raises(SelectionError, match="No question matches everything that you asked for"):
        select(bank_of(2, 2), Wanted(sections=("s0",), ids=("s1-1",)))
    with pytest.raises(SelectionError, match="only 4 questions to select from, not 5"):
        select(bank_of(2, 2), Wanted(), Amount(5))
    with pytest.raises(SelectionError, match="only 8 points to select from, not 9"):
        select(bank_of(2, 2, points=2), Wanted(), Amount(9, "points"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--count", "3", "--points", "3"], "two ways to say how much"),
        (["--tag", "colour"], "No question has “colour”. There are: "),
        (["--ids", "kal007-flight-typo"], "No question has “kal007-flight-typo”."),
        (["--section", "flight", "--count", "900"], "There are only 17 questions to select from, not 900."),
    ],
)
def test_the_command_says_what_cannot_be_selected(tmp_path: Path, options: list[str], said: str) -> None:
    done = run("worksheet", "kal007", *options, cwd=tmp_path)
    assert done.returncode
    assert said in " ".join(done.stderr.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_practice_and_worksheet_select_the_same(tmp_path: Path) -> None:
    options = ["--count", "3", "--seed", "x", "--type", "single_choice", "--exclude", "a"]
    assert run("worksheet", "kal007", *options, cwd=tmp_path).returncode == 2  # there is no such id
    del options[-2:]
    done = run("worksheet", "kal007", *options, "-o", "sheet.html", cwd=tmp_path)
    assert "sheet.html: 3 questions, seed x." in done.stdout
    page = html.unescape((tmp_path / "sheet.html").read_text("utf-8"))
    first = select(flagship(), Wanted(types=("single_choice",)), Amount(3), "x").questions[0]
    practised = run("practice", "kal007", *options, cwd=tmp_path, typed="")
    for text in (page, " ".join(practised.stdout.split())):
        assert first.stem.split("*")[0][:30] in text


def test_practice_does_not_ask_side_by_side_what_gives_an_answer_away(tmp_path: Path) -> None:
    bank = cueing_bank()
    given_away = {frozenset((cue.question, cue.giver)) for cue in find_cues(Checked(bank, {}))}
    assert given_away
    with Store(tmp_path / "history.db") as store:
        order = choose(bank, store, bank.questions, date(2026, 3, 1), Wish()).questions
    assert not given_away & {frozenset((one.id, other.id)) for one, other in pairwise(order)}
