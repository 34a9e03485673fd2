"""One bank gives one sheet: the same bytes, whoever makes it where and when."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kalquiz.worksheet import build_worksheet
from tests.conftest import ROOT, program
from tests.sheet_bank import a_bank, all_types

SCRIPT = """
import sys
from pathlib import Path
from kalquiz import load_bank
from kalquiz.worksheet import build_versions, build_worksheet
suffix, folder = sys.argv[1], Path(sys.argv[2])
bank = load_bank("tests/banks/moon")
for key in (False, True):
    build_worksheet(bank, folder / f"{key}{suffix}", key=key)
build_versions(bank, folder / f"quiz{suffix}", 2)
"""
SUFFIXES = (".pdf", ".html", ".docx")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_another_day_another_zone_and_another_language_make_no_difference(
    tmp_path: Path, suffix: str
) -> None:
    elsewhere = {
        "TZ": "Asia/Seoul",
        "LANG": "de_DE.UTF-8",
        "SOURCE_DATE_EPOCH": "1893456000",
        "PYTHONHASHSEED": "7",
    }
    later = [program("faketime"), "2031-02-03 04:05:06"]
    made = []
    for name, clock, more in (("here", [], {"TZ": "UTC"}), ("there", later, elsewhere)):
        folder = tmp_path / name
        folder.mkdir()
        command = [*clock, sys.executable, "-c", SCRIPT, suffix, str(folder)]
        subprocess.run(command, check=True, cwd=ROOT, env=os.environ | more)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == 7
    assert made[0] == made[1]
    assert not any(f"{tmp_path}".encode() in data for data in made[0].values())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_another_seed_makes_another_sheet(tmp_path: Path, suffix: str) -> None:
    bank = a_bank(*all_types())
    one, other = (
        build_worksheet(bank, tmp_path / f"{seed}{suffix}", seed=seed).read_bytes() for seed in ("1", "2")
    )
    assert one != other
