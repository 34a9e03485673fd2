"""How good the rules of the check are: on labelled questions, and on clean ones that no rule was made with.

Run it with `python -m benchmarks.rules`. Precision is the share of flawed questions among those that a rule
finds, recall the share of flawed questions that it finds. A false alarm is a clean question with an error or a
warning.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.compact import compact_bank, read_yaml
from tests.measured import Measured, false_alarms, measure_rules

from kalquiz import Severity

CLEAN = Path(__file__).with_name("clean")
PRECISION = 0.95
FALSE_ALARMS = 0.02


def main() -> int:
    """Print both tables; exit code 1 where a target is missed."""
    measured = list(measure_rules())
    imprecise = [
        each for each in measured if each.rule.severity is Severity.ERROR and each.precision < PRECISION
    ]
    print_measured(measured)
    share = print_alarms()
    for each in imprecise:
        print(f"missed: {each.rule.id} is an error and right in {each.precision:.1%} of what it finds")
    return int(bool(imprecise) or share > FALSE_ALARMS)


def print_measured(measured: Sequence[Measured]) -> None:
    """A line for each rule."""
    print(f"rules on labelled questions    (target: precision of errors at least {PRECISION})")
    print(f"  {'':28} {'':8} {'flawed':>9} {'sound':>9} {'precision':>10} {'recall':>7}")
    for each in measured:
        flawed, sound = f"{each.hits} of {each.flawed}", f"{each.alarms} of {each.sound}"
        figures = f"{flawed:>9} {sound:>9} {each.precision:10.2f} {each.recall:7.2f}"
        print(f"  {each.rule.id:28} {each.rule.severity:8} {figures}")


def print_alarms() -> float:
    """How many clean questions the rules find fault with; the share."""
    questions = [
        question for path in sorted(CLEAN.glob("*.yaml")) for question in read_yaml(path)["questions"]
    ]
    with TemporaryDirectory() as folder:
        alarms = false_alarms(compact_bank(Path(folder), questions))
    share = len(set().union(*alarms.values())) / len(questions)
    print(
        f"false alarms on {len(questions)} clean questions: {share:.1%}    (target: at most {FALSE_ALARMS:.0%})"
    )
    for rule, stems in alarms.items():
        print(f"  {rule:28} {len(stems):4}")
    return share


if __name__ == "__main__":
    sys.exit(main())
