"""Broken banks: every problem at its place with a way to mend it, and never a traceback.

Most are in `broken_banks.txt`; here are those that cannot be written there, and the command as people run it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kalquiz import BankError, load_bank
from kalquiz.bank import find_bank
from kalquiz.bank.bundled import NoSuchBankError
from kalquiz.bank.document import LARGEST_FILE
from kalquiz.bank.explain import MOST_PROBLEMS
from kalquiz.check import RULES
from kalquiz.problem import Problem
from kalquiz.question import QUESTION_TYPES
from tests.conftest import without_rights
from tests.small_bank import CRASH, FILES, FLIGHT, Change, broken, sound, write

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A broken bank: what is changed, and what has to be said; hints on lines of their own, indented."""

    name: str
    changes: tuple[Change, ...]
    says: list[str]


def read_cases(text: str) -> list[Case]:
    """The cases of `broken_banks.txt`."""
    return [_read_case(*block.split("\n", 1)) for block in text.split("\n== ")[1:]]


def _read_case(name: str, body: str) -> Case:
    changes: list[tuple[list[str], list[str]]] = []
    says: list[str] = []
    before = ""
    for line in body.split("\n"):
        if line.startswith("- "):
            if before != "-":
                changes.append(([], []))
            changes[-1][0].append(line[2:])
        elif line.startswith("+ "):
            changes[-1][1].append(line[2:])
        elif line:
            says.append(line.replace("{types}", ", ".join(QUESTION_TYPES)))
        before = line[:1]
    ends = [(old, new, "" if new else "\n") for old, new in changes]
    return Case(name, tuple(("\n".join(old) + end, "\n".join(new)) for old, new, end in ends), says)


CASES = read_cases((HERE / "broken_banks.txt").read_text(encoding="utf-8"))


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BankError) as caught:
        load_bank(folder)
    return caught.value.problems


def said(problems: tuple[Problem, ...]) -> list[str]:
    """The problems as `broken_banks.txt` has them."""
    lines = []
    for problem in problems:
        place = f"{problem.path.name}:{problem.line}:{problem.column}"
        lines += [f"{place}: {problem.severity}: {problem.message}"]
        hint = problem.hint.replace(str(problem.path.parent), "{bank}")
        lines += [f"    {hint}"] if hint else []
    return lines


def check(bank: object, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `kalquiz check`; a traceback or another exit code than 1 fails the test."""
    done = subprocess.run(
        [sys.executable, "-c", "from kalquiz.cli import main; main()", "check", str(bank), *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1
    return done


def test_the_small_bank_is_sound(tmp_path: Path) -> None:
    assert len(load_bank(sound(tmp_path)).questions) == 6


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_all_that_is_wrong_is_told(case: Case, tmp_path: Path) -> None:
    assert said(problems_of(broken(tmp_path, *case.changes))) == case.says


@pytest.mark.parametrize("case", CASES[::12], ids=[case.name for case in CASES[::12]])
def test_the_command_tells_the_same_and_what_rules_say_of_sound_questions(case: Case, tmp_path: Path) -> None:
    folder = broken(tmp_path, *case.changes)
    shown = " ".join(check(folder).stdout.split())  # lines are broken where the terminal ends
    for line in case.says:
        assert line.strip().replace("{bank}", str(folder)) in shown
    rules = {rule.id for rule in RULES}
    found = [
        problem
        for problem in json.loads(check(folder, "--format", "json").stdout)
        if problem["rule"] not in rules
    ]
    assert [f"{problem['line']}:{problem['column']}" for problem in found] == [
        ":".join(line.split(":")[1:3]) for line in case.says if not line.startswith(" ")
    ]


WHOLE_FILES: dict[str, tuple[str, list[str]]] = {
    "empty": ("", ["1:1 the file is empty"]),
    "comments": ("# To do.\n", ["1:1 the file is empty"]),
    "a list": ("# To do.\n- one\n", ["2:1 the file must be a mapping (`field: value`)"]),
    "a sentence": ("The crash.\n", ["1:1 the file must be a mapping (`field: value`)"]),
    "no questions": ("questions: []\n", ["1:12 `questions` needs at least 1 item"]),
    "another name": (
        CRASH.replace("questions:", "question:"),
        ["1:1 unknown field `question`"],
    ),
    "a zero byte": (
        CRASH.replace("Some", "So\0me"),
        ["4:13 there is an invisible character, U+0000"],
    ),
    "control characters": (
        CRASH.replace("Some", "So\x07me").replace("Which", "\x1bWhich"),
        [
            "4:13 there is an invisible character, U+0007",
            "16:11 there is an invisible character, U+001B",
        ],
    ),
    "a line separator": (
        CRASH.replace("Some", "So\u2028me"),
        ["4:13 there is an invisible character, U+2028"],
    ),
    "a byte order mark inside": (
        CRASH.replace("Some", "\ufeffSome"),
        ["4:11 there is an invisible character, U+FEFF"],
    ),
    "a tab that indents": (
        CRASH.replace("    key: f", "\tkey: f"),
        ["5:1 this line is indented with a tab"],
    ),
    "old line ends": (
        CRASH.replace("\n", "\r").replace("key: false", "key: no"),
        ["5:10 `key` must be true or false, not `no`"],
    ),
    "windows line ends": (
        CRASH.replace("\n", "\r\n").replace("key: false", "key: no"),
        ["5:10 `key` must be true or false, not `no`"],
    ),
    "brackets without end": (
        "questions: " + "[" * 100_000,
        ["1:111 this is nested more than 100 levels deep"],
    ),
    "brackets, closed": (
        "questions: " + "[" * 100_000 + "]" * 100_000,
        ["1:111 this is nested more than 100 levels deep"],
    ),
    "blocks without end": (
        "\n".join(" " * depth + "a:" for depth in range(2000)),
        ["101:101 this is nested more than 100 levels deep"],
    ),
    "dashes without end": ("- " * 100_000, ["1:201 this is nested more than 100 levels deep"]),
    "an alias bomb": (
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        ["7:8 aliases repeat too much of this file"],
    ),
    "a wide alias bomb": (
        f"a: &a [{'x, ' * 20_000}]\nb: [{'*a, ' * 20_000}]\n",
        ["2:197 aliases repeat too much of this file"],
    ),
    "an endless alias": ("questions: &a [*a]\n", ["1:16 `*a` is inside what it stands for"]),
    "many directives": (
        "%TAG !a! b\n" * 100_000,
        ["1:1 a line that begins with `%` is a directive; a bank has none"],
    ),
    "far too many mistakes": (
        "questions:\n" + "- a\n" * (MOST_PROBLEMS + 1),
        [f"1:1 {MOST_PROBLEMS + 2:,} things do not fit; this is not a bank's file"],
    ),
    "one long line": (
        f"questions: {'x' * 1_000_000}\n",
        [f"1:12 `questions` must be a list, not `{'x' * 60}…`"],
    ),
    "one long key": (
        f"? {'x' * 100_000}\n: 1\n{CRASH}",
        [f"1:3 unknown field `{'x' * 60}…`"],
    ),
}


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_file_that_is_no_section(name: str, tmp_path: Path) -> None:
    text, expected = WHOLE_FILES[name]
    problems = problems_of(write(tmp_path, FILES | {"crash.yaml": text}))
    assert [f"{problem.line}:{problem.column} {problem.message}" for problem in problems] == expected
    assert {problem.path for problem in problems} == {tmp_path / "crash.yaml"}
    assert all(problem.hint for problem in problems)


ENCODINGS = {
    "Latin-1": (CRASH.replace("Some", "Söme").encode("latin-1"), "4:12 the file is not UTF-8"),
    "Latin-1 with old line ends": (
        CRASH.replace("Some", "Söme").replace("\n", "\r").encode("latin-1"),
        "4:12 the file is not UTF-8",
    ),
    "a byte order mark and Latin-1": (
        b"\xef\xbb\xbf" + CRASH.replace("questions", "quästions").encode("latin-1"),
        "1:3 the file is not UTF-8",
    ),
    "UTF-16": (CRASH.encode("utf-16"), "1:1 the file is not UTF-8"),
    "UTF-16 without a byte order mark": (
        CRASH.encode("utf-16-le"),
        "1:2 there is an invisible character, U+0000",
    ),
    "UTF-32": (CRASH.encode("utf-32"), "1:1 the file is not UTF-8"),
    "half of a character": (
        CRASH.replace("Some", "\ud83dSome").encode("utf-8", "surrogatepass"),
        "4:11 the file is not UTF-8",
    ),
    "cut off in a character": (CRASH.encode() + "é".encode()[:1], "22:1 the file is not UTF-8"),
    "two byte order marks": (
        b"\xef\xbb\xbf" * 2 + CRASH.encode(),
        "1:1 there is an invisible character, U+FEFF",
    ),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_file_that_is_not_utf_8(name: str, tmp_path: Path) -> None:
    raw, expected = ENCODINGS[name]
    (sound(tmp_path) / "crash.yaml").write_bytes(raw)
    (problem,) = problems_of(tmp_path)
    assert f"{problem.line}:{problem.column} {problem.message}" == expected
    assert "UTF-8" in problem.hint or problem.hint == "Remove it."


def _replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _replace_by_link(target: str) -> Callable[[Path], None]:
    def replace(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return replace


def _replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE * 10)


NO_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (_replace_by_folder, "this is not a file"),
    "a link out of the bank": (
        _replace_by_link("/etc/passwd"),
        "this is a link to a file outside of the bank",
    ),
    "a link to a folder outside": (_replace_by_link("/"), "this is a link to a file outside of the bank"),
    "a link to nothing": (_replace_by_link("nothing.yaml"), "this link leads to no file"),
    "a link to the bank": (_replace_by_link("."), "this link leads to no file"),
    "a link to itself in a circle": (_replace_by_link("crash.yaml"), "this link leads to no file"),
    "a pipe": (_replace_by_pipe, "this is not a file"),
    "100 MB": (_make_large, "the file is larger than 10 MB"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are files of POSIX")
@pytest.mark.parametrize("file", ["bank.yaml", "crash.yaml"])
@pytest.mark.parametrize("name", NO_FILES)
def test_what_is_no_file_of_the_bank(name: str, file: str, tmp_path: Path) -> None:
    make, expected = NO_FILES[name]
    if file == "bank.yaml" and "circle" in name:
        make = _replace_by_link(file)
    make(sound(tmp_path) / file)
    (problem,) = problems_of(tmp_path)
    assert (problem.path, problem.line, problem.column) == (tmp_path / file, 1, 1)
    assert problem.message == expected
    assert problem.hint
    assert expected in check(tmp_path).stdout


@pytest.mark.parametrize("file", ["bank.yaml", "crash.yaml"])
def test_a_file_that_may_not_be_read_is_named(file: str, open_folder: Path) -> None:
    path = sound(open_folder / "bank") / file
    load_bank(path.parent)  # what is imported late is there before the rights are gone
    path.chmod(0)
    with without_rights():
        (problem,) = problems_of(path.parent)
    assert (problem.path, problem.line, problem.column) == (path, 1, 1)
    assert problem.message == "cannot be read: Permission denied"
    assert problem.hint == "Check that the file is there and may be read."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not allow all of these names")
@pytest.mark.parametrize(
    "name", ["The crash.yaml", "crash_2.yaml", "Crash.yaml", "a\nb.yaml", "\udcff.yaml", "-.yaml"]
)
def test_the_name_of_a_file_is_an_id(name: str, tmp_path: Path) -> None:
    (sound(tmp_path) / name).write_text(CRASH, encoding="utf-8")
    (problem,) = problems_of(tmp_path)
    assert problem.message == "the name of a section's file is the id of the section"
    check(tmp_path)
    check(tmp_path, "--format", "json")


def test_a_file_of_no_section_is_not_lost(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"crush.yaml": "questions: []\n"})
    assert said(problems_of(tmp_path)) == [
        "crush.yaml:1:1: error: `crush` is not one of the sections in bank.yaml",
        "    Add it to `sections:` in bank.yaml, or remove the file.",
        "crush.yaml:1:12: error: `questions` needs at least 1 item",
        "    Add what is missing.",
    ]


def test_a_renamed_file_and_its_section_find_each_other(tmp_path: Path) -> None:
    (sound(tmp_path) / "crash.yaml").rename(tmp_path / "crush.yaml")
    assert said(problems_of(tmp_path)) == [
        "bank.yaml:12:10: error: the section `crash` has no file",
        "    Add crash.yaml, or remove the section.",
        "crush.yaml:1:1: error: `crush` is not one of the sections in bank.yaml",
        "    Did you mean `crash`?",
    ]


def test_a_section_whose_file_ends_in_another_way_finds_it(tmp_path: Path) -> None:
    (sound(tmp_path) / "crash.yaml").rename(tmp_path / "crash.yaml.txt")
    assert said(problems_of(tmp_path)) == [
        "bank.yaml:12:10: error: the section `crash` has no file",
        "    Rename crash.yaml.txt to crash.yaml.",
    ]


def test_another_ending_is_told_once(tmp_path: Path) -> None:
    (sound(tmp_path) / "crash.yaml").rename(tmp_path / "crash.yml")
    assert said(problems_of(tmp_path)) == [
        "crash.yml:1:1: error: the name has to end in .yaml",
        "    Rename it.",
    ]


def test_a_folder_without_a_bank(tmp_path: Path) -> None:
    assert said(problems_of(tmp_path)) == [
        "bank.yaml:1:1: error: there is no bank in this folder",
        "    A bank is a folder with a bank.yaml and a file for each section.",
    ]


def test_a_bank_without_its_own_file_still_tells_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"flight.yaml": FLIGHT, "crash.yaml": CRASH.replace("key: false", "key: no")})
    assert [problem.path.name for problem in problems_of(tmp_path)] == ["bank.yaml", "crash.yaml"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nowhere", "there is no such folder"),
        ("bank.yaml", "this is not a folder"),
        ("bank.yaml/deeper", "this is not a folder"),
        ("n" * 5000, "the folder cannot be read: File name too long"),
        ("a\0b", "there is no such folder"),
    ],
)
def test_no_folder_at_all(name: str, expected: str, tmp_path: Path) -> None:
    (problem,) = problems_of(sound(tmp_path) / name)
    assert problem.message == expected


@pytest.mark.parametrize("name", ["nowhere", "n" * 5000, "kal077"])
def test_a_name_that_is_neither_bank_nor_folder(name: str) -> None:
    with pytest.raises(NoSuchBankError, match="kal007"):
        find_bank(name)
    assert "neither a folder nor a bundled bank" in check(name).stderr


def test_problems_of_all_files_come_in_order(tmp_path: Path) -> None:
    spoilt = {name: text.replace("id: ", "nr: ") for name, text in FILES.items()}
    problems = problems_of(write(tmp_path, spoilt))
    places = [(problem.path.name, problem.line, problem.column) for problem in problems]
    assert places == sorted(places)
    assert {problem.path.name for problem in problems} == set(FILES)
    assert sum(problem.message == "`id` is missing" for problem in problems) == 10
