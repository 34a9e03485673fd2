"""Unfinished: what an author has still to write."""

import re
from collections.abc import Iterator

from kalquiz.check.rule import Spot, question_rule
from kalquiz.check.view import View
from kalquiz.citation import TO_WRITE
from kalquiz.problem import Severity
from kalquiz.question import Cloze, Date, MultipleResponse, Numeric, ShortAnswer, SingleChoice, TrueFalse

_EXPLAINED = (SingleChoice, MultipleResponse, TrueFalse, ShortAnswer, Numeric, Date, Cloze)
_TO_WRITE = re.compile(rf"^{TO_WRITE}\b|\b{TO_WRITE}(?::|\W*$)")
_HINTS = {"locator": "Say where the passage is.", "gist": "Say in your words what it says."}


@question_rule(
    "citation/unfinished",
    Severity.ERROR,
    source="kalquiz: a citation is read by people",
    reason="Locator and gist are all that a reader without the source has.",
)
def unfinished_citation(view: View) -> Iterator[Spot]:
    """Each locator and gist that was not written yet."""
    for index, citation in enumerate(view.question.citations):
        for field, hint in _HINTS.items():
            if _TO_WRITE.search(getattr(citation, field)):
                yield Spot(("citations", index, field), f"the {field} is still to be written", hint)


@question_rule(
    "question/no-explanation",
    Severity.INFO,
    source="Matuschak, How to write good prompts",
    reason="Whoever is told why it is so keeps it longer, and whoever was wrong learns more than that.",
)
def unexplained(view: View) -> Iterator[Spot]:
    """A question without an explanation; what shows by itself how it hangs together needs none."""
    if not view.question.explanation and isinstance(view.question, _EXPLAINED):
        yield Spot((), "there is no explanation", "Say in `explanation` why it is so, or why it matters.")
