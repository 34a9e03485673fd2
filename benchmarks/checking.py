"""How long checking a bank takes, against loading it, and how that grows: 1,000, 10,000 and 50,000 questions.

The banks are made by seeded chance, no question like another: words follow Zipf's law, as in a real language, so
that a few are in many questions and most in few. Loading and checking alternate in one process; seconds of CPU.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from kalquiz import check_bank, load_bank
from kalquiz.check import RULES
from kalquiz.check.view import Checked
from kalquiz.collector import collector_paused

SIZES = (1_000, 10_000, 50_000)
ROUNDS = 3
TARGET = 3.0
SECTION = 1_000
"""Questions in a section."""

_STARTS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "v",
]
_ENDS = ["a", "al", "an", "e", "en", "er", "i", "in", "is", "o", "on", "or", "u", "um", "ir", "ast", "ent"]
_ASKING = [
    "Which {} of the {} was {} by the {} {}?",
    "What did the {} say about the {} of {} and the {} {}?",
    "In which {} did {} find the {} {} that {} needed?",
    "Why was the {} {} to the {} of {} before the {}?",
    "Who brought the {} from the {} to the {} {} in {}?",
]


def main() -> int:
    """Print the tables; exit code 1 where the target is missed."""
    print(f"{'questions':>10}{'load':>9}{'check':>9}{'ratio':>8}{'ms a question':>15}  problems")
    ratios = {size: _measure(size) for size in SIZES}
    return int(ratios[10_000] > TARGET)


def _measure(size: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = write_bank(Path(name), size)
        loading, checking = [], []
        for _ in range(ROUNDS if size <= 10_000 else 1):
            start = time.process_time()
            bank = load_bank(folder)
            loaded = time.process_time()
            problems = check_bank(bank)
            loading.append(loaded - start)
            checking.append(time.process_time() - loaded)
        load, check = statistics.median(loading), statistics.median(checking)
        print(
            f"{size:10,}{load:8.2f}s{check:8.2f}s{check / load:8.2f}{1000 * check / size:15.3f}  {len(problems):,}"
        )
        if size == 10_000:
            _by_rule(folder)
    return check / load


def _by_rule(folder: Path) -> None:
    """What each rule takes, the dearest first."""
    checked = Checked(load_bank(folder), {})
    times = []
    with collector_paused():
        for rule in RULES:
            start = time.process_time()
            found = sum(1 for _ in rule.find(checked))
            times.append((time.process_time() - start, rule.id, found))
    for seconds, rule_id, found in sorted(times, reverse=True)[:8]:
        print(f"{'':12}{rule_id:28}{seconds:6.2f}s{found:8,} spots")


def write_bank(folder: Path, count: int) -> Path:
    """A bank of so many questions, in sections."""
    rng = Random(count)
    vocabulary = [
        "".join(rng.choice(_STARTS) + rng.choice(_ENDS) for _ in range(rng.choice([2, 3, 3, 4, 4])))
        for _ in range(40_000)
    ]
    weights = [1 / (rank + 20) for rank in range(len(vocabulary))]
    totals = [sum(weights[:0])]
    for weight in weights:
        totals.append(totals[-1] + weight)
    words = _Words(rng, vocabulary, totals[1:])
    names = [f"part-{number}" for number in range(-(-count // SECTION))]
    for place, name in enumerate(names):
        numbers = range(place * SECTION, min(count, (place + 1) * SECTION))
        text = (
            "questions:\n" + "\n".join("\n".join(_question(rng, words, number)) for number in numbers) + "\n"
        )
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    sections = "\n".join(f"  - {{id: {name}, title: {name}}}" for name in names)
    (folder / "bank.yaml").write_text(
        "id: large\ntitle: A large bank\ndescription: Made by chance.\nversion: 1.0.0\nlicence: CC0-1.0\n"
        'released: "2026-01-02"\nsources:\n  - {id: book, type: book, title: The book, note: Nobody wrote it.}\n'
        f"sections:\n{sections}\n",
        encoding="utf-8",
    )
    return folder


class _Words:
    """Words by chance, the first ones of the vocabulary most often."""

    def __init__(self, rng: Random, vocabulary: list[str], totals: list[float]) -> None:
        self._rng, self._vocabulary, self._totals = rng, vocabulary, totals

    def __call__(self, count: int) -> list[str]:
        return self._rng.choices(self._vocabulary, cum_weights=self._totals, k=count)

    def phrase(self, count: int) -> str:
        return " of the ".join(self(count)).capitalize()


def _question(rng: Random, words: _Words, number: int) -> Iterator[str]:
    kind = rng.choices(
        ["single_choice", "short_answer", "cloze", "numeric", "true_false", "flashcard"], [8, 4, 3, 2, 1, 2]
    )[0]
    stem = rng.choice(_ASKING).format(*words(5))
    yield f"  - id: {'-'.join(words(2))}-{number}"
    yield f"    type: {kind}"
    yield f"    stem: {stem if kind != 'cloze' else stem[:-1] + ' and [[gap]].'}"
    match kind:
        case "single_choice":
            length = rng.choice([1, 2, 3])
            yield f"    key: {words.phrase(length)}"
            yield "    distractors:"
            for _ in range(3):
                yield f"      - text: {words.phrase(length)} {rng.choice(words(1))}"
                yield f"        feedback: That was the {' and the '.join(words(4))}."
        case "short_answer" | "flashcard":
            yield f"    key: {words.phrase(rng.choice([1, 2]))}"
        case "cloze":
            yield "    gaps:"
            yield f"      gap: {{type: short_answer, key: {words.phrase(1)}}}"
        case "numeric":
            yield f"    key: {rng.randrange(1, 3000)}"
        case "true_false":
            yield "    key: true"
    yield f"    hint: Look at the {' or the '.join(words(3))}."
    yield f"    explanation: The {' was '.join(words(4))}, since the {' and '.join(words(5))} were there."
    yield "    citations:"
    yield f"      - {{source: book, locator: page {number}, gist: The {' and the '.join(words(5))}."
    yield f"        , passage: {{norm: skel-1, words: 9, characters: 50, position: {rng.random():.4f},"
    yield f'           anchors: [{words.phrase(2)}, {words.phrase(2)}], hash: "{rng.getrandbits(64):016x}",'
    yield f'           sketch: "{rng.getrandbits(256):064x}"}}}}'


if __name__ == "__main__":
    sys.exit(main())
