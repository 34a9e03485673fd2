"""What stands against a bank: problems, exceptions, and citations that are not as they were."""

from collections import Counter
from collections.abc import Mapping

from kalquiz.bank import Bank
from kalquiz.chart import Chart, count_chart
from kalquiz.check import RULES, check_bank
from kalquiz.citation import STATUS_WORDS
from kalquiz.library import locate_citations
from kalquiz.parts import Entry, Part
from kalquiz.problem import Severity

NOT_LOOKED_UP = "not looked up"


def findings(bank: Bank, texts: Mapping[str, str]) -> Part:
    """What the check finds, what is excepted from it, and what became of each citation."""
    problems = check_bank(bank, texts)
    severities = Counter(problem.severity for problem in problems)
    said = ", ".join(f"{severities[severity]} of severity {severity}" for severity in Severity)
    entries = [Entry(f"`{name}`", f"in the whole bank: {level}") for name, level in bank.about.rules.items()]
    entries += [
        Entry(f"`{name}`", f"{reason} (`{question.id}`)")
        for question in bank.questions
        for name, reason in question.allow.items()
    ]
    rules = [f"`{problem.rule}`" for problem in problems]
    charts = [_status(bank, texts)]
    if problems:
        charts.append(
            count_chart("Problems by rule", rules, [rule for rule, _ in Counter(rules).most_common()])
        )
    return Part(
        "What the check finds",
        (f"{len(RULES)} rules, {len(problems) or 'no'} problems{f': {said}' if problems else ''}.",),
        tuple(charts),
        "Exceptions and settings of the authors" if entries else "",
        tuple(entries),
    )


def _status(bank: Bank, texts: Mapping[str, str]) -> Chart:
    """What became of the citations of sources that are at hand."""
    found = [
        STATUS_WORDS[located.finding.status]
        for source, text in texts.items()
        for located in locate_citations(bank, source, text)
    ]
    total = sum(len(question.citations) for question in bank.questions)
    found += [NOT_LOOKED_UP] * (total - len(found))
    about = "Looked up in copies of the sources." if texts else "No copy of a source was at hand."
    return count_chart("Citations", found, [*STATUS_WORDS.values(), NOT_LOOKED_UP], about=about)
