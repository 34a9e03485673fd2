"""`kalquiz check` as authors run it: at a terminal, from an editor, in a hook, on GitHub."""

import json
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest
from wcwidth import wcswidth

from kalquiz.check import RULES
from tests.commands import MOON, bare_environment, broken_bank, run
from tests.compact import compact_bank, read_yaml

ROOT = Path(__file__).parents[1]
NEGATIVE = {
    "type": "short_answer",
    "stem": "Which star is not far from the Earth?",
    "key": "the Sun",
    "explanation": "All others are light years away.",
}


def flawed(folder: Path, count: int = 1, **changes: object) -> Path:
    """A bank with questions that break `stem/negative`."""
    return compact_bank(folder, [NEGATIVE | changes] * count).path


def test_it_counts_what_it_looked_at(tmp_path: Path, moon_sources: Path) -> None:
    done = run("check", MOON, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (
        0,
        "moon: 14 questions, no copy of a source at hand: no problems.\n",
    )
    done = run("check", MOON, cwd=tmp_path, sources=moon_sources)
    assert done.stdout == "moon: 14 questions, 15 of 15 citations looked up: no problems.\n"


def test_it_shows_the_line_a_caret_how_to_mend_it_and_the_rule(tmp_path: Path) -> None:
    done = run("check", broken_bank(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    at = next(index for index, line in enumerate(lines) if "unknown field" in line)
    assert lines[at].endswith("basics.yaml:5:5: error: unknown field `stme`  [schema/unknown-field]")
    assert lines[at + 1] == "    5 |     stme: What is the Moon to the Earth?"
    assert lines[at + 2] == "      |     ^"
    assert lines[at + 3] == "      Did you mean `stem`?"
    assert lines[-1] == "moon: 1 error. The rest is checked once the files are sound."


@pytest.mark.parametrize("names", [["one", "two"], ["two/all.yaml", "one/bank.yaml", "./one/", "two"]])
def test_several_banks_or_files_are_checked_each_once(tmp_path: Path, names: list[str]) -> None:
    for name in ("one", "two"):
        flawed(tmp_path / name, id=name)
    done = run("check", *names, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.count("error: “not”") == 2
    assert len(re.findall(r"^compact: 1 question, .* 1 error", done.stdout, re.MULTILINE)) == 2


def test_a_broken_bank_keeps_no_other_from_being_checked(tmp_path: Path) -> None:
    done = run("check", broken_bank(tmp_path), MOON, cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(r"moon: 1 error\. .*\nmoon: 14 questions", done.stdout)


def test_a_broken_question_keeps_no_sound_one_from_being_checked(tmp_path: Path) -> None:
    number = {"type": "numeric", "stem": "How many planets has the Sun?", "key": 8}
    goals = {"goals": {"questions": 20}}
    file = compact_bank(tmp_path, [number, NEGATIVE], **goals).path / "all.yaml"
    text = file.read_text(encoding="utf-8").replace('"key": 8', '"key": "eight"')
    file.write_text(text, encoding="utf-8")
    done = run("check", tmp_path, cwd=tmp_path)
    line = text[: text.index(str(NEGATIVE["stem"]))].count("\n") + 1
    assert "error: “eight” is not a number" in done.stdout
    assert f"all.yaml:{line}:12: error: “not” reverses the question" in done.stdout
    assert "goal" not in done.stdout  # what is counted in all questions cannot be told from some


def test_without_a_name_it_is_the_bank_in_this_folder(tmp_path: Path) -> None:
    flawed(tmp_path)
    for name in ([], ["all.yaml"], ["."]):
        assert run("check", *name, cwd=tmp_path).stdout.startswith("all.yaml:")


def test_without_a_name_and_a_bank_nothing_is_checked(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no bank.yaml in this folder. Name a bank" in done.stderr


@pytest.mark.parametrize("name", ["nothing.yaml", "README.md"])
def test_a_file_of_no_bank_is_refused(tmp_path: Path, name: str) -> None:
    flawed(tmp_path)
    (tmp_path / "README.md").write_text("A bank.", encoding="utf-8")
    done = run("check", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"`{name}` is neither a folder nor a bundled bank" in done.stderr


def test_strict_fails_for_warnings_too(tmp_path: Path) -> None:
    bank = compact_bank(tmp_path, [NEGATIVE], rules={"stem/negative": "warning"}).path
    assert "1 warning." in run("check", bank, cwd=tmp_path).stdout
    assert run("check", bank, cwd=tmp_path).returncode == 0
    assert run("check", bank, "--strict", cwd=tmp_path).returncode == 1
    assert run("check", MOON, "--strict", cwd=tmp_path).returncode == 0


def test_against_an_earlier_version_no_id_may_be_gone(tmp_path: Path) -> None:
    old, new = flawed(tmp_path / "old", 2), flawed(tmp_path / "new")
    assert "[bank/vanished-id]" in run("check", new, "--against", old, cwd=tmp_path).stdout
    assert "[bank/vanished-id]" not in run("check", new, cwd=tmp_path).stdout
    for banks, said in (([new, MOON], "one BANK"), ([MOON], "not moon")):
        done = run("check", *banks, "--against", old, cwd=tmp_path)
        assert (done.returncode, said in done.stderr) == (2, True)


def test_json_is_for_other_tools(tmp_path: Path) -> None:
    done = run("check", broken_bank(tmp_path), "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert [set(problem) for problem in found] == [
        {"path", "line", "column", "severity", "rule", "message", "hint"}
    ]
    assert json.loads(run("check", MOON, "--format", "json", cwd=tmp_path).stdout) == []


def test_github_shows_a_problem_beside_its_line(tmp_path: Path) -> None:
    flawed(tmp_path / "a, 100 %")
    done = run("check", "a, 100 %", "--format", "github", cwd=tmp_path)
    (line,) = done.stdout.splitlines()
    place, said = line.split("::", 2)[1:]
    assert place.startswith("error file=a%2C 100 %25/all.yaml,line=")
    assert place.endswith(",title=stem/negative")
    assert said.startswith("“not” reverses the question")
    assert run("check", MOON, "--format", "github", cwd=tmp_path).stdout == ""


def test_a_line_end_in_a_message_cannot_end_an_annotation(tmp_path: Path) -> None:
    bank = flawed(tmp_path)
    text = (bank / "all.yaml").read_text(encoding="utf-8")
    (bank / "all.yaml").write_text(text.replace("short_answer", r"a\nb"), encoding="utf-8")
    done = run("check", bank, "--format", "github", cwd=tmp_path)
    assert done.stdout
    assert all(line.startswith("::error file=") for line in done.stdout.splitlines())


@pytest.mark.parametrize("before", ["", "月は地球にとって何ですか。", "e\u0301\u0301", "x" * 300])
def test_the_caret_stands_under_the_place(tmp_path: Path, before: str) -> None:
    bank = flawed(tmp_path)
    path = bank / "all.yaml"
    line = f'{{"type": "flashcard", "tags": ["{before}"], "stme": "Which?"}}'
    path.write_text(f'{{"questions": [\n{line}\n]}}\n', encoding="utf-8")
    shown = run("check", bank, cwd=tmp_path).stdout.splitlines()
    at = next(index for index, text in enumerate(shown) if "`stme`" in text)
    text, caret = shown[at + 1], shown[at + 2]
    assert wcswidth(text[: text.index('"stme"')]) == caret.index("^")
    assert wcswidth(text) <= 80


def test_what_breaks_a_rule_often_is_counted(tmp_path: Path) -> None:
    lines = run("check", flawed(tmp_path, 12), cwd=tmp_path).stdout.splitlines()
    assert sum("error: “not”" in line for line in lines) == 12
    assert sum("Ask for what is true" in line for line in lines) == 10
    assert "    12  stem/negative" in lines


def at_terminal(command: list[str], folder: Path, columns: int, **environment: str) -> str:
    """What a command prints where standard output is a terminal of so many columns."""
    ours, its = pty.openpty()
    ioctl(its, TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    known = {name: value for name, value in bare_environment().items() if name not in {"COLUMNS", "NO_COLOR"}}
    program = [sys.executable, "-c", "from kalquiz.cli import main; main()", *command]
    # The output is short enough to wait in the terminal until the command has ended.
    subprocess.run(
        program, cwd=folder, env=known | {"TERM": "xterm"} | environment, stdout=its, check=False, timeout=60
    )
    os.close(its)
    printed = b""
    try:
        while part := os.read(ours, 4096):
            printed += part
    except OSError:
        pass  # how Linux says that the other end is closed
    os.close(ours)
    return printed.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_whole_words(tmp_path: Path) -> None:
    flawed(tmp_path)
    coloured = at_terminal(["check"], tmp_path, 50)
    assert "\x1b[31m" in coloured
    plain = at_terminal(["check"], tmp_path, 50, NO_COLOR="1")
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines()[:-1])) <= 50
    assert "easily overlooked [stem/negative]" in " ".join(plain.split())


def test_explain_says_what_a_rule_is_about(tmp_path: Path) -> None:
    said = run("check", "--explain", "stem/negative", cwd=tmp_path).stdout
    assert said.startswith("stem/negative (error)\n")
    for part in ("From: Haladyna", "Bad:", "Good:", "allow: {stem/negative:"):
        assert part in said
    every = run("check", "--explain", cwd=tmp_path).stdout
    assert [line.split()[0] for line in every.splitlines() if not line.startswith(" ")] == [
        rule.id for rule in RULES
    ]
    assert max(map(len, every.splitlines())) <= 80
    for name in ("stem/negativ", "negative", "stems/negative"):
        wrong = run("check", "--explain", name, cwd=tmp_path)
        assert (wrong.returncode, "Did you mean `stem/negative`?" in wrong.stderr) == (2, True)
    for name in ("citation/grandmother", "bank/grandmother", "grandmother"):
        wrong = run("check", "--explain", name, cwd=tmp_path)
        assert (wrong.returncode, "Did you mean" in wrong.stderr, "lists them" in wrong.stderr) == (
            2,
            False,
            True,
        )


@pytest.mark.parametrize("name", ["schema/missing", "yaml/syntax", "bank/image", "file/encoding"])
def test_explain_knows_what_is_no_rule_of_the_check(tmp_path: Path, name: str) -> None:
    said = run("check", "--explain", name, cwd=tmp_path)
    assert (said.returncode, said.stdout.splitlines()[0]) == (0, name)
    assert "cannot be allowed or switched off" in " ".join(said.stdout.split())


def test_the_hook_takes_the_files_of_banks_and_calls_a_command_that_exists(tmp_path: Path) -> None:
    (hook,) = read_yaml(ROOT / ".pre-commit-hooks.yaml")
    for name, taken in {"questions/moon/basics.yaml": True, ".github/ci.yaml": False, "a.txt": False}.items():
        matches = re.search(hook["files"], name) and not re.search(hook["exclude"], name)
        assert bool(matches) is taken
    shutil.copytree(MOON, tmp_path / "moon")
    program, *arguments = hook["entry"].split()
    command = [str(Path(sys.executable).parent / program), *arguments, "moon/bank.yaml", "moon/basics.yaml"]
    done = subprocess.run(
        command, cwd=tmp_path, env=bare_environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.count("no problems")) == (0, 1)
