"""Files are whole or not there: on a full disk, and where something is in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kalquiz.files import write_whole

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from kalquiz.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), b"new" * 1000)
except OSError as error:
    print(error.filename)
"""


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "deck.apkg"
    write_whole(out, b"old")
    write_whole(out, b"new")
    assert out.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["deck.apkg"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "deck.apkg"
    out.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(out)], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{out}\n"
    assert out.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["deck.apkg"]


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "deck.apkg").mkdir()
    with pytest.raises(OSError, match=r"deck\.apkg"):
        write_whole(tmp_path / "deck.apkg", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["deck.apkg"]


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "deck.apkg"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="Not a file"):
        write_whole(pipe, b"new")
    assert pipe.is_fifo()


def test_the_target_of_a_link_is_written_and_the_link_stays(tmp_path: Path) -> None:
    link, target = tmp_path / "link.pdf", tmp_path / "target.pdf"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_folder_that_is_not_there_is_named_itself(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make it first") as caught:
        write_whole(tmp_path / "nowhere" / "sheet.pdf", b"data")
    assert caught.value.filename == str(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
