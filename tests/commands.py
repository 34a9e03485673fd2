"""The command as people run it: in a process of its own; and banks to run it on."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

HERE = Path(__file__).parent
MOON = HERE / "banks" / "moon"


def bare_environment() -> dict[str, str]:
    """This process's environment without a folder of sources, which would be looked for from another place."""
    return {name: value for name, value in os.environ.items() if name != "KALQUIZ_SOURCES"}


def run(
    *arguments: object, cwd: Path, typed: str = "", sources: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = bare_environment()
    if sources:
        environment["KALQUIZ_SOURCES"] = str(sources)
    return subprocess.run(
        [sys.executable, "-c", "from kalquiz.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def broken_bank(folder: Path) -> Path:
    bank = Path(copytree(MOON, folder / "bank"))
    text = (MOON / "basics.yaml").read_text(encoding="utf-8")
    (bank / "basics.yaml").write_text(text.replace("    stem:", "    stme:", 1), encoding="utf-8")
    return bank
