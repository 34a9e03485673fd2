"""A year of practice by learners whose memory is a model, on kal007: what is remembered, and how much falls due.

Run it with `python -m benchmarks.learner`. The memory is that of `benchmarks/memory.py`, hidden from the
scheduler. Every day the learner holds the session that `kalquiz practice` holds without options, and types answers into
it, right or wrong as the memory has it; what was wrong is right when it comes again.

What the memory implies is the mean of its own probabilities at the moments of asking; what is measured has to be
within two points of it. It lies some two points below the scheduler's target: what was just forgotten often has a
stability of less than a day, and is asked again after a whole one. No day may have much more to ask than the days
around it. The plot of the first learner goes to docs/pictures/learner.svg.
"""

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import pstdev
from tempfile import TemporaryDirectory

from benchmarks.memory import Learner, Memory, mean
from benchmarks.plot import Panel, plot_svg
from tests.responses import typed_lines, wrong_responses

from kalquiz import Bank, find_bank, load_bank
from kalquiz.history import Store
from kalquiz.practice import Session, Terms, talk
from kalquiz.practice.choose import DAY, Wish, choose
from kalquiz.practice.console import Role
from kalquiz.practice.keeper import Keeper
from kalquiz.question import Question
from kalquiz.schedule import TARGET

LEARNERS = (
    Learner("as FSRS expects"),
    Learner("scattered: factors e^N(0, 0.5)", spread=0.5),
    Learner("starts at half the stability", factor=0.5, spread=0.3),
)
DAYS = 365
START = datetime(2026, 1, 1, 18, tzinfo=UTC)
POINTS = 0.02
SETTLED = 30
"""Days after which the load is looked at."""

FEW = 5
"""Where fewer are due on a usual day, one question more is no peak."""

MOST_ABOVE = 1.75
"""How many times the mean of its four weeks a day may have to ask."""

MONTH = 28
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "learner.svg"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question asked for the first time on a day: how probable the right answer was, and whether it came.

    `new` says that it had never been asked.
    """

    day: int
    chance: float
    right: bool
    new: bool


@dataclass
class Pupil:
    """A console at which the learner sits, and answers what the session asks."""

    bank: Bank
    session: Session
    memory: Memory
    day: int
    waits: bool = False
    plain: bool = True
    width: int = 76
    asked: list[Asked] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)
    _lines: deque[str] = field(default_factory=deque)

    def read(self, mark: str, *, fresh: bool = True) -> str | None:
        """The next line of an answer; nothing more where nothing is asked."""
        del mark, fresh
        question = self.session.current
        if not self._lines and question:
            self._lines.extend(self._typed(self.bank.question(question.id)))
        return self._lines.popleft() if self._lines else None

    def write(self, line: str, role: Role = "text") -> None:
        """Nobody looks on."""

    def _typed(self, question: Question) -> list[str]:
        right = question.id in self._met or self._remembers(question.id)
        response = question.solution().response if right else next(wrong_responses(question))
        return typed_lines(question.prompt(), response)

    def _remembers(self, name: str) -> bool:
        self._met.add(name)
        today, new = (START + timedelta(days=self.day)).date(), not self.memory.knows(name)
        chance = self.memory.chance(name, today)
        right = self.memory.answer(name, today)
        self.asked.append(Asked(self.day, chance, right, new))
        return right


def main() -> int:
    """Print the table and draw the plot; exit code 1 where a target is missed."""
    bank = load_bank(find_bank("kal007"))
    print(
        f"{len(bank.questions)} questions, {DAYS} days, new ones up to {DAY} a day, target {100 * TARGET:.0f} %"
    )
    print(
        f"{'memory':32}{'again':>6}{'right':>7}{'implied':>9} | from day {SETTLED}:{'mean':>6}{'sd':>5}{'peak':>6}"
        f"{'peak/mean':>11}{'most/trend':>12} | {'most':>6}{'all met':>10}"
    )
    missed = 0
    for number, learner in enumerate(LEARNERS):
        asked = list(live(bank, Memory(learner, Random(number))))
        again = [one for one in asked if not one.new]
        right, implied = mean(one.right for one in again), mean(one.chance for one in again)
        load = loads(asked)
        later, trend = load[SETTLED:], smoothed(load)[SETTLED:]
        above = max(due / usual for due, usual in zip(later, trend, strict=True) if usual >= FEW)
        print(
            f"{learner.name:32}{len(again):6,}{100 * right:6.1f}%{100 * implied:8.1f}% |             {mean(later):6.1f}"
            f"{pstdev(later):5.1f}{max(later):6}{max(later) / mean(later):11.2f}{above:12.2f} | {max(load):6}"
            f"{f'day {max(one.day for one in asked if one.new)}':>10}"
        )
        missed += abs(right - implied) > POINTS or above > MOST_ABOVE
        if number == 0:
            PICTURE.write_text(picture(asked), encoding="utf-8")
    return int(missed > 0)


def live(bank: Bank, memory: Memory) -> Iterator[Asked]:
    """What a learner with this memory is asked in a year."""
    with TemporaryDirectory() as home, Store(Path(home) / "history.db") as store:
        for day in range(DAYS):
            yield from practised(bank, store, memory, day)


def practised(bank: Bank, store: Store, memory: Memory, day: int) -> list[Asked]:
    """What is asked in the session of a day."""
    now = START + timedelta(days=day)
    chosen = choose(bank, store, bank.questions, now.date(), Wish())
    session = Session(chosen.questions)
    pupil = Pupil(bank, session, memory, day)
    log = Keeper(store, bank, f"day{day}", lambda: now)
    talk(bank, session, pupil, Terms(log=log, now=lambda: now, new=chosen.new))
    return pupil.asked


def loads(asked: list[Asked]) -> list[int]:
    """How many questions were asked on each day."""
    counts = [0] * DAYS
    for one in asked:
        counts[one.day] += 1
    return counts


def smoothed(load: list[int]) -> list[float]:
    """The mean of the four weeks around each day."""
    return [mean(load[max(0, day - MONTH // 2) : day + MONTH // 2 + 1]) for day in range(len(load))]


def picture(asked: list[Asked]) -> str:
    """The year as a plot: what was asked each day, and what was remembered in each four weeks."""
    load = loads(asked)
    weeks = [
        [one.right for one in asked if start <= one.day < start + MONTH and not one.new]
        for start in range(0, DAYS - MONTH + 1, MONTH)
    ]
    span = (0, DAYS)
    due = Panel(
        "Questions asked each day, new and again, and the mean of four weeks",
        span,
        top=-(-max(load) // 10) * 10,
        columns=list(enumerate(load)),
        line=list(enumerate(smoothed(load))),
        ticks=range(0, max(load) + 10, 10),
    )
    kept = Panel(
        f"Remembered, of those asked again, in each four weeks; the target of {100 * TARGET:.0f} % is dashed",
        span,
        top=100,
        columns=[(MONTH * number, 100 * mean(rights)) for number, rights in enumerate(weeks)],
        wide=MONTH - 2,
        level=100 * TARGET,
        ticks=(0, 50, 100),
        unit=" %",
    )
    return plot_svg(
        "A simulated year of practice", (due, kept), [(day, f"day {day}") for day in range(0, DAYS, 50)]
    )


if __name__ == "__main__":
    sys.exit(main())
