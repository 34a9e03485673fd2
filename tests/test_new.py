"""`kalquiz new`: a bank that works at once, and nothing where it cannot be made."""

import json
import re
from pathlib import Path

import pytest

from kalquiz import check_bank, load_bank
from kalquiz.bank import NewBankError, new_bank
from kalquiz.files import write_folder
from tests.commands import run

FILES = {"bank.yaml", "handout.txt", "leap-years.yaml", "schema.json"}
DAY = "2026-01-02"


def test_a_new_bank_is_checked_practised_printed_and_learned_at_once(tmp_path: Path) -> None:
    made = run("new", "tides", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "tides").iterdir()} == FILES
    checked = run("check", "tides", "--strict", cwd=tmp_path)
    assert checked.stdout == "tides: 7 questions, 9 of 9 citations looked up: no problems.\n"
    practised = run("practice", "tides", cwd=tmp_path, typed=":s\n1600\n")
    assert "passage:  “Since then the last year of a century" in practised.stdout
    assert "1 of 1 right" in practised.stdout
    for command in (["worksheet", "tides"], ["worksheet", "tides", "--key"], ["deck", "tides"]):
        assert run(*command, cwd=tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"tides", "tides.pdf", "tides-key.pdf", "tides.apkg"}


def test_what_is_left_over_of_the_samples_is_told_once_there_is_a_question_of_ones_own(
    tmp_path: Path,
) -> None:
    new_bank(tmp_path, DAY, "The tides")
    about, section = tmp_path / "bank.yaml", tmp_path / "leap-years.yaml"
    text = section.read_text(encoding="utf-8")
    stem = "Which of these years had a 29 February in Rome?"
    assert stem in text
    section.write_text(text.replace(stem, "In which of these years was a spring tide?"), encoding="utf-8")
    said = [problem.message for problem in check_bank(load_bank(tmp_path))]
    assert said == [
        f"the {what} is left over from `kalquiz new`"
        for what in ("description", "source", "section", "question")
    ]
    own = about.read_text(encoding="utf-8").replace("title: Why there are leap years", "title: Tide tables")
    about.write_text(own, encoding="utf-8")
    assert "the author is left over from `kalquiz new`" in [
        problem.message for problem in check_bank(load_bank(tmp_path))
    ]


def test_its_files_teach_the_format_and_lead_the_editor_to_the_schema(tmp_path: Path) -> None:
    new_bank(tmp_path / "tides", DAY)
    for name in ("bank.yaml", "leap-years.yaml"):
        text = (tmp_path / "tides" / name).read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=schema.json\n")
        assert len(re.findall(r"(?:^|\s)# \w", text)) > 5
    schema = json.loads((tmp_path / "tides" / "schema.json").read_text(encoding="utf-8"))
    assert "BankFile" in schema["$defs"]
    bank = load_bank(tmp_path / "tides")
    assert len({question.type for question in bank.questions}) == len(bank.questions)


@pytest.mark.parametrize("title", ['Ebb and "flow" \\1: #1', "潮", "no"])
def test_name_title_and_day_are_those_that_were_given(tmp_path: Path, title: str) -> None:
    new_bank(tmp_path / "Été  in_Rome", DAY, title)
    about = load_bank(tmp_path / "Été  in_Rome").about
    assert (about.id, about.title, about.released) == ("ete-in-rome", title, DAY)
    new_bank(tmp_path / "north_sea", DAY)
    assert load_bank(tmp_path / "north_sea").title == "North sea"
    new_bank(tmp_path / "KAL-007", DAY)
    assert load_bank(tmp_path / "KAL-007").title == "KAL 007"


def test_an_empty_folder_and_that_of_a_new_repository_will_do(tmp_path: Path) -> None:
    for folder in (tmp_path / "empty", tmp_path / "repository"):
        folder.mkdir()
    (tmp_path / "repository" / ".git").mkdir()
    assert run("new", ".", cwd=tmp_path / "empty").returncode == 0
    assert run("check", cwd=tmp_path / "empty").stdout.startswith("empty: 7 questions")
    assert run("new", tmp_path / "repository", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "title", "said"),
    [
        ("full", "", "is not empty"),
        ("full/notes.txt", "", "is a file"),
        ("full/notes.txt/tides", "", "notes.txt/tides: File exists"),
        ("kal007", "", "comes with kalquiz"),
        ("潮", "", "letters from a to z"),
        ("tides", "two\nlines", "one line"),
        ("tides", " ", "one line"),
    ],
)
def test_where_it_cannot_be_made_nothing_is(tmp_path: Path, name: str, title: str, said: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "notes.txt").write_text("mine", encoding="utf-8")
    done = run("new", name, "--title", title, cwd=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "full",
        "full/notes.txt",
    ]


def test_what_cannot_be_written_as_a_whole_is_not_written(tmp_path: Path) -> None:
    for out in (tmp_path / "new", tmp_path):
        with pytest.raises(OSError, match=re.escape(str(out))):
            write_folder(out, {"one.txt": b"1", "no/folder.txt": b"2"})
        assert not list(tmp_path.iterdir())


def test_a_bank_with_the_id_of_one_that_comes_along_is_refused_by_the_library_too(tmp_path: Path) -> None:
    with pytest.raises(NewBankError, match="Choose another name"):
        new_bank(tmp_path / "Kalquiz", DAY)
