"""Catalogues: a session that begins from one is the session that begins from the bank."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kalquiz import Bank, load_bank
from kalquiz.askable import Askable
from kalquiz.catalogue.ahead import Ahead
from kalquiz.catalogue.form import from_json, to_json
from kalquiz.catalogue.make import catalogue
from kalquiz.catalogue.opened import Opened, open_folder
from kalquiz.history import Kind, Review, Store
from kalquiz.practice.choose import Wish, choose
from kalquiz.schedule import Moment, Rating
from kalquiz.selection import Amount, Wanted, select
from tests.commands import MOON, bare_environment, run
from tests.test_selection import cueing_bank

DAY = date(2026, 3, 1)
NOW = ("--now", "2026-03-01T18:30")
TYPED = "A\nB\n:h\n:s\nLuna 2\n\n\n1A 2B 3C\n3\n:flag a note\nA C\n:skip\n:u\n1959-10-04\n:g\n:ok\n27.3 days\n:q\n"


def known(question: Askable, seed: str) -> tuple[object, ...]:
    """All that is known of a question before it is answered."""
    same = question.id, question.aka, question.section, question.type, question.tags, question.skill
    return *same, question.points, question.first_cited, question.content, question.prompt(seed)


@pytest.mark.parametrize("seed", ["", "1", "autumn"])
def test_a_catalogue_knows_of_each_question_what_the_bank_does(kal007: Bank, moon: Bank, seed: str) -> None:
    for loaded in (kal007, moon):
        listed = from_json(to_json(catalogue(loaded))).questions
        assert [known(it, seed) for it in listed] == [known(it, seed) for it in loaded.questions]


def test_a_catalogue_is_read_as_it_was_written(kal007: Bank, moon: Bank) -> None:
    assert {it.type for it in moon.questions} == {it.type for it in catalogue(moon).questions}
    for loaded in (kal007, moon):
        assert from_json(to_json(catalogue(loaded))) == catalogue(loaded)


def prepared(home: Path) -> Path:
    """The home of a learner who answered some questions of moon, some of them well."""
    with Store(home / "history.db") as store:
        for number, question in enumerate(load_bank(MOON).questions[:6]):
            now = Moment(1_772_000_000_000 + number, 0, DAY - timedelta(days=40 - 7 * number))
            rating = Rating.GOOD if number % 2 else Rating.AGAIN
            uid = f"s.{number}"
            store.add(
                Review(
                    uid, "moon", question.id, Kind.REVIEW, "s", now, "old", score=number % 2, rating=rating
                )
            )
    return home


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--seed", "7"],
        ["--count", "5", "--seed", "3"],
        ["--points", "6", "--unbalanced"],
        ["--limit", "3"],
        ["--new", "2"],
        ["--section", "basics", "--type", "numeric"],
        ["--tag", "nowhere"],
        ["--ids", "tilt,first-probe", "--cram"],
        ["--wrong"],
        ["--exam", "20m"],
        ["--json", "--fail-under", "90"],
        ["--json", "--exam", "1h"],
        ["--plain", "--cram", "--seed", "x"],
    ],
    ids=" ".join,
)
def test_a_session_is_the_same_with_and_without_a_catalogue(options: list[str], tmp_path: Path) -> None:
    seen = []
    for name in ("with", "without"):
        home = prepared(tmp_path / name)
        if name == "with":
            open_folder(MOON, home / "cache")
        environment = {**bare_environment(), "KALQUIZ_HOME": str(home)}
        command = [sys.executable, "-c", "from kalquiz.cli import main; main()", "practice", str(MOON)]
        done = subprocess.run(
            [*command, *NOW, *options],
            input=TYPED.encode(),
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        with Store(home / "history.db") as store:
            kept = [replace(it, uid="", session="", voids="") for it in store.log()]
        said = re.sub(r"[0-9a-f]{32}", "session", done.stdout.decode())
        seen.append((done.returncode, said, done.stderr.decode(), kept))
    assert seen[0] == seen[1]
    assert "Traceback" not in seen[0][2]


def test_what_is_chosen_is_the_same_from_bank_and_catalogue(
    kal007: Bank, store: Store, tmp_path: Path
) -> None:
    open_folder(kal007.path, tmp_path)
    opened = open_folder(kal007.path, tmp_path)
    for seed in map(str, range(20)):
        wish = Wish(new=40, seed=seed)
        orders = [choose(it, store, it.questions, DAY, wish).questions for it in (kal007, opened)]
        assert [it.id for it in orders[0]] == [it.id for it in orders[1]]
        amount = Amount(30, balanced=seed < "5")
        picked, same = select(kal007, Wanted(), amount, seed), select(opened, Wanted(), amount, seed)
        assert [it.id for it in picked.questions] == [it.id for it in same.questions]
        assert picked.cues == same.cues


def test_what_gives_an_answer_away_is_kept_apart_from_a_catalogue_too(store: Store) -> None:
    bank = cueing_bank()
    opened = Opened(bank.path, from_json(to_json(catalogue(bank))), Ahead(lambda: bank))
    orders = [choose(it, store, it.questions, DAY, Wish()).questions for it in (bank, opened)]
    names = [[it.id for it in order] for order in orders]
    assert names[0] == names[1]
    assert abs(names[1].index("asks") - names[1].index("tells")) > 1


LISTING = """
import sys
from kalquiz.cli import main
try:
    main()
finally:
    print([name for name in ("pydantic", "ryaml", "fsrs", "rich", "kalquiz.check") if name in sys.modules])
"""


def listing(typed: str, folder: Path) -> list[str]:
    """What a session on moon says, and last which heavy packages it has imported."""
    done = subprocess.run(
        [sys.executable, "-c", LISTING, "practice", str(MOON)],
        env=bare_environment(),
        input=typed,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_from_a_catalogue_the_first_question_comes_before_the_bank_is_read(tmp_path: Path) -> None:
    loaded = []
    for typed in ("", "", "A\n"):
        said = listing(typed, tmp_path)
        assert any(line.startswith("1. ") for line in said)
        loaded.append(said[-1])
    assert "pydantic" in loaded[0]
    assert loaded[1] == "[]"
    assert "pydantic" in loaded[2]


def test_what_was_answered_before_is_taken_back_before_the_bank_is_read(tmp_path: Path) -> None:
    assert run("practice", MOON, typed="A\n:q\n", cwd=tmp_path).returncode == 0
    said = listing(":u\n:q\n", tmp_path)
    assert any("Taken back: the last answer of the previous session." in line for line in said)
    assert "pydantic" not in said[-1]


def test_catalogues_lie_in_the_folder_for_what_can_be_made_again(tmp_path: Path, home: Path) -> None:
    assert run("practice", MOON, cwd=tmp_path).returncode == 0
    assert len(list((home / "cache").glob("*.json"))) == 1
    user = {name: it for name, it in bare_environment().items() if not name.startswith(("XDG", "KALQUIZ"))}
    user |= dict.fromkeys(("HOME", "LOCALAPPDATA"), str(tmp_path / "user"))
    command = [sys.executable, "-c", LISTING, "practice", str(MOON)]
    subprocess.run(command, env=user, input=b"", cwd=tmp_path, capture_output=True, check=True)
    (found,) = (tmp_path / "user").rglob("*.json")
    assert "cache" in str(found.relative_to(tmp_path)).casefold()
