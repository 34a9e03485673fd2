"""How soon `kalquiz practice` asks: CPU time of whole processes, against two programs for Anki's command line.

Run it with `python -m benchmarks.practice [BIN]`, where BIN is the folder of programs of a virtual environment with
apyanki and inka2; without it one is made and thrown away. The processes are started in turns, and medians compared.
`practice` runs to the first question of kal007 with an empty history, and ends there, as there is nothing to read.

Every program runs as it does where it was installed: with its bytecode kept, and its data where the system has such
things. The first start ever has no catalogue to begin from; it is measured apart, and so is a session with an answer.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(sys.executable).parent
PEERS = {"apy": ("apyanki", 0.6), "inka2": ("inka2", 0.3)}
"""Program, its package, and how much of its time `practice` may take."""
HELP = 5.0
ROUNDS = 9


@dataclass(frozen=True)
class Start:
    """A command, what is typed into it, and whether it finds no catalogue."""

    command: Sequence[str | Path]
    typed: str = ""
    bare: bool = False


def main() -> int:
    """Print the table; exit code 1 where a target is missed."""
    practice = HERE / "kalquiz", "practice", "kal007"
    with tempfile.TemporaryDirectory() as folder:
        peers = Path(sys.argv[1]) if len(sys.argv) > 1 else installed(Path(folder))
        starts = {
            "python -c pass": Start((HERE / "python", "-c", "pass")),
            "kalquiz --help": Start((HERE / "kalquiz", "--help")),
            "kalquiz practice": Start(practice),
            **{f"{name} --help": Start((peers / name, "--help")) for name in PEERS},
            "the first start ever": Start(practice, bare=True),
            "with one answer, then :q": Start(practice, typed="New York\nSeoul\n:q\n"),
        }
        spent = measured(starts, Path(folder) / "home")
    for name, seconds in spent.items():
        print(f"  {name:26} {1000 * seconds:5.0f} ms CPU")
    wanted = [("kalquiz --help", "python -c pass", HELP)]
    wanted += [("kalquiz practice", f"{name} --help", most) for name, (_, most) in PEERS.items()]
    missed = 0
    for one, other, most in wanted:
        ratio = spent[one] / spent[other]
        missed += ratio > most
        said = ", missed" if ratio > most else ""
        print(f"  {one} / {other}: {ratio:.2f}    (target: at most {most}{said})")
    return int(bool(missed))


def installed(folder: Path) -> Path:
    """The programs of a new virtual environment with the peers."""
    venv.create(folder / "peers", with_pip=True)
    found = folder / "peers" / "bin"
    packages = [package for package, _ in PEERS.values()]
    command: list[str | Path] = [found / "python", "-m", "pip", "--quiet", "install", *packages]
    subprocess.run(command, check=True)  # noqa: S603 - packages named in this file
    return found


def measured(starts: Mapping[str, Start], home: Path) -> dict[str, float]:
    """The median CPU time of each, in seconds; the first round only warms the disk."""
    spent: dict[str, list[float]] = {name: [] for name in starts}
    for _ in range(ROUNDS + 1):
        for name, start in starts.items():
            spent[name].append(cpu_of(start, home))
    return {name: median(times[1:]) for name, times in spent.items()}


def cpu_of(start: Start, home: Path) -> float:
    """The CPU time of one start, by a learner who never answered anything before."""
    shutil.rmtree(home / "data", ignore_errors=True)
    # What a bare start leaves, the next one would begin from.
    caches = home / ("bare" if start.bare else "cache")
    if start.bare:
        shutil.rmtree(caches, ignore_errors=True)
    before = cpu()
    subprocess.run(  # noqa: S603 - programs named in this file
        start.command,
        input=start.typed.encode(),
        stdout=subprocess.DEVNULL,
        env=environment(home, caches),
        check=True,
    )
    return cpu() - before


def environment(home: Path, caches: Path) -> dict[str, str]:
    """That of a user whose home is `home`."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KALQUIZ", "XDG"))
    }
    folders = {"XDG_DATA_HOME": home / "data", "XDG_CACHE_HOME": caches}
    return {**kept, "HOME": str(home), **{name: str(path) for name, path in folders.items()}}


def cpu() -> float:
    """The CPU time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
