"""Running the rules: what they find, less what the bank and its questions allow, at its place in the files."""

from collections.abc import Iterator, Mapping

from kalquiz.bank import Bank, Loc, did_you_mean, require_sources
from kalquiz.check.rules import RULES
from kalquiz.check.view import Checked
from kalquiz.collector import collector_paused
from kalquiz.problem import Problem, Severity
from kalquiz.question import Question

UNKNOWN, UNUSED = "check/unknown-rule", "check/unused-allow"


def check_bank(
    bank: Bank,
    texts: Mapping[str, str] | None = None,
    before: Bank | None = None,
    *,
    whole: bool = True,
) -> list[Problem]:
    """Everything the rules find in a bank, in file order.

    The bank may set the severity of a rule or switch it off (`rules:` in `bank.yaml`), and a question may be
    excepted from one, with a reason (`allow:`).

    Args:
        bank: the bank.
        texts: the text of sources at hand, by source id; what needs a text that is not there is not checked.
        before: an earlier version of the bank, whose ids have to be found in this one.
        whole: whether these are all of the bank's questions; otherwise nothing is said that some cannot show.

    Raises:
        ValueError: `texts` has an id that is of no source of the bank.
    """
    require_sources(bank, texts or {})
    with collector_paused():
        return _check(Checked(bank, texts or {}, before), whole=whole)


def _check(checked: Checked, *, whole: bool) -> list[Problem]:
    bank = checked.bank
    used: set[tuple[str, str]] = set()
    problems = list(_misnamed(bank))
    for rule in RULES:
        level = bank.about.rules.get(rule.id)
        if level == "off" or (rule.needs_all and not whole):
            continue
        for of, spot in rule.find(checked):
            if isinstance(of, Question) and rule.id in of.allow:
                used.add((of.id, rule.id))
            else:
                severity = Severity(level) if level else spot.severity or rule.severity
                problems.append(
                    bank.problem(of, spot.loc, rule.id, spot.message, spot.hint, severity=severity)
                )
    if whole:
        problems += _unused(bank, used)
    # What is wrong with a value that aliases repeat is wrong in one place only.
    return sorted(set(problems))


def _misnamed(bank: Bank) -> Iterator[Problem]:
    """An error for each rule in the bank's settings that does not exist."""
    settings: list[tuple[Question | None, Loc, str]] = [
        (None, ("rules", name), name) for name in bank.about.rules
    ]
    settings += [(question, ("allow", name), name) for question in bank.questions for name in question.allow]
    known = [rule.id for rule in RULES]
    for of, loc, name in settings:
        if name not in known:
            hint = did_you_mean(name, known) or "`kalquiz check --explain` lists the rules."
            yield bank.problem(of, loc, UNKNOWN, f"there is no rule `{name}`", hint)


def _unused(bank: Bank, used: set[tuple[str, str]]) -> Iterator[Problem]:
    """A word on each exception that excepts nothing: it would hide what goes wrong there later."""
    for question in bank.questions:
        for name in question.allow:
            rule = next((rule for rule in RULES if rule.id == name), None)
            if (
                rule
                and not rule.needs_text
                and (question.id, name) not in used
                and bank.about.rules.get(name) != "off"
            ):
                said = f"nothing here breaks `{name}`"
                yield bank.problem(
                    question, ("allow", name), UNUSED, said, "Remove it.", severity=Severity.WARNING
                )
