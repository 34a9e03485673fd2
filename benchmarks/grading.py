"""How well typed answers are graded: slips of the finger, and what only looks alike.

Run it with `python -m benchmarks.grading`. The slips are made by a seeded generator from every answer of the
bundled banks; the confusables are a file written by hand.
"""

import sys
from collections import Counter

from tests.graded import confusables, taken, text_entries, typos

from kalquiz.schedule import PASSED

SLIPS = 2500
ACCEPTED, FALSELY = 0.95, 0.05


def main() -> int:
    """Print the figures; exit code 1 where a target is missed."""
    known = text_entries()
    slips = typos(known, SLIPS)
    refused = [slip for slip in slips if slip.entry.mark(slip.given).score < PASSED]
    share = 1 - len(refused) / len(slips)
    print(f"slips of the finger: {share:.1%} of {len(slips)} accepted    (target: at least {ACCEPTED:.0%})")
    for slip in refused[:: max(1, len(refused) // 8)]:
        print(f"  refused: {slip.given} ({slip.answer})")
    wrongly, asked = taken(known), Counter(each.kind for each in confusables())
    falsely = sum(map(len, wrongly.values())) / asked.total()
    print(f"confusables: {falsely:.1%} of {asked.total()} accepted    (target: at most {FALSELY:.0%})")
    for kind, number in asked.items():
        print(f"  {kind:8} {len(wrongly.get(kind, ())):3} of {number}")
        for each in wrongly.get(kind, ()):
            print(f"    accepted: {each.given} ({each.answer})")
    return int(share < ACCEPTED or falsely > FALSELY or bool(wrongly.get("name") or wrongly.get("number")))


if __name__ == "__main__":
    sys.exit(main())
