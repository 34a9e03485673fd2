"""What a bank is made of, counted: what is asked, and what the questions stand on."""

from collections import Counter, defaultdict
from typing import get_args

from kalquiz.bank import Bank
from kalquiz.chart import Bar, Chart, count_chart
from kalquiz.citation import Citation, short_reference
from kalquiz.markup import sealed
from kalquiz.parts import Entry, Part
from kalquiz.question import QUESTION_TYPES
from kalquiz.question.base import Level
from kalquiz.words import counted

NOT_STATED = "*not stated*"

MOST_ASKED = 5
"""Passages that are listed by name."""


def glance(bank: Bank) -> tuple[Entry, ...]:
    """The bank in a few numbers."""
    citations = sum(len(question.citations) for question in bank.questions)
    return (
        Entry("Questions", str(len(bank.questions))),
        Entry("Points", str(sum(question.points for question in bank.questions))),
        Entry("Sections", str(len(bank.sections))),
        Entry("Sources", str(len(bank.sources))),
        Entry("Citations", str(citations)),
        Entry("Version", bank.about.version),
        Entry("Released", bank.about.released),
        Entry("Licence", bank.about.licence),
    )


def asked(bank: Bank) -> Part:
    """What is asked: sections, types, skills and levels."""
    types = {name: name.replace("_", " ") for name in QUESTION_TYPES}
    skills = [question.skill or NOT_STATED for question in bank.questions]
    levels = [question.level or NOT_STATED for question in bank.questions]
    charts = [
        _sections(bank),
        count_chart("Types", [types[question.type] for question in bank.questions], types.values()),
    ]
    if bank.about.skills:
        charts.append(count_chart("Skills", skills, [*bank.about.skills, NOT_STATED]))
    if set(levels) != {NOT_STATED}:
        charts.append(count_chart("Levels, after Bloom", levels, [*get_args(Level), NOT_STATED]))
    return Part("What is asked", charts=tuple(charts))


def stands_on(bank: Bank) -> Part:
    """What questions stand on: citations by source, and passages that several questions stand on."""
    citations = [citation for question in bank.questions for citation in question.citations]
    by_source = Counter(citation.source for citation in citations)
    bars = tuple(Bar(source.short, by_source[source.id]) for source in bank.sources)
    passages = _passages(bank)
    often = [_often(len(names)) for _, names in passages]
    several = [passage for passage in passages if len(passage[1]) > 1]
    shown = several[:MOST_ASKED]
    listed = f"Passages cited by most questions ({len(shown)} of {len(several)} with two or more)"
    return Part(
        "What it is based on",
        (f"{len(citations) / len(bank.questions):.1f} citations a question, {len(passages)} passages.",),
        (
            Chart("Citations by source", bars, of=len(citations)),
            count_chart("Passages by how many questions cite them", often, map(_often, range(1, 5))),
        ),
        listed if shown else "",
        tuple(_cited(bank, citation, names) for citation, names in shown),
    )


def _cited(bank: Bank, citation: Citation, names: list[str]) -> Entry:
    """A passage and the ids of the questions that cite it."""
    questions = f"{len(names)}: {', '.join(f'`{name}`' for name in names)}"
    place = short_reference(bank.source(citation.source), citation)
    return Entry(place, f"{sealed(citation.gist)} ({questions})")


def _sections(bank: Bank) -> Chart:
    bars = []
    for section in bank.sections:
        inside = bank.in_section(section.id)
        points = sum(question.points for question in inside)
        bars.append(Bar(section.title, len(inside), counted(points, "point")))
    return Chart("Sections", tuple(bars), about="Questions, and the points they give.")


def _passages(bank: Bank) -> list[tuple[Citation, list[str]]]:
    """Each passage by the first citation of it, with the questions that cite it; the most cited first."""
    asking: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    first: dict[tuple[str, str], Citation] = {}
    for question in bank.questions:
        for citation in question.citations:
            passage = citation.source, citation.passage.hash
            first.setdefault(passage, citation)
            asking[passage][question.id] = None
    ranked = sorted(asking, key=lambda passage: -len(asking[passage]))
    return [(first[passage], list(asking[passage])) for passage in ranked]


def _often(questions: int) -> str:
    """By how many questions, in words."""
    return {1: "one question", 2: "two questions", 3: "three questions"}.get(questions, "four or more")
