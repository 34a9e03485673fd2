"""Unfinished: what an author has still to write."""

from collections.abc import Iterator

from kalquiz.check.rule import Spot, question_rule
from kalquiz.check.view import View
from kalquiz.citation import TO_WRITE
from kalquiz.problem import Severity

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
            if getattr(citation, field) == TO_WRITE:
                yield Spot(("citations", index, field), f"the {field} is still to be written", hint)


@question_rule(
    "question/no-explanation",
    Severity.INFO,
    source="Matuschak, How to write good prompts",
    reason="Whoever is told why it is so keeps it longer, and whoever was wrong learns more than that.",
)
def unexplained(view: View) -> Iterator[Spot]:
    """A question without an explanation."""
    if not view.question.explanation:
        yield Spot((), "there is no explanation", "Say in `explanation` why it is so, or why it matters.")
