"""Links to passages, in a real browser."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.commands import bare_environment
from tests.conftest import unavailable

ROOT = Path(__file__).parents[1]
TEXTS = ["arabic", "chinese", "english", "thai"]


def test_a_browser_marks_what_links_lead_to_in_scripts_of_every_kind() -> None:
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        unavailable("chromium")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.links", *TEXTS],
        cwd=ROOT,
        env=bare_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line.split() for line in done.stdout.splitlines()[-4:]]
    assert [row[0] for row in rows] == TEXTS
    assert all(int(row[2]) == int(row[4]) > 0 for row in rows)
