"""Clozes: what is left of a sentence has to call for what is gone."""

import re
from collections.abc import Iterator

from kalquiz.check.rule import Spot, question_rule
from kalquiz.check.view import View
from kalquiz.citation.script import units
from kalquiz.interaction import GAP
from kalquiz.problem import Severity
from kalquiz.question import Cloze

_FEWEST_WORDS, _MOST_GAPS = 6, 2
_NAME_OR_DATE = re.compile(r"(?<![.!?:] )(?<!^)\b[^\W\d_a-z]\w+|\d")


@question_rule(
    "cloze/context",
    Severity.ERROR,
    source="Wozniak, Twenty rules of formulating knowledge, rule 5",
    reason="Where little is left around a gap, many things fit it, and what is learned is the shape of the card.",
)
def context(view: View) -> Iterator[Spot]:
    """A cloze with few words around its gaps and no name or date among them."""
    if isinstance(view.question, Cloze):
        around = view.stem.replace(GAP, " ")
        count = sum(any(map(str.isalnum, around[start:end])) for start, end in units(around))
        if count < _FEWEST_WORDS and not _NAME_OR_DATE.search(around):
            said = f"only {count} word{'s' * (count != 1)} stand around the gap"
            yield Spot(("stem",), said, "Say of whom, of what or of when it is true.")


@question_rule(
    "cloze/too-many-gaps",
    Severity.ERROR,
    source="Wozniak, Twenty rules of formulating knowledge, rules 4 and 5",
    reason="Each gap takes away what the others are recalled by.",
)
def too_many_gaps(view: View) -> Iterator[Spot]:
    """A cloze of more than two gaps."""
    if isinstance(view.question, Cloze) and len(view.question.gaps) > _MOST_GAPS:
        said = f"the stem has {len(view.question.gaps)} gaps"
        yield Spot(("stem",), said, f"Keep {_MOST_GAPS} at most; make a question of each of the others.")
