"""What a rule of the check is: what it looks for, how much that matters, and who says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kalquiz.bank import Loc
from kalquiz.check.language import LANGUAGES, Words
from kalquiz.check.view import Checked, View
from kalquiz.citation import Source
from kalquiz.problem import Severity
from kalquiz.question import Question


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that breaks a rule: what is wrong there, and how to mend it.

    `loc` leads to the field of the question or source; `severity` is there where it is not that of the rule.
    """

    loc: Loc
    message: str
    hint: str = ""
    severity: Severity | None = None


Found = tuple[Question | Source | None, Spot]
"""A spot and what it belongs to: a question, a source, or `bank.yaml`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the check.

    Attributes:
        id: names it for ever: `choice/longest-key`.
        severity: how much it matters, unless the bank says otherwise.
        source: the published rule that it comes from.
        reason: why it is a rule, in a sentence.
        find: everything in a bank that breaks it.
        languages: those whose words it knows; nothing where it goes by no words.
        needs_text: whether it finds nothing without a copy of a source.
        needs_all: whether what it finds among some questions need not be so among all.
    """

    id: str
    severity: Severity
    source: str
    reason: str
    find: Callable[[Checked], Iterator[Found]]
    languages: tuple[str, ...] = ()
    needs_text: bool = False
    needs_all: bool = False


QuestionRule = Callable[[View], Iterator[Spot]]
WordRule = Callable[[View, Words], Iterator[Spot]]
BankRule = Callable[[Checked], Iterator[Found]]


def bank_rule(
    name: str,
    severity: Severity,
    *,
    source: str,
    reason: str,
    needs_text: bool = False,
    needs_all: bool = False,
) -> Callable[[BankRule], Rule]:
    """Make a rule of a function from what is checked to the spots in it."""
    return lambda find: Rule(name, severity, source, reason, find, needs_text=needs_text, needs_all=needs_all)


def question_rule(
    name: str, severity: Severity, *, source: str, reason: str
) -> Callable[[QuestionRule], Rule]:
    """Make a rule of a function from one question to its spots."""

    def made(find: QuestionRule) -> Rule:
        def everywhere(checked: Checked) -> Iterator[Found]:
            return ((view.question, spot) for view in checked.views for spot in find(view))

        return Rule(name, severity, source, reason, everywhere)

    return made


def word_rule(name: str, severity: Severity, *, source: str, reason: str) -> Callable[[WordRule], Rule]:
    """Make a rule of a function from one question and the words of its language; silent on other languages."""

    def made(find: WordRule) -> Rule:
        def everywhere(checked: Checked) -> Iterator[Found]:
            words = checked.words
            if words is not None:
                yield from ((view.question, spot) for view in checked.views for spot in find(view, words))

        return Rule(name, severity, source, reason, everywhere, tuple(LANGUAGES))

    return made
