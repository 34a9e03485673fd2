"""The rules tell flawed questions from sound ones, measured on questions that were written without them in view."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kalquiz import Severity
from tests.compact import compact_bank, read_yaml
from tests.measured import LABELLED, MENDED, Measured, false_alarms, measure_rules

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "rules.md"
OTHER_LANGUAGES = LABELLED / "other-languages.yaml"


@pytest.fixture(scope="module")
def measured() -> Mapping[str, Measured]:
    return {each.rule.id: each for each in measure_rules()}


def test_what_a_rule_calls_an_error_is_one(measured: Mapping[str, Measured]) -> None:
    errors = [each for each in measured.values() if each.rule.severity is Severity.ERROR]
    assert errors
    assert {each.rule.id: each.precision for each in errors if each.precision < 0.95} == {}


def test_a_rule_finds_no_fewer_flaws_than_documented(measured: Mapping[str, Measured]) -> None:
    row = re.compile(r"^\| `([a-z/-]+)` \|.* ([\d.]+) \|$", re.MULTILINE)
    documented = {found[1]: float(found[2]) for found in row.finditer(PAGE.read_text(encoding="utf-8"))}
    assert set(documented) == set(measured)
    assert {
        name: each.recall for name, each in measured.items() if each.recall < documented[name] - 0.005
    } == {}


def test_labelled_questions_are_all_measured(measured: Mapping[str, Measured]) -> None:
    files = {path.stem for path in LABELLED.glob("*.yaml")} - {OTHER_LANGUAGES.stem}
    assert files == {name.replace("/", "-") for name in MENDED | measured.keys()}


@pytest.mark.parametrize("bank", read_yaml(OTHER_LANGUAGES), ids=lambda bank: bank["language"])
def test_rules_leave_alone_what_they_cannot_read(bank: dict[str, Any], tmp_path: Path) -> None:
    assert false_alarms(compact_bank(tmp_path, bank["questions"], language=bank["language"])) == {}
