"""Opening a bank from its catalogue: no change goes unseen, and no damage does harm."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from kalquiz import Bank, BankError, load_bank
from kalquiz.catalogue.make import catalogue
from kalquiz.catalogue.opened import ChangedError, Opened, open_folder
from kalquiz.catalogue.stamp import KALQUIZ, stamp
from kalquiz.catalogue.stored import folders_in, read_stored, write_stored
from tests.commands import MOON, bare_environment, broken_bank, run


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return Path(copytree(MOON, tmp_path / "moon"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def rewrite(file: Path, before: str, after: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def edited(bank: Path) -> None:
    """Other words of the same length, in a file that looks as old as before."""
    file = bank / "basics.yaml"
    before = file.stat()
    rewrite(file, "Which", "Whose")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


def titled(bank: Path) -> None:
    rewrite(bank / "bank.yaml", "title: ", "title: New ")


@pytest.mark.parametrize("change", [edited, titled])
def test_an_edited_file_is_noticed_at_the_next_start(
    change: Callable[[Path], None], bank: Path, cache: Path
) -> None:
    before = open_folder(bank, cache).catalogue
    change(bank)
    after = open_folder(bank, cache).catalogue
    assert after != before
    assert after == catalogue(load_bank(bank))
    assert open_folder(bank, cache).catalogue == after


def spoiled(bank: Path) -> None:
    rewrite(bank / "basics.yaml", "    stem:", "    stme:")


def unlisted(bank: Path) -> None:
    (bank / "more.yaml").write_text("questions: []\n", encoding="utf-8")


def without_pictures(bank: Path) -> None:
    rmtree(bank / "pictures")


def with_a_bad_picture(bank: Path) -> None:
    for picture in (bank / "pictures").iterdir():
        picture.write_bytes(b"<svg")


@pytest.mark.parametrize("change", [spoiled, unlisted, without_pictures, with_a_bad_picture])
def test_a_bank_that_was_broken_since_gives_its_problems(
    change: Callable[[Path], None], bank: Path, cache: Path
) -> None:
    open_folder(bank, cache)
    change(bank)
    with pytest.raises(BankError) as caught:
        load_bank(bank)
    with pytest.raises(BankError) as again:
        open_folder(bank, cache)
    assert again.value.problems == caught.value.problems


def test_the_command_says_what_is_wrong_with_a_bank_that_it_knew_as_sound(tmp_path: Path) -> None:
    bank = Path(copytree(MOON, tmp_path / "bank"))
    assert run("practice", bank, cwd=tmp_path).returncode == 0
    rmtree(bank)
    broken_bank(tmp_path)
    done = run("practice", bank, cwd=tmp_path)
    assert done.returncode == 1
    assert "basics.yaml" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("change", [edited, unlisted])
def test_a_file_that_is_saved_while_the_bank_is_read_makes_its_catalogue_void(
    change: Callable[[Path], None], bank: Path, tmp_path: Path
) -> None:
    kept, before, listed = tmp_path / "kept.json", stamp(bank), catalogue(load_bank(bank))
    write_stored(kept, bank, before, [], listed)
    assert read_stored(kept, bank) == listed
    change(bank)
    write_stored(kept, bank, before, [], listed)
    assert read_stored(kept, bank) is None


STAMP = """
import sys
from pathlib import Path
from kalquiz.catalogue.stamp import stamp
print(stamp(Path(sys.argv[1])))
"""


def test_a_change_to_kalquiz_itself_makes_catalogues_void(bank: Path, tmp_path: Path) -> None:
    package = Path(copytree(KALQUIZ, tmp_path / "kalquiz"))

    def seen() -> str:
        command = [sys.executable, "-c", STAMP, str(bank)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    before = seen()
    assert seen() == before
    for changed in ("look.py", "grading/mark.py", "check/examples.yaml"):
        with (package / changed).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert seen() != before
        before = seen()


def test_a_file_that_lists_no_questions_makes_no_catalogue_void(bank: Path) -> None:
    before = stamp(bank)
    (bank / "notes.txt").write_text("Ask about the tides.", encoding="utf-8")
    assert stamp(bank) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_folder_may_have_a_name_that_is_no_text(tmp_path: Path, cache: Path) -> None:
    bank = Path(copytree(MOON, tmp_path / os.fsdecode(b"moon\xff")))
    for _ in range(2):
        assert open_folder(bank, cache).questions
    assert len(list(cache.iterdir())) == 1


def damages(whole: bytes) -> Iterator[bytes]:
    yield b""
    yield b"\n\n"
    yield b"\xff\xfe" * 99
    yield whole[: len(whole) // 2]
    yield whole.replace(b"Moon", b"Mood", 1)
    yield b"0" * 64 + whole[64:]
    yield whole + b"\n"
    yield b"[" * 100_000
    yield b"\n".join((b"0" * 64, b"[" * 100_000, b"[" * 100_000, b""))
    seal, folder, named, listed = whole.split(b"\n")
    yield b"\n".join((seal, folder, named + b"\0/etc/passwd", listed))
    yield b"\n".join((seal, folder + b"\0", named, listed))
    yield b"\n".join((seal, folder, named, json.dumps({"Catalogue": []}).encode()))


def test_a_damaged_catalogue_is_made_anew(cache: Path) -> None:
    made = open_folder(MOON, cache).catalogue
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    assert b"Moon" in whole
    for damaged in damages(whole):
        assert damaged != whole
        file.write_bytes(damaged)
        assert set(folders_in(cache)) <= {MOON, Path()}
        assert open_folder(MOON, cache).catalogue == made
        assert list(folders_in(cache)) == [MOON]
        assert file.read_bytes() == whole


def test_the_catalogue_of_another_bank_is_not_taken_for_ones_own(bank: Path, cache: Path) -> None:
    open_folder(MOON, cache)
    (foreign,) = cache.iterdir()
    titled(bank)
    opened = open_folder(bank, cache)
    (own,) = set(cache.iterdir()) - {foreign}
    own.write_bytes(foreign.read_bytes())
    assert open_folder(bank, cache).title == opened.title


def test_without_a_place_for_catalogues_it_goes_on(tmp_path: Path, cache: Path) -> None:
    cache.write_text("in the way", encoding="utf-8")
    assert open_folder(MOON, cache).questions
    assert open_folder(MOON, cache).questions
    assert cache.read_text(encoding="utf-8") == "in the way"
    assert sorted(tmp_path.iterdir()) == [cache]


def test_a_folder_in_the_place_of_a_catalogue_is_left_alone(cache: Path) -> None:
    open_folder(MOON, cache)
    (file,) = cache.iterdir()
    file.unlink()
    file.mkdir()
    assert open_folder(MOON, cache).questions
    assert file.is_dir()


def opened_before(bank: Path, cache: Path, change: Callable[[Path], None]) -> Opened:
    """A bank that was changed after its catalogue was read."""
    open_folder(bank, cache)
    opened = open_folder(bank, cache)
    change(bank)
    return opened


@pytest.mark.parametrize("ahead", [False, True])
def test_a_bank_that_changes_under_the_question_is_not_graded_by(
    ahead: bool, bank: Path, cache: Path
) -> None:
    opened = opened_before(bank, cache, edited)
    if ahead:
        opened.read_ahead()
    for _ in range(2):
        with pytest.raises(ChangedError, match="Begin again"):
            opened.question("tilt")


def renamed(bank: Path) -> None:
    """Another bank: what is answered belongs to another history."""
    rewrite(bank / "bank.yaml", "id: moon", "id: luna")


@pytest.mark.parametrize("change", [edited, renamed])
def test_a_change_that_no_time_of_a_file_shows_ends_one_session_only(
    change: Callable[[Path], None], bank: Path, cache: Path
) -> None:
    before = open_folder(bank, cache).catalogue
    (file,) = cache.iterdir()
    change(bank)
    write_stored(file, bank, stamp(bank), [], before)
    unseen = open_folder(bank, cache)
    assert unseen.catalogue == before
    with pytest.raises(ChangedError):
        unseen.question("tilt")
    again = open_folder(bank, cache)
    assert again.question("tilt") == load_bank(bank).question("tilt")
    assert again.id == load_bank(bank).id


def test_a_bank_that_breaks_under_the_question_gives_its_problems(bank: Path, cache: Path) -> None:
    opened = opened_before(bank, cache, spoiled)
    opened.read_ahead()
    with pytest.raises(BankError, match=r"basics\.yaml"):
        opened.question("tilt")


LEAVING = """
import sys, time
from kalquiz.catalogue.ahead import Ahead
from kalquiz.cli import main
Ahead(lambda: time.sleep(600)).begin()
main()
"""


@pytest.mark.parametrize(("command", "code"), [(["--help"], 0), (["show", "nowhere"], 1)])
def test_the_end_does_not_wait_for_what_is_read_ahead(tmp_path: Path, command: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LEAVING, *command],
        env=bare_environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == code
    assert len(done.stdout + done.stderr) > 50


def test_what_was_read_ahead_is_the_bank(cache: Path, moon: Bank) -> None:
    open_folder(MOON, cache)
    opened = open_folder(MOON, cache)
    for _ in range(3):
        opened.read_ahead()
    assert opened.whole == moon
    assert opened.whole is opened.whole
