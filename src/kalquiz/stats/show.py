"""The figures as parts that the terminal and the page show, and as data for other programs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kalquiz.bank import Bank
from kalquiz.chart import Bar, Chart, percent
from kalquiz.citation import references
from kalquiz.heatmap import Heatmap
from kalquiz.markup import sealed
from kalquiz.parts import Entry, Part
from kalquiz.question import QUESTION_TYPES
from kalquiz.stats.figures import MATURE, WEEKS, Hard, Share, Stats
from kalquiz.words import counted

_RECALLED = {
    "week": "last 7 days",
    "weeks": f"last {WEEKS} weeks",
    "young": f"after less than {MATURE} days",
    "mature": f"after {MATURE} days or more",
    "ever": "all time",
}
FEWEST = 20
"""Answers below which nothing is said about the target."""


def stats_glance(bank: Bank, stats: Stats) -> tuple[Entry, ...]:
    """The figures in a few numbers."""
    return (
        Entry("Due today", str(stats.due[stats.today])),
        Entry("Remembered", _percent(stats.recalled["weeks"])),
        Entry("Target", percent(stats.target)),
        Entry("Seen", f"{stats.seen} of {len(bank.questions)}"),
        Entry("Answers", str(sum(stats.answers.values()))),
        Entry("Days", str(len(stats.answers))),
    )


def stats_parts(bank: Bank, stats: Stats) -> tuple[Part, ...]:
    """The parts of the statistics, in the order of what a learner wants to know."""
    parts = (_retention(stats), _load(stats), _groups(bank, stats), _hard(bank, stats))
    return tuple(part for part in parts if part.charts or part.entries)


def stats_data(bank: Bank, stats: Stats) -> dict[str, Any]:
    """The figures as JSON has them: shares from 0 to 1, days as `2026-01-31`."""
    return {
        "bank": bank.id,
        "day": stats.today.isoformat(),
        "target": stats.target,
        "questions": len(bank.questions),
        "seen": stats.seen,
        "retention": _shares(stats.recalled),
        "weeks": _shares({day.isoformat(): share for day, share in stats.weeks.items()}),
        "sections": _shares(stats.sections),
        "skills": _shares(stats.skills),
        "types": _shares(stats.types),
        "answers": {day.isoformat(): count for day, count in sorted(stats.answers.items())},
        "due": {day.isoformat(): count for day, count in stats.due.items()},
        "overdue": stats.overdue,
        "hardest": [
            {"question": hard.question.id, **_data(hard.recalled), "sources": _sources(bank, hard)}
            for hard in stats.hardest
        ],
    }


def _retention(stats: Stats) -> Part:
    about = "Questions asked on an earlier day that you got right at the first try."
    weeks = (_bar(_day(monday), share, stats.target) for monday, share in stats.weeks.items() if share.of)
    named = [
        _bar(said, stats.recalled[name], stats.target)
        for name, said in _RECALLED.items()
        if stats.recalled[name].of
    ]
    charts = (
        Chart("Remembered", tuple(named), percent=True),
        Chart("Remembered, by week", tuple(weeks), percent=True, about="Weeks by their Monday."),
    )
    return Part("What you remember", (about, _verdict(stats)), tuple(chart for chart in charts if chart.bars))


def _verdict(stats: Stats) -> str:
    """Whether the target is met, as far as that can be told."""
    share = stats.recalled["weeks"]
    if share.of < FEWEST:
        return (
            f"{counted(share.of, 'such answer')} in the last {WEEKS} weeks: too few to compare with the target of "
            f"{percent(stats.target)}."
        )
    low, high = share.interval()
    compared = (
        "above" if low > stats.target else "below" if high < stats.target else "as near as can be told to"
    )
    return (
        f"In the last {WEEKS} weeks you remembered {percent(share.right / share.of)} (95 % interval: "
        f"{percent(low)} to {percent(high)}). That is {compared} the target of {percent(stats.target)}."
    )


def _load(stats: Stats) -> Part:
    late = f"{stats.overdue} overdue" if stats.overdue else ""
    bars = (
        Bar("today" if day == stats.today else _day(day), count, late if day == stats.today else "")
        for day, count in stats.due.items()
    )
    days = Heatmap("Answers a day", stats.answers, stats.today, WEEKS, _practised(stats))
    about = "Questions that you have been asked, by the day they fall due."
    return Part("What you do", charts=(Chart("Due", tuple(bars), about=about), days))


def _practised(stats: Stats) -> str:
    first = min(stats.weeks)
    lately = [count for day, count in stats.answers.items() if first <= day <= stats.today]
    return f"In {WEEKS} weeks {counted(sum(lately), 'answer')} on {counted(len(lately), 'day')}."


def _groups(bank: Bank, stats: Stats) -> Part:
    sections = {section.id: section.title for section in bank.sections}
    skills = {skill: skill for skill in bank.about.skills} | {"": "*not stated*"}
    types = {name: name.replace("_", " ") for name in QUESTION_TYPES}
    grouped = (
        ("Sections", sections, stats.sections),
        ("Skills", skills if set(stats.skills) != {""} else {}, stats.skills),
        ("Types", types, stats.types),
    )
    charts = (
        Chart(
            title,
            tuple(_bar(said, shares[name], stats.target) for name, said in names.items() if name in shares),
            percent=True,
        )
        for title, names, shares in grouped
    )
    return Part("Where you remember", charts=tuple(chart for chart in charts if chart.bars))


def _hard(bank: Bank, stats: Stats) -> Part:
    entries = tuple(
        Entry(
            hard.question.asked(),
            f"remembered {hard.recalled.right} of {counted(hard.recalled.of, 'time')} (`{hard.question.id}`). "
            + " ".join(f"{source['place']}: {sealed(source['gist'])}" for source in _sources(bank, hard)),
        )
        for hard in stats.hardest
    )
    return Part("What is hard", listed="Most often forgotten, and where it is written", entries=entries)


def _sources(bank: Bank, hard: Hard) -> list[dict[str, str]]:
    return [
        {"place": place, "gist": citation.gist}
        for place, citation in references(bank.source, hard.question.citations)
    ]


def _bar(label: str, share: Share, target: float) -> Bar:
    return Bar(label, 100 * (share.value or 0), f"{share.right} of {share.of}", 100 * target)


def _shares(shares: Mapping[str, Share]) -> dict[str, dict[str, float | int | None]]:
    return {name: _data(share) for name, share in shares.items()}


def _data(share: Share) -> dict[str, float | int | None]:
    return {"right": share.right, "of": share.of, "share": share.value and round(share.value, 4)}


def _percent(share: Share) -> str:
    return "not yet known" if share.value is None else percent(share.value)


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
