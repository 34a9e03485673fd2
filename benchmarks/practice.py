"""How soon `kalquiz practice` asks: CPU time of whole processes, against two programs for Anki's command line.

Run it with `python benchmarks/practice.py [BIN]`, where BIN is the folder of programs of a virtual environment with
apyanki and inka2; without it one is made and thrown away. The processes are started in turns, and medians compared.
`practice` runs to the first question of kal007 with an empty history, and ends there, as there is nothing to read.
"""

import os
import resource
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(sys.executable).parent
PEERS = {"apy": ("apyanki", 0.6), "inka2": ("inka2", 0.3)}
"""Program, its package, and how much of its time `practice` may take."""
HELP = 5.0
ROUNDS = 9


def main() -> int:
    """Print the table; exit code 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        peers = Path(sys.argv[1]) if len(sys.argv) > 1 else installed(Path(folder))
        commands = {
            "python -c pass": [HERE / "python", "-c", "pass"],
            "kalquiz --help": [HERE / "kalquiz", "--help"],
            "kalquiz practice": [HERE / "kalquiz", "practice", "kal007"],
            **{f"{name} --help": [peers / name, "--help"] for name in PEERS},
        }
        spent = measured(commands, Path(folder) / "home")
    for name, seconds in spent.items():
        print(f"  {name:18} {1000 * seconds:5.0f} ms CPU")
    wanted = [("kalquiz --help", "python -c pass", HELP)]
    wanted += [("kalquiz practice", f"{name} --help", most) for name, (_, most) in PEERS.items()]
    missed = 0
    for one, other, most in wanted:
        ratio = spent[one] / spent[other]
        missed += ratio > most
        print(
            f"  {one} / {other}: {ratio:.2f}    (target: at most {most}{', missed' if ratio > most else ''})"
        )
    return int(bool(missed))


def installed(folder: Path) -> Path:
    """The programs of a new virtual environment with the peers."""
    venv.create(folder / "peers", with_pip=True)
    found = folder / "peers" / "bin"
    packages = [package for package, _ in PEERS.values()]
    command = [found / "python", "-m", "pip", "--quiet", "install", *packages]
    subprocess.run(command, check=True)  # noqa: S603 - packages named in this file
    return found


def measured(commands: Mapping[str, Sequence[str | Path]], home: Path) -> dict[str, float]:
    """The median CPU time of each, in seconds; the first round only warms the disk."""
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    quiet["env"] = {**os.environ, "KALQUIZ_HOME": str(home)}
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS + 1):
        for name, command in commands.items():
            before = cpu()
            subprocess.run(command, **quiet, check=True)  # noqa: S603 - programs named in this file
            spent[name].append(cpu() - before)
    return {name: median(times[1:]) for name, times in spent.items()}


def cpu() -> float:
    """The CPU time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
