"""500 worksheets of chance, printed and read back: what is on paper, and that sheet and key agree there.

Run it with `python -m benchmarks.sheets`, which needs poppler; a number after it makes so many. Chance takes a part
of kal007, types, paper, columns, size, profile, language, headings, boxes, versions and seed. Each sheet, key and table
of versions is set as PDF by the real Typst. poppler and PDFium say where words and lines stand on it, and
`tests.printed` which question has them. Nothing is looked up in what the sheet was made from but the bank.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.random_sheets import Checked, check, draw

from kalquiz import find_bank, load_bank

NUMBER = 500
SHOWN = 20


def main(number: int) -> int:
    """Print what was found; exit code 1 where something is wrong."""
    bank = load_bank(find_bank("kal007"))
    start = time.perf_counter()
    done: list[Checked] = []
    faults: list[str] = []
    with TemporaryDirectory() as name:
        for seed in range(number):
            drawn = draw(bank, Random(seed))
            checked = check(bank, drawn, Path(name))
            done.append(checked)
            faults += [f"{seed}: {fault}" for fault in checked.faults]
    print(f"{number} selections, {time.perf_counter() - start:.0f} s")
    total = sum((Counter(checked.counts) for checked in done), Counter[str]())
    for what, count in total.items():
        print(f"  {what:42}{count:8,}")
    print(f"  {'faults (target: 0)':42}{len(faults):8,}")
    for fault in faults[:SHOWN]:
        print(f"    {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER))
