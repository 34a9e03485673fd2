"""What lies in decks/ is what the bundled banks give, and release notes say what is new."""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.decks import note_release

from kalquiz import build_deck
from kalquiz.bank import bundled_banks
from tests.deck_bank import make_bank, make_question

ROOT = Path(__file__).parents[1]


def test_decks_locks_and_release_notes_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "decks.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_bundled_bank_has_its_deck_and_its_release_notes() -> None:
    page = (ROOT / "decks" / "RELEASES.md").read_text("utf-8")
    for bank in bundled_banks():
        assert (ROOT / "decks" / f"{bank}.apkg").is_file()
        assert f"\n## {bank} " in page


def test_release_notes_keep_older_versions_and_renew_their_own(tmp_path: Path) -> None:
    page, before, lock = (tmp_path / name for name in ("RELEASES.md", "before.json", "lock.json"))
    page.write_text("# Releases\n", "utf-8")
    first, second = make_bank(), make_bank([make_question("date", stem="2 * 3?")], version="1.1.0")
    build_deck(first, tmp_path / "a.apkg", lock=lock)
    note_release(page, first, before, lock)
    shutil.copyfile(lock, before)
    for _ in range(2):
        build_deck(second, tmp_path / "a.apkg", lock=lock)
        note_release(page, second, before, lock)
    text = page.read_text("utf-8")
    assert text.count("## tiny 1.1.0") == text.count("## tiny 1.0.0") == 1
    assert text.index("1.1.0") < text.index("1.0.0")
    assert "Reworded: 1\n\n- date: 2 \\* 3? Was " in text
    assert "\n\nRetired: 11\n\n- " in text
    assert "The first version: 12 questions." in text
