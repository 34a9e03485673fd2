"""What a bank has set itself as its aim and has not reached."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from kalquiz.bank import Loc
from kalquiz.bank.goals import CoverageGoal, Goals, wanted
from kalquiz.check.published import HALADYNA
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked
from kalquiz.library import cover
from kalquiz.problem import Severity
from kalquiz.words import counted


@bank_rule(
    "bank/goal",
    Severity.WARNING,
    source=f"{HALADYNA}, guidelines 1 and 2; the bank itself, in `goals`",
    reason="A planned mix of questions tests what it is meant to; one that just happened does not.",
    needs_all=True,
)
def goal(checked: Checked) -> Iterator[Found]:
    """Each goal in `bank.yaml` that the bank does not reach; of coverage, where the text is at hand."""
    goals = checked.bank.about.goals
    if goals:
        spots = chain(_total(goals, checked), _off_balance(goals, checked), _uncovered(goals, checked))
        yield from ((None, spot) for spot in spots)


def _total(goals: Goals, checked: Checked) -> Iterator[Spot]:
    count = len(checked.bank.questions)
    if goals.questions and count < goals.questions:
        said = f"the bank has {count} questions; its goal is {goals.questions}"
        yield Spot(("goals", "questions"), said, f"Write {goals.questions - count} more.")


def _off_balance(goals: Goals, checked: Checked) -> Iterator[Spot]:
    """The types, skills, levels and tags of which there are too few questions, or too many."""
    questions = checked.bank.questions
    counted: Mapping[str, Counter[str]] = {
        "types": Counter(question.type for question in questions),
        "skills": Counter(question.skill for question in questions if question.skill),
        "levels": Counter(question.level for question in questions if question.level),
        "tags": Counter(tag for question in questions for tag in question.tags),
    }
    for kind, counts in counted.items():
        for name, amount in getattr(goals, kind).items():
            within = 0 if kind == "tags" else goals.within
            least, most = (wanted(amount, len(questions)) * (100 + off) / 100 for off in (-within, within))
            if counts[name] < least or (counts[name] > most and kind != "tags"):
                yield _off(("goals", kind, name), counts[name], amount, within, low=counts[name] < least)


def _off(loc: Loc, count: int, amount: int | str, within: float, *, low: bool) -> Spot:
    """A number of questions that is too low or too high."""
    allowed = f" within {within:g} %" if within else " or more"
    are = "is" if count == 1 else "are"
    said = f"{counted(count, 'question')} {are} `{loc[-1]}`; the goal is {amount}{allowed}"
    return Spot(loc, said, "Write more of them." if low else "Write more of the others, or raise the goal.")


def _uncovered(goals: Goals, checked: Checked) -> Iterator[Spot]:
    """The parts of sources at hand of which too little is cited."""
    for index, goal in enumerate(goals.coverage):
        text = checked.texts.get(goal.source)
        if text is None:
            continue
        source = checked.bank.source(goal.source)
        located = [found for found in checked.located if found.citation.source == goal.source]
        coverage = cover(checked.bank, source, text, located)
        share = 100 * coverage.share_of(goal.start, goal.end)
        if share < goal.least:
            said = f"questions cite {share:.0f} % of the sentences of {_part(goal)}; the goal is {goal.least:g} %"
            hint = f"See what is not cited: kalquiz report {checked.bank.path} -o report.html"
            yield Spot(("goals", "coverage", index), said, hint)


def _part(goal: CoverageGoal) -> str:
    return f"“{goal.part}” in `{goal.source}`" if goal.part else f"`{goal.source}`"
