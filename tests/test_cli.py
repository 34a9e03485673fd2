"""The command as people run it: in a process of its own, in an empty folder."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from kalquiz import Bank, find_bank
from tests.commands import MOON, bare_environment, broken_bank, run


def test_practice_starts_on_kal007_in_an_empty_folder(tmp_path: Path) -> None:
    done = run("practice", cwd=tmp_path)
    assert done.returncode == 0
    assert "Korean Air Lines flight 007" in done.stdout
    assert "1. " in done.stdout
    assert done.stdout.endswith("No question answered.\n")
    assert not list(tmp_path.iterdir())


def test_practice_answers_from_a_pipe(tmp_path: Path) -> None:
    done = run("practice", MOON, "--limit", 1, cwd=tmp_path, typed="Its one natural satellite\n")
    assert done.returncode == 0
    assert "Right.  Score 1" in done.stdout
    assert "1 of 1 right" in done.stdout


def test_outputs_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    for command in (["deck", MOON], ["worksheet", MOON], ["worksheet", MOON, "--key"]):
        assert run(*command, cwd=tmp_path).returncode == 0
    assert run("worksheet", MOON, "-o", "page.html", cwd=tmp_path).returncode == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"moon.apkg", "moon.pdf", "moon-key.pdf", "page.html"}


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ([], "moon.pdf"),
        (["--section", "basics", "--type", "true_false"], "moon-basics-true-false.pdf"),
        (["--count", 2], "moon-2.pdf"),
        (["--points", 2, "--unbalanced", "--seed", "b"], "moon-2-points-unbalanced-seed-b.pdf"),
        (["--count", 2, "--seed", "../b"], "moon-2-d3d62c.pdf"),
        (["--size", "large", "--profile", "dyslexia"], "moon-large-dyslexia.pdf"),
        (["--columns", 2, "--paper", "letter", "--space", 1.5], "moon-columns-letter-space-1-5.pdf"),
        (["--language", "de", "--source-boxes", "--key-at-end"], "moon-de-boxes-with-key.pdf"),
        (["--title", "Test", "--no-headings"], "moon-Test-no-headings.pdf"),
        (["--title", "Second test"], f"moon-{sha256(b'Second test').hexdigest()[:6]}.pdf"),
    ],
)
def test_a_worksheet_without_a_name_is_named_after_what_was_asked_for(
    tmp_path: Path, options: list[object], name: str
) -> None:
    done = run("worksheet", MOON, *options, cwd=tmp_path)
    assert done.stdout.startswith(f"{name}: ")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_large_print_says_where_pictures_lie(tmp_path: Path) -> None:
    for ids, told in (
        ("map-of-places", f"one by itself from {find_bank('kal007') / 'pictures'}\n"),
        ("airliner-model", ""),
    ):
        done = run("worksheet", "kal007", "--size", "large", "--ids", ids, "-o", "s.html", cwd=tmp_path)
        assert done.returncode == 0
        assert done.stderr.endswith(told)
        assert bool(done.stderr) == bool(told)


def test_a_worksheet_is_made_of_the_bank_in_this_folder(tmp_path: Path) -> None:
    bank = Path(shutil.copytree(MOON, tmp_path / "bank"))
    for _ in "once", "again":
        assert run("worksheet", cwd=bank).stdout.startswith("moon.pdf: ")


def test_a_deck_without_a_bank_is_of_the_one_in_this_folder(tmp_path: Path) -> None:
    folder = tmp_path / "moon"
    shutil.copytree(MOON, folder)
    assert run("deck", cwd=folder).returncode == 0
    assert run("deck", MOON, cwd=tmp_path).returncode == 0
    assert (folder / "moon.apkg").read_bytes() == (tmp_path / "moon.apkg").read_bytes()


def test_a_deck_names_the_questions_that_are_still_to_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "moon"
    shutil.copytree(MOON, folder)
    text = (MOON / "basics.yaml").read_text(encoding="utf-8")
    (folder / "basics.yaml").write_text(
        text.replace("explanation: ", "explanation: TODO ", 1), encoding="utf-8"
    )
    done = run("deck", cwd=folder)
    assert done.returncode == 0
    first = text[: text.index("explanation: ")].rpartition("- id: ")[2].split("\n")[0]
    assert f"as it is: {first}." in done.stderr
    assert "to be written" not in run("deck", "--exclude", first, cwd=folder).stderr
    assert "to be written" not in run("deck", MOON, cwd=tmp_path).stderr


def test_every_command_refuses_a_broken_bank_without_a_traceback(tmp_path: Path) -> None:
    bank = broken_bank(tmp_path)
    for command in ("check", "practice", "deck", "worksheet", "show"):
        done = run(command, bank, cwd=tmp_path)
        assert done.returncode == 1
        assert "unknown field `stme`" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "kal00"], 1, "Did you mean `kal007`?"),
        (["show", MOON, "tlt"], 2, "Did you mean `tilt`?"),
        (["practice", MOON, "--section", "none"], 2, "There are: basics."),
        (["worksheet", MOON, "-o", "sheet.doc"], 1, ".pdf"),
        (["worksheet", MOON, "--ids", " ,"], 2, "Invalid value for --ids: there is no id in it."),
        (["worksheet", MOON, "--points", "2.5"], 2, "'2.5' is not a valid whole number."),
        (["cite", MOON, "handout", "words"], 2, "--sources"),
        (["cite", MOON, "article", "words"], 2, "handout"),
        (["check", MOON, "--sources", "nowhere"], 1, "no folder"),
        (["deck", MOON, "-o", "none/deck.apkg"], 1, "none"),
        (["deck", MOON, "-o", "deck.zip"], 1, ".apkg file"),
        (["worksheet", MOON, "-o", "none/sheet.pdf"], 1, "none"),
        (["report", MOON, "-o", "none/page.html"], 1, "none: there is no such folder; make it first."),
        (["stats", MOON, "--html", "none/page.html"], 1, "none: there is no such folder; make it first."),
        (["deck", MOON, "--lock", "none/lock.json"], 1, "none: there is no such folder; make it first."),
        (["stats", MOON, "--now", "9999-12-31T23:59"], 2, "is not a time"),
        (["practice", MOON, "--now", "0001-01-02T00:00"], 2, "is not a time"),
        (["nonsense"], 2, "nonsense"),
        (["help", "practice"], 2, "There is no command `help`. `kalquiz --help` lists them."),
        (["cite", MOON, "--refresh"], 2, "There is no copy of a source at hand."),
    ],
)
def test_a_wrong_call_gets_a_sentence(tmp_path: Path, arguments: list[object], code: int, said: str) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["worksheet", "deck", "report", "stats"])
def test_a_missing_folder_is_named_before_anything_is_read(tmp_path: Path, command: str) -> None:
    option = "--html" if command == "stats" else "-o"
    done = run(command, broken_bank(tmp_path), option, "none/out.html", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Error: none: there is no such folder; make it first.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


def test_cite_prints_what_can_be_pasted(tmp_path: Path, moon: Bank, moon_sources: Path) -> None:
    words = "the path of the Moon is tilted by about five degrees"
    done = run("cite", MOON, "handout", words, cwd=tmp_path, sources=moon_sources)
    assert done.returncode == 0
    assert moon.question("tilt").citations[0].passage.hash in done.stdout
    assert "path of the Moon" not in done.stdout
    missing = run("cite", MOON, "handout", "parliament votes taxation", cwd=tmp_path, sources=moon_sources)
    assert missing.returncode == 1
    assert "Nothing in handout" in missing.stderr


def test_two_ends_are_cited_just_as_they_are(tmp_path: Path, moon_sources: Path) -> None:
    done = run("cite", MOON, "handout", "Luna 2 ... 1959", cwd=tmp_path, sources=moon_sources)
    (shown,) = [line for line in done.stderr.splitlines() if line.startswith("# ")]
    assert shown.startswith("# Luna 2 ")
    assert shown.endswith(" 1959")


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (
            "The phases follow ... tilted by about ten degrees",
            "“tilted by about ten degrees” is not in handout",
        ),
        (
            "Neither happens every month ... the only natural satellite",
            "“the only natural satellite” is not in",
        ),
        ("The phases follow ... solar eclipse at new moon only", ""),
        ("The Moon in one page ... are cooled lava", "the passage has 1"),
        (
            "Luna 3 reached the surface, with men, on 14 September 1960",
            "not in this passage: “3”, “1960”, “with”, “men”.",
        ),
        ("the only natural satelite of the Earth", "not in this passage: “satelite”."),
        ("a solar eclipse at full moon only, a lunar one never", "“one”, “never”"),
        ("a solar eclipse at full moon only, a lunar eclipse at new moon only", "in another order"),
        ("distance 384400 kilometres", ""),
        ("the only naturalsatellite of the Earth. Its mean distance", ""),
        ("4 September 1959", "not in this passage: “4”."),
        ("tilted degrees path", ""),
        ("path of the Moon is tilted degrees", ""),
    ],
)
def test_cite_remarks_on_what_differs_from_the_words_and_on_long_passages(
    tmp_path: Path, moon_sources: Path, words: str, noted: str
) -> None:
    done = run("cite", MOON, "handout", words, cwd=tmp_path, sources=moon_sources)
    notes = [line for line in done.stderr.splitlines() if line.startswith("Note:")]
    assert len(notes) == bool(noted)
    assert noted in "".join(notes)


def test_cite_needs_no_question_and_a_few_remembered_words_are_enough(
    tmp_path: Path, moon_sources: Path
) -> None:
    (tmp_path / "bank.yaml").write_bytes((MOON / "bank.yaml").read_bytes())
    done = run("cite", ".", "handout", "tilted degrees path", cwd=tmp_path, sources=moon_sources)
    assert done.returncode == 0
    assert done.stdout.startswith("      - source: handout\n")
    assert "Neither happens every month" in done.stderr
    several = run("cite", ".", "handout", "the Moon and the Earth", cwd=tmp_path, sources=moon_sources)
    assert several.returncode == 1
    assert several.stdout.startswith("  1  ")
    assert "--pick" in several.stderr
    picked = run(
        "cite", ".", "handout", "the Moon and the Earth", "--pick", 2, cwd=tmp_path, sources=moon_sources
    )
    assert picked.returncode == 0
    assert several.stdout.splitlines()[1].removeprefix("  2  ") in picked.stderr


def test_refresh_renews_what_has_drifted_and_touches_only_those_lines(
    tmp_path: Path, moon_sources: Path
) -> None:
    bank, copies = tmp_path / "bank", tmp_path / "copies"
    shutil.copytree(MOON, bank)
    copies.mkdir()
    text = (moon_sources / "handout.txt").read_text(encoding="utf-8")
    changed = text.replace("tilted by about five degrees", "inclined by about five degrees")
    (copies / "handout.txt").write_text(changed, encoding="utf-8")
    before = (bank / "basics.yaml").read_text(encoding="utf-8").splitlines()
    assert "drifted" in run("check", bank, cwd=tmp_path, sources=copies).stdout
    refused = run("cite", bank, "--refresh", cwd=tmp_path, sources=copies, typed="n\nn\n")
    assert "0 citations renewed." in refused.stdout
    assert (bank / "basics.yaml").read_text(encoding="utf-8").splitlines() == before
    done = run("cite", bank, "--refresh", cwd=tmp_path, sources=copies, typed="y\ny\n")
    assert "inclined by about five degrees" in done.stdout
    after = (bank / "basics.yaml").read_text(encoding="utf-8").splitlines()
    touched = [old for old, new in zip(before, after, strict=True) if old != new]
    assert 0 < len(touched) <= 4
    assert all("passage: {norm" in line or "hash:" in line for line in touched)
    assert "no problems" in run("check", bank, cwd=tmp_path, sources=copies).stdout


def test_show_prints_a_question_with_its_passage(tmp_path: Path, moon_sources: Path) -> None:
    done = run("show", MOON, "tilt", cwd=tmp_path, sources=moon_sources)
    assert "key:      About five degrees" in done.stdout
    assert "tilted by about five degrees.”" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("kind-of-body", "hint: Count what goes round the Earth by nature."),
        ("kind-of-body", "tags: bodies"),
        ("kind-of-body", "wrong: A captured comet - The handout speaks of no comet."),
        ("light-and-month", "wrong: water - That was the early observers' mistake."),
        ("eclipse-every-month", "wrong: Think of the tilt of the path."),
        ("why-two-months", "rubric: "),
    ],
)
def test_show_says_all_that_is_said_about_a_question(tmp_path: Path, question: str, said: str) -> None:
    assert said in " ".join(run("show", MOON, question, cwd=tmp_path).stdout.split())


def test_banks_lists_what_is_bundled(tmp_path: Path) -> None:
    done = run("banks", cwd=tmp_path)
    assert done.stdout.startswith("kal007   Korean Air Lines flight 007: ")


@pytest.mark.parametrize(
    "arguments",
    ["", "--help", "show --help", "show MOON", "show BROKEN", "check BROKEN", "report MOON", "practice MOON"],
)
def test_a_reader_that_goes_away_ends_a_command_without_a_word(tmp_path: Path, arguments: str) -> None:
    words = arguments.replace("MOON", str(MOON)).replace("BROKEN", str(broken_bank(tmp_path))).split()
    read, written = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from kalquiz.cli import main; main()", *words]
    done = subprocess.run(
        command, cwd=tmp_path, env=bare_environment(), stdout=written, stderr=subprocess.PIPE, check=False
    )
    os.close(written)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-"])
def test_a_closed_stream_is_no_traceback(tmp_path: Path, stream: str) -> None:
    program = f'"{sys.executable}" -c "from kalquiz.cli import main; main()" practice "{MOON}" {stream}'
    command = ["sh", "-c", program]
    done = subprocess.run(
        command, cwd=tmp_path, env=bare_environment(), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_bytes_that_are_no_text_are_an_answer_like_any_other(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from kalquiz.cli import main; main()", "practice", str(MOON)]
    environment = {**bare_environment(), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"}
    done = subprocess.run(
        command, input=b"\xff\xfe\n", cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"Type a letter from A to D." in done.stdout


def test_help_is_there_without_loading_heavy_modules(tmp_path: Path) -> None:
    assert "Usage: kalquiz" in run("--help", cwd=tmp_path).stdout
    heavy = ("pydantic", "genanki", "typst", "jinja2", "yaml")
    script = f"import sys, kalquiz.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
