"""How good the rules of the check are: measured on the labelled questions, and on clean ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kalquiz import Bank, Severity
from kalquiz.check import RULES, Rule
from kalquiz.check.view import Checked
from tests.compact import compact_bank, read_yaml

LABELLED = Path(__file__).with_name("labelled")

MENDED = {"choice/number-order"}
"""Rules whose flawed questions as labelled are none any more, since kalquiz itself puts the options in order."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A rule, and how many of the flawed and of the sound questions it finds fault with."""

    rule: Rule
    hits: int
    flawed: int
    alarms: int
    sound: int

    @property
    def precision(self) -> float:
        """The share of what it finds that is flawed; 1 where it finds nothing."""
        found = self.hits + self.alarms
        return self.hits / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of flawed questions that it finds."""
        return self.hits / self.flawed


def measure_rules() -> Iterator[Measured]:
    """Each rule that has labelled questions, in the order of the list."""
    for rule in RULES:
        path = LABELLED / f"{rule.id.replace('/', '-')}.yaml"
        if path.exists() and rule.id not in MENDED:
            labelled = read_yaml(path)
            flawed, sound = (
                [breaks(rule, item) for item in labelled[label]] for label in ("flawed", "sound")
            )
            yield Measured(rule, sum(flawed), len(flawed), sum(sound), len(sound))


def breaks(rule: Rule, item: Mapping[str, Any]) -> bool:
    """Whether a rule finds fault with a labelled item."""
    with TemporaryDirectory() as folder:
        return any(rule.find(Checked(labelled_bank(Path(folder), item), {})))


def labelled_bank(folder: Path, item: Mapping[str, Any]) -> Bank:
    """The bank of a labelled item: a question, or `questions` and what of `bank.yaml` matters as `about`."""
    return compact_bank(folder, item.get("questions", [item]), **item.get("about", {}))


def false_alarms(bank: Bank) -> dict[str, set[str]]:
    """The ids of the questions of a clean bank with an error or a warning, by rule."""
    found = defaultdict[str, set[str]](set)
    checked = Checked(bank, {})
    for rule in RULES:
        for of, spot in rule.find(checked):
            if (spot.severity or rule.severity) is not Severity.INFO:
                found[rule.id].add(of.id if of else bank.id)
    return dict(found)


def table(measured: Iterable[Measured]) -> str:
    """The figures as a table in Markdown, in order of id."""
    rows = (
        f"| `{each.rule.id}` | {each.rule.severity} | {each.hits} of {each.flawed} "
        f"| {each.alarms} of {each.sound} | {each.precision:.2f} | {each.recall:.2f} |"
        for each in sorted(measured, key=lambda each: each.rule.id)
    )
    head = [
        "| rule | severity | flawed found | sound found | precision | recall |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*head, *rows])
