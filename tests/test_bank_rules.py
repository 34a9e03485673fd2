"""Rules on the bank as a whole: keys, pairs of questions that are too near, goals, ids that are gone."""

import json
import shutil
from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kalquiz import Bank, Severity, check_bank, load_bank
from kalquiz.check.chance import binomial_tail, chi_square_tail
from kalquiz.check.overlap import jaccard, similar_pairs
from kalquiz.interaction import Choice
from kalquiz.problem import BankError, Problem
from kalquiz.question import SingleChoice
from tests.commands import run
from tests.compact import compact_bank

LIMA = {"type": "short_answer", "stem": "What is the capital of Peru?", "key": "Lima"}


def found(bank: Bank, rule: str, *more: Any) -> list[Problem]:
    return [problem for problem in check_bank(bank, *more) if problem.rule == rule]


def choices(lengths: list[int], others: int = 6) -> list[dict[str, Any]]:
    """Single choices whose key has so many letters, among three distractors of about `others`."""
    return [
        {
            "type": "single_choice",
            "stem": f"What is number {number}?",
            "key": "k" * length,
            "distractors": ["a" * others, "b" * (others - 1), "c" * (others - 2)],
        }
        for number, length in enumerate(lengths)
    ]


@pytest.mark.parametrize(
    ("least", "trials", "chance", "probability"),
    [(0, 10, 0.5, 1), (10, 10, 0.5, 1 / 1024), (8, 10, 0.5, 56 / 1024), (2, 2, 0.25, 1 / 16), (3, 2, 0.5, 0)],
)
def test_binomial_tails(least: int, trials: int, chance: float, probability: float) -> None:
    assert binomial_tail(least, trials, chance) == pytest.approx(probability)


@pytest.mark.parametrize(
    ("statistic", "freedom"),
    # The five per cent points of published tables.
    [(3.841, 1), (5.991, 2), (7.815, 3), (9.488, 4), (11.070, 5), (18.307, 10)],
)
def test_chi_square_tails(statistic: float, freedom: int) -> None:
    assert chi_square_tail(statistic, freedom) == pytest.approx(0.05, abs=0.0001)
    assert chi_square_tail(0, freedom) == 1


@pytest.mark.parametrize(
    ("longest", "severity"),
    [(5, None), (9, Severity.WARNING), (12, Severity.ERROR)],
)
def test_keys_are_the_longest_no_more_often_than_by_chance(
    longest: int, severity: Severity | None, tmp_path: Path
) -> None:
    bank = compact_bank(tmp_path, choices([8] * longest + [3] * (20 - longest)))
    problems = found(bank, "bank/longest-key")
    assert [problem.severity for problem in problems] == ([severity] if severity else [])
    if severity:
        assert f"in {longest} of 20" in problems[0].message


def test_keys_that_are_hardly_ever_the_longest_are_a_cue_too(tmp_path: Path) -> None:
    (problem,) = found(compact_bank(tmp_path, choices([3] * 20)), "bank/longest-key")
    assert problem.severity is Severity.INFO


def by_place(bank: Bank, many: list[dict[str, Any]]) -> Mapping[int, list[dict[str, Any]]]:
    """The single choices by the place of their key on the sheet."""
    places: Mapping[int, list[dict[str, Any]]] = defaultdict(list)
    for raw, question in zip(many, bank.questions, strict=True):
        interaction = question.prompt("1").interaction
        assert isinstance(interaction, Choice)
        assert isinstance(question, SingleChoice)
        places[[option.text for option in interaction.options].index(question.key)].append(raw)
    return places


def test_keys_that_prefer_a_place_on_the_sheet_are_found(tmp_path: Path) -> None:
    many = [{**raw, "id": f"number-{place}"} for place, raw in enumerate(choices([5] * 200))]
    bank = compact_bank(tmp_path / "all", many)
    first = by_place(bank, many)[0]
    assert all(problem.severity is Severity.WARNING for problem in found(bank, "bank/key-position"))
    run_of_one, uneven = found(compact_bank(tmp_path / "first", first), "bank/key-position")
    assert (run_of_one.severity, uneven.severity) == (Severity.WARNING, Severity.ERROR)
    assert f"{len(first)} single choices in a row are option 1" in run_of_one.message
    assert f"{len(first)} × 1., 0 × 2." in uneven.message
    assert "A worksheet with `--seed" in uneven.hint


@pytest.mark.parametrize(
    ("counts", "uneven"),
    # The one per cent point of three degrees of freedom is 11.34; these give 9.6 and 13.2.
    [([11, 3, 3, 3], False), ([12, 3, 3, 2], True), ([11, 4, 4], False)],
)
def test_keys_may_prefer_a_place_as_far_as_chance_does(
    counts: list[int], *, uneven: bool, tmp_path: Path
) -> None:
    many = [{**raw, "id": f"number-{place}"} for place, raw in enumerate(choices([5] * 100))]
    places = by_place(compact_bank(tmp_path / "all", many), many)
    taken = [raw for place, count in enumerate(counts) for raw in places[place][:count]]
    bank = compact_bank(tmp_path / "taken", taken)
    said = [problem.message for problem in found(bank, "bank/key-position")]
    assert any("prefer a place" in message for message in said) is uneven


@example([frozenset("abcxy"), frozenset("abc")], 0.6)  # just so much in common, and that not the rarest
@given(
    st.lists(st.frozensets(st.sampled_from("abcdefgh"), max_size=6)), st.sampled_from([0.3, 0.5, 0.6, 0.8, 1])
)
def test_similar_pairs_are_those_that_comparing_all_with_all_finds(
    sets: list[frozenset[str]], least: float
) -> None:
    pairs = set(similar_pairs(sets, least))
    first = {members: place for place, members in reversed([*enumerate(sets)])}
    wanted = {
        (one, other)
        for one, other in combinations(range(len(sets)), 2)
        if jaccard(sets[one], sets[other]) >= least
        and first[sets[one]] == one
        and (first[sets[other]] == other or sets[one] == sets[other])
    }
    assert pairs == wanted


@pytest.mark.parametrize(
    "other",
    [
        {"stem": "What is the capital of Chile?", "key": "Santiago"},
        {"stem": "What was the capital of Peru before?", "key": "Cusco"},
        {"citations": [{"source": "memo"}]},
    ],
)
def test_what_differs_in_name_answer_or_source_is_no_duplicate(other: dict[str, Any], tmp_path: Path) -> None:
    assert found(compact_bank(tmp_path, [LIMA, LIMA | other]), "bank/near-duplicate") == []


def test_each_duplicate_is_pointed_out_once(tmp_path: Path) -> None:
    problems = found(compact_bank(tmp_path, [LIMA] * 4), "bank/near-duplicate")
    assert [problem.severity for problem in problems] == [Severity.ERROR] * 3
    assert all("`question-1`" in problem.message for problem in problems)


def test_of_several_duplicates_the_nearest_is_named(tmp_path: Path) -> None:
    fish = "Which tall grey bird hunts small fish in shallow rivers"
    stems = [f"{fish}?", "Which tall grey bird hunts small fish in rivers?", f"{fish} and lakes?"]
    herons = [{"type": "short_answer", "stem": stem, "key": "heron"} for stem in stems]
    for order in (herons, [herons[1], herons[0], herons[2]]):
        _, last = found(compact_bank(tmp_path, order), "bank/near-duplicate")
        assert f"`question-{order.index(herons[0]) + 1}`" in last.message


def test_an_answer_in_another_language_is_no_cue_that_words_could_tell(tmp_path: Path) -> None:
    cue = {"type": "flashcard", "stem": "Wer hat Lima zur Hauptstadt von Peru gemacht?", "key": "Pizarro"}
    asked = {"type": "short_answer", "stem": "Welche Stadt ist die Hauptstadt von Peru?", "key": "Lima"}
    assert found(compact_bank(tmp_path / "de", [asked, cue], language="de"), "bank/cueing") == []


def test_a_date_is_given_away_in_words(tmp_path: Path) -> None:
    asked = {"type": "date", "stem": "On what day did Lincoln die?", "key": "1865-04-15"}
    cue = {"type": "flashcard", "stem": "Who shot Lincoln before he died, on 15 April 1865?", "key": "Booth"}
    (problem,) = found(compact_bank(tmp_path, [asked, cue]), "bank/cueing")
    assert "`question-2`" in problem.message


def test_an_answer_like_that_of_a_gap_has_its_place_in_the_gap(tmp_path: Path) -> None:
    cloze = {
        "type": "cloze",
        "stem": "The laws of motion are those of [[name]].",
        "gaps": {"name": {"type": "short_answer", "key": "Newton", "accepted": ["Isaac Newton"]}},
    }
    typed = {"type": "short_answer", "stem": "Which town lies near it?", "key": "Newtown"}
    one, other = found(compact_bank(tmp_path, [cloze, typed]), "bank/confusable-answers")
    assert "counts here as “Newton” misspelt" in one.message
    assert "counts here as “Newtown” misspelt" in other.message


def test_two_questions_whose_answers_are_alike_are_told_of_once_each(tmp_path: Path) -> None:
    man = {"type": "short_answer", "stem": "Who found the laws of motion?", "key": "Newton"}
    town = {"type": "short_answer", "stem": "Which town lies near?", "key": "Newtown", "accepted": ["Neuton"]}
    assert len(found(compact_bank(tmp_path, [man, town]), "bank/confusable-answers")) == 2


@pytest.mark.parametrize(
    ("goals", "message"),
    [
        ({"questions": 3}, "the bank has 2 questions; its goal is 3"),
        ({"questions": 2, "types": {"short_answer": "50 %", "date": 0}}, ""),
        ({"types": {"short_answer": 2}}, "1 question is `short_answer`; the goal is 2 within 15 %"),
        ({"types": {"short_answer": 2}, "within": 50}, ""),
        ({"levels": {"remember": 1}}, "0 questions are `remember`; the goal is 1 within 15 %"),
        ({"tags": {"coast": 1}}, "0 questions are `coast`; the goal is 1 or more"),
        ({"skills": {"reading": 1}}, "2 questions are `reading`; the goal is 1 within 15 %"),
        ({"skills": {"reading": 1}, "within": 100}, ""),
    ],
)
def test_a_bank_is_held_to_its_goals(goals: Mapping[str, Any], message: str, tmp_path: Path) -> None:
    ocean = {"type": "flashcard", "stem": "On which ocean is Peru?", "key": "the Pacific"}
    questions = [raw | {"skill": "reading"} for raw in (LIMA, ocean)]
    bank = compact_bank(tmp_path, questions, skills=["reading"], goals=goals)
    assert [problem.message for problem in found(bank, "bank/goal")] == ([message] if message else [])


@pytest.mark.parametrize(
    ("goals", "message", "hint"),
    [
        ({"types": {"single_choise": 1}}, "unknown type `single_choise`", "Did you mean `single_choice`?"),
        (
            {"skills": {"writing": 1}},
            "`writing` is not one of the skills in bank.yaml",
            "Add it to `skills:`",
        ),
        ({"levels": {"recall": 1}}, "the name cannot be `recall`", "Use"),
        (
            {"tags": {"coast": "many"}},
            "“many” is not a number of questions",
            "Write 12, or a share such as 40 %.",
        ),
        ({"tags": {"coast": -1}}, "“-1” is not a number of questions", "Write 12, or a share such as 40 %."),
        ({"coverage": [{"source": "book", "least": 9}]}, "`book` is not one of the sources", "Add it to"),
        (
            {"coverage": [{"source": "memo", "from": 0.5, "to": 0.4, "least": 9}]},
            "the part ends before",
            "`from`",
        ),
    ],
)
def test_a_goal_that_cannot_be_meant_is_an_error(
    goals: Mapping[str, Any], message: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(BankError) as caught:
        compact_bank(tmp_path, [LIMA], goals=goals)
    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert problem.hint.startswith(hint)
    assert problem.line > 1


def test_coverage_is_a_goal_for_the_whole_text_or_a_part(
    moon: Bank, moon_sources: Path, tmp_path: Path
) -> None:
    text = (moon_sources / "handout.txt").read_text(encoding="utf-8")
    goals = [
        {"source": "handout", "least": 100},
        {"source": "handout", "part": "the title", "to": 0.01, "least": 1},
        {"source": "handout", "part": "the end", "from": 0.5, "least": 1},
    ]
    shutil.copytree(moon.path, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(f"goals: {json.dumps({'coverage': goals})}\n")
    bank = load_bank(tmp_path)
    said = [problem.message for problem in found(bank, "bank/goal", {"handout": text})]
    assert len(said) == 2
    assert said[0].endswith("of the sentences of `handout`; the goal is 100 %")
    assert said[1] == "questions cite 0 % of the sentences of “the title” in `handout`; the goal is 1 %"
    assert found(bank, "bank/goal") == []


def versions(tmp_path: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> tuple[Bank, Bank]:
    return compact_bank(tmp_path / "old", old), compact_bank(tmp_path / "new", new)


def test_an_id_that_is_gone_is_an_error_at_its_likeliest_heir(tmp_path: Path) -> None:
    other = {"type": "flashcard", "stem": "On which ocean is Peru?", "key": "the Pacific", "id": "ocean"}
    old, new = versions(tmp_path, [LIMA | {"id": "capital"}, other], [other, LIMA | {"id": "capital-city"}])
    (problem,) = found(new, "bank/vanished-id", {}, old)
    assert problem.message == "the id `capital` is gone"
    assert problem.hint == "If `capital-city` is the same question, add `capital` to its `aka`."
    _, named = versions(tmp_path, [LIMA], [other, LIMA | {"id": "capital-city", "aka": ["capital"]}])
    assert found(named, "bank/vanished-id", {}, old) == []


def test_the_likeliest_heir_has_most_in_common(tmp_path: Path) -> None:
    twin = LIMA | {"stem": "Which city governs Peru today?", "id": "another-city"}
    for order in (1, -1):
        heirs = [LIMA | {"id": "capital-city"}, twin][::order]
        old, new = versions(tmp_path, [LIMA | {"id": "capital"}], heirs)
        (problem,) = found(new, "bank/vanished-id", {}, old)
        assert "`capital-city`" in problem.hint


def test_an_id_without_an_heir_is_an_error_of_the_bank(tmp_path: Path) -> None:
    old, new = versions(tmp_path, [LIMA | {"id": "capital"}, LIMA | {"id": "kept"}], [LIMA | {"id": "kept"}])
    (problem,) = found(new, "bank/vanished-id", {}, old)
    assert problem.path.name == "bank.yaml"
    assert problem.message == "the id `capital` is gone; it was in all.yaml"


def test_the_command_compares_with_an_earlier_version(tmp_path: Path) -> None:
    versions(tmp_path, [LIMA | {"id": "capital"}], [LIMA | {"id": "capital-city"}])
    done = run("check", "new", "--against", "old", cwd=tmp_path)
    assert done.returncode == 1
    assert "the id `capital` is gone" in done.stdout
    assert run("check", "new", "--against", "new", cwd=tmp_path).returncode == 0
    compact_bank(tmp_path / "another", [LIMA], id="another")
    refused = run("check", "new", "--against", "another", cwd=tmp_path)
    assert refused.returncode == 2
    assert "That is the bank another, not compact." in refused.stderr
