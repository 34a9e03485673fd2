"""How long a bank of 10,000 questions takes to load, against PyYAML's fastest reader feeding the same models.

Both sides run in one process, interleaved, three times; the ratio of the medians is what counts. Machines are
noisy: trust it to about 15 %.
"""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from kalquiz import load_bank
from kalquiz.bank import BankFile, SectionFile
from kalquiz.problem import BankError

QUESTIONS = 10_000
ROUNDS = 3
TARGET = 0.35

SAMPLE = Path(__file__).parents[1] / "tests" / "banks" / "moon"


def main() -> int:
    """Print the table; exit code 1 where the target is missed."""
    with tempfile.TemporaryDirectory() as folder:
        bank = write_bank(Path(folder), QUESTIONS)
        size = sum(path.stat().st_size for path in bank.glob("*.yaml")) / 1e6
        ours, baseline = interleaved(lambda: load_bank(bank), lambda: load_with_pyyaml(bank))
        broken = break_last_question(bank)
        start = time.perf_counter()
        problems = problems_of(broken)
        with_problem = time.perf_counter() - start
    ratio = ours / baseline
    print(f"loading and validating {QUESTIONS:,} questions ({size:.1f} MB of YAML)")
    print(f"  kalquiz.load_bank                     {ours:7.2f} s")
    print(f"  PyYAML CSafeLoader + the same models  {baseline:7.2f} s")
    print(f"  ratio                                 {ratio:7.2f}    (target: at most {TARGET})")
    print(f"  with one broken question, to its line and column: {with_problem:.2f} s")
    print(f"  {problems[-1]}")
    return int(ratio > TARGET)


def write_bank(folder: Path, count: int) -> Path:
    """A bank with the questions of the sample bank over and over, in one file, each with an id of its own."""
    head, *questions = (SAMPLE / "basics.yaml").read_text(encoding="utf-8").split("  - id: ")
    copies = (f"  - id: n{number}-{questions[number % len(questions)].rstrip()}\n" for number in range(count))
    (folder / "basics.yaml").write_text(head + "\n".join(copies), encoding="utf-8")
    (folder / "bank.yaml").write_bytes((SAMPLE / "bank.yaml").read_bytes())
    shutil.copytree(SAMPLE / "pictures", folder / "pictures")
    return folder


def load_with_pyyaml(folder: Path) -> None:
    """Read with PyYAML over libyaml and validate with the same models."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.yaml")}
    read = {name: yaml.load(text, Loader=yaml.CSafeLoader) for name, text in texts.items()}
    BankFile.model_validate(read.pop("bank.yaml"))
    for raw in read.values():
        SectionFile.model_validate(raw)


def interleaved(*sides: Callable[[], object]) -> list[float]:
    """The median time of each side."""
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(ROUNDS):
        for side, found in zip(sides, times, strict=True):
            start = time.perf_counter()
            side()
            found.append(time.perf_counter() - start)
    return [statistics.median(found) for found in times]


def break_last_question(folder: Path) -> Path:
    """Misspell a field of the last question."""
    path = folder / "basics.yaml"
    before, _, after = path.read_text(encoding="utf-8").rpartition("    stem:")
    path.write_text(f"{before}    stme:{after}", encoding="utf-8")
    return folder


def problems_of(folder: Path) -> tuple[object, ...]:
    """What is wrong with the bank."""
    try:
        load_bank(folder)
    except BankError as error:
        return error.problems
    return ("no problem found",)


if __name__ == "__main__":
    sys.exit(main())
