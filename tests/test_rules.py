"""Each rule of the check finds its bad example, leaves its good one alone, and can be allowed or set otherwise."""

from pathlib import Path
from typing import Any

import pytest

from kalquiz import Bank, Severity, check_bank
from kalquiz.check import RULES, Rule, examples
from kalquiz.check.view import Checked
from tests.compact import compact_bank

WITH_EXAMPLES = [rule for rule in RULES if not isinstance(examples().get(rule.id, {}).get("bad", ""), str)]
CAPITAL = {
    "type": "flashcard",
    "stem": "What is the capital of Peru?",
    "key": "Lima",
    "explanation": "It has been since 1535.",
}
TODO = CAPITAL | {"citations": [{"gist": "TODO"}]}


def example_bank(folder: Path, example: Any) -> Bank:
    return compact_bank(folder, example.get("questions", [example]), **example.get("about", {}))


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.id)
def test_a_rule_tells_its_bad_example_from_its_good_one(rule: Rule, tmp_path: Path) -> None:
    for name, example in examples()[rule.id].items():
        bank = example_bank(tmp_path / name, example)
        assert any(rule.find(Checked(bank, {}))) is (name == "bad"), name


def test_every_rule_says_what_it_is() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.source
        assert rule.reason.endswith(".")
        assert rule.needs_text or rule.id in examples()


def test_a_bank_sets_the_severity_of_a_rule(tmp_path: Path) -> None:
    for level in ("info", "warning", "error"):
        bank = compact_bank(tmp_path / level, [TODO], rules={"citation/unfinished": level})
        assert [problem.severity for problem in check_bank(bank)] == [Severity(level)]
    assert check_bank(compact_bank(tmp_path / "off", [TODO], rules={"citation/unfinished": "off"})) == []


def test_a_question_is_excepted_with_a_reason(tmp_path: Path) -> None:
    allowed = TODO | {"allow": {"citation/unfinished": "The example is about unfinished citations."}}
    assert check_bank(compact_bank(tmp_path, [allowed])) == []


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("stem", "TODO", True),
        ("stem", "Which of the two? TODO", True),
        ("stem", "What does the word `TODO` mean?", False),
        ("key", "TODO", True),
        ("key", "todo", False),
        ("hint", "todo", True),
        ("explanation", "todo: say why", True),
        ("explanation", "In Spanish, todo is everything.", False),
        ("tags", ["todo"], False),
    ],
)
def test_what_is_unfinished_is_found_in_every_field(
    field: str, text: object, *, found: bool, tmp_path: Path
) -> None:
    problems = check_bank(compact_bank(tmp_path, [CAPITAL | {field: text}]))
    said = [f"the {field} is still to be written"] if found else []
    assert [problem.message for problem in problems if problem.rule == "citation/unfinished"] == said


@pytest.mark.parametrize(
    ("rule", "stem", "key", "found"),
    [
        ("stem/negative", "Which lamp is not lit?", "the red one", True),
        ("stem/negative", "Which lamp burns while the engine is not running?", "the red one", False),
        ("card/list-answer", "Where do llamas live?", "In Peru, Chile and Bolivia", True),
        ("card/list-answer", "Where do llamas live?", "Peru, in the north, at its edge", False),
    ],
)
def test_near_misses_are_left_alone(rule: str, stem: str, key: str, *, found: bool, tmp_path: Path) -> None:
    problems = check_bank(compact_bank(tmp_path, [CAPITAL | {"stem": stem, "key": key}]))
    assert (rule in {problem.rule for problem in problems}) is found


@pytest.mark.parametrize(("key", "named"), [("The article", True), ("On the pier", False)])
def test_options_may_name_the_sources_that_disagree(key: str, *, named: bool, tmp_path: Path) -> None:
    asked = {
        "type": "single_choice",
        "stem": "Where were there twelve people?",
        "key": key,
        "distractors": ["On the shore", "On the boat"],
        "citations": [{"source": "article"}, {"source": "memo", "role": "contradicts"}],
    }
    problems = check_bank(compact_bank(tmp_path, [asked]))
    assert ("stem/attribution" not in {problem.rule for problem in problems}) is named


@pytest.mark.parametrize("rule", ["citation/unfinished", "stem/long", "stem/negative"])
def test_an_exception_that_excepts_nothing_is_pointed_out(rule: str, tmp_path: Path) -> None:
    bank = compact_bank(tmp_path, [CAPITAL | {"allow": {rule: "Once there was a reason."}}])
    (problem,) = check_bank(bank)
    assert problem.rule == "check/unused-allow"


def test_an_exception_from_a_rule_that_could_find_nothing_here_is_left_alone(tmp_path: Path) -> None:
    allowed = CAPITAL | {"allow": {"citation/drifted": "The copies differ in their spelling."}}
    assert check_bank(compact_bank(tmp_path / "no-text", [allowed])) == []
    allowed = CAPITAL | {"allow": {"citation/unfinished": "The rule is off."}}
    assert check_bank(compact_bank(tmp_path / "off", [allowed], rules={"citation/unfinished": "off"})) == []


def test_a_rule_that_does_not_exist_is_pointed_out(tmp_path: Path) -> None:
    bank = compact_bank(tmp_path, [CAPITAL], rules={"citation/unfinishd": "off"})
    (problem,) = check_bank(bank)
    assert (problem.rule, problem.hint) == ("check/unknown-rule", "Did you mean `citation/unfinished`?")


@pytest.mark.parametrize(
    ("hint", "found"),
    [
        ("It lies on the Pacific.", False),
        ("It is Lima.", True),
        ("It is the City of Kings.", True),
        ("Is it Lima or Cusco?", False),
        ("Limassol has nothing to do with it.", False),
    ],
)
def test_a_hint_that_holds_an_answer_is_found(hint: str, found: bool, tmp_path: Path) -> None:
    question = CAPITAL | {"type": "short_answer", "accepted": ["City of Kings"], "hint": hint}
    problems = check_bank(compact_bank(tmp_path, [question]))
    assert [problem.rule for problem in problems] == (["question/telling-hint"] if found else [])
