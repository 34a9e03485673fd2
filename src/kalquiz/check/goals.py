"""What a bank has set itself as its aim and has not reached."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kalquiz.bank import Loc
from kalquiz.bank.goals import CoverageGoal, Goals, wanted
from kalquiz.check.published import HALADYNA
from kalquiz.check.rule import Found, Spot, bank_rule
from kalquiz.check.view import Checked
from kalquiz.library import cover
from kalquiz.problem import Severity


@bank_rule(
    "bank/goal",
    Severity.WARNING,
    source=f"{HALADYNA}, guidelines 1 and 2; the bank itself, in `goals`",
    reason="A mix of questions that was planned tests what it is meant to; one that just came about does not.",
    needs_all=True,
)
def goal(checked: Checked) -> Iterator[Found]:
    """Each goal in `bank.yaml` that the bank does not reach; of coverage, where the text is at hand."""
    goals, questions = checked.bank.about.goals, checked.bank.questions
    if goals is None:
        return
    if goals.questions and len(questions) < goals.questions:
        said = f"the bank has {len(questions)} questions; its goal is {goals.questions}"
        yield None, Spot(("goals", "questions"), said, f"Write {goals.questions - len(questions)} more.")
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
                yield (
                    None,
                    _off((("goals", kind, name)), counts[name], amount, within, low=counts[name] < least),
                )
    yield from _uncovered(checked, goals)


def _off(loc: Loc, count: int, amount: int | str, within: float, *, low: bool) -> Spot:
    """A number of questions that is too low or too high."""
    allowed = f" within {within:g} %" if within else " or more"
    said = f"{count} questions are `{loc[-1]}`; the goal is {amount}{allowed}"
    return Spot(loc, said, "Write more of them." if low else "Write more of the others, or raise the goal.")


def _uncovered(checked: Checked, goals: Goals) -> Iterator[Found]:
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
            yield None, Spot(("goals", "coverage", index), said, hint)


def _part(goal: CoverageGoal) -> str:
    return f"“{goal.part}” in `{goal.source}`" if goal.part else f"`{goal.source}`"
