"""A year of practice by learners whose memory is a model, on kal007: what is remembered, and how much falls due.

Run it with `python -m benchmarks.learner`. The memory is that of `benchmarks/memory.py`, hidden from the
scheduler. What is asked on a day is what a session would ask: `kalquiz.practice.plan` says it, and
`kalquiz.schedule` when each question comes back. The learner answers all that is due, and meets a few new ones.

What the memory implies is the mean of its own probabilities at the moments of asking; what is measured has to be
within two points of it. It lies some two points below the scheduler's target: what was just forgotten often has a
stability of less than a day, and is asked again after a whole one. The plot of the first learner goes to
docs/pictures/learner.svg.
"""

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import pstdev

from benchmarks.memory import Learner, Memory, mean
from benchmarks.plot import Panel, plot_svg

from kalquiz import Bank, find_bank, load_bank
from kalquiz.practice.plan import plan
from kalquiz.schedule import TARGET, Rating, advance
from kalquiz.schedule import Memory as Known

LEARNERS = (
    Learner("as FSRS expects"),
    Learner("scattered: factors e^N(0, 0.5)", spread=0.5),
    Learner("starts at half the stability", factor=0.5, spread=0.3),
)
DAYS = 365
START = date(2026, 1, 1)
NEW = 5
POINTS = 0.02
SETTLED = 30
"""Days after which the load is looked at."""

MONTH = 28
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "learner.svg"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was met before and fell due: on which day, how probable the right answer was, and the answer."""

    day: int
    chance: float
    right: bool


def main() -> int:
    """Print the table and draw the plot; exit code 1 where a learner remembers other than the memory implies."""
    bank = load_bank(find_bank("kal007"))
    print(f"{len(bank.questions)} questions, {DAYS} days, {NEW} new a day, target {100 * TARGET:.0f} %")
    print(
        f"{'memory':36}{'asked':>6}{'right':>8}{'implied':>9}{'mean':>7}{'sd':>6}{'peak':>6}{'peak/mean':>11}{'/trend':>8}"
    )
    missed = 0
    for number, learner in enumerate(LEARNERS):
        asked = live(bank, Memory(learner, Random(number)))
        right, implied = mean(one.right for one in asked), mean(one.chance for one in asked)
        load = loads(asked)
        later = load[SETTLED:]
        trend = smoothed(load)[SETTLED:]
        # Where next to nothing is due, one question more is not a peak.
        above = max(due / usual for due, usual in zip(later, trend, strict=True) if usual >= NEW)
        print(
            f"{learner.name:36}{len(asked):6,}{100 * right:7.1f}%{100 * implied:8.1f}%{mean(later):7.1f}"
            f"{pstdev(later):6.1f}{max(later):6}{max(later) / mean(later):11.2f}{above:8.2f}"
        )
        missed += abs(right - implied) > POINTS
        if number == 0:
            PICTURE.write_text(picture(asked), encoding="utf-8")
    return int(missed > 0)


def live(bank: Bank, memory: Memory) -> list[Asked]:
    """What a learner with this memory is asked in a year, without first meetings."""
    known: dict[str, Known] = {}
    asked = []
    for number in range(DAYS):
        day = START + timedelta(days=number)
        for question in plan(bank.questions, known, day, new=NEW).order:
            name = question.id
            chance = memory.chance(name, day)
            right = memory.answer(name, day)
            if name in known:
                asked.append(Asked(number, chance, right))
            rating = Rating.GOOD if right else Rating.AGAIN
            known[name] = advance(known.get(name), rating, day, f"{bank.id}/{name}")
    return asked


def loads(asked: list[Asked]) -> list[int]:
    """How many questions were due on each day."""
    counts = [0] * DAYS
    for one in asked:
        counts[one.day] += 1
    return counts


def smoothed(load: list[int]) -> list[float]:
    """The mean of the four weeks around each day."""
    return [mean(load[max(0, day - MONTH // 2) : day + MONTH // 2 + 1]) for day in range(len(load))]


def picture(asked: list[Asked]) -> str:
    """The year as a plot: what fell due each day, and what was remembered in each four weeks."""
    load = loads(asked)
    weeks = [
        [one.right for one in asked if start <= one.day < start + MONTH]
        for start in range(0, DAYS - MONTH + 1, MONTH)
    ]
    span = (0, DAYS)
    due = Panel(
        "Questions due each day, and the mean of four weeks",
        span,
        top=-(-max(load) // 10) * 10,
        columns=list(enumerate(load)),
        line=list(enumerate(smoothed(load))),
        ticks=range(0, max(load) + 10, 10),
    )
    kept = Panel(
        f"Remembered at the first try, in each four weeks; the target of {100 * TARGET:.0f} % is dashed",
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
