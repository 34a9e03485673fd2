"""What the rules on options find, and the near misses that they leave alone."""

from pathlib import Path
from typing import Any

import pytest

from kalquiz.check import RULES
from kalquiz.check.rule import Spot
from kalquiz.check.view import Checked
from tests.compact import compact_bank

Options = tuple[str, str | list[str], list[str]]
"""Stem, key and distractors."""

BROKEN: list[tuple[str, Options]] = [
    ("longest-key", ("Which two?", ["a long right answer", "the other long one"], ["short", "brief"])),
    ("all-or-none", ("Which holds?", "Neither", ["Iron rusts in oil", "Gold rusts in air"])),
    ("all-or-none", ("Which of them is a mammal?", "All of these", ["a bat", "a whale"])),
    ("complex-option", ("What are the roots?", "2 and 3", ["2", "3", "5"])),
    ("complex-option", ("Which is a metal?", "Both the first and the third", ["iron", "sulphur", "zinc"])),
    ("complex-option", ("1. Iron rusts. 2. Gold rusts. What is true?", "1 only", ["2 only", "both 1 and 2"])),
    ("absolute", ("What does fever do?", "It can help", ["It never helps", "It warms"])),
    (
        "absolute",
        ("Who may vote?", "Half of the men", ["Never all at once", "Of all, the men", "Some of them"]),
    ),
    ("vague-frequency", ("When does it rain there?", "In most cases at night", ["by day", "at noon"])),
    ("clang", ("What did photoreceptors do?", "the reception of light", ["the making of tears", "growth"])),
    ("article-cue", ("It is measured with an", "altimeter", ["hygrometer", "ohmmeter"])),
    ("article-cue", ("It was a ___ that won.", "European", ["hour", "unit"])),
    ("overlapping-ranges", ("How many?", "20 or more", ["10 or fewer", "10 to 20"])),
    ("overlapping-ranges", ("How far is it?", "over 100 km", ["over 50 km", "under 20 miles"])),
    ("overlapping-ranges", ("When was it?", "August 1983", ["1983", "1982"])),
    ("number-order", ("How many?", "20", ["10", "30", "a great crowd"])),
    ("number-order", ("How heavy is it?", "20 kg", ["10 stone", "30 kg"])),
    ("option-count", ("Which one?", "a", ["b", "c", "d", "e", "f"])),
]
SOUND: list[tuple[str, Options]] = [
    ("longest-key", ("Which two?", ["a long right answer", "short"], ["brief", "terse"])),
    (
        "longest-key",
        (
            "What does it do?",
            "It takes in what the plants around it give off at night",
            ["It takes in what the animals give off by day", "Nothing"],
        ),
    ),
    ("longest-key", ("How many?", "one hundred and twenty thousand", ["ten", "twelve"])),
    ("all-or-none", ("How many of the suspects confessed?", "All of them", ["One of them", "None of them"])),
    ("all-or-none", ("Who survived?", "None of the crew", ["All of the crew", "The pilot"])),
    ("complex-option", ("Which antigens has type AB?", "A and B", ["A only", "B only", "neither A nor B"])),
    ("complex-option", ("What are the roots?", "1 and 3", ["2 and 6", "-4 and 5", "0 and 7"])),
    ("absolute", ("Which novel is about Paul?", "All Quiet on the Western Front", ["Emma", "Middlemarch"])),
    ("absolute", ("What does fever do?", "It never kills alone", ["It always harms", "It warms"])),
    ("absolute", ("Why has a drone no father?", "It grows alone", ["All eggs are alike", "It is fed"])),
    (
        "vague-frequency",
        ("Which rules apply?", "Generally Accepted Accounting Principles", ["laws", "codes"]),
    ),
    ("clang", ("Who thought of an old universe?", "A man at the University of Bern", ["a monk", "a clerk"])),
    ("clang", ("Why does a magnet attract iron?", "its magnetism", ["a magnetic dust", "its weight"])),
    ("clang", ("What did the trial show?", "Rare results come by chance in some trials", ["luck", "error"])),
    ("clang", ("What did the trial show?", "It was so", ["luck", "error"])),
    ("article-cue", ("The unit is an", "ohm", ["hour", "MRI", "8-bit word", "X-ray"])),
    ("article-cue", ("Vitamin A: what is rich in it?", "liver", ["eggs", "oil"])),
    ("article-cue", ("A bird is a/an", "robin", ["owl", "eagle"])),
    ("overlapping-ranges", ("When was the war fought?", "1914–1918", ["1912–1916", "1915–1919"])),
    ("overlapping-ranges", ("How many?", "more than 20", ["fewer than 10", "10 to 20"])),
    ("overlapping-ranges", ("Which primes differ by two?", "3 and 5", ["2 and 4", "5 and 9"])),
    ("overlapping-ranges", ("In which month was it?", "August", ["July", "September"])),
    ("overlapping-ranges", ("In which year was it?", "August 1983", ["1982", "after 1983"])),
    ("overlapping-ranges", ("How heavy is it?", "10–20 kg", ["2–3 stone", "15 pounds"])),
    ("longest-key", ("Which novel is it?", "All Quiet on the Western Front", ["Emma", "The Good Soldier"])),
    ("absolute", ("How does its border run?", "All of it is coast", ["Half of it is", "Most of it is"])),
    ("absolute", ("Which is right?", "None of the above", ["iron", "gold"])),
    ("number-order", ("Who came with what?", "3 apples", ["5 pears", "2 plums"])),
    ("number-order", ("How heavy is it?", "20 kg", ["900 g", "1 tonne"])),
    ("option-count", ("Which of them?", ["a", "b", "c"], ["d", "e", "f"])),
]
NO_REASON = ["Wrong.", "That is not correct.", "Sorry, try again!", "No", ""]


def spots(name: str, folder: Path, stem: str, key: str | list[str], distractors: list[Any]) -> list[Spot]:
    kind = "single_choice" if isinstance(key, str) else "multiple_response"
    bank = compact_bank(folder, [{"type": kind, "stem": stem, "key": key, "distractors": distractors}])
    (rule,) = (rule for rule in RULES if rule.id == f"choice/{name}")
    return [spot for _, spot in rule.find(Checked(bank, {}))]


def found(name: str, folder: Path, stem: str, key: str | list[str], distractors: list[Any]) -> bool:
    return bool(spots(name, folder, stem, key, distractors))


@pytest.mark.parametrize(("name", "options"), BROKEN)
def test_flawed_options_are_found(name: str, options: Options, tmp_path: Path) -> None:
    assert found(name, tmp_path, *options)


@pytest.mark.parametrize(("name", "options"), SOUND)
def test_near_misses_are_left_alone(name: str, options: Options, tmp_path: Path) -> None:
    assert not found(name, tmp_path, *options)


def test_what_leaves_no_exception_is_mended_on_either_side(tmp_path: Path) -> None:
    mild = ["It warms", "It tires"]
    (key,) = spots("absolute", tmp_path / "key", "What does fever do?", "It always helps", mild)
    (other,) = spots(
        "absolute", tmp_path / "other", "What does fever do?", "It can help", ["It never helps", *mild]
    )
    assert "only the key says so" in key.message
    assert key.hint == "Say it without “always”, or let a distractor be as strict."
    assert "only a distractor says so" in other.message
    assert other.hint == "Say it without “never”, or let the key be as strict."


@pytest.mark.parametrize("said", NO_REASON)
def test_feedback_has_to_say_why(said: str, tmp_path: Path) -> None:
    distractors = [{"text": "oxygen", "feedback": said}, {"text": "argon", "feedback": "It is inert."}]
    assert found("no-feedback", tmp_path, "Which gas burns?", "hydrogen", distractors)
    distractors[0]["feedback"] = "No fire goes without it, but it does not burn itself."
    assert not found("no-feedback", tmp_path / "told", "Which gas burns?", "hydrogen", distractors)


def test_options_may_differ_in_a_sign(tmp_path: Path) -> None:
    assert not found("option-count", tmp_path / "minus", "How warm is it?", "-5 °C", ["5 °C", "0 °C"])
    assert not found("option-count", tmp_path / "sharp", "Which language is it?", "C#", ["C", "C++"])
    assert not found("option-count", tmp_path / "letter", "Which?", "A, B and C", ["B and C", "A and C"])


def test_rules_that_go_by_words_are_silent_on_other_languages(tmp_path: Path) -> None:
    raw = {"type": "single_choice", "stem": "Was war es?", "key": "ein Tier", "distractors": ["all", "never"]}
    checked = Checked(compact_bank(tmp_path, [raw], language="de"), {})
    assert {rule.id for rule in RULES if rule.id.startswith("choice/") and any(rule.find(checked))} == {
        "choice/no-feedback"
    }
