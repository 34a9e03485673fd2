"""Attribution: whose statement it is that the question goes by."""

import re
from collections.abc import Iterator

from kalquiz.check.language import Words
from kalquiz.check.published import NBME
from kalquiz.check.rule import Found, Spot, bank_rule, word_rule
from kalquiz.check.view import Checked, View
from kalquiz.citation import Citation
from kalquiz.interaction import Choice, Match
from kalquiz.markup import to_plain
from kalquiz.problem import Severity
from kalquiz.question import Question, TrueFalse


@word_rule(
    "true-false/bare",
    Severity.WARNING,
    source=NBME,
    reason="Hardly any statement is true without exception; readers must know whose word it is judged by.",
)
def bare(view: View, words: Words) -> Iterator[Spot]:
    """A statement to judge that neither names its source nor comes with a correction."""
    question = view.question
    if (
        isinstance(question, TrueFalse)
        and not question.correction
        and not words.stems.attributes.search(view.stem)
    ):
        hint = "Say in the stem according to whom, or ask for the thing itself with another type."
        yield Spot(("stem",), "nothing says by whose word the statement is judged", hint)


@bank_rule(
    "stem/attribution",
    Severity.ERROR,
    source="kalquiz: where sources differ, the stem names its source",
    reason="Where sources disagree, an answer is right only according to one of them.",
)
def unattributed(checked: Checked) -> Iterator[Found]:
    """A question on which sources disagree and that names none of them.

    Sources disagree on what a question cites beside a passage that contradicts it, wherever it is cited.
    """
    disputed = {passage for question in checked.bank.questions for passage in _set_against_another(question)}
    naming = naming_a_source(checked) if disputed else frozenset()
    for view in checked.views:
        cited = next((each for each in _answering(view.question) if _passage(each) in disputed), None)
        if cited and view.question.id not in naming:
            said = "sources disagree on this, and the stem names none"
            short = checked.bank.source(cited.source).short
            hint = f"Say by whose account, such as “{short}”; `known-as` of a source holds its other names."
            yield view.question, Spot(("stem",), said, hint)


def naming_a_source(checked: Checked) -> frozenset[str]:
    """The ids of the questions that name a source, or sources in general, before they are answered."""
    names = _names(checked)
    return frozenset(
        view.question.id for view in checked.views if any(names.search(text) for text in _shown(view))
    )


def _answering(question: Question) -> Iterator[Citation]:
    """The citations that the answer stands on or against."""
    return (citation for citation in question.citations if citation.role != "context")


def _set_against_another(question: Question) -> Iterator[tuple[str, str]]:
    """The passages on which sources disagree, by this question."""
    if any(citation.role == "contradicts" for citation in question.citations):
        yield from map(_passage, _answering(question))


def _passage(citation: Citation) -> tuple[str, str]:
    return citation.source, citation.passage.hash


def _names(checked: Checked) -> re.Pattern[str]:
    """What finds a source by one of its names, or the sources as such."""
    names = {
        name for source in checked.bank.sources for name in (source.title, source.short, *source.known_as)
    }
    known = [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))]
    if checked.words:
        known.append(checked.words.stems.accounts.pattern)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(known)})(?![^\W_])", re.IGNORECASE)


def _shown(view: View) -> Iterator[str]:
    """What is read before answering: the stem, and what is to be picked from or sorted."""
    yield view.stem
    match view.question.interaction():
        case Choice(options=options):
            yield from (to_plain(option.text) for option in options)
        case Match(stems=stems, targets=targets):
            yield from (to_plain(option.text) for option in (*stems, *targets))
