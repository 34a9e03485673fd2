"""A year of practice by learners whose memory is a model, on kal007: what is remembered, and how much falls due.

Run it with `python -m benchmarks.learner`. The memory is that of `benchmarks/memory.py`, hidden from the
scheduler. The scheduler is py-fsrs as it is, asked on whole study days, without steps within a day and without
fuzz. Each day the learner answers all that is due and meets a few new questions. What the memory implies is the
mean of its own probabilities at the moments of asking; what is measured has to be within two points of it. The
plot of the first learner goes to docs/pictures/learner.svg.
"""

import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from random import Random
from statistics import pstdev

from benchmarks.memory import Learner, Memory, mean
from benchmarks.plot import Panel, plot_svg
from fsrs import Card, Rating, Scheduler

from kalquiz import find_bank, load_bank

LEARNERS = (
    Learner("as FSRS expects"),
    Learner("scattered: factors e^N(0, 0.5)", spread=0.5),
    Learner("starts at half the stability", factor=0.5, spread=0.3),
)
DAYS = 365
START = date(2026, 1, 1)
NEW = 5
TARGET = 0.9
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
    names = [question.id for question in load_bank(find_bank("kal007")).questions]
    print(f"{len(names)} questions, {DAYS} days, {NEW} new a day, target {100 * TARGET:.0f} %")
    print(
        f"{'memory':36}{'asked':>6}{'right':>8}{'implied':>9}{'mean':>7}{'sd':>6}{'peak':>6}{'peak/mean':>11}{'/trend':>8}"
    )
    missed = 0
    for number, learner in enumerate(LEARNERS):
        asked = live(names, Memory(learner, Random(number)))
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
            missed += abs(right - TARGET) > POINTS
            PICTURE.write_text(picture(asked), encoding="utf-8")
    return int(missed > 0)


def live(names: list[str], memory: Memory) -> list[Asked]:
    """What a learner with this memory is asked in a year, without first meetings."""
    scheduler = Scheduler(
        desired_retention=TARGET, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    cards: dict[str, Card] = {}
    waiting = iter(enumerate(names))
    asked = []
    for number in range(DAYS):
        day = START + timedelta(days=number)
        noon = datetime.combine(day, time(12), UTC)
        due = [name for name, card in cards.items() if card.due <= noon]
        met = {name: Card(card_id=place) for (place, name), _ in zip(waiting, range(NEW), strict=False)}
        cards |= met
        for name in [*due, *met]:
            chance = memory.chance(name, day)
            right = memory.answer(name, day)
            cards[name], _ = scheduler.review_card(cards[name], Rating.Good if right else Rating.Again, noon)
            if name not in met:
                asked.append(Asked(number, chance, right))
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
